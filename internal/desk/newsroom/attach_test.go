package newsroom_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// A file that a site may publish is taken and lies beside the text; one that it may not
// is refused in words that say why and what to do.
func TestAttach(t *testing.T) {
	o := open(t, example())
	form := url.Values{"token": {o.token()}, "file": {pond}}
	send := func(name, data string) (int, string) {
		return o.post("/upload", form, upload{name, []byte(data)})
	}
	status, body := send("Kế hoạch 12.pdf", "%PDF-1.4\n%%EOF\n")
	if status != http.StatusOK || !strings.Contains(body, `"markdown":"[Kế hoạch 12](ke-hoach-12.pdf)"`) || !strings.Contains(body, "Đã nhận tệp ke-hoach-12.pdf") {
		t.Error(status, body)
	}
	if !strings.HasPrefix(o.read("content/nuoc/ke-hoach-12.pdf"), "%PDF") {
		t.Error("the file is not beside the text")
	}
	for name, why := range map[string]string{"a.exe": "chạy một chương trình", "a.docm": "macro", "a.html": "chạy mã", "a.php": "máy chủ", "a.doc": "kiểu cũ", "a.md": "Không nhận"} {
		if status, body := send(name, "x"); status != http.StatusUnprocessableEntity || !strings.Contains(body, why) {
			t.Errorf("%s: %d %s", name, status, body)
		}
	}
}
