package newsroom_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
)

// album is a site whose pictures are used in every way that there is.
func albumSite() map[string]string {
	files := example()
	photo := string(photo())
	files["content/nuoc/ao.jpg"] = photo
	files["content/nuoc/hoc/be.jpg"] = photo + "1"
	files["content/nuoc/thua.jpg"] = photo + "22"
	files["content/nuoc/sao.jpg"] = photo + "1" // the bytes of be.jpg
	files["static/hinh/logo.png"] = "no picture of anything"
	files["static/hinh/song.jpg"] = photo + "333"
	files["content/nuoc/hoc/index.md"] = "+++\ntitle = \"Học bơi\"\nimage = { src = \"be.jpg\", alt = \"Bể bơi\" }\n[event]\nstart = 2026-06-05T08:00:00\nplace = \"Bể bơi\"\n+++\n\nHọc. ![Sóng](/hinh/song.jpg)\n\n`![Mã](../thua.jpg)`\n"
	files["content/nuoc/sap.md"] = "+++\ntitle = \"Sắp lên\"\ndraft = true\n+++\n\n[Tải về](ao.jpg)\n\n![Ao làng][a]\n\n[a]: </nuoc/ao.jpg>\n"
	files["data/consent.toml"] = "[[picture]]\nfile = \"content/nuoc/hoc/be.jpg\"\nconsent = \"DY-2026-014\"\nuntil = 2027-06-01\n"
	return files
}

func TestLibrary(t *testing.T) {
	o := open(t, albumSite())
	_, all := o.get("/pictures")
	for _, want := range []string{"6 trong 6 ảnh", ">Bể bơi</span>", ">thua.jpg</span>", "Được đăng (2)", "Chưa ghi trong ảnh có ai (4)", "Chưa bài nào dùng (2)"} {
		if !strings.Contains(all, want) {
			t.Errorf("the library has no %q", want)
		}
	}
	for query, want := range map[string]string{"q=be+boi": "be.jpg", "q=HOC+boi": "be.jpg song.jpg", "state=unused": "sao.jpg thua.jpg", "state=withheld": "", "state=allowed": "be.jpg sao.jpg", "q=sap+len": "ao.jpg"} {
		_, body := o.get("/pictures?" + query)
		for _, name := range []string{"ao.jpg", "be.jpg", "thua.jpg", "sao.jpg", "logo.png", "song.jpg"} {
			wanted := strings.Contains(" "+want+" ", " "+name+" ")
			if strings.Contains(body, "%2f"+name+`"><img`) != wanted {
				t.Errorf("%s: %s is there: %v", query, name, !wanted)
			}
		}
	}
	_, one := o.get("/picture?picture=content/nuoc/hoc/be.jpg")
	for _, want := range []string{"Học bơi", "ảnh bìa", "DY-2026-014", "1/6/2027", `href="` + o.URL + `/nuoc/hoc/"`} {
		if !strings.Contains(one, want) {
			t.Errorf("be.jpg: no %q in %s", want, one)
		}
	}
	if _, draft := o.get("/picture?picture=content/nuoc/ao.jpg"); !strings.Contains(draft, "Sắp lên") || strings.Contains(draft, "Rào ao") {
		t.Error(draft)
	}
	if _, free := o.get("/picture?picture=content/nuoc/thua.jpg"); !strings.Contains(free, "Chưa bài nào dùng ảnh này") {
		t.Error("code counts as use:", free)
	}
	if status, body := o.get("/picture/file?picture=content/nuoc/hoc/be.jpg"); status != http.StatusOK || body != o.read("content/nuoc/hoc/be.jpg") {
		t.Error("the picture is not shown:", status)
	}
	for _, outside := range []string{"site.toml", "content/nuoc/ao.md", "../x.jpg", "content/../../x.jpg", "/etc/passwd", "data/consent.toml", ""} {
		if status, _ := o.get("/picture/file?" + url.Values{"picture": {outside}}.Encode()); status != http.StatusNotFound {
			t.Errorf("%q: %d", outside, status)
		}
	}
}

// From the button to the box that readers see, and back.
func TestWithdrawal(t *testing.T) {
	o := open(t, albumSite())
	const at = "picture=content/nuoc/hoc/be.jpg"
	if _, page := o.page("/nuoc/hoc/"); !strings.Contains(page, "Bể bơi\"") {
		t.Fatal("the picture is not shown at first:", page)
	}
	_, before := o.get("/picture/withdraw?" + at)
	for _, want := range []string{"ở 1 bài", "Học bơi", "ô trống", "thu hồi"} {
		if !strings.Contains(before, want) {
			t.Errorf("what follows is told without %q", want)
		}
	}
	form := url.Values{"token": {o.token()}, "picture": {"content/nuoc/hoc/be.jpg"}, "do": {"withdraw"}, "sum": {"0"}}
	if status, _ := o.post("/picture", form); status != http.StatusConflict {
		t.Error("a ledger that nobody saw was written:", status)
	}
	form.Set("sum", hidden(t, before, "sum"))
	status, body := o.post("/picture", form)
	if status != http.StatusOK || !strings.Contains(body, "Đã ghi là rút đồng ý") || !strings.Contains(body, "Đã rút đồng ý") {
		t.Fatal(status, body)
	}
	if got := o.read("data/consent.toml"); got != albumSite()["data/consent.toml"]+"withdrawn = 2026-06-01\n" {
		t.Error(got)
	}
	if _, page := o.page("/nuoc/hoc/"); !strings.Contains(page, "đã được gỡ") || strings.Contains(page, "be.") {
		t.Error("readers still see it:", page)
	}
	for _, file := range []string{"be.jpg", "sao.jpg"} {
		if _, gone := o.get("/pictures?state=withheld"); !strings.Contains(gone, file) {
			t.Errorf("%s is not among those that may not be shown", file)
		}
	}
	form.Set("do", "renew")
	form.Set("agreement", "0")
	form.Set("sum", hidden(t, body, "sum"))
	if status, body := o.post("/picture", form); status != http.StatusOK || !strings.Contains(body, "Được đăng") {
		t.Error(status, body)
	}
	if got := o.read("data/consent.toml"); got != albumSite()["data/consent.toml"] {
		t.Error(got)
	}
}

// Each agreement that was withdrawn holds again by its own button. Where no paper is named
// somebody has to say who is in the picture, and what stood in the ledger stays.
func TestAgreementHoldsAgain(t *testing.T) {
	files := albumSite()
	const ledger = `# gia đình cháu ở ảnh này không cho đăng
[[picture]]
file = "content/nuoc/ao.jpg"
withdrawn = 2026-05-01

[[picture]]
file = "content/nuoc/thua.jpg"
consent = "DY-1"
withdrawn = 2026-01-02

[[picture]]
file = "content/nuoc/thua.jpg"
consent = "DY-2"
withdrawn = 2026-05-03

[[picture]]
file = "content/nuoc/sao.jpg"
children = false
withdrawn = 2026-05-04
`
	files["data/consent.toml"] = ledger
	o := open(t, files)
	renew := func(picture, agreement, people string) (int, string) {
		_, page := o.get("/picture?picture=" + picture)
		return o.post("/picture", url.Values{"token": {o.token()}, "picture": {picture}, "do": {"renew"}, "sum": {sumOf(page)}, "agreement": {agreement}, "people": {people}})
	}
	if status, body := renew("content/nuoc/ao.jpg", "0", ""); status != http.StatusUnprocessableEntity || !strings.Contains(body, "phải ghi trong ảnh có ai") || o.read("data/consent.toml") != ledger {
		t.Error("shown again, and nobody said who is in it:", status, body)
	}
	if status, body := renew("content/nuoc/ao.jpg", "0", "none"); status != http.StatusOK || !strings.Contains(body, "Được đăng") || !strings.HasPrefix(o.read("data/consent.toml"), "# gia đình cháu ở ảnh này không cho đăng\n[[picture]]\nfile = \"content/nuoc/ao.jpg\"\nchildren = false\n\n") {
		t.Error(status, body, o.read("data/consent.toml"))
	}
	_, two := o.get("/picture?picture=content/nuoc/thua.jpg")
	for _, want := range []string{"DY-1", "Rút đồng ý từ 2/1/2026", "DY-2", "Rút đồng ý từ 3/5/2026"} {
		if !strings.Contains(two, want) {
			t.Errorf("no %q in %s", want, two)
		}
	}
	if status, body := renew("content/nuoc/thua.jpg", "1", ""); status != http.StatusOK || !strings.Contains(body, "Ảnh vẫn chưa được đăng") || strings.Contains(body, "Ảnh được đăng lại") || strings.Contains(o.read("data/consent.toml"), "2026-05-03") || !strings.Contains(o.read("data/consent.toml"), "2026-01-02") {
		t.Error("the agreement of another family holds again:", status, body)
	}
	_, twin := o.get("/picture?picture=content/nuoc/hoc/be.jpg")
	if !strings.Contains(twin, "Đã rút đồng ý") || !strings.Contains(twin, "Ghi ở ảnh giống hệt") || !strings.Contains(twin, "picture=content%2fnuoc%2fsao.jpg") || strings.Contains(twin, `value="renew"`) {
		t.Error("nobody learns where the withdrawal is noted:", twin)
	}
	before := o.read("data/consent.toml")
	_, sao := o.get("/picture?picture=content/nuoc/sao.jpg")
	if status, body := o.post("/picture", url.Values{"token": {o.token()}, "picture": {"content/nuoc/hoc/be.jpg"}, "do": {"renew"}, "sum": {sumOf(sao)}, "agreement": {"0"}}); status != http.StatusUnprocessableEntity || !strings.Contains(body, "sao.jpg") || o.read("data/consent.toml") != before {
		t.Error(status, body)
	}
}

// sumOf is the sum of the ledger that a page was made from.
func sumOf(page string) string {
	_, after, _ := strings.Cut(page, `name="sum" value="`)
	sum, _, _ := strings.Cut(after, `"`)
	return sum
}

// Before a picture is withdrawn all is told that goes with it: copies, and what the
// settings name.
func TestWithdrawalOfCopies(t *testing.T) {
	files := albumSite()
	files["site.toml"] += "[organization]\nname = \"Xã\"\nlogo = \"hinh/song.jpg\"\n"
	o := open(t, files)
	_, page := o.get("/picture/withdraw?picture=content/nuoc/sao.jpg")
	for _, want := range []string{"ở 1 bài", "Học bơi", "content/nuoc/hoc/be.jpg"} {
		if !strings.Contains(page, want) {
			t.Errorf("no %q in %s", want, page)
		}
	}
	if strings.Contains(page, "biểu trưng") {
		t.Error("it is no logo:", page)
	}
	if _, page = o.get("/picture/withdraw?picture=content/nuoc/ao.jpg"); !strings.Contains(page, "ở 0 bài") || !strings.Contains(page, "Sắp lên") {
		t.Error("readers see a draft:", page)
	}
	if _, page = o.get("/picture/withdraw?picture=static/hinh/song.jpg"); !strings.Contains(page, "là biểu trưng của trang") {
		t.Error("nobody learns that the logo goes:", page)
	}
}

// A picture of which the ledger says nothing: who is in it can be said, and it can be
// withdrawn all the same, also where there is no ledger yet.
func TestUnaskedPicture(t *testing.T) {
	files := albumSite()
	delete(files, "data/consent.toml")
	o := open(t, files)
	form := url.Values{"token": {o.token()}, "picture": {"static/hinh/song.jpg"}, "do": {"people"}, "people": {"children"}}
	if status, body := o.post("/picture", form); status != http.StatusUnprocessableEntity || !strings.Contains(body, "số giấy") {
		t.Error(status)
	}
	form.Set("people", "none")
	if status, body := o.post("/picture", form); status != http.StatusOK || !strings.Contains(body, "Được đăng") {
		t.Error(status, body)
	}
	_, page := o.get("/picture/withdraw?picture=content/nuoc/ao.jpg")
	form = url.Values{"token": {o.token()}, "picture": {"content/nuoc/ao.jpg"}, "do": {"withdraw"}, "sum": {hidden(t, page, "sum")}}
	if status, body := o.post("/picture", form); status != http.StatusOK || !strings.Contains(body, "Đã rút đồng ý") {
		t.Error(status, body)
	}
	o.put("data/consent.toml", "[[picture]\n")
	_, page = o.get("/picture/withdraw?picture=content/nuoc/ao.jpg")
	form.Set("sum", hidden(t, page, "sum"))
	if status, body := o.post("/picture", form); status != http.StatusUnprocessableEntity || !strings.Contains(body, "viết sai") {
		t.Error(status, body)
	}
	if o.read("data/consent.toml") != "[[picture]\n" {
		t.Error("a ledger with a fault was written")
	}
}

// hidden is the value of a hidden input of a page.
func hidden(t *testing.T, body, name string) string {
	t.Helper()
	m := regexp.MustCompile(`name="` + name + `" value="([^"]*)"`).FindStringSubmatch(body)
	if m == nil {
		t.Fatalf("no %s in %s", name, body)
	}
	return unescape(m[1])
}
