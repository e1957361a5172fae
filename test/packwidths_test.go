package test

import (
	"archive/zip"
	"context"
	"io/fs"
	"slices"
	"strings"
	"testing"

	"loa/internal/publish/pack"
	"loa/themes"
)

// A pack has photos up to the width that screens need of a stick, and its pages
// name no others; a photo that has but one width keeps it.
func TestPackLeavesOutWidePhotos(t *testing.T) {
	t.Parallel()
	o := options(t, t.TempDir(), "2026-06-15")
	o.Builtin = themes.FS
	write(t, o.Dir, tree{
		"site.toml":         "title = \"Trang\"\nbase_url = \"https://vi.example/\"\n",
		"content/_index.md": "+++\ntitle = \"Trang\"\n+++\n",
		"content/a.md":      "+++\ntitle = \"Bài\"\n+++\n\n![Ao](a.jpg)\n",
		"content/a.jpg":     taggedJPEG(t, 2000, 1200, 1),
		"data/consent.toml": "[[picture]]\nfile = \"content/a.jpg\"\nchildren = false\n",
	})
	result, err := pack.Run(context.Background(), pack.Options{Build: o, Out: t.TempDir()})
	if err != nil || result.Stopped {
		t.Fatal(err, result.Problems)
	}
	z, err := zip.OpenReader(result.File)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	var widths []string
	for _, f := range z.File {
		if _, photo, ok := strings.Cut(f.Name, "/a."); ok && strings.HasSuffix(photo, ".jpg") {
			widths = append(widths, strings.SplitN(photo, ".", 2)[0])
		}
		if strings.HasSuffix(f.Name, ".html") {
			text, err := fs.ReadFile(z, f.Name)
			if err != nil {
				t.Fatal(err)
			}
			if page := strings.ReplaceAll(string(text), "https://vi.example/a.1600.", ""); strings.Contains(page, "a.1600.") {
				t.Errorf("%s names a width that is not there", f.Name)
			}
		}
	}
	slices.Sort(widths)
	if got := strings.Join(widths, " "); got != "1080 360 720" {
		t.Errorf("widths %s, want 1080 360 720", got)
	}
}
