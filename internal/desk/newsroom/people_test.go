package newsroom_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// Pictures that came with an imported file are asked about as those of a form
// are, and the answer is noted once.
func TestPeopleOfImportedPictures(t *testing.T) {
	o := open(t, example())
	token := o.token()
	page := "<html><head><title>Rào giếng</title></head><body><h1>Rào giếng</h1><p>Rào lại.</p><img src='a_files/gieng.jpg' alt='Giếng'></body></html>"
	const entry = "content/nuoc/rao-gieng/index.md"
	status, body := o.bring(token, "nuoc", upload{"a.html", []byte(page)}, upload{"gieng.jpg", photo()})
	if status != http.StatusOK || !strings.Contains(body, `href="/people?file=content%2fnuoc%2frao-gieng%2findex.md`) {
		t.Fatal(status, body)
	}
	body = o.await("/people?file="+entry, `name="picture" value="gieng.jpg"`)
	if !strings.Contains(body, `src="data:image/jpeg;base64,`) {
		t.Error(body)
	}
	answer := url.Values{"token": {token}, "file": {entry}, "picture": {"gieng.jpg"}}
	for name, change := range map[string]url.Values{"no answer": {}, "a name": {"people": {"children"}, "consent": {"Nguyễn Văn A"}}, "a first name": {"people": {"children"}, "consent": {"Lan"}}, "a telephone": {"people": {"children"}, "consent": {"0912345678"}}, "too long": {"people": {"children"}, "consent": {strings.Repeat("1a", 21)}}, "no number": {"people": {"children"}}, "another file": {"people": {"none"}, "picture": {"../../../site.toml"}}} {
		form := url.Values{}
		for k, v := range answer {
			form[k] = v
		}
		for k, v := range change {
			form[k] = v
		}
		if status, body := o.post("/people", form); status < 400 {
			t.Error(name, status, body)
		}
	}
	answer["people"], answer["consent"] = []string{"children"}, []string{"DY-2026-020"}
	for range 2 {
		if status, body := o.post("/people", answer); status != http.StatusOK || !strings.Contains(body, "Không còn ảnh nào") {
			t.Error(status, body)
		}
	}
	if got, want := o.read("data/consent.toml"), "[[picture]]\nfile = \"content/nuoc/rao-gieng/gieng.jpg\"\nconsent = \"DY-2026-020\"\n"; got != want {
		t.Errorf("%s", got)
	}
}
