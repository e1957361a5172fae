package cli

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"loa/internal/base/output"
)

// Two people share a folder: the second is told who is at work and since when.
func TestBusyTellsWho(t *testing.T) {
	since := time.Date(2026, 6, 1, 9, 30, 0, 0, time.Local)
	for lang, want := range map[string]string{"vi": "lan (PC-1) đang ghi vào public từ 09:30 01/06/2026", "en": "lan (PC-1) has been writing to public since 09:30 01/06/2026"} {
		var out bytes.Buffer
		v := newVoice(Env{Out: &out, Err: &out, Environ: func(string) string { return "" }}, Common{Lang: lang})
		v.Hinder(&output.Busy{Out: "public", Who: "lan (PC-1)", Since: since})
		if !strings.Contains(out.String(), want) {
			t.Errorf("%s", out.String())
		}
	}
}
