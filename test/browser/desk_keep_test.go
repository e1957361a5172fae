package browser

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

var moments = flag.Int("moments", 2, "at how many moments TestTypedTextStays ends the program")

// TestTypedTextStays ends the program while somebody writes: what was typed is in the
// browser's store, goes to the file by itself once the program runs again, and is offered
// where the page was closed.
func TestTypedTextStays(t *testing.T) {
	t.Parallel()
	d := openDesk(t, chrome(t), deskSite(), &gated{})
	t.Run("a save waits for the program", d.saveWaits)
	t.Run("what a closed page had is offered", d.offered)
	t.Run("two tabs", d.twoTabs)
	t.Run("at any moment", d.anyMoment)
}

const stayed = "content/nuoc/ao.md"

// has is a script: the browser's store holds a text.
func has(words string) string {
	return "Object.keys(localStorage).some(k => localStorage[k].includes(" + quoted(words) + "))"
}

const nothingKept = "!Object.keys(localStorage).some(k => k.startsWith('loa '))"

// write adds words to the end of the text.
func (b *tab) write(words string) {
	b.t.Helper()
	b.clickAt("document.getElementById('body')")
	b.do(chromedp.KeyEvent(kb.End, chromedp.KeyModifiers(chromedp.ModifierCtrl)))
	b.typed(words)
}

// saveWaits: the program has died, and the save is done when it runs again.
func (d *desk) saveWaits(t *testing.T) {
	b := d.sit(t)
	b.visit("/edit?file=" + stayed)
	b.write("Che giếng.")
	b.wait(has("Che giếng."))
	d.Stop()
	b.click("Lưu")
	b.said("Loa không trả lời")
	b.fine("away")
	b.see(look{width: 1280, reduced: true})
	b.write("Đậy bể.")
	d.Restart(t)
	b.said("Mở liên kết mới")
	ask[any](b, "document.documentElement.dataset.sent = '', null")
	d.sit(t) // opens the new link in another tab
	b.wait("!('sent' in document.documentElement.dataset) && document.readyState === 'complete'")
	b.said("Đã lưu")
	if text := d.Read(t, stayed); !strings.Contains(text, "Che giếng.Đậy bể.") {
		t.Errorf("%s", text)
	}
	b.wait(nothingKept)
	b.mu.Lock()
	b.console = nil // connections that were refused
	b.mu.Unlock()
}

// offered: a page was closed, and its text is offered to the next one.
func (d *desk) offered(t *testing.T) {
	first := d.sit(t)
	first.visit("/edit?file=" + stayed)
	first.write("Biển báo sâu.")
	first.fill("Tóm tắt", "Ao có biển.")
	first.wait(has("Ao có biển."))
	first.close()
	before := d.Read(t, stayed)
	b := d.sit(t)
	b.visit("/edit?file=content/nuoc/sap.md")
	if ask[bool](b, "document.getElementById('kept').innerText !== ''") {
		t.Error("the text of one page is offered to another")
	}
	b.visit("/edit?file=" + stayed)
	b.said("Có phần đã gõ mà chưa lưu, lúc ")
	if told := ask[string](b, "document.getElementById('kept').innerText"); !regexp.MustCompile(`lúc \d\d:\d\d`).MatchString(told) {
		t.Errorf("nobody says when: %s", told)
	}
	b.fine("offered")
	b.see(look{width: 1280, reduced: true})
	b.click("Lấy lại phần ấy")
	b.wait("document.getElementById('body').value.includes('Biển báo sâu.') && " + field + "('Tóm tắt').value === 'Ao có biển.'")
	if d.Read(t, stayed) != before {
		t.Error("it was saved before anybody said so")
	}
	b.send("Lưu")
	b.said("Đã lưu")
	if text := d.Read(t, stayed); !strings.Contains(text, "Biển báo sâu.") || !strings.Contains(text, "summary = \"Ao có biển.\"") {
		t.Errorf("%s", text)
	}
	b.wait(nothingKept)
	b.write("Bỏ đi.")
	b.wait(has("Bỏ đi."))
	b.close()
	b = d.sit(t)
	b.visit("/edit?file=" + stayed)
	b.said("Có phần đã gõ mà chưa lưu")
	b.click("Bỏ phần ấy")
	b.wait(nothingKept + " && document.getElementById('kept').innerText === ''")
}

// twoTabs: each tab keeps its own, and who saves last sees both.
func (d *desk) twoTabs(t *testing.T) {
	one, other := d.sit(t), d.sit(t)
	one.visit("/edit?file=" + stayed)
	other.visit("/edit?file=" + stayed)
	other.said("đang mở ở một thẻ khác")
	one.write("Của thẻ một.")
	other.write("Của thẻ hai.")
	one.wait(has("Của thẻ một.") + " && " + has("Của thẻ hai."))
	one.send("Lưu")
	one.said("Đã lưu")
	if ask[bool](one, "!!document.querySelector('#kept button')") {
		t.Error("what is open in another tab is offered")
	}
	other.send("Lưu")
	other.waitFor("Bản trên đĩa")
	other.send("Lưu bản của tôi")
	other.said("Đã lưu")
	if text := d.Read(t, stayed); !strings.Contains(text, "Của thẻ hai.") {
		t.Errorf("%s", text)
	}
	other.wait(nothingKept)
}

// anyMoment: the program and the page end at some moment while somebody writes and saves;
// all that was typed is in the file or is offered.
func (d *desk) anyMoment(t *testing.T) {
	for round := range *moments {
		r := rand.New(rand.NewPCG(uint64(round), 7))
		b := d.sit(t)
		b.visit("/edit?file=" + stayed)
		var words []string
		for range 1 + r.IntN(4) {
			words = append(words, fmt.Sprintf("Chữ%dx%d.", round, len(words)))
			b.write(words[len(words)-1])
			if r.IntN(3) == 0 {
				b.do(chromedp.KeyEvent("s", chromedp.KeyModifiers(chromedp.ModifierCtrl)))
				if r.IntN(2) == 0 {
					b.said("Đã lưu")
				} else {
					break // the program ends while this is saved
				}
			}
		}
		last := words[len(words)-1]
		d.Stop()
		// Kept or saved: what is kept no more has come to the disk.
		b.wait("(() => { try { return " + has(last) + " || location.search.includes('kept=') } catch (e) { return true } })()")
		b.close()
		d.Restart(t)
		b = d.sit(t)
		b.visit("/edit?file=" + stayed)
		b.wait("document.readyState === 'complete'")
		if text := d.Read(t, stayed); !strings.Contains(text, last) {
			b.said("Có phần đã gõ mà chưa lưu")
			b.click("Lấy lại phần ấy")
			b.send("Lưu")
			b.said("Đã lưu")
		}
		for _, w := range words {
			if !strings.Contains(d.Read(t, stayed), w) {
				t.Errorf("round %d: %s is lost of %v", round, w, words)
			}
		}
		b.close()
	}
}

// close ends a tab, as the browser's cross does.
func (b *tab) close() {
	b.t.Helper()
	b.mu.Lock()
	b.console = nil
	b.mu.Unlock()
	if err := chromedp.Cancel(b.ctx); err != nil && b.ctx.Err() == nil {
		b.t.Fatal(err)
	}
}
