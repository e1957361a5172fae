package newsroom_test

import (
	"bytes"
	"image"
	"image/jpeg"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

func TestOverview(t *testing.T) {
	files := example()
	files["content/nuoc/hong.md"] = "+++\ntitle = \"Hỏng\"\nsumary = \"x\"\ndraft = true\n+++\n"
	files["content/nuoc/ao.en.md"] = "+++\ntitle = \"Fence it\"\ntranslated_from = \"00000001\"\n+++\nText.\n"
	files["content/nuoc/hoi-suc.md"] = "+++\ntitle = \"Hồi sức\"\nemergency = true\n+++\nĐặt trẻ nằm ngửa.\n"
	files["content/nuoc/hoc.md"] = "+++\ntitle = \"Hóc\"\nemergency = true\nreviewed_by = \"BS. A\"\n+++\nVỗ lưng.\n"
	o := open(t, files)
	_, body := o.get("/")
	for _, want := range []string{"Rào ao", "Chờ ngày đăng", "đăng 3/6/2026", "Bản nháp", "en: bản gốc đã đổi", "en: chưa có", "sumary", `href="` + o.URL + `/nuoc/ao/"`} {
		if !strings.Contains(body, want) {
			t.Errorf("the overview has no %q", want)
		}
	}
	for query, want := range map[string]string{"q=rao": "Rào ao", "state=draft": "Hỏng", "state=scheduled": "Sắp lên", "state=problems": "Hỏng", "state=unread": "Hồi sức", "language=en&q=hoc": "Học bơi"} {
		_, body := o.get("/?" + query)
		table, _, _ := strings.Cut(body, "</table>")
		if strings.Count(table, `scope="row"`) != 1 && query != "state=problems" || !strings.Contains(table, want) {
			t.Errorf("%s: %s", query, table)
		}
	}
	_, calendar := o.get("/calendar")
	if !strings.Contains(calendar, "3/6/2026") || !strings.Contains(calendar, "11/6/2026") {
		t.Error(calendar)
	}
	if heavy := regexp.MustCompile(`>\d+(,\d)? KB</td>`); !heavy.MatchString(o.await("/?q=rao", " KB</td>")) {
		t.Error("no page has a weight")
	}
	o.put("content/nuoc/moi.md", "+++\ntitle = \"Bằng tay\"\n+++\n")
	o.await("/", "Bằng tay")
}

// The site on another day stands in the preview below an address that nobody can
// guess, with all its links, and follows what is edited.
func TestAnotherDay(t *testing.T) {
	o := open(t, example())
	if status, _ := o.page("/nuoc/sap/"); status != http.StatusNotFound {
		t.Error("it is up already")
	}
	root := o.day("2026-06-04")
	status, body := o.page(root + "nuoc/sap/")
	if status != http.StatusOK || !strings.Contains(body, "Mai.") || strings.Contains(body, "preview.js") {
		t.Errorf("%d %s", status, body)
	}
	for _, m := range regexp.MustCompile(`(?:href|src)="?(/[^"\s>]*)`).FindAllStringSubmatch(body, -1) {
		if !strings.HasPrefix(m[1], root) && m[1] != "/_loa/view.js" {
			t.Errorf("a link leads out of the day: %s", m[1])
		} else if status, _ := o.page(m[1]); status != http.StatusOK {
			t.Errorf("%s: %d", m[1], status)
		}
	}
	if again := o.day("2026-06-04"); again != root {
		t.Errorf("the same day is at %s, then at %s", root, again)
	}
	o.put("content/nuoc/sap.md", strings.Replace(o.read("content/nuoc/sap.md"), "Mai.", "Mai sau.", 1))
	o.awaitPage(root+"nuoc/sap/", "Mai sau.")
	if status, _ := o.page(o.day("2026-06-20") + "nuoc/sap/"); status != http.StatusNotFound {
		t.Error("it is still up:", status)
	}
	if status, _ := o.page("/_loa/view/2026-06-04/nuoc/sap/"); status != http.StatusNotFound {
		t.Error("a day can be guessed:", status)
	}
}

// day asks for the site on a day and returns where its home page stands.
func (o *office) day(day string) string {
	o.t.Helper()
	answer, err := o.client.Get(o.Own + "/at?day=" + day)
	if err != nil {
		o.t.Fatal(err)
	}
	answer.Body.Close()
	at := answer.Request.URL
	if answer.StatusCode != http.StatusOK || "http://"+at.Host != o.URL {
		o.t.Fatalf("the day leads to %s: %s", at, answer.Status)
	}
	return at.Path
}

func TestTrial(t *testing.T) {
	o := open(t, example())
	before := o.read("content/nuoc/ao.md")
	form := o.fill("/edit?file=content/nuoc/ao.md")
	form.Set("f.title", "Che ao")
	form.Set("body", "Chữ **chưa lưu**.\r\n\r\n:::warning Nhớ\r\nRào.\r\n:::\r\n")
	status, body := o.post("/trial", form)
	if status != http.StatusOK || !strings.Contains(body, "<strong>chưa lưu</strong>") || !strings.Contains(body, "Che ao") {
		t.Errorf("%d %s", status, body)
	}
	if o.read("content/nuoc/ao.md") != before {
		t.Error("a trial has written")
	}
	if _, page := o.page("/nuoc/ao/"); strings.Contains(page, "Che ao") {
		t.Error("the preview shows what is not saved")
	}
}

func photo() []byte {
	var b bytes.Buffer
	_ = jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, 40, 30)), nil)
	data := b.Bytes()
	exif := "Exif\x00\x00MM\x00*GPS 21.02,105.80"
	return append([]byte{0xff, 0xd8, 0xff, 0xe1, 0, byte(len(exif) + 2)}, append([]byte(exif), data[2:]...)...)
}

func TestPicture(t *testing.T) {
	o := open(t, example())
	o.put("data/consent.toml", "# của cơ quan\n[[picture]]\nfile = \"static/x.jpg\"\nchildren = false")
	form := o.fill("/edit?file=content/nuoc/hoc/index.md")
	form.Set("do", "picture")
	file := upload{"Bể Bơi.JPG", photo()}
	if status, _ := o.post("/edit", form, file); status != http.StatusUnprocessableEntity {
		t.Error("a picture without a description:", status)
	}
	form.Set("alt", "Bể bơi")
	if status, _ := o.post("/edit", form, file); status != http.StatusUnprocessableEntity {
		t.Error("a picture of which nobody said who is in it:", status)
	}
	form.Set("people", "children")
	form.Set("consent", "Nguyễn Văn A")
	if status, _ := o.post("/edit", form, file); status != http.StatusUnprocessableEntity {
		t.Error("a name instead of a number:", status)
	}
	if found, _ := filepath.Glob(filepath.Join(o.Dir, "content/nuoc/hoc/*.jpg")); len(found) > 0 {
		t.Error(found)
	}
	form.Set("consent", "DY-2026-014")
	form.Set("until", "2027-06-01")
	status, body := o.post("/edit", form, file)
	if status != http.StatusOK || !strings.Contains(body, "![Bể bơi](be-boi.jpg)") {
		t.Fatal(status, body)
	}
	if data := o.read("content/nuoc/hoc/be-boi.jpg"); strings.Contains(data, "GPS") || len(data) == 0 {
		t.Error("the picture was not stripped")
	}
	want := "# của cơ quan\n[[picture]]\nfile = \"static/x.jpg\"\nchildren = false\n\n[[picture]]\nfile = \"content/nuoc/hoc/be-boi.jpg\"\nconsent = \"DY-2026-014\"\nuntil = 2027-06-01\n"
	if got := o.read("data/consent.toml"); got != want {
		t.Errorf("%s", got)
	}
	if status, body := o.post("/edit", form, file); status != http.StatusOK || strings.Count(body, "![Bể bơi](be-boi.jpg)\n</textarea>") != 1 { // the page that answered, loaded anew
		t.Error(status, body)
	}
	if got := o.read("data/consent.toml"); got != want {
		t.Errorf("sent again, it is noted again: %s", got)
	}
	if found, _ := filepath.Glob(filepath.Join(o.Dir, "content/nuoc/hoc/*.jpg")); len(found) != 1 {
		t.Error("sent again, it lies there twice:", found)
	}
	if status, _ := o.post("/edit", form, upload{"x.jpg", []byte("no picture")}); status != http.StatusUnprocessableEntity {
		t.Error("a file that is no picture:", status)
	}
	if status, _ := o.post("/edit", form, upload{"x.html", []byte("<script>")}); status != http.StatusUnprocessableEntity {
		t.Error("a page:", status)
	}
}

// From an empty folder to a published event with a picture and a translation,
// by forms alone.
func TestFirstDay(t *testing.T) {
	o := open(t, nil)
	_, body := o.get("/")
	m := regexp.MustCompile(`data-token="([^"]+)"`).FindStringSubmatch(body)
	if m == nil {
		t.Fatal(body)
	}
	into := filepath.Join(t.TempDir(), "usb")
	token := m[1]
	if status, body := o.post("/start", url.Values{"token": {token}, "title": {"Vì trẻ em"}, "languages": {"vi,en"}, "address": {"https://a.example/"}, "into": {into}}); status != http.StatusOK {
		t.Fatal(status, body)
	}
	o.await("/", "Tổng quan", "data-live")
	if status, body := o.post("/new", url.Values{"token": {token}, "title": {"Ngày hội nước"}, "kind": {"event"}}); status != http.StatusOK {
		t.Fatal(status, body)
	}
	const file = "content/ngay-hoi-nuoc/index.md"
	form := o.fill("/edit?file=" + file)
	form.Set("do", "picture")
	form.Set("alt", "Hồ nước")
	form.Set("people", "none")
	form.Set("f.summary", "Một ngày bên hồ.")
	if status, body := o.post("/edit", form, upload{"ho.jpg", photo()}); status != http.StatusOK {
		t.Fatal(status, body)
	}
	form.Set("body", "Mời mọi người.\n\n![Hồ nước](ho.jpg)\n")
	form.Set("f.event.place", "Nhà văn hoá")
	form.Del("f.draft")
	form.Set("do", "save")
	if status, body := o.post("/edit", form); status != http.StatusOK {
		t.Fatal(status, body)
	}
	o.awaitPage("/ngay-hoi-nuoc/", "Mời mọi người.")
	if status, body := o.post("/translate", url.Values{"token": {token}, "file": {file}, "language": {"en"}, "do": {"begin"}}); status != http.StatusOK {
		t.Fatal(status, body)
	}
	const english = "content/ngay-hoi-nuoc/index.en.md"
	o.await("/translate?file="+english, "Ngày hội nước")
	form = o.fill("/edit?file=" + english)
	form.Set("f.title", "Water day")
	form.Set("f.summary", "A day by the lake.")
	form.Set("body", "All are invited.\n\n![A lake](ho.jpg)\n")
	form.Del("f.draft")
	form.Set("do", "stamp")
	if status, body := o.post("/translate", form); status != http.StatusOK {
		t.Fatal(status, body)
	}
	o.awaitPage("/en/ngay-hoi-nuoc/", "All are invited.")
	o.await("/?q=ngay+hoi", "en: khớp bản gốc")
	form = o.fill("/edit?file=" + file)
	form.Set("body", form.Get("body")+"\n## Mang gì\n\nNước.\n")
	form.Set("do", "save")
	if status, _ := o.post("/edit", form); status != http.StatusOK {
		t.Fatal(status)
	}
	o.await("/?q=ngay+hoi", "en: bản gốc đã đổi")
	if sides := o.await("/translate?file="+english, "block changed"); !strings.Contains(sides, "Mang gì") {
		t.Error(sides)
	}
	if status, body := o.post("/publish", url.Values{"token": {token}, "target": {"thu-muc"}}); status != http.StatusOK {
		t.Fatal(status, body)
	}
	o.awaitRelease("/publish?job=1", `value="allow"`)
	o.post("/publish", url.Values{"token": {token}, "job": {"1"}, "do": {"yes"}}) // to what was not asked
	if _, err := os.Stat(into); err == nil {
		t.Error("the folder was made before anybody allowed it")
	}
	o.post("/publish/allow", url.Values{"token": {token}, "job": {"1"}, "do": {"allow"}, "place": {into}})
	o.awaitRelease("/publish?job=1", `value="yes"`)
	if there, _ := os.ReadDir(into); len(there) > 1 { // the lock alone may be there
		t.Error("it was published before anybody said yes:", there)
	}
	o.post("/publish", url.Values{"token": {token}, "job": {"1"}, "do": {"yes"}})
	o.awaitRelease("/publish?job=1", "đã xuất bản")
	for _, page := range []string{"ngay-hoi-nuoc/index.html", "en/ngay-hoi-nuoc/index.html"} {
		if _, err := os.Stat(filepath.Join(into, page)); err != nil {
			t.Error(err)
		}
	}
	if _, err := os.Stat(filepath.Join(into, "_loa", "index.html")); err == nil {
		t.Error("the desk was published")
	}
}

func TestApproval(t *testing.T) {
	files := example()
	files["site.toml"] += "[newsroom]\napprove = true\n"
	files["data/approved.toml"] = "[texts]\n"
	o := open(t, files)
	if status, _ := o.page("/nuoc/ao/"); status != http.StatusNotFound {
		t.Error("a page that nobody approved is up")
	}
	if status, _ := o.page("/nuoc/"); status != http.StatusOK {
		t.Error("a section needs an approval")
	}
	form := o.fill("/edit?file=content/nuoc/ao.md")
	form.Set("f.approved_by", "Trưởng ban")
	form.Set("do", "save")
	o.post("/edit", form)
	o.awaitPage("/nuoc/ao/", "Rào ao lại.")
}

func TestPaste(t *testing.T) {
	o := open(t, example())
	_, body := o.post("/paste", url.Values{"token": {o.token()}, "html": {"<h2>Rào</h2><p>Một <b>hai</b></p><script>x</script>"}})
	if !strings.Contains(body, `## Rào\n\nMột **hai**`) || strings.Contains(body, "script") {
		t.Error(body)
	}
}
