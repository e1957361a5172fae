package cli

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"loa/internal/base/disk"
)

// Lines are written whole, however many they are: no letter of two or three bytes is
// divided on its way to the screen.
func TestSpokenKeepsLetters(t *testing.T) {
	line := "Trẻ nhỏ ở gần nước phải có người lớn ở trong tầm tay với.\n"
	in := strings.Repeat(line, 500)
	var out, problems bytes.Buffer
	code := Run(context.Background(), Env{Args: []string{"spoken", "--source", t.TempDir()}, In: strings.NewReader(in), Out: &out, Err: &problems,
		Environ: func(string) string { return "" }, Disk: disk.System{}})
	if code != 0 || problems.Len() > 0 {
		t.Fatalf("exit status %d: %s", code, problems.String())
	}
	if out.String() != in {
		t.Errorf("%d bytes became %d", len(in), out.Len())
	}
}
