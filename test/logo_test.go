package test

import (
	"image/png"
	"regexp"
	"slices"
	"strings"
	"testing"

	"loa/internal/base/problem"
	"loa/themes"
)

// The organization's logo stands wherever the site says who it is, in a size that its
// place needs.
func TestLogo(t *testing.T) {
	dir := t.TempDir()
	files := keySite(t)
	files["static/so.png"] = painted(t, 900, 300, png.Encode)
	files["content/nuoc/to.md"] = "+++\ntitle = \"Tờ rơi\"\nlayout = \"leaflet\"\n+++\nRào ao.\n"
	plain := files["site.toml"]
	write(t, dir, files)
	o := options(t, dir, "2026-06-15")
	o.Builtin = themes.FS
	run(t, o)
	before := read(t, o.Out)
	files["site.toml"] = withLine(t, plain, "[organization] logo = \"/so.png\"")
	write(t, dir, files)
	result := run(t, o)
	if problem.Any(result.Problems, problem.Error) {
		t.Fatal(result.Problems)
	}
	after := read(t, o.Out)
	image := regexp.MustCompile(`<img class="?logo"? src="?(/so\.[0-9a-z.]+)`)
	for page, wanted := range map[string]int{"index.html": 2, "nuoc/to/index.html": 3} {
		shown := image.FindAllStringSubmatch(after[page], -1)
		if len(shown) < wanted { // header and footer; on paper also the foot of the sheet
			t.Errorf("%s shows the logo %d times, not %d", page, len(shown), wanted)
			continue
		}
		if shown[0][1] == "/so.png" {
			t.Errorf("%s loads the logo as it is: %s", page, shown[0][1])
		}
	}
	if !strings.Contains(after["index.html"], `"logo":"https://a.example/so.`) {
		t.Error("machines are not told the logo")
	}
	posters := func(made tree) (all []string) {
		for path := range made {
			if strings.HasPrefix(path, "assets/share.") {
				all = append(all, path)
			}
		}
		slices.Sort(all)
		return all
	}
	if was, now := posters(before), posters(after); len(now) == 0 || len(was) != len(now) || slices.ContainsFunc(now, func(p string) bool { return slices.Contains(was, p) }) {
		t.Errorf("the share pictures are as before: %v", now)
	}
	for name, code := range map[string]problem.Code{"/so.pgn": problem.FileMissing, "/bang.js": problem.PictureFormat} {
		files["site.toml"] = withLine(t, plain, "[organization] logo = \""+name+"\"")
		write(t, dir, files)
		if told := run(t, o).Problems; !slices.ContainsFunc(told, func(p problem.Problem) bool { return p.Code == code && p.Place.File == "site.toml" }) {
			t.Errorf("%s is taken for a logo: %v", name, told)
		}
	}
}
