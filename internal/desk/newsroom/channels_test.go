package newsroom_test

import (
	"net/http"
	"strings"
	"testing"
)

// TestChannels fails if an outlet of a page is missing, is of an older text, or does not say
// what is stale or unsure.
func TestChannels(t *testing.T) {
	files := example()
	const file = "content/nuoc/ao.md"
	files[file] = "+++\ntitle = \"Rào ao\"\nsummary = \"Gọi 114 khi có người đuối nước.\"\n[recordings.vi]\nfrom = \"00000001\"\nnumbers = [\"113\"]\nmade_by = \"espeak-ng\"\n+++\n\nRào ao cao 1,2 m. Cống ở XQZ.\n"
	files["content/nuoc/ao.vi.wav"] = "RIFF"
	files["content/nuoc/ao.mww.wav"] = "RIFF"
	o := open(t, files)
	_, body := o.get("/channels?file=" + file)
	for what, want := range map[string]string{
		"the loudspeaker":          "Gọi một một bốn khi có người đuối nước",
		"that it is not published": "loudspeaker = true",
		"a doubt":                  "“XQZ” có thể đọc theo hai cách",
		"Zalo":                     "Zalo <small>",
		"Facebook":                 "Facebook <small>",
		"a short message":          "Rao ao. Goi 114 khi co nguoi duoi nuoc.",
		"the notice board":         "channels/board?file=content%2fnuoc%2fao.md&amp;paper=a3",
		"a number that is gone":    "không còn: 113",
		"whose voice it is":        "giọng máy: espeak-ng",
		"a recording nobody noted": "loa recorded",
	} {
		if !strings.Contains(body, want) {
			t.Errorf("%s is not shown: %q", what, want)
		}
	}
	if _, form := o.get("/edit?file=" + file); !strings.Contains(form, "/channels?file=content%2fnuoc%2fao.md") {
		t.Error("no way leads from the form to the outlets")
	}
	if strings.Contains(body, "/nuoc/ao/loa/") {
		t.Error("a way leads to a script that is not published")
	}
	files[file] = strings.Replace(files[file], "[recordings.vi]", "[outlets]\nloudspeaker = true\n[recordings.vi]", 1)
	o.put(file, files[file])
	o.await("/channels?file="+file, "/nuoc/ao/loa/\">Mở bản đọc để in")
	o.put(file, strings.ReplaceAll(files[file], "Gọi 114", "Gọi 115"))
	o.await("/channels?file="+file, "Gọi một một năm")

	for paper, want := range map[string]string{"a4": "A4", "a3": "A3"} {
		status, sheet := o.get("/channels/board?file=" + file + "&paper=" + paper)
		if status != http.StatusOK || !strings.Contains(sheet, "Rào ao") || !strings.Contains(sheet, want) {
			t.Errorf("the sheet of %s: %d %.200s", paper, status, sheet)
		}
	}
	if status, body := o.get("/channels?file=content/nuoc/sap.md"); status != http.StatusOK || !strings.Contains(body, "chưa có kênh nào") {
		t.Error("a text that is not on the site:", status, body)
	}
	if status, _ := o.get("/channels/board?file=content/nuoc/sap.md"); status != http.StatusNotFound {
		t.Error("a sheet of a text that is not on the site:", status)
	}
	if status, _ := o.get("/channels?file=../site.toml"); status != http.StatusForbidden {
		t.Error("a file outside of the texts:", status)
	}
}
