package browser

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

const (
	here = "location.pathname.endsWith"
)

// write: a new event, its preview while it is written, saved by Ctrl+S, edited again.
func (d *desk) write(t *testing.T) {
	b := d.sit(t)
	b.visit("/")
	b.click("Bài mới")
	b.fill("Tiêu đề", "Che giếng")
	b.click("Hoạt động")
	b.pick("Chuyên mục", "Dưới nước")
	b.send("Tạo bài")
	b.said("Đã tạo bản nháp")
	b.fine("form made")
	b.clickAt("document.getElementById('body')")
	b.typed("Nắp bê tông.")
	b.waitTrial("document.body.textContent.includes('Nắp bê tông.')")
	b.fill("Tiêu đề", "Che giếng lại")
	b.fill("Địa điểm", "Nhà văn hoá")
	b.waitTrial("document.body.textContent.includes('Nhà văn hoá')")
	const file = "content/nuoc/che-gieng/index.md"
	if text := d.Read(t, file); strings.Contains(text, "Nắp") {
		t.Errorf("saved before anybody said so: %s", text)
	}
	b.do(chromedp.KeyEvent("s", chromedp.KeyModifiers(chromedp.ModifierCtrl)))
	b.said("Đã lưu")
	text := d.Read(t, file)
	for _, want := range []string{"title = \"Che giếng lại\"\n", "draft = true\n", "[event]\n", "place = \"Nhà văn hoá\"\n", "+++\n\nNắp bê tông."} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in %s", want, text)
		}
	}
	b.click("Đậm")
	b.wait("document.getElementById('body').value.includes('**…**')")
	b.send("Lưu, đưa lên trang")
	b.said("trang đang có 1 lỗi") // that of hong.md
	if text := d.Read(t, file); strings.Contains(text, "draft") || !strings.Contains(text, "**…**") {
		t.Errorf("%s", text)
	}
	b.click("Tổng quan")
	b.wait("document.querySelector('main table').innerText.includes('Che giếng lại')")
}

// byHand: what a form does not know stays as it was, to the byte, and a form
// that is saved as it came changes nothing.
func (d *desk) byHand(t *testing.T) {
	b := d.sit(t)
	const file = "content/nuoc/ao.md"
	before := d.Read(t, file)
	b.visit("/edit?file=" + file)
	if starts := ask[string](b, "document.getElementById('body').value"); !strings.HasPrefix(starts, "Rào ao lại.") {
		t.Errorf("the text begins with %q", starts[:min(len(starts), 20)])
	}
	b.send("Lưu")
	b.said("Đã lưu")
	if after := d.Read(t, file); after != before {
		t.Errorf("a form that nobody touched has changed the file: %s", after)
	}
	b.fill("Tóm tắt", "Rào thì an toàn.")
	b.send("Lưu")
	b.wait("document.getElementById('said').innerText.includes('Đã lưu') && " + field + "('Tóm tắt').value.length === 16")
	if after, want := d.Read(t, file), strings.Replace(before, "date = ", "summary = \"Rào thì an toàn.\"\ndate = ", 1); after != want && strings.Replace(after, "summary = \"Rào thì an toàn.\"\n", "", 1) != before {
		t.Errorf("%s", after)
	}
}

// conflict: somebody changes the file while the form is open, at the same place.
// Nothing is written, both texts are shown, each choice works and the other text is
// kept. What was changed at another place is put together.
func (d *desk) conflict(t *testing.T) {
	b := d.sit(t)
	const file = "content/nuoc/sap.md"
	original := d.Read(t, file)
	provoke := func(mine, theirs string) string {
		b.visit("/edit?file=" + file)
		b.clickAt("document.getElementById('body')")
		b.do(chromedp.KeyEvent(kb.End, chromedp.KeyModifiers(chromedp.ModifierCtrl)))
		b.typed(mine)
		other := original + theirs
		d.Put(t, file, other)
		b.send("Lưu")
		b.waitFor("Bản trên đĩa")
		if now := d.Read(t, file); now != other {
			t.Errorf("written in spite of it: %s", now)
		}
		for part, words := range map[string]string{"disk": strings.TrimSpace(theirs), "mine": mine} {
			if !ask[bool](b, "[...document.querySelectorAll('[aria-labelledby="+part+"] mark')].some(m => m.innerText.includes("+quoted(words)+"))") {
				t.Errorf("%q is not marked in %s", words, part)
			}
		}
		return other
	}
	other := provoke("Của tôi.", "Của họ.\n")
	b.fine("conflict")
	b.click("Giữ bản trên đĩa")
	b.wait("document.getElementById('body').value.includes('Của họ.')")
	if now := d.Read(t, file); now != other {
		t.Errorf("%s", now)
	}
	b.click("Các bản cũ")
	b.clickAt("document.querySelector('.versions a')")
	b.wait("document.querySelector('[aria-labelledby=old]').innerText.includes('Của tôi.')")

	provoke("Lại của tôi.", "Lại của họ.\n")
	b.send("Lưu bản của tôi")
	b.said("Đã lưu")
	if now := d.Read(t, file); !strings.Contains(now, "Lại của tôi.") || strings.Contains(now, "của họ") {
		t.Errorf("%s", now)
	}
	b.click("Các bản cũ")
	b.clickAt("document.querySelector('.versions a')")
	b.wait("document.querySelector('[aria-labelledby=old]').innerText.includes('Lại của họ.')")

	b.visit("/edit?file=" + file)
	b.clickAt("document.getElementById('body')")
	b.do(chromedp.KeyEvent(kb.End, chromedp.KeyModifiers(chromedp.ModifierCtrl)))
	b.typed("Chỗ của tôi.")
	d.Put(t, file, d.Read(t, file)+"\nĐoạn của họ.\n")
	b.send("Lưu")
	b.said("cũng được sửa ở nơi khác")
	if now := d.Read(t, file); !strings.Contains(now, "Chỗ của tôi.") || !strings.Contains(now, "Đoạn của họ.") {
		t.Errorf("%s", now)
	}
	b.fine("put together")
}

// restore: what a file was is shown beside what it is, and comes back by one click.
func (d *desk) restore(t *testing.T) {
	b := d.sit(t)
	const file = "content/nuoc/nhap.md"
	before := d.Read(t, file)
	b.visit("/edit?file=" + file)
	b.fill("Nội dung bài", "Viết lại cả.")
	b.send("Lưu bản nháp")
	b.said("Đã lưu")
	if strings.Contains(d.Read(t, file), "Dở.") {
		t.Fatal("it was not written")
	}
	b.click("Các bản cũ")
	b.clickAt("document.querySelector('.versions a')")
	b.wait("document.querySelector('[aria-labelledby=old] mark').innerText.includes('Dở.')")
	b.fine("versions")
	b.send("Khôi phục bản này")
	b.said("Đã khôi phục")
	if after := d.Read(t, file); after != before {
		t.Errorf("%s", after)
	}
}

// deleted: a file that somebody deletes is found again, and comes back by one click.
func (d *desk) deleted(t *testing.T) {
	b := d.sit(t)
	const file = "content/nuoc/xoa-nham.md"
	d.Put(t, file, "+++\ntitle = \"Xoá nhầm\"\n+++\n\nMột.\n")
	b.visit("/edit?file=" + file)
	b.fill("Nội dung bài", "Hai.")
	b.send("Lưu")
	b.said("Đã lưu")
	saved := d.Read(t, file)
	if err := os.Remove(filepath.Join(d.Dir, file)); err != nil {
		t.Fatal(err)
	}
	b.visit("/edit?file=" + file)
	b.fine("deleted edit")
	b.click("Các bản cũ")
	b.clickAt("document.querySelector('.versions a')")
	b.wait("document.querySelector('[aria-labelledby=old]').innerText.includes('Hai.')")
	b.fine("deleted versions")
	b.click("Tổng quan")
	b.click("Đã xoá gần đây")
	b.waitFor("Xoá nhầm")
	b.fine("deleted")
	b.send("Khôi phục bài này")
	b.said("Đã khôi phục bài đã xoá")
	if after := d.Read(t, file); after != saved {
		t.Errorf("%s", after)
	}
	b.click("Xoá bài")
	b.waitFor("Muốn lấy lại")
	b.fine("remove")
	b.send("Xoá bài")
	b.said("Đã xoá bài")
	if _, err := os.Stat(filepath.Join(d.Dir, file)); err == nil {
		t.Error("the page is still there")
	}
	b.send("Khôi phục bài này")
	b.said("Đã khôi phục bài đã xoá")
	if after := d.Read(t, file); after != saved {
		t.Errorf("%s", after)
	}
}

// refused: what cannot be taken is named above with the way to its field, and
// beside the field for whoever hears the page.
func (d *desk) refused(t *testing.T) {
	b := d.sit(t)
	b.visit("/edit?file=content/nuoc/hoc/index.md")
	b.fill("Tiêu đề", " ")
	b.click("Lặp lại")
	b.fill("Trừ các ngày", "hôm qua")
	b.send("Lưu")
	b.said("Hãy sửa các ô sau")
	b.fine("refused fields")
	for id, why := range map[string]string{"f.title": "không được để trống", "f.event.repeat.except": "mỗi dòng một ngày"} {
		b.clickAt("document.querySelector('[role=alert] a[href=\"#" + id + "\"]')")
		b.wait("document.activeElement.id === " + quoted(id))
		if told := ask[string](b, "document.activeElement.getAttribute('aria-describedby').split(' ').map(id => document.getElementById(id).innerText).join(' ')"); !strings.Contains(told, why) {
			t.Errorf("%s is described by %q", id, told)
		}
	}
}

// focused tells what is wrong with how the focus shows, or nothing.
const focused = `(() => {
	const e = document.activeElement;
	if (!e || e === document.body || e.tagName === 'IFRAME') return '';
	const r = e.getBoundingClientRect(), s = getComputedStyle(e), what = e.outerHTML.slice(0, 120);
	if (e.matches('main')) return '';
	if (r.width < 2 || r.bottom <= 0 || r.top >= innerHeight) return 'out of sight: ' + what;
	if (s.outlineStyle === 'none' || parseFloat(s.outlineWidth) < 2) return 'no outline: ' + what;
	const x = Math.max(1, Math.min(r.x + Math.min(r.width / 2, 60), innerWidth - 1)), y = Math.max(1, Math.min(r.y + Math.min(r.height / 2, 20), innerHeight - 1));
	const top = document.elementFromPoint(x, y);
	if (!top || !(e.contains(top) || top.contains(e))) return 'covered: ' + what + ' by ' + (top && top.outerHTML.slice(0, 80));
	return '';
})()`

// tabTo presses Tab until a script is true; each stop on the way must be seen.
func (b *tab) tabTo(script string) {
	b.t.Helper()
	b.wait("document.readyState === 'complete'")
	for range 150 {
		b.next()
		if wrong := ask[string](b, focused); wrong != "" {
			b.t.Error(wrong)
		}
		if ask[bool](b, script) {
			return
		}
	}
	b.t.Fatalf("Tab never comes to %s", script)
}

func onWords(words string) string {
	return "document.activeElement.innerText && document.activeElement.innerText.trim() === " + quoted(words)
}

// keyboard: an entry is made and saved by Tab, Enter and letters alone, and Tab
// leaves every page again.
func (d *desk) keyboard(t *testing.T) {
	b := d.sit(t)
	b.visit("/")
	b.tabTo(onWords("Bài mới"))
	b.enter()
	b.wait(here + "('/new')")
	b.tabTo("document.activeElement.id === 'title'")
	b.typed("Áo phao")
	b.tabTo("document.activeElement.type === 'radio'")
	b.do(chromedp.KeyEvent(kb.ArrowDown), chromedp.KeyEvent(kb.ArrowUp))
	b.tabTo(onWords("Tạo bài"))
	b.enter()
	b.wait(here + "('/edit') && document.getElementById('body')")
	b.tabTo("document.activeElement.id === 'body'")
	b.typed("Mặc khi đi thuyền.")
	b.waitTrial("document.body.textContent.includes('Mặc khi đi thuyền.')")
	b.tabTo("document.activeElement.id === 'save'")
	b.enter()
	b.said("Đã lưu")
	if text := d.Read(t, "content/ao-phao/index.md"); !strings.HasSuffix(text, "+++\n\nMặc khi đi thuyền.") && !strings.HasSuffix(text, "+++\n\nMặc khi đi thuyền.\n") {
		t.Errorf("%s", text)
	}
	b.tabTo("document.activeElement === document.body || !document.hasFocus()")
	b.visit("/edit?file=content/nuoc/ao.md")
	b.do(chromedp.Focus("#body"))
	b.do(chromedp.KeyEvent(kb.Tab, chromedp.KeyModifiers(chromedp.ModifierShift)))
	if ask[string](b, "document.activeElement.id") == "body" {
		t.Error("Shift and Tab do not leave the text")
	}
}
