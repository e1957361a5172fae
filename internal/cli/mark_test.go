package cli

import (
	"context"
	"strings"
	"testing"
)

// A new file that output is redirected to on Windows says that it is UTF-8, once, and
// not to programs.
func TestMarkOfFiles(t *testing.T) {
	for args, want := range map[string]bool{"explain disk.full": true, "version": true, "check --format json": false} {
		var out, err strings.Builder
		Run(context.Background(), Env{Args: strings.Fields(args), Out: &out, Err: &err, NewOut: true, Environ: func(string) string { return "" }})
		if got := strings.Count(out.String(), markUTF8); (got == 1 && strings.HasPrefix(out.String(), markUTF8)) != want || got > 1 {
			t.Errorf("loa %s: %q", args, out.String())
		}
		if strings.Contains(err.String(), markUTF8) {
			t.Errorf("loa %s marks its errors: %q", args, err.String())
		}
	}
}
