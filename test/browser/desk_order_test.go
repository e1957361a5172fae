package browser

import (
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// TestOrderOfTheMenu: the rows of a list of the settings are put in order by the keyboard alone,
// and by dragging; what is written is the order on the screen.
func TestOrderOfTheMenu(t *testing.T) {
	t.Parallel()
	files := deskSite()
	delete(files, "content/nuoc/hong.md")
	files["site.toml"] += "\n[[menu]]\npage = \"nuoc/_index.md\"\n\n# Từ tháng 6\n[[menu]]\npage = \"nuoc/hoc/index.md\"\n\n[[menu]]\npage = \"nuoc/ao.md\"\n"
	d := openDesk(t, chrome(t), files, &gated{})
	t.Run("keyboard", d.orderByKeys)
	t.Run("drag", d.orderByDragging)
	t.Run("refused", d.orderRefused)
}

// order is what the rows of the menu are called, from the top.
const order = "[...document.querySelectorAll('.row')].map(r => r.dataset.name).filter(n => /Dưới nước|Học bơi|Rào ao/.test(n)).join()"

func (d *desk) orderByKeys(t *testing.T) {
	b := d.sit(t)
	b.visit("/settings")
	b.wait(order + " === 'Dưới nước,Học bơi,Rào ao'")
	up := "document.querySelector('.row[data-name=\"Rào ao\"] [data-by=\"-1\"]')"
	b.tabTo("document.activeElement === " + up)
	b.do(chromedp.KeyEvent(" "))
	b.wait(order + " === 'Dưới nước,Rào ao,Học bơi' && document.activeElement === " + up)
	b.said("Rào ao: 2")
	b.enter()
	b.wait(order + " === 'Rào ao,Dưới nước,Học bơi' && " + up + ".ariaDisabled === 'true'")
	b.enter() // it is the first already
	b.wait(order + " === 'Rào ao,Dưới nước,Học bơi'")
	b.do(chromedp.KeyEvent(kb.Tab))
	b.fine("settings order")
	b.send("Lưu")
	b.said("Đã lưu.")
	d.menuIs(t, "nuoc/ao.md", "nuoc/_index.md", "nuoc/hoc/index.md")
}

// menuIs fails if site.toml does not have the pages of the menu in an order, each with its remark.
func (d *desk) menuIs(t *testing.T, pages ...string) {
	t.Helper()
	text, at := d.Read(t, "site.toml"), 0
	for _, page := range pages {
		i := strings.Index(text[at:], "page = \""+page+"\"")
		if i < 0 {
			t.Fatalf("%s is not in its place in %s", page, text)
		}
		at += i
	}
	if !strings.Contains(text, "# Từ tháng 6\n[[menu]]\npage = \"nuoc/hoc/index.md\"") {
		t.Error("the remark is another's:", text)
	}
}

func (d *desk) orderByDragging(t *testing.T) {
	b := d.sit(t)
	b.visit("/settings")
	b.wait(order + " === 'Rào ao,Dưới nước,Học bơi'")
	handle := func(name string) string {
		return "document.querySelector('.row[data-name=\"" + name + "\"] .handle')"
	}
	at := ask[[]float64](b, `(() => {
		`+handle("Dưới nước")+`.scrollIntoView({block: 'center', behavior: 'instant'});
		const of = e => { const r = e.getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2]; };
		return [...of(`+handle("Học bơi")+`), ...of(`+handle("Rào ao")+`)];
	})()`)
	b.drag(at[0], at[1], at[2], at[3]-12)
	b.wait(order + " === 'Học bơi,Rào ao,Dưới nước'")
	b.send("Lưu")
	b.said("Đã lưu.")
	d.menuIs(t, "nuoc/hoc/index.md", "nuoc/ao.md", "nuoc/_index.md")
}

// orderRefused: after a refused save the rows stand as they were put.
func (d *desk) orderRefused(t *testing.T) {
	b := d.sit(t)
	b.visit("/settings")
	b.wait(order + " === 'Học bơi,Rào ao,Dưới nước'")
	ask[any](b, "document.querySelector('.row[data-name=\"Dưới nước\"] [data-by=\"-1\"]').click()")
	b.wait(order + " === 'Học bơi,Dưới nước,Rào ao'")
	ask[any](b, "document.querySelector('[name=\"s.base_url\"]').value = 'a b', null")
	b.send("Lưu")
	b.wait("document.querySelector('[name=\"s.base_url\"]').value === 'a b' && " + order + " === 'Học bơi,Dưới nước,Rào ao'")
}

// drag takes what lies at a point with the mouse and lets it go at another.
func (b *tab) drag(x, y, toX, toY float64) {
	b.t.Helper()
	mouse := func(kind input.DispatchMouseEventType, x, y float64, held int64) {
		command(b, input.DispatchMouseEvent, input.DispatchMouseEventParams{Type: kind, X: x, Y: y, Button: input.MouseButtonLeft, Buttons: held, ClickCount: 1})
	}
	mouse("mousePressed", x, y, 1)
	for i := range 6 {
		part := float64(i+1) / 6
		mouse("mouseMoved", x+(toX-x)*part, y+(toY-y)*part, 1)
	}
	mouse("mouseReleased", toX, toY, 0)
}
