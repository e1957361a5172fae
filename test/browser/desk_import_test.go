package browser

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// smallSite is one for what is brought into it.
func smallSite() map[string]string {
	return map[string]string{
		"site.toml":              deskSite()["site.toml"],
		"content/_index.md":      "+++\ntitle = \"Trang chủ\"\n+++\nXin chào.\n",
		"content/nuoc/_index.md": "+++\ntitle = \"Dưới nước\"\n+++\n",
		"content/hoc/index.md":   "+++\ntitle = \"Học bơi\"\n+++\n\nHọc.\n",
	}
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// imports makes drafts of files that are chosen, with and without script, and of
// files that are dropped.
func imports(t *testing.T, chrome context.Context) {
	d := openDesk(t, chrome, smallSite(), &gated{})
	b, dir := d.sit(t), d.Dir
	old := t.TempDir()
	write(t, filepath.Join(old, "tin.txt"), "Che giếng\n\nNắp bê tông.\n")
	write(t, filepath.Join(old, "rao.html"), "<title>Rào ao</title><h1>Rào ao</h1><p>Bằng <b>tre</b>.</p><script>x</script>")
	write(t, filepath.Join(old, "mua.txt"), "Mùa mưa\n\nTránh suối.\n")

	b.visit("/import")
	b.do(chromedp.SetUploadFiles("#files", []string{filepath.Join(old, "tin.txt"), filepath.Join(old, "rao.html")}))
	b.wait("document.getElementById('chosen').textContent === 'tin.txtrao.html'")
	b.do(chromedp.SetValue("#section", "nuoc"), chromedp.Click("#import button"))
	b.wait("document.getElementById('said').textContent.includes('Đã tạo 2 bài')")
	if text, err := os.ReadFile(filepath.Join(dir, "content/nuoc/rao-ao.md")); err != nil || !strings.Contains(string(text), "Bằng **tre**.") {
		t.Errorf("%s %v", text, err)
	}

	// A drop chooses; what was imported before is known again.
	b.wait("document.readyState === 'complete'") // the page's script takes drops
	ask[any](b, `(() => {
		const sent = new DataTransfer();
		sent.items.add(new File(['Che giếng\n\nNắp bê tông.\n'], 'chép lại.txt'));
		sent.items.add(new File(['Mùa lũ\n\nKhông qua suối.\n'], 'lũ.txt'));
		const drop = new DragEvent('drop', {dataTransfer: sent, bubbles: true, cancelable: true});
		document.getElementById('drop').dispatchEvent(drop);
		return drop.defaultPrevented && document.getElementById('files').files.length })()`)
	b.wait("document.getElementById('chosen').textContent === 'chép lại.txtlũ.txt' && document.activeElement.matches('#import button')")
	b.enter()
	b.wait("document.getElementById('said').textContent.includes('Đã tạo 1 bài; 1 bài có từ trước')")
	b.fine("imported")
	b.do(chromedp.Click(".brought .imported a"))
	b.wait("document.getElementById('body').value.includes('Không qua suối.')")

	// More than is taken is told before it is sent.
	b.visit("/import")
	ask[any](b, `(() => {
		const sent = new DataTransfer();
		sent.items.add(new File([new ArrayBuffer(49 << 20)], 'to.docx'));
		document.getElementById('files').files = sent.files;
		document.getElementById('files').dispatchEvent(new Event('change'));
		return null })()`)
	b.wait("!document.getElementById('import').checkValidity() && document.getElementById('chosen').textContent.includes('48 MB')")
	b.fine("import")
	plain := b.h.tab(t)
	plain.see(look{width: 360, noScript: true})
	plain.visit("/import")
	plain.do(chromedp.SetUploadFiles("#files", []string{filepath.Join(old, "mua.txt")}), chromedp.Click("#import button"), chromedp.WaitVisible(".brought .imported a"))
	if text, err := os.ReadFile(filepath.Join(dir, "content/mua-mua.md")); err != nil || !strings.Contains(string(text), "Tránh suối.") {
		t.Errorf("without script: %s %v", text, err)
	}
}

// pastedPictures are two, and one that the clipboard does not hold. Each is written once the form says who is in it, under the name of its
// description; one whose line is taken out is not.
func pastedPictures(t *testing.T, chrome context.Context) {
	d := openDesk(t, chrome, smallSite(), &gated{})
	b, dir := d.sit(t), d.Dir
	b.visit("/edit?file=content/hoc/index.md")
	const gif = "R0lGODlhAQABAIAAAP///wAAACwAAAAAAQABAAACAkQBADs="
	const other = "R0lGODlhAQABAIAAAAAA/wAAACwAAAAAAQABAAACAkQBADs="
	ask[any](b, `(() => {
		const clip = new DataTransfer();
		clip.setData('text/plain', 'x');
		clip.setData('text/html', '<p>Lớp <b>bơi</b>.</p><p><img alt="Bể bơi" src="data:image/gif;base64,`+gif+`"></p><p>Giữa.</p><p><img src="data:image/gif;base64,`+other+`"></p><p><img alt="Sân" src="file:///C:/a.png"></p>');
		const body = document.getElementById('body');
		body.focus();
		body.dispatchEvent(new ClipboardEvent('paste', {clipboardData: clip, bubbles: true, cancelable: true}));
		return null })()`)
	b.wait("document.getElementById('body').value.includes('Lớp **bơi**.') && document.getElementById('pasted').textContent.includes('Sân')")
	b.wait("document.getElementById('pictures').open && document.querySelector('#waiting img').naturalWidth === 1 && document.getElementById('alt').value === 'Bể bơi' && document.getElementById('picture').files.length === 1")
	b.do(chromedp.Click("#upload"))
	b.wait("document.getElementById('sent').textContent.startsWith('Chưa thêm')")
	if found, _ := filepath.Glob(filepath.Join(dir, "content/hoc/*.gif")); len(found) > 0 {
		t.Error("written before anybody said who is in it:", found)
	}
	b.do(chromedp.Focus("[name=people][value=none]"), chromedp.KeyEvent(" "), chromedp.Focus("#upload"))
	b.enter()
	b.wait("document.getElementById('body').value.includes('![Bể bơi](be-boi.gif)\\n\\nGiữa.')")
	b.wait("!document.getElementById('waiting').hidden && document.getElementById('alt').value === '' && !document.querySelector('[name=people]:checked')")
	b.do(chromedp.SetValue("#alt", "Sân: bãi"), chromedp.Focus("[name=people][value=children]"), chromedp.KeyEvent(" "), chromedp.SetValue("#consent", "DY-1"), chromedp.Focus("#upload"))
	b.enter()
	b.wait("document.getElementById('body').value.includes('Giữa.\\n\\n![Sân: bãi](san-bai.gif)') && document.getElementById('waiting').hidden")
	ask[any](b, "document.dispatchEvent(new KeyboardEvent('keydown', {key: 's', ctrlKey: true, bubbles: true})), null")
	b.wait("document.getElementById('said').textContent.includes('Đã lưu')")
	text, _ := os.ReadFile(filepath.Join(dir, "content/hoc/index.md"))
	ledger, _ := os.ReadFile(filepath.Join(dir, "data/consent.toml"))
	if !strings.Contains(string(text), "(san-bai.gif)") || strings.Contains(string(text), "(anh-") || strings.Count(string(ledger), "[[picture]]") != 2 || !strings.Contains(string(ledger), `consent = "DY-1"`) {
		t.Errorf("%s\n%s", text, ledger)
	}
}
