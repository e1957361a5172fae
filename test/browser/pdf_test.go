package browser

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"loa/internal/publish/pdf"
	"loa/test/ownsite"
)

// TestPDF prints pages with a real browser: of the right size, tagged, with the
// letters of Vietnamese in fonts of their own.
func TestPDF(t *testing.T) {
	t.Parallel()
	browser, found := pdf.Find(exec.LookPath, os.Getenv)
	if !found {
		absent(t, "Chromium is not installed; run test/browser/install.sh")
	}
	browser.Unboxed = true
	source := ownsite.Options(ownsite.Sources(t))
	for as, want := range map[string]struct {
		page, paper string
		atLeast     int
	}{
		"":       {"cho-nha-truong/to-roi-111.md", "[0 0 594.95996 841.91998]", 1},
		"a3":     {"cho-nha-truong/to-roi-111.md", "[0 0 841.91998 1191.12]", 1},
		"slides": {"cho-nha-truong/giao-an-duoi-nuoc.md", "[0 0 720 539.03998]", 7},
	} {
		dir := t.TempDir()
		result, err := pdf.Run(context.Background(), pdf.Options{Build: source, Pages: []string{want.page}, As: as, Out: dir, Temp: dir, Browser: browser})
		if err != nil || result.Stopped || len(result.Files) != 1 {
			t.Fatal(as, err, result)
		}
		data, err := os.ReadFile(result.Files[0].Name)
		if err != nil {
			t.Fatal(err)
		}
		sheets := bytes.Count(data, []byte("/Type /Page\n"))
		if sheets < want.atLeast || bytes.Count(data, []byte(want.paper)) != sheets || as != "slides" && sheets != want.atLeast {
			t.Errorf("%q: %d sheets, want %d of %s", as, sheets, want.atLeast, want.paper)
		}
		for _, part := range []string{"/StructTreeRoot", "/MarkInfo", "/FontFile2", "/Lang"} {
			if !bytes.Contains(data, []byte(part)) {
				t.Errorf("%q lacks %s", as, part)
			}
		}
		if left, _ := filepath.Glob(filepath.Join(dir, "loa-pdf-*")); len(left) > 0 {
			t.Errorf("%q leaves %v", as, left)
		}
	}
}
