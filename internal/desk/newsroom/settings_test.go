package newsroom_test

import (
	"bytes"
	"image"
	"image/jpeg"
	"net/http"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
)

const ownSettings = `# Trang của xã
title = { vi = "Vì trẻ em", en = "For children" } # hai thứ tiếng
base_url = "https://example.org/"

[organization]
# Theo quyết định 12
name = "UBND xã An Lạc"
phone = "0236 123 456"
address = """Số 1
Xã An Lạc
"""

[languages.vi]
name = "Tiếng Việt"
[languages.en]
name = "English"

[topics.nuoc]
name = "Đuối nước"

[deploy.usb]
type = "folder" # cắm vào máy
path = "../usb"
`

func settingsSite() map[string]string {
	files := example()
	files["site.toml"] = ownSettings
	return files
}

// TestSettings: the form changes single values of site.toml; comments, order and all else
// stay byte for byte, also when it is saved unchanged.
func TestSettings(t *testing.T) {
	o := open(t, settingsSite())
	form := o.fill("/settings")
	if status, body := o.post("/settings", form); status != http.StatusOK || o.read("site.toml") != ownSettings {
		t.Fatal("saved unchanged, the file is another:", status, body, o.read("site.toml"))
	}
	if lines := form.Get("s.organization.address.vi"); lines != "Số 1\r\nXã An Lạc\r\n" {
		t.Errorf("a browser makes %q of the lines of a text", lines)
	}
	for id, value := range map[string]string{
		"s.title.en": "For our children", "s.organization.phone": "", "s.organization.email": "xa@example.vn",
		"s.organization.name.en": "An Lac Commune", "s.topics.nuoc.name.vi": `Nước "sâu"`, "s.deploy.usb.path": "../o-dia",
	} {
		form.Set(id, value)
	}
	form.Set("s.newsroom.approve", "true")
	form.Set("new.topics", "Bỏng, điện giật\r\n  \r\nChó cắn")
	form.Set("new.target", "Cổng xã")
	form.Set("new.type", "sftp")
	form.Set("new.host", "may-chu.example.vn")
	form.Set("new.user", "web")
	if status, body := o.post("/settings", form); status != http.StatusOK || !strings.Contains(body, "Đã lưu.") {
		t.Fatal(status, body)
	}
	got := o.read("site.toml")
	for _, want := range []string{
		"# Trang của xã\n", `title = { vi = "Vì trẻ em", en = "For our children" } # hai thứ tiếng`, "# Theo quyết định 12\n",
		`name = { vi = "UBND xã An Lạc", en = "An Lac Commune" }`, `email = "xa@example.vn"`, `name = "Nước \"sâu\""`, `path = "../o-dia"`,
		"type = \"folder\" # cắm vào máy", "address = \"\"\"Số 1\nXã An Lạc\n\"\"\"\n", "approve = true", "[topics.bong-dien-giat]\nname = \"Bỏng, điện giật\"", "[topics.cho-can]\nname = \"Chó cắn\"",
		"[deploy.cong-xa]\ntype = \"sftp\"\nhost = \"may-chu.example.vn\"\nuser = \"web\"\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("site.toml has no %q:\n%s", want, got)
		}
	}
	if strings.Contains(got, "phone") {
		t.Error("an emptied value is still there:", got)
	}
	o.await("/publish", "cong-xa", "may-chu.example.vn")
	if next := o.fill("/settings"); next.Get("s.organization.name.en") != "An Lac Commune" || next.Get("s.newsroom.approve") != "true" {
		t.Error("the form does not show what it wrote:", next)
	}
}

// What the next build would refuse is refused beside its field, and nothing is written;
// nor is anything over a change that came meanwhile.
func TestSettingsRefused(t *testing.T) {
	o := open(t, settingsSite())
	for _, c := range []struct{ id, value, want string }{
		{"s.base_url", "khong phai dia chi", `id="s.base_url-wrong"`},
		{"s.deploy.usb.path", "", "alert"},
		{"new.host", "a.example", "alert"}, // of a kind that needs a folder
	} {
		form := o.fill("/settings")
		form.Set(c.id, c.value)
		if c.id == "new.host" {
			form.Set("new.type", "ftp")
		}
		status, body := o.post("/settings", form)
		if status != http.StatusUnprocessableEntity || !strings.Contains(body, c.want) {
			t.Errorf("%s = %q: %d %s", c.id, c.value, status, body)
		}
		if again := o.filled("/settings", body); again.Get(c.id) != c.value {
			t.Errorf("%s: what was typed is gone: %q", c.id, again.Get(c.id))
		}
	}
	form := o.fill("/settings")
	form.Set("s.organization.email", "xa@example.vn")
	meanwhile := strings.Replace(ownSettings, "123 456", "999 999", 1)
	o.put("site.toml", meanwhile)
	status, body := o.post("/settings", form)
	if status != http.StatusConflict || !strings.Contains(body, "xa@example.vn") {
		t.Error("over a change:", status)
	}
	if got := o.read("site.toml"); got != meanwhile {
		t.Error("written all the same:", got)
	}
	form = o.filled("/settings", body)
	if form.Get("s.organization.phone") != "0236 999 999" {
		t.Error("the form shows what another person has replaced:", form.Get("s.organization.phone"))
	}
	if status, body := o.post("/settings", form); status != http.StatusOK {
		t.Error("saved once more:", status, body)
	}
	if got := o.read("site.toml"); !strings.Contains(got, `phone = "0236 999 999"`) || !strings.Contains(got, `email = "xa@example.vn"`) {
		t.Error("a change of another person is undone:", got)
	}
	if status, _ := o.post("/settings", url.Values{"token": {"x"}}); status != http.StatusForbidden {
		t.Error("without the token:", status)
	}
}

// The pictures that all pages share are offered as the logo.
func TestLogoIsOffered(t *testing.T) {
	files := example()
	files["static/hinh/logo.png"] = string(photo())
	o := open(t, files)
	if _, body := o.get("/settings"); !strings.Contains(body, `<option value="hinh/logo.png">`) {
		t.Error("no logo can be chosen")
	}
}

// Adding a language keeps the first one, also where site.toml names none.
func TestAddLanguage(t *testing.T) {
	for name, settings := range map[string]string{"none": "title = \"A\" # tên\nbase_url = \"https://example.org/\"\n", "two": ownSettings} {
		t.Run(name, func(t *testing.T) {
			files := example()
			delete(files, "content/nuoc/ao.md") // its topic
			files["site.toml"] = settings
			o := open(t, files)
			form := o.fill("/settings")
			form.Set("new.language", "km")
			if status, body := o.post("/settings", form); status != http.StatusOK || !strings.Contains(body, "Đã lưu") {
				t.Fatal(status, body)
			}
			text := o.read("site.toml")
			if !strings.HasPrefix(text, settings) || !strings.Contains(text, "[languages.km]\nname = \"ភាសាខ្មែរ\"") || strings.Count(text, "[languages.vi]") != 1 {
				t.Error(text)
			}
			for at, want := range map[string]int{"/nuoc/hoc/": http.StatusOK, "/km/nuoc/hoc/": http.StatusOK} {
				if status, _ := o.page(at); status != want {
					t.Errorf("%s: %d", at, status)
				}
			}
			form = o.fill("/settings")
			form.Set("new.language", "xx")
			if status, _ := o.post("/settings", form); status != http.StatusOK || o.read("site.toml") != text {
				t.Error("a language that nobody offered was added")
			}
		})
	}
}

// A setting with which the site could not be built, though the settings alone are right, is
// refused beside its field, and nothing is written.
func TestSettingsOfTheSite(t *testing.T) {
	files := settingsSite()
	files["content/ko/_index.md"] = "+++\ntitle = \"한국어\"\n+++\n"
	files["static/hinh/trong.svg"] = `<svg xmlns="http://www.w3.org/2000/svg"/>`
	o := open(t, files)
	for id, c := range map[string]struct{ value, at, why string }{
		"new.language":        {"ko", "new.language", "/ko/"},
		"s.organization.logo": {"hinh/trong.svg", "s.organization.logo", "hinh/trong.svg"},
	} {
		form := o.fill("/settings")
		form.Set(id, c.value)
		status, body := o.post("/settings", form)
		_, beside, _ := strings.Cut(body, `id="`+c.at+`-wrong">`)
		why, _, _ := strings.Cut(beside, "<")
		if status != http.StatusUnprocessableEntity || !strings.Contains(why, c.why) || o.read("site.toml") != ownSettings {
			t.Errorf("%s = %q: %d, beside it %q", id, c.value, status, why)
		}
		if again := o.filled("/settings", body); again.Get(id) != c.value {
			t.Errorf("%s: what was chosen is gone: %q", id, again.Get(id))
		}
	}
	form := o.fill("/settings")
	form.Set("new.language", "km") // no file is in its way
	if status, body := o.post("/settings", form); status != http.StatusOK {
		t.Error(status, body)
	}
}

// A logo that is sent lies among the shared pictures, without what was noted in it; a small
// one, or what is no picture, is refused beside its field and lies nowhere.
func TestSendLogo(t *testing.T) {
	o := open(t, settingsSite())
	send := func(file upload) (int, string) {
		form := o.fill("/settings")
		form.Set("s.organization.phone", "111")
		return o.postAs("new.logo", "/settings", form, file)
	}
	for _, bad := range []upload{{"nho.png", photo()}, {"x.svg", []byte("<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"x()\"/>")}, {"a.svg", []byte(`<svg xmlns="http://www.w3.org/2000/svg"/>`)}, {"x.html", []byte("<p>")}, {"../../x.png", []byte("x")}} {
		status, body := send(bad)
		if status != http.StatusUnprocessableEntity || !strings.Contains(body, `id="s.organization.logo-wrong"`) || o.read("site.toml") != ownSettings {
			t.Error(bad.name, status)
		}
	}
	if found, _ := filepath.Glob(filepath.Join(o.Dir, "static", "*")); len(found) > 0 {
		t.Error(found)
	}
	var b bytes.Buffer
	_ = jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, 200, 200)), nil)
	exif := "Exif\x00\x00MM\x00*GPS 21.02,105.80"
	data := append([]byte{0xff, 0xd8, 0xff, 0xe1, 0, byte(len(exif) + 2)}, append([]byte(exif), b.Bytes()[2:]...)...)
	status, body := send(upload{"Biểu trưng xã.JPG", data})
	if status != http.StatusOK {
		t.Fatal(status, body)
	}
	if text := o.read("site.toml"); !strings.Contains(text, `logo = "hinh/bieu-trung-xa.jpg"`) || !strings.Contains(text, `phone = "111"`) {
		t.Error(text)
	}
	if kept := o.read("static/hinh/bieu-trung-xa.jpg"); strings.Contains(kept, "GPS") {
		t.Error("it was not stripped")
	}
	if _, page := o.page("/"); !strings.Contains(page, "bieu-trung-xa") {
		t.Error("the page does not show it")
	}
}
