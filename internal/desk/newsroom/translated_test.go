package newsroom_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// The place of an event is written in the language of the translation, and so are other
// words that readers see.
func TestPlaceIsTranslated(t *testing.T) {
	files := example()
	files["content/nuoc/hoc/index.md"] = "+++\ntitle = \"Học bơi\"\n[event]\nstart = 2026-06-05T08:00:00\nplace = \"Bể bơi\"\norganizer = \"Đoàn xã\"\n+++\n\nHọc.\n"
	o := open(t, files)
	if status, body := o.post("/translate", url.Values{"token": {o.token()}, "file": {"content/nuoc/hoc/index.md"}, "language": {"en"}, "do": {"begin"}}); status != http.StatusOK {
		t.Fatal(status, body)
	}
	const file = "content/nuoc/hoc/index.en.md"
	form := o.fill("/translate?file=" + file)
	for name, words := range map[string]string{"f.title": "Swimming lessons", "f.event.place": "Swimming pool", "f.event.organizer": "Youth Union", "body": "Learn."} {
		if !form.Has(name) {
			t.Errorf("nobody asks for %s", name)
		}
		form.Set(name, words)
	}
	form.Set("do", "stamp")
	if status, body := o.post("/translate", form); status != http.StatusOK {
		t.Fatal(status, between(body, `role="alert"`, "</div>"))
	}
	if now := o.read(file); !strings.Contains(now, `place = "Swimming pool"`) || !strings.Contains(now, `organizer = "Youth Union"`) || strings.Contains(now, "draft") {
		t.Error(now)
	}
	o.awaitPage("/en/nuoc/hoc/", "Swimming pool")
	if _, body := o.get("/translate?file=" + file); !strings.Contains(body, "Bể bơi") {
		t.Error("the source's place is not shown")
	}
}
