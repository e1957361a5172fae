package newsroom_test

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"loa/internal/desk/newsroom"
	"loa/internal/importing/docx/docxtest"
)

// bring sends files as the page of the import does.
func (o *office) bring(token, section string, files ...upload) (int, string) {
	o.t.Helper()
	return o.bringForm(url.Values{"token": {token}, "section": {section}}, files...)
}

// bringForm is bring with all that the form asks.
func (o *office) bringForm(form url.Values, files ...upload) (int, string) {
	o.t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for key := range form {
		_ = w.WriteField(key, form.Get(key))
	}
	for _, f := range files {
		part, _ := w.CreateFormFile("files", f.name)
		_, _ = part.Write(f.data)
	}
	w.Close()
	r := must(http.NewRequest(http.MethodPost, o.Own+"/import", &b))
	r.Header.Set("Content-Type", w.FormDataContentType())
	r.Header.Set("Origin", o.Own)
	return o.do(r)
}

// entries are the Markdown files below content/.
func (o *office) entries() []string {
	var all []string
	for _, pattern := range []string{"content/*.md", "content/*/*.md", "content/*/*/*.md"} {
		found, _ := filepath.Glob(filepath.Join(o.Dir, pattern))
		all = append(all, found...)
	}
	return all
}

// Every kind of file that loa import reads can be chosen and dropped.
func TestImportTakesEachKind(t *testing.T) {
	o := open(t, example())
	_, body := o.get("/import")
	for _, ending := range []string{".docx", ".odt", ".rtf", ".pdf", ".doc", ".pptx", ".ppt", ".eml", ".ics", ".xlsx", ".ods", ".xls", ".csv", ".html", ".txt"} {
		if !strings.Contains(body, ending+",") {
			t.Errorf("a file %s cannot be chosen", ending)
		}
	}
	token := o.token()
	files := []upload{
		{"bang.csv", []byte("Tên;Số\nAn;1\n")}, {"thu.rtf", []byte(`{\rtf1 Th\u432?}`)}, {"loi.eml", []byte("Subject: M\r\n\r\nLời.\r\n")},
		{"lich.ics", []byte("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nSUMMARY:Bơi\nDTSTART:20260601\nEND:VEVENT\nEND:VCALENDAR\n")},
	}
	status, body := o.bring(token, "nuoc", files...)
	if status != http.StatusOK || !strings.Contains(body, "Đã tạo 4 bài; 0 bài có từ trước; 0 tệp không nhập được.") {
		t.Error(status, body)
	}
}

// Files become drafts as loa import makes them, and the page says of each what
// became of it.
func TestImport(t *testing.T) {
	o := open(t, example())
	token := o.token()
	if status, body := o.get("/import"); status != http.StatusOK || !strings.Contains(body, `<option value="nuoc">`) || !strings.Contains(body, "multiple") {
		t.Fatal(status, body)
	}
	word := docxtest.Build(t, docxtest.P(docxtest.Styled("Tiu"), "Lớp bơi hè")+docxtest.P("", "Cao Bằng, ngày 02 tháng 4 năm 2024")+
		docxtest.P("", docxtest.R("", "Có ")+`<w:del w:id="1"><w:r><w:delText>bốn mươi</w:delText></w:r></w:del>`+docxtest.R("", "45 em")), docxtest.Parts{"word/styles.xml": docxtest.Styles})
	page := "<html><head><title>Rào giếng</title></head><body><h1>Rào giếng</h1><p>Rào lại.</p><img src='Rao%20gieng_files/gieng.jpg' alt='Giếng'><p><a href='/tin/1'>Xem</a></p></body></html>"
	status, body := o.bring(token, "nuoc", upload{"Lop boi.docx", word}, upload{`C:\tep\Rao gieng.html`, []byte(page)}, upload{"gieng.jpg", photo()},
		upload{"a.txt", []byte("Tin một\n\nMột.\n")}, upload{"a.txt", []byte("Tin hai\n\nHai.\n")}, upload{"chep.txt", []byte("Tin một\n\nMột.\n")}, upload{"cu.ppt", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")})
	if status != http.StatusOK {
		t.Fatal(status, body)
	}
	if len(o.versions("content/nuoc/lop-boi-he.md")) != 1 {
		t.Error("what was imported could not come back if it were deleted")
	}
	for _, want := range []string{
		`href="/edit?file=content%2fnuoc%2flop-boi-he.md">Lớp bơi hè<`, "ngày: 2024-04-02", "bốn mươi", "content/nuoc/rao-gieng/index.md", "/tin/1", "1 ảnh", "content/nuoc/tin-mot.md", "content/nuoc/tin-hai.md",
		"đã nhập từ trước", "lưu thành .docx", "Đã tạo 4 bài; 1 bài có từ trước; 1 tệp không nhập được.",
	} {
		if !strings.Contains(body, want) {
			t.Errorf("the page does not have %q:\n%s", want, body)
		}
	}
	for _, never := range []string{`C:\tep`, "0/Lop", "2/gieng.jpg"} {
		if strings.Contains(body, never) {
			t.Errorf("the page has %q", never)
		}
	}
	if text := o.read("content/nuoc/rao-gieng/index.md"); !strings.Contains(text, "![Giếng](gieng.jpg)") || !strings.Contains(text, "draft = true") {
		t.Error(text)
	}
	if data := o.read("content/nuoc/rao-gieng/gieng.jpg"); strings.Contains(data, "GPS") || len(data) == 0 {
		t.Error("the picture was not stripped")
	}
	before := o.entries()
	if _, body := o.bring(token, "", upload{"khac.docx", word}); !strings.Contains(body, "đã nhập từ trước") || !strings.Contains(body, "content/nuoc/lop-boi-he.md") {
		t.Error(body)
	}
	if now := o.entries(); len(now) != len(before) {
		t.Errorf("a file that was imported is imported again: %q", now)
	}
}

// What is no file to import, or no place for it, writes nothing.
func TestImportRefuses(t *testing.T) {
	o := open(t, example())
	token, before := o.token(), o.entries()
	if status, body := o.bring(token, "nuoc"); status != http.StatusUnprocessableEntity || !strings.Contains(body, "Chưa chọn tệp nào") {
		t.Error(status, body)
	}
	if status, _ := o.bring("x", "nuoc", upload{"a.txt", []byte("Tin\n")}); status != http.StatusForbidden {
		t.Error("a wrong token:", status)
	}
	if status, body := o.bring(token, "", upload{"a.jpg", photo()}, upload{"..", []byte("x")}, upload{"b.docx", []byte("x")}); status != http.StatusOK || !strings.Contains(body, "2 tệp không nhập được") && !strings.Contains(body, "1 tệp không nhập được") {
		t.Error(status, body)
	}
	outside := t.TempDir()
	sections := []string{"..", "../..", "a/../../b", ".git", "nuoc/.an", "_a", `a\b`, "/../etc"}
	link := filepath.Join(o.Dir, "content/ngoai")
	made := os.Symlink(outside, link)
	if info, err := os.Lstat(link); made == nil && err == nil && info.Mode()&os.ModeSymlink != 0 { // Wine makes links that it does not know
		sections = append(sections, "ngoai")
	}
	for _, section := range sections {
		if status, _ := o.bring(token, section, upload{"a.txt", []byte("Tin\n\nMột.\n")}); status != http.StatusForbidden {
			t.Errorf("%q: %d", section, status)
		}
	}
	if left, _ := os.ReadDir(outside); len(left) > 0 || len(o.entries()) != len(before) {
		t.Error("something was written", left, o.entries())
	}
	if status, body := o.bring(token, "", upload{"a.txt", bytes.Repeat([]byte("x"), newsroom.LargestForm)}); status != http.StatusRequestEntityTooLarge || !strings.Contains(body, "loa import") {
		t.Error(status, body)
	}
}

// The original becomes a download: of a paper among its files, of any other page as a link;
// what may not be published is told, and the page stays.
func TestImportKeepsTheOriginal(t *testing.T) {
	o := open(t, example())
	form := url.Values{"token": {o.token()}, "section": {"nuoc"}, "keep": {"1"}}
	files := []upload{
		{"Bài về ao.docx", docxtest.Build(t, docxtest.P("", docxtest.R("", "Rào ao"))+docxtest.P("", docxtest.R("", "Ao nào cũng phải rào.")), nil)},
		{"Kế hoạch.docx", docxtest.Build(t, docxtest.P("", docxtest.R("", "UBND XÃ AN LẠC"))+docxtest.P("", docxtest.R("", "Số: 12/KH-UBND"))+docxtest.P("", docxtest.R("", "KẾ HOẠCH"))+docxtest.P("", docxtest.R("", "Phòng đuối nước năm 2026")), nil)},
		{"thu.eml", []byte("Subject: Thư\r\n\r\nLời.\r\n")},
	}
	status, body := o.bringForm(form, files...)
	if status != http.StatusOK {
		t.Fatal(status, body)
	}
	found := 0
	for _, file := range o.entries() {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		switch text := string(data); {
		case strings.Contains(text, "Ao nào cũng phải rào."):
			found++
			if !strings.HasSuffix(text, "\n\n[Bài về ao](bai-ve-ao.docx)\n") {
				t.Error(text)
			}
			if kept, err := os.ReadFile(filepath.Join(filepath.Dir(file), "bai-ve-ao.docx")); err != nil || !bytes.Equal(kept, files[0].data) {
				t.Error("the original is not there", err)
			}
		case strings.Contains(text, "12/KH-UBND"):
			found++
			if !strings.Contains(text, `files = ["ke-hoach.docx"]`) {
				t.Error(text)
			}
		case strings.Contains(text, "Lời."):
			found++
			if strings.Contains(text, ".eml") {
				t.Error(text)
			}
		}
	}
	if found != 3 || !strings.Contains(body, "bai-ve-ao.docx") || !strings.Contains(body, "thu.eml") {
		t.Error(found, body)
	}
}
