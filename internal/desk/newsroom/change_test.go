package newsroom_test

import (
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

const pond = "content/nuoc/ao.md"

// What somebody wrote is never lost, whichever of two versions is chosen, also
// if the file is gone meanwhile.
func TestConflictKeepsBoth(t *testing.T) {
	o := open(t, example())
	form := o.fill("/edit?file=" + pond)
	form.Set("body", "Của tôi.")
	form.Set("do", "save")
	theirs := strings.Replace(o.read(pond), "Rào ao lại.", "Của họ.", 1)
	o.put(pond, theirs)
	status, body := o.post("/edit", form)
	if status != http.StatusConflict || !strings.Contains(body, "<mark>Của tôi.</mark>") || !strings.Contains(body, "<mark>Của họ.</mark>") {
		t.Fatal(status, body)
	}
	if o.read(pond) != theirs {
		t.Error("it was written over")
	}
	if kept := o.versions(pond); len(kept) != 1 || !strings.Contains(kept[0], "Của tôi.") {
		t.Errorf("kept is %q", kept)
	}
	if err := os.Remove(filepath.Join(o.Dir, pond)); err != nil {
		t.Fatal(err)
	}
	status, body = o.post("/edit", form)
	if status != http.StatusConflict || !strings.Contains(body, "bị xoá hoặc đổi tên") || !strings.Contains(body, "Của tôi.") {
		t.Fatal(status, body)
	}
	text := regexp.MustCompile(`name="text" value="([^"]*)"`).FindStringSubmatch(body)
	again := url.Values{"token": {o.token()}, "file": {pond}, "sum": {""}, "text": {unescape(text[1])}}
	if status, body := o.post("/put", again); status != http.StatusOK || !strings.Contains(o.read(pond), "Của tôi.") {
		t.Error(status, body)
	}
	again.Set("text", "")
	if status, _ := o.post("/put", again); status != http.StatusConflict || o.read(pond) == "" {
		t.Error("what is there was taken for gone:", status)
	}
}

// What two people changed at once is put together where it does not touch, and said.
func TestJoinsWhatDoesNotTouch(t *testing.T) {
	o := open(t, example())
	base := strings.TrimRight(o.read(pond), "\n") + "\n\nĐoạn cuối.\n"
	o.put(pond, base)
	form := o.fill("/edit?file=" + pond)
	form.Set("body", strings.Replace(form.Get("body"), "Đoạn cuối.", "Đoạn cuối của tôi.", 1))
	form.Set("do", "save")
	theirs := strings.Replace(strings.Replace(base, "Rào ao lại.", "Của họ.", 1), "title = \"", "title = \"Mới: ", 1)
	o.put(pond, theirs)
	status, body := o.post("/edit", form)
	want := strings.Replace(theirs, "Đoạn cuối.", "Đoạn cuối của tôi.", 1)
	if status != http.StatusOK || o.read(pond) != want || !strings.Contains(body, "cũng được sửa ở nơi khác") {
		t.Fatalf("%d\n%s\nwant\n%s", status, o.read(pond), want)
	}
	kept := strings.Join(o.versions(pond), "\n")
	for _, lost := range []string{"Rào ao lại.\n\n## Rào\n\nBằng tre.\n\nĐoạn cuối của tôi.", "Của họ.\n\n## Rào\n\nBằng tre.\n\nĐoạn cuối.\n"} {
		if !strings.Contains(kept, lost) {
			t.Errorf("%q is not among the versions:\n%s", lost, kept)
		}
	}
}

// An approval that one gave meanwhile does not count for the text of the other.
func TestJoinedIsNotApproved(t *testing.T) {
	files := example()
	files["site.toml"] += "[newsroom]\napprove = true\n"
	files["data/approved.toml"] = ""
	o := open(t, files)
	form := o.fill("/edit?file=" + pond)
	form.Set("body", strings.Replace(form.Get("body"), "Bằng tre.", "Bằng lưới.", 1))
	form.Set("do", "save")
	o.put(pond, strings.Replace(o.read(pond), "title = ", "approved_by = \"Bình\"\ntitle = ", 1))
	if status, body := o.post("/edit", form); status != http.StatusOK || strings.Contains(o.read(pond), "approved_by") || !strings.Contains(o.read(pond), "lưới") {
		t.Errorf("%d %s\n%s", status, o.read(pond), body)
	}
}

// Where a form answers for a text, puts it up or says what it said before, another's
// change does not go into it.
func TestJoinsOnlyWhatIsSaved(t *testing.T) {
	for name, c := range map[string]struct {
		set    map[string]string
		theirs func(text string) string
	}{
		"approved":          {map[string]string{"f.approved_by": "Bình"}, nil},
		"reviewed":          {map[string]string{"f.reviewed_by": "BS An"}, nil},
		"put up":            {map[string]string{"do": "up", "body": "Rào ao lại.\n\n## Rào\n\nBằng lưới.\n"}, nil},
		"nothing was typed": {nil, nil},
		"one block":         {map[string]string{"body": "Rào.\n\n## Rào\n\nBằng tre.\n"}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			files := example()
			files["site.toml"] += "[newsroom]\napprove = true\n"
			files["data/approved.toml"] = ""
			o := open(t, files)
			form := o.fill("/edit?file=" + pond)
			form.Set("do", "save")
			for k, v := range c.set {
				form.Set(k, v)
			}
			theirs := strings.Replace(o.read(pond), "Rào ao lại.", "Trẻ cứ ra ao.", 1)
			o.put(pond, theirs)
			if status, body := o.post("/edit", form); status != http.StatusConflict || o.read(pond) != theirs || strings.Contains(body, "đã ghép lại") {
				t.Errorf("%d\n%s", status, o.read(pond))
			}
		})
	}
}

// A form that is sent twice is no other's change.
func TestSentTwice(t *testing.T) {
	o := open(t, example())
	form := o.fill("/edit?file=" + pond)
	form.Set("do", "save")
	form.Set("body", strings.Replace(form.Get("body"), "Bằng tre.", "Bằng lưới.", 1))
	for range 2 {
		if status, body := o.post("/edit", form); status != http.StatusOK || strings.Contains(body, "đã ghép lại") || !strings.Contains(o.read(pond), "lưới") {
			t.Errorf("sent again: %d\n%s", status, o.read(pond))
		}
	}
	if kept := o.versions(pond); len(kept) > 2 {
		t.Errorf("versions: %q", kept)
	}
}

// A change that is put together with another's and refused says so beside what is wrong.
func TestJoinedAndRefused(t *testing.T) {
	files := example()
	files["content/nuoc/hop.md"] = "+++\ntitle = \"Họp\"\n[event]\nstart = 2026-06-06T08:00:00\nend = 2026-06-06T10:00:00\n+++\n\nHọp.\n"
	o := open(t, files)
	const file = "content/nuoc/hop.md"
	form := o.fill("/edit?file=" + file)
	form.Set("do", "save")
	for key := range form {
		if strings.HasPrefix(key, "f.event.start") && strings.Contains(form.Get(key), "08:00") {
			form.Set(key, strings.Replace(form.Get(key), "08:00", "09:30", 1))
		}
	}
	theirs := strings.Replace(o.read(file), "T10:00", "T09:00", 1)
	o.put(file, theirs)
	status, body := o.post("/edit", form)
	if status != http.StatusUnprocessableEntity || !strings.Contains(body, "đã ghép lại") || o.read(file) != theirs {
		t.Errorf("%d\n%s\n%s", status, o.read(file), body)
	}
}

// versions are the older versions of a file, the oldest first.
func (o *office) versions(name string) (all []string) {
	o.t.Helper()
	found, _ := filepath.Glob(filepath.Join(o.Dir, ".loa/versions", name, "*"))
	for _, v := range found {
		data, err := os.ReadFile(v)
		if err != nil {
			o.t.Error(err)
		}
		all = append(all, string(data))
	}
	return all
}

// The blank line below the front matter is not the author's business, and a text
// ends with a line feed.
func TestTextBeginsWithItsFirstWord(t *testing.T) {
	o := open(t, example())
	form := o.fill("/edit?file=" + pond)
	if !strings.HasPrefix(form.Get("body"), "Rào ao lại.") {
		t.Errorf("%q", form.Get("body"))
	}
	form.Set("body", "Mới.")
	form.Set("do", "save")
	o.post("/edit", form)
	if now := o.read(pond); !strings.HasSuffix(now, "+++\n\nMới.\n") {
		t.Errorf("%q", now)
	}
}

func TestUp(t *testing.T) {
	files := example()
	files["content/nuoc/nhap.md"] = "+++\ntitle = \"Nháp\"\ndraft = true # còn viết\n+++\n\nChữ.\n"
	o := open(t, files)
	form := o.fill("/edit?file=content/nuoc/nhap.md")
	form.Set("do", "up")
	if status, body := o.post("/edit", form); status != http.StatusOK || !strings.Contains(body, "Đã lưu.") || strings.Contains(body, `value="up"`) {
		t.Error(status, body)
	}
	o.await("/edit?file=content/nuoc/nhap.md&done=up", "từ lần xuất bản tới")
	if now := o.read("content/nuoc/nhap.md"); strings.Contains(now, "draft") || !strings.Contains(now, "# còn viết") {
		t.Errorf("%q", now)
	}
}

// An approval is of a text: a changed one needs another.
func TestApprovalOfWhatIsThere(t *testing.T) {
	files := example()
	files["site.toml"] += "[newsroom]\napprove = true\n"
	files["data/approved.toml"] = ""
	files[pond] = "+++\ntitle = \"Rào ao\"\napproved_by = \"Trưởng ban\"\ndraft = true\n+++\n\nRào.\n"
	o := open(t, files)
	save := func(do string, set map[string]string) string {
		t.Helper()
		form := o.fill("/edit?file=" + pond)
		form.Set("do", do)
		for k, v := range set {
			form.Set(k, v)
		}
		_, body := o.post("/edit", form)
		return body
	}
	if body := save("up", nil); !strings.Contains(o.read(pond), "approved_by") || strings.Contains(body, "duyệt lại:") {
		t.Error("going up takes the approval away")
	}
	if body := save("save", map[string]string{"body": "Khác."}); strings.Contains(o.read(pond), "approved_by") || !strings.Contains(body, "cần duyệt lại") {
		t.Error("another text has the approval of the one before")
	}
	save("save", map[string]string{"body": "Nữa.", "f.approved_by": "Phó ban"})
	if now := o.read(pond); !strings.Contains(now, "approved_by = \"Phó ban\"") || !strings.Contains(now, "Nữa.") {
		t.Errorf("%s", now)
	}
}

// Plain text of today is left alone; that of old encodings is read.
func TestPastePlainText(t *testing.T) {
	o := open(t, example())
	token := o.token()
	_, body := o.post("/paste", url.Values{"token": {token}, "text": {"Một *dòng*\n- hai"}})
	if !strings.Contains(body, `"markdown":"Một *dòng*\n- hai"`) || !strings.Contains(body, `"lost":null`) {
		t.Error(body)
	}
	_, body = o.post("/paste", url.Values{"token": {token}, "text": {"Phßng, chèng ®uèi n\u00adíc cho trÎ em\nLu«n cã ng\u00adêi lín tr«ng trÎ khi ë gÇn ao, hå."}})
	if !strings.Contains(body, "Phòng, chống đuối nước cho trẻ em") || !strings.Contains(body, "TCVN3") {
		t.Error(body)
	}
}

// Lines of a chat stay lines.
func TestPasteLines(t *testing.T) {
	o := open(t, example())
	_, body := o.post("/paste", url.Values{"token": {o.token()}, "text": {"📢 THÔNG BÁO\n1/ Nghỉ học ngày 10/7\n# An toàn là trên hết"}})
	if !strings.Contains(body, `"markdown":"📢 THÔNG BÁO\n\n1/ Nghỉ học ngày 10/7\n\n\\# An toàn là trên hết"`) || !strings.Contains(body, "giữ thành từng dòng") {
		t.Error(body)
	}
}

// A target without encryption is named before anything is sent.
func TestUnencryptedTarget(t *testing.T) {
	files := example()
	files["site.toml"] += "[deploy.cu]\ntype = \"ftp\"\nhost = \"ftp.example.org\"\nuser = \"a\"\ninsecure = true\n"
	o := open(t, files)
	_, body := o.get("/publish")
	if strings.Count(body, "không mã hoá") != 1 {
		t.Error(body)
	}
}

// A translation that is done goes up with its source, not before.
func TestDoneTranslationIsNoDraft(t *testing.T) {
	files := example()
	files["content/nuoc/nhap.md"] = "+++\ntitle = \"Nháp\"\ndraft = true\n+++\n\nChữ.\n"
	o := open(t, files)
	for source, draft := range map[string]bool{"content/nuoc/sap": false, "content/nuoc/nhap": true} {
		begin := url.Values{"token": {o.token()}, "file": {source + ".md"}, "language": {"en"}, "do": {"begin"}}
		status, body := o.post("/translate", begin)
		if status != http.StatusOK || !strings.Contains(body, `class="two sides"`) {
			t.Fatal(status, body)
		}
		if now := o.read(source + ".en.md"); !strings.Contains(now, "draft = true\n") || !strings.HasSuffix(now, "+++\n\n") {
			t.Errorf("it begins as %s", now)
		}
		form := o.fill("/translate?file=" + source + ".en.md")
		form.Set("body", "Words.")
		form.Set("do", "stamp")
		if status, body := o.post("/translate", form); status != http.StatusOK {
			t.Fatal(status, body)
		}
		if now := o.read(source + ".en.md"); strings.Contains(now, "draft") != draft || !strings.Contains(now, "Words.\n") {
			t.Errorf("done it is %s", now)
		}
	}
}
