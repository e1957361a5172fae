package newsroom_test

import (
	"encoding/base64"
	"encoding/json"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// Pictures in what is pasted come back cleaned, to be asked about, and nothing is
// written; one on the writer's disk, or for a page that cannot ask, is told.
func TestPastedPictures(t *testing.T) {
	o := open(t, example())
	html := "<p>Một</p><p><img alt='Bể [bơi]' src='data:image/jpeg;base64," + base64.StdEncoding.EncodeToString(photo()) + "'></p>" +
		"<p><img alt='Sân' src='file:///C:/Users/K/AppData/Local/Temp/clip_image001.png'></p>" +
		"<p><img alt='Hỏng' src='data:image/png;base64,eA=='></p>"
	var answer struct {
		Markdown string
		Lost     []string
		Pictures []struct{ Name, Data string }
	}
	form := url.Values{"token": {o.token()}, "html": {html}, "pictures": {"1"}}
	_, body := o.post("/paste", form)
	if err := json.Unmarshal([]byte(body), &answer); err != nil {
		t.Fatal(err, body)
	}
	if len(answer.Pictures) != 1 || !regexp.MustCompile(`^anh-[0-9a-f]{12}\.jpg$`).MatchString(answer.Pictures[0].Name) {
		t.Fatal(body)
	}
	if want := "Một\n\n![Bể \\[bơi\\]](" + answer.Pictures[0].Name + ")"; answer.Markdown != want {
		t.Errorf("%q, want %q", answer.Markdown, want)
	}
	data, err := base64.StdEncoding.DecodeString(answer.Pictures[0].Data)
	if err != nil || len(data) == 0 || strings.Contains(string(data), "GPS") {
		t.Error("the picture was not cleaned", err)
	}
	if lost := strings.Join(answer.Lost, "; "); !strings.Contains(lost, "trên đĩa") || !strings.Contains(lost, "Sân") || strings.Contains(lost, "AppData") || !strings.Contains(lost, "Hỏng") || strings.Contains(lost, "data:") {
		t.Error(lost)
	}
	form.Del("pictures")
	_, body = o.post("/paste", form)
	if strings.Contains(body, "](anh") || !strings.Contains(body, "Bể [bơi]") {
		t.Error(body)
	}
	if found, _ := filepath.Glob(filepath.Join(o.Dir, "content/*/*.jpg")); len(found) > 0 {
		t.Error("written before anybody was asked:", found)
	}
	if _, err := os.Stat(filepath.Join(o.Dir, "data")); err == nil {
		t.Error("the ledger was written")
	}
}
