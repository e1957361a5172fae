package build

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"loa/themes"
)

// warned is a site with warnings that name pages of several kinds.
func warned(t *testing.T) Options {
	o := posterSite(t, "")
	put(t, o.Dir, "site.toml", `title = "Vì trẻ em"
base_url = "https://x.example/con-duong/"
timezone = "Asia/Ho_Chi_Minh"
[languages.vi]
name = "Tiếng Việt"
[languages.en]
name = "English"
[units.xa-mot]
name = {vi = "Xã Một", en = "Mot commune"}
`)
	put(t, o.Dir, "content/nuoc/_index.md", "+++\ntitle = \"Nước\"\nslug = \"duoi-nuoc\"\n+++\n")
	put(t, o.Dir, "content/nuoc/_index.en.md", "+++\ntitle = \"Water\"\nslug = \"water\"\n+++\n")
	put(t, o.Dir, "content/nuoc/sau/_index.md", "+++\ntitle = \"Sâu\"\n+++\n")
	put(t, o.Dir, "content/nuoc/sau/lu.md", "+++\ntitle = \"Lũ\"\nslug = \"khi-lu-ve\"\n+++\nLũ.\n")
	put(t, o.Dir, "content/nuoc/sau/lu.en.md", "+++\ntitle = \"Floods\"\n+++\nFloods.\n")
	put(t, o.Dir, "content/nuoc/ao.md", "+++\ntitle = \"Ao\"\n+++\nAo.\n")
	put(t, o.Dir, "content/nuoc/nhap.md", "+++\ntitle = \"Nháp\"\ndraft = true\n+++\nNháp.\n")
	for name, page := range map[string]string{"a": "nuoc/sau/lu.md", "b": "nuoc/ao.md", "c": "nuoc/nhap.md", "d": "nuoc/_index.md", "e": "/nuoc/sau/lu.md"} {
		put(t, o.Dir, "warnings/"+name+".toml", "level = \"notice\"\nuntil = 2026-06-20\nunits = [\"xa-mot\"]\npage = \""+page+"\"\n[vi]\ntitle = \"V\"\n[en]\ntitle = \"E\"\n")
	}
	o.Builtin, o.Now, o.Fixed = themes.FS, time.Date(2026, 6, 15, 0, 0, 0, 0, time.UTC), true
	return o
}

// What is made of a warning in a hurry has the bytes that a whole build gives it.
func TestUrgentIsWhatABuildMakes(t *testing.T) {
	o := warned(t)
	if result, err := Run(context.Background(), o); err != nil || result.Stopped {
		t.Fatal(err, result.Problems)
	}
	made, err := MakeUrgent(o, nil)
	if err != nil || made.Stopped || len(made.Files) == 0 {
		t.Fatal(err, made.Problems)
	}
	for _, f := range made.Files {
		want, err := os.ReadFile(filepath.Join(o.Out, filepath.FromSlash(f.Path)))
		if err != nil || !bytes.Equal(want, f.Data) {
			t.Errorf("%s: %v\n%s\nof a build:\n%s", f.Path, err, f.Data, want)
		}
	}
}

// Whatever is wrong elsewhere, a warning is made; what is wrong in warnings/ stops it.
func TestUrgentDespite(t *testing.T) {
	broken := map[string]string{
		"content/nuoc/ao.md":           "+++\ntitle = \"Ao\n+++\n",
		"content/nuoc/sau/lu.md":       "+++\ntitle = [\n+++\n",
		"content/_index.md":            "+++\ntitle = \"\n+++\n",
		"data/so.toml":                 "a = [",
		"data/consent.toml":            "[[picture]]\nfile = 1\n",
		"themes/loa/theme.toml":        "a = [",
		"themes/loa/layouts/base.html": "{{if}}",
		"static/nha.jpg":               located,
	}
	for file, text := range broken {
		o := warned(t)
		put(t, o.Dir, file, text)
		made, err := MakeUrgent(o, nil)
		if err != nil || made.Stopped || len(made.Files) == 0 || !bytes.Contains(made.Files[0].Data, []byte("V</strong>")) {
			t.Errorf("%s: %v %v %d files", file, err, made.Problems, len(made.Files))
		}
	}
	for _, file := range []string{"warnings/z.toml", "static/warnings.json"} {
		o := warned(t)
		put(t, o.Dir, file, "level =\n")
		made, err := MakeUrgent(o, nil)
		if err != nil || !made.Stopped || len(made.Problems) != 1 || made.Problems[0].Place.File != file {
			t.Errorf("%s: %v %v", file, err, made.Problems)
		}
	}
}
