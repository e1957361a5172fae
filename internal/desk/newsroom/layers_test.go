package newsroom_test

import (
	"net/http"
	"strings"
	"testing"
)

// A text of an earlier layer is on the site, is not changed in place, and its page says
// where it lies.
func TestTextsOfLayersStay(t *testing.T) {
	files := example()
	files["site.toml"] = "content = [\"chung/content\", \"content\"]\n" + files["site.toml"]
	const lies, file = "chung/content/nuoc/chung.md", "content/nuoc/chung.md"
	files[lies] = "+++\ntitle = \"Bài chung\"\n+++\n\nChữ.\n"
	o := open(t, files)
	status, body := o.get("/edit?file=" + file)
	if status != http.StatusForbidden || !strings.Contains(body, lies) || !strings.Contains(body, "loa copy "+file) {
		t.Error("the text can be changed here, or nobody learns where it lies:", status, body)
	}
	if _, body := o.get("/"); !strings.Contains(body, "Bài chung") {
		t.Error("the overview lacks the text:", body)
	}
	if o.read(lies) != files[lies] || o.there(file) {
		t.Error("a file of the layer was written, or one of the site")
	}
	o.put(file, "+++\ntitle = \"Bài của xã\"\n+++\n\nChữ.\n")
	o.await("/edit?file="+file, "Bài của xã")
}
