package browser

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// backAndAgain: whoever goes back to a form, or loads it anew, sees the file as
// it is now. A browser that put the text of an hour ago beside the sum of today's
// file would let it be saved over what others wrote meanwhile.
func (d *desk) backAndAgain(t *testing.T) {
	b := d.sit(t)
	const file = "content/nuoc/lui-lai.md"
	text := func(words string) string { return "+++\ntitle = \"Lùi lại\"\n+++\n\n" + words + "\n" }
	const body = "document.getElementById('body').value"
	for name, again := range map[string]string{"back": "history.back()", "again": "location.reload()"} {
		d.Put(t, file, text("Đầu."))
		b.visit("/edit?file=" + file)
		b.fill("Nội dung bài", "Cũ của tôi.")
		b.fill("Tóm tắt", "Tóm tắt cũ.")
		b.send("Lưu")
		b.said("Đã lưu")
		d.Put(t, file, text("Mới của họ."))
		ask[any](b, "document.documentElement.dataset.sent = '', "+again+", null")
		b.wait("!('sent' in document.documentElement.dataset) && document.readyState === 'complete' && " + body)
		if shown := ask[string](b, body); !strings.Contains(shown, "Mới của họ.") {
			t.Errorf("%s: the form has %q", name, shown)
		}
		b.send("Lưu")
		if now := d.Read(t, file); now != text("Mới của họ.") {
			t.Errorf("%s: the old text was saved over the new one: %s", name, now)
		}
	}
}

// settingsLost: somebody has site.toml away while a form is open. What was typed
// stays on the page, and is sent once the file is there again.
func (d *desk) settingsLost(t *testing.T) {
	b := d.sit(t)
	const file = "content/nuoc/giu-lai.md"
	d.Put(t, file, "+++\ntitle = \"Giữ lại\"\n+++\n\nĐầu.\n")
	settings := d.Read(t, "site.toml")
	b.visit("/edit?file=" + file)
	b.fill("Nội dung bài", "Của tôi.")
	if err := os.Remove(filepath.Join(d.Dir, "site.toml")); err != nil {
		t.Fatal(err)
	}
	other := d.sit(t)
	visitUntil := func(words string) {
		other.visit("/")
		d.reloads(other, "document.querySelector('main').innerText.includes("+quoted(words)+")")
	}
	visitUntil("không có site.toml")
	b.send("Lưu")
	b.said("Phần bạn viết vẫn còn ở đây")
	b.fine("pending")
	d.Put(t, "site.toml", settings)
	visitUntil("Giữ lại")
	b.send("Gửi lại")
	b.said("Đã lưu")
	if now := d.Read(t, file); !strings.Contains(now, "Của tôi.") {
		t.Errorf("%s", now)
	}
}
