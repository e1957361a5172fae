package output

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"loa/internal/base/disk"
	"loa/internal/base/disk/disktest"
)

// Who meets a build that is at work learns whose it is and since when, whatever stands
// in the file that another computer wrote.
func TestHoldTellsWho(t *testing.T) {
	for said, want := range map[string]string{
		"lan (PC-VANPHONG)":            "lan (PC-VANPHONG)",
		"Lan\x1b[31m\n (PC)\xff":       "Lan[31m (PC)",
		"":                             "",
		strings.Repeat("x", mostWho+1): "",
	} {
		folder := t.TempDir()
		release, err := Hold(folder, "public", disk.System{Who: said})
		if err != nil {
			t.Fatal(err)
		}
		_, err = Hold(folder, "public", disk.System{Who: "another"})
		var busy *Busy
		if !errors.As(err, &busy) || busy.Out != "public" || busy.Who != want || busy.Since.IsZero() != (want == "") {
			t.Errorf("%q: %+v %v", said, busy, err)
		}
		if err := release(); err != nil {
			t.Fatal(err)
		}
		if again, err := Hold(folder, "public", disk.System{}); err != nil || again() != nil {
			t.Errorf("%q: not let go: %v", said, err)
		}
	}
}

// The name of a build that is long over is not told of the next one, which has none.
func TestHoldForgetsWho(t *testing.T) {
	folder := t.TempDir()
	old := filepath.Join(folder, holderFile)
	if err := os.WriteFile(old, []byte("lan"), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := os.Chtimes(old, time.Time{}, time.Unix(1, 0)); err != nil {
		t.Fatal(err)
	}
	release, err := Hold(folder, "public", disk.System{})
	if err != nil {
		t.Fatal(err)
	}
	defer release()
	var busy *Busy
	if _, err := Hold(folder, "public", disk.System{}); !errors.As(err, &busy) || busy.Who != "" {
		t.Errorf("%+v %v", busy, err)
	}
}

// A link that came with a site is not written through.
func TestHoldWritesThroughNoLink(t *testing.T) {
	folder, outside := t.TempDir(), filepath.Join(t.TempDir(), "mine")
	if err := os.WriteFile(outside, []byte("mine"), 0o666); err != nil {
		t.Fatal(err)
	}
	disktest.Link(t, outside, filepath.Join(folder, holderFile))
	release, err := Hold(folder, "public", disk.System{Who: "lan"})
	if err != nil {
		t.Fatal(err)
	}
	defer release()
	if text, err := os.ReadFile(outside); err != nil || string(text) != "mine" {
		t.Errorf("it was written: %q %v", text, err)
	}
	if text, err := os.ReadFile(filepath.Join(folder, holderFile)); err != nil || string(text) != "lan" {
		t.Errorf("%q %v", text, err)
	}
}
