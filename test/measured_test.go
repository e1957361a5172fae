package test

import (
	"path/filepath"
	"strings"
	"testing"

	"loa/internal/generator/build"
	"loa/internal/media/consent"
	"loa/themes"
)

// The script of [measure] is the one thing from elsewhere: every page loads it,
// lets it in and names it in the reader's language, and the privacy page tells
// more. A preview, a copy on a disk and a site without it know nothing of it.
func TestMeasured(t *testing.T) {
	const script = "https://dem.example.gov.vn/js/dem.js"
	files := tree{
		"content/_index.md": "+++\ntitle = \"Trang chủ\"\n+++\n", "content/_index.en.md": "+++\ntitle = \"Home\"\n+++\n",
		"content/rieng-tu.md":    "+++\ntitle = \"Riêng tư\"\n+++\n\n::measure\n",
		"content/rieng-tu.en.md": "+++\ntitle = \"Privacy\"\n+++\n\n::measure\n",
	}
	const settings = "title = \"Trang\"\nbase_url = \"https://trang.example/\"\n[languages.vi]\nname = \"Tiếng Việt\"\n[languages.en]\nname = \"English\"\n"
	const measure = "[measure]\nscript = \"" + script + "\"\nname = { vi = \"Bộ đếm chung\", en = \"the common counter\" }\n"
	made := func(settings string, change func(*build.Options)) tree {
		o := options(t, t.TempDir(), "2026-06-15")
		o.Builtin = themes.FS
		change(&o)
		files["site.toml"] = settings
		write(t, o.Dir, files)
		if r := run(t, o); r.Stopped {
			t.Fatal(report(r))
		}
		return read(t, o.Out)
	}
	words := map[string][2]string{ // of the footer, and of the privacy page
		"": {"đếm lượt xem bằng Bộ đếm chung", "nơi đó biết địa chỉ mạng"}, "en/": {"counts visits with the common counter", "learns your network address"},
	}
	for path, text := range made(settings+measure, func(*build.Options) {}) {
		if filepath.Ext(path) != ".html" || redirect(text) {
			continue
		}
		language := ""
		if strings.HasPrefix(path, "en/") {
			language = "en/"
		}
		policy, loaded := strings.Index(text, "script-src 'self' https://dem.example.gov.vn;"), strings.Index(text, script)
		if policy < 0 || loaded < policy || !strings.Contains(text, "async") {
			t.Errorf("%s: let in at %d, loaded at %d", path, policy, loaded)
		}
		if !strings.Contains(text, words[language][0]) {
			t.Errorf("%s does not name the script", path)
		}
		if strings.Contains(path, "rieng-tu/") && !strings.Contains(text, words[language][1]) {
			t.Errorf("%s does not tell what the script does", path)
		}
	}
	for name, quiet := range map[string]tree{
		"a preview":   made(settings+measure, func(o *build.Options) { o.Unmeasured = true }),
		"a disk":      made(settings+measure, func(o *build.Options) { o.Carrier = consent.Disk }),
		"without one": made(settings, func(*build.Options) {}),
	} {
		if len(quiet) < 10 {
			t.Fatalf("%s: %d files", name, len(quiet))
		}
		for path, text := range quiet {
			if strings.Contains(text, "dem.example") {
				t.Errorf("%s: %s knows of the script", name, path)
			}
		}
		if !strings.Contains(quiet["rieng-tu/index.html"], "không gắn mã đếm lượt xem nào") {
			t.Errorf("%s: the privacy page does not say that nobody counts", name)
		}
	}
}
