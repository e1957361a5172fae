package browser

import (
	"context"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"loa/test/ownsite"
)

// enlarged looks at every kind of page as people see it who have made letters
// twice as large, by the browser's setting (rem and media queries grow) and by
// text alone (media queries do not).
func (h *house) enlarged(t *testing.T) {
	for _, path := range ownsite.Kinds() {
		t.Run(strings.Trim(path, "/"), func(t *testing.T) {
			t.Parallel()
			b := h.tab(t)
			found := map[string]bool{}
			for _, size := range []int64{32, 16} {
				b.see(look{width: 320, height: 640})
				b.fontSize(size)
				b.visit(path)
				if size == 16 {
					ask[any](b, `document.documentElement.style.setProperty('font-size', '212.5%')`)
				}
				for _, width := range []int64{320, 360} {
					b.see(look{width: width, height: 640})
					for _, fault := range ask[[]string](b, boxes) {
						if !found[fault] {
							t.Errorf("%s at %d px, size %d: %s", path, width, size, fault)
						}
						found[fault] = true
					}
					for _, fault := range ask[[]string](b, cutWords) {
						t.Errorf("%s at %d px, size %d: cut: %s", path, width, size, fault)
					}
				}
			}
		})
	}
}

// fontSize is the size of text that the reader has chosen in the browser.
func (b *tab) fontSize(pixels int64) {
	b.t.Helper()
	b.do(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, page.SetFontSizes, page.SetFontSizesParams{FontSizes: &page.FontSizes{Standard: pixels}})
		return err
	}))
}

// boxes compares the boxes of all words that are seen: none lies on another's, none
// reaches out of the button, card or cell that it belongs to or over the edge of
// the screen, no short one is broken, and the row of numbers leaves most of the screen to the page.
const boxes = `(() => {
	const faults = [], words = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), edge = document.documentElement.clientWidth;
	const holds = 'a.button, button, summary, .card, .tile, .day, td, th, .chips a, .tags a, .pager li, .strip li, .calls a, .mark, .notice, .callout';
	const cut = e => { for (; e; e = e.parentElement) if (getComputedStyle(e).overflowY !== 'visible') return e.getBoundingClientRect().bottom; return Infinity };
	while (walk.nextNode()) {
		const node = walk.currentNode, at = node.parentElement;
		if (!node.data.trim() || at.offsetWidth < 2 && getComputedStyle(at).overflowX !== 'visible' || at.closest('.quiet, .skip, script, style, option, textarea') || !at.checkVisibility({visibilityProperty: true, opacityProperty: true})) continue;
		const range = document.createRange(), holder = at.closest(holds), held = holder && holder.getBoundingClientRect();
		for (const word of parseFloat(getComputedStyle(at).fontSize) ? node.data.matchAll(/[\p{L}\p{N}]{2,6}/gu) : []) { // of longer ones a screen may be too narrow
			if (word.index && /\S/.test(node.data[word.index - 1]) || /\S/.test(node.data[word.index + word[0].length] || '')) continue;
			range.setStart(node, word.index), range.setEnd(node, word.index + word[0].length);
			const lines = [...range.getClientRects()];
			if (lines.some(r => r.top > lines[0].bottom - 2)) faults.push('broken in a word: ' + word[0] + ' in ' + at.outerHTML.slice(0, 80));
		}
		range.selectNodeContents(node);
		for (const r of range.getClientRects()) {
			if (r.width < 2 || r.height < 2 || at.closest('.grid') && r.top > cut(at) - 2) continue; // a cell shortens its titles
			const middle = (r.top + r.bottom) / 2, letter = parseFloat(getComputedStyle(at).fontSize) * .35; // lines may share their leading, not their letters
			words.push({text: node.data.trim().slice(0, 40), node, fixed: !!at.closest('.strip'), left: r.left + 1, right: r.right - 1, top: middle - letter, bottom: middle + letter});
			if ((r.right > edge + 1 || r.left < -1) && !at.closest('.table')) faults.push('over the edge: ' + node.data.trim().slice(0, 60));
			if (held && !at.closest('.grid td') && (r.left < held.left - 2 || r.right > held.right + 2 || middle < held.top || middle > held.bottom)) faults.push('out of its box: ' + node.data.trim().slice(0, 60) + ' in ' + holder.outerHTML.slice(0, 80));
		}
	}
	words.sort((a, b) => a.top - b.top);
	for (let i = 0; i < words.length; i++) for (let k = i + 1; k < words.length && words[k].top < words[i].bottom; k++) {
		const a = words[i], b = words[k];
		if (a.fixed === b.fixed && a.node !== b.node && a.left < b.right && b.left < a.right && b.top < a.bottom) faults.push('on each other: ' + a.text + ' | ' + b.text);
	}
	const numbers = [...document.querySelectorAll('.strip b')].map(b => b.getBoundingClientRect()), strip = document.querySelector('.strip');
	numbers.forEach((n, i) => { const next = numbers[i + 1]; if (next && next.top < n.bottom && next.left < n.right + 3) faults.push('numbers touch: ' + (i + 1)) });
	if (strip && getComputedStyle(strip).position === 'fixed' && strip.offsetHeight > innerHeight * .22) faults.push('the strip takes ' + Math.round(100 * strip.offsetHeight / innerHeight) + ' % of the screen');
	if (strip && getComputedStyle(strip).position !== 'fixed') faults.push('the strip is not at the thumb');
	return [...new Set(faults)].slice(0, 6);
})()`

// cutWords lists fields and buttons that show their words only in part: no scrolling tells
// of what an empty field would say, so its words are measured as the browser draws them.
const cutWords = `[...document.querySelectorAll('input:not([type=hidden], [type=checkbox], [type=radio]), select, button, a.button')].filter(e => {
	const s = getComputedStyle(e);
	if (!e.checkVisibility({visibilityProperty: true}) || e.clientWidth < 3) return false;
	if (!e.matches('input, select')) return e.scrollWidth > e.clientWidth + 1;
	const words = e.matches('select') ? (e.selectedOptions[0] || {text: ''}).text : e.value || e.placeholder, pen = document.createElement('canvas').getContext('2d');
	pen.font = s.font;
	const arrow = e.matches('select') && s.appearance !== 'none' ? parseFloat(s.fontSize) : 0;
	return pen.measureText(words).width > e.clientWidth - parseFloat(s.paddingLeft) - parseFloat(s.paddingRight) - arrow + 1;
}).map(e => (e.placeholder || e.value || e.textContent).trim().slice(0, 60) + ' in ' + e.outerHTML.slice(0, 80))`
