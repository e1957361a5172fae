package newsroom_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
)

const listedSettings = `title = "Vì trẻ em"
base_url = "https://example.org/"

# Gọi khi khẩn cấp
[[hotlines]]
number = "111" # miễn phí
label = { vi = "Bảo vệ trẻ em", en = "Children" }

[[hotlines]]
number = "115"
label = "Cấp cứu"

[languages.vi]
[languages.en]

[topics.nuoc]
name = "Đuối nước"

[levels.xa]
name = "Cấp xã"

[units.an]
name = "Xã An"

[[menu]]
page = "nuoc/_index.md"

# Nhóm
[[menu]]
name = "Thêm"
place = "footer"
children = ["nuoc/ao.md"]
`

// rowIDs are the ids of the rows of a list, in order; the last is that of a new one.
func rowIDs(body, list string) (all []string) {
	for _, m := range regexp.MustCompile(`name="(r\.`+list+`\.[^"]*)\.at"`).FindAllStringSubmatch(body, -1) {
		all = append(all, m[1])
	}
	return all
}

func listed() map[string]string {
	files := example()
	files["site.toml"] = listedSettings
	return files
}

// TestSettingsOfLists: rows are changed, added, taken out and put in order; comments and
// what the form does not know stay.
func TestSettingsOfLists(t *testing.T) {
	o := open(t, listed())
	_, body := o.get("/settings")
	lines, menu := rowIDs(body, "hotlines"), rowIDs(body, "menu")
	if len(lines) != 3 || len(menu) != 3 {
		t.Fatal(lines, menu, body)
	}
	if status, _ := o.post("/settings", o.fill("/settings")); status != http.StatusOK || o.read("site.toml") != listedSettings {
		t.Fatalf("saved unchanged, the file is another:\n%s", o.read("site.toml"))
	}
	form := o.fill("/settings")
	for id, value := range map[string]string{
		lines[1] + ".at": "1", lines[0] + ".label.en": "Child protection",
		lines[2] + ".number": "114", lines[2] + ".label.vi": "Chữa cháy",
		menu[0] + ".name.vi": "Dưới nước", menu[2] + ".page": "nuoc/ao.md", menu[2] + ".at": "2",
		"s.units.an.level": "xa", "new.units": "Xã Bình\r\nXã Cao\r\n",
	} {
		form.Set(id, value)
	}
	if status, body := o.post("/settings", form); status != http.StatusOK {
		t.Fatal(status, body)
	}
	const want = `title = "Vì trẻ em"
base_url = "https://example.org/"

[[hotlines]]
number = "115"
label = "Cấp cứu"

# Gọi khi khẩn cấp
[[hotlines]]
number = "111" # miễn phí
label = { vi = "Bảo vệ trẻ em", en = "Child protection" }

[[hotlines]]
number = "114"
label = "Chữa cháy"

[languages.vi]
[languages.en]

[topics.nuoc]
name = "Đuối nước"

[levels.xa]
name = "Cấp xã"

[units.an]
name = "Xã An"
level = "xa"

[[menu]]
page = "nuoc/_index.md"
name = "Dưới nước"

[[menu]]
page = "nuoc/ao.md"

# Nhóm
[[menu]]
name = "Thêm"
place = "footer"
children = ["nuoc/ao.md"]

[units.xa-binh]
name = "Xã Bình"

[units.xa-cao]
name = "Xã Cao"
`
	if got := o.read("site.toml"); got != want {
		t.Errorf("%s\nnot\n%s", got, want)
	}
	if bad := builds(t, o.Dir); len(bad) > 0 {
		t.Error(bad)
	}
}

// What other parts of the form write changes no row, and what is typed into a row gets
// there; a row that is not there is refused.
func TestSettingsOfListsBesideOthers(t *testing.T) {
	files := example()
	delete(files, "content/nuoc/ao.md")
	files["site.toml"] = "title = \"Vì trẻ em\"\nbase_url = \"https://example.org/\"\n\n[[hotlines]]\nnumber = \"111\"\nlabel = \"Trẻ em\"\n\n[[hotlines]]\nnumber = \"115\"\nlabel = \"Cấp cứu\"\n"
	o := open(t, files)
	_, body := o.get("/settings")
	lines := rowIDs(body, "hotlines")
	form := o.fill("/settings")
	form.Set("s.organization.name.vi", "UBND xã")
	form.Set(lines[1]+".number", "19001234")
	form.Set("new.topics", "Bỏng")
	form.Set(lines[0]+".gone", "1")
	if status, body := o.post("/settings", form); status != http.StatusOK {
		t.Fatal(status, body)
	}
	got := o.read("site.toml")
	if !strings.Contains(got, "19001234") || !strings.Contains(got, "UBND xã") || strings.Contains(got, "111") {
		t.Error(got)
	}
	form = o.fill("/settings")
	form.Set("r.hotlines.00000000.1.at", "1")
	if status, _ := o.post("/settings", form); status != http.StatusUnprocessableEntity || o.read("site.toml") != got {
		t.Error("a row that is not there was taken:", status)
	}
}

// What a build would refuse is not written, and what was typed stays; a row that another
// person has changed meanwhile keeps that.
func TestSettingsOfListsRefused(t *testing.T) {
	o := open(t, listed())
	refused := func(change func(form url.Values, lines, menu []string)) string {
		t.Helper()
		_, body := o.get("/settings")
		form := o.fill("/settings")
		change(form, rowIDs(body, "hotlines"), rowIDs(body, "menu"))
		before := o.read("site.toml")
		status, body := o.post("/settings", form)
		if status != http.StatusUnprocessableEntity || o.read("site.toml") != before || !strings.Contains(body, `role="alert"`) {
			t.Error(status, body)
		}
		return body
	}
	body := refused(func(form url.Values, lines, _ []string) { form.Set(lines[0]+".number", "một một một") })
	if !strings.Contains(body, "một một một") {
		t.Error("what was typed is gone")
	}
	refused(func(form url.Values, lines, _ []string) { form.Set(lines[2]+".number", "116") })          // without a name
	refused(func(form url.Values, _, menu []string) { form.Set(menu[0]+".url", "https://a.example") }) // a page and an address
	refused(func(form url.Values, _, _ []string) { form.Set("new.units", "Xã Bình\nXã Bình") })

	_, body = o.get("/settings")
	lines := rowIDs(body, "hotlines")
	form := o.fill("/settings")
	form.Set(lines[1]+".gone", "1")
	o.put("site.toml", strings.Replace(listedSettings, `"Cấp cứu"`, `"Cấp cứu y tế"`, 1))
	if status, _ := o.post("/settings", form); status != http.StatusConflict {
		t.Error("over a change of another person:", status)
	}
	if got := o.read("site.toml"); !strings.Contains(got, "Cấp cứu y tế") {
		t.Error(got)
	}
}
