package newsroom_test

import (
	"net/http"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// Addresses are understood as people say them, on the first page and in the settings: with no
// https:// before a name, and with none at all for a site that has none yet.
func TestAddressesAsPeopleSayThem(t *testing.T) {
	for typed, want := range map[string]string{
		"":                           "https://trang-cua-ban.example/",
		" treem.an-lac.example ":     "https://treem.an-lac.example/",
		"https://a.example/tre-em":   "https://a.example/tre-em/",
		"an-lac.example:8443/tre-em": "https://an-lac.example:8443/tre-em/",
	} {
		t.Run(typed, func(t *testing.T) {
			o := open(t, nil)
			_, body := o.get("/")
			token := regexp.MustCompile(`data-token="([^"]+)"`).FindStringSubmatch(body)[1]
			status, body := o.post("/start", url.Values{"token": {token}, "title": {"Vì trẻ em"}, "languages": {"vi"}, "address": {typed}, "into": {filepath.Join(t.TempDir(), "usb")}})
			if status != http.StatusOK {
				t.Fatalf("%q: %d %s", typed, status, body)
			}
			if got := o.read("site.toml"); !strings.Contains(got, `"`+want+`"`) {
				t.Errorf("%q: no %s in %s", typed, want, got)
			}
		})
	}
}

// So are those of the settings.
func TestAddressesInTheSettings(t *testing.T) {
	o := open(t, settingsSite())
	form := o.fill("/settings")
	form.Set("s.base_url", "xa-an-lac.example/tre-em")
	form.Set("s.organization.url", "an-lac.example")
	if status, body := o.post("/settings", form); status != http.StatusOK {
		t.Fatal(status, body)
	}
	for _, want := range []string{`base_url = "https://xa-an-lac.example/tre-em"`, `url = "https://an-lac.example"`} {
		if got := o.read("site.toml"); !strings.Contains(got, want) {
			t.Errorf("no %s in %s", want, got)
		}
	}
}

var optionOf = regexp.MustCompile(`<option value="([a-z]+)"[^>]*>([^<]*)`)

// A topic gets a pictogram of those that the theme draws; what else a topic says stays.
func TestIconOfATopic(t *testing.T) {
	files := settingsSite()
	files["site.toml"] = strings.Replace(ownSettings, "name = \"Đuối nước\"\n", "name = \"Đuối nước\" # từ kế hoạch\nextra = { tint = \"xanh\" }\n\n[topics.duong]\nname = \"Đường\"\n\n[topics.rieng]\nname = \"Riêng\"\nextra = { icon = \"thuyen\" }\n", 1)
	o := open(t, files)
	form := o.fill("/settings")
	if status, _ := o.post("/settings", form); status != http.StatusOK || o.read("site.toml") != files["site.toml"] {
		t.Fatalf("saved unchanged, the file is another:\n%s", o.read("site.toml"))
	}
	if _, body := o.get("/settings"); !strings.Contains(body, `<option value="water">nước</option>`) || !strings.Contains(body, `<option value="thuyen" selected>`) {
		t.Error("what can be chosen:", body)
	}
	_, body := o.get("/settings")
	_, list, _ := strings.Cut(body, `name="s.topics.nuoc.extra.icon"`)
	list, _, _ = strings.Cut(list, "</select>")
	names := optionOf.FindAllStringSubmatch(list, -1)
	if len(names) < 15 {
		t.Errorf("%d pictograms: %s", len(names), list)
	}
	for _, one := range names {
		if one[1] == one[2] {
			t.Errorf("the pictogram %s has no name that people understand", one[1])
		}
	}
	form.Set("s.topics.nuoc.extra.icon", "water")
	form.Set("s.topics.duong.extra.icon", "road")
	if status, body := o.post("/settings", form); status != http.StatusOK {
		t.Fatal(status, body)
	}
	got := o.read("site.toml")
	for _, want := range []string{"# từ kế hoạch", `tint = "xanh"`, `icon = "water"`, `icon = "road"`, `icon = "thuyen"`} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in %s", want, got)
		}
	}
	form = o.fill("/settings")
	form.Set("s.topics.duong.extra.icon", "")
	if status, body := o.post("/settings", form); status != http.StatusOK || strings.Contains(o.read("site.toml"), "road") {
		t.Fatal(status, body, o.read("site.toml"))
	}
	o.awaitPage("/", "icon-water")
}
