package browser

import (
	"context"
	"os"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"loa/test/ownsite"
)

// run asks axe-core for all its rules and tells what they found, shortly.
const run = `axe.run(document, {` + violations + `}).then(r => r.violations.map(v =>
	v.id + ': ' + v.help + ' – ' + v.nodes.slice(0, 3).map(n => n.html.slice(0, 160) + ' ' + (n.any[0] || n.all[0] || n.none[0] || {message: ''}).message).join(' | ')))`

const violations = "resultTypes: ['violations']"

// axe finds no fault on any kind of page, on phones and wide screens, light and
// dark. Without motion, so that no colour is seen on its way to another.
func (h *house) axe(t *testing.T) {
	for _, path := range ownsite.Kinds() {
		t.Run(strings.Trim(path, "/"), func(t *testing.T) {
			t.Parallel()
			b := h.tab(t)
			b.see(look{width: 360, reduced: true})
			b.visit(path)
			b.accessible(path)
		})
	}
}

// accessible lets axe-core look at the page that is open, in the dark at its colours.
func (b *tab) accessible(path string) { b.accessibleBy(path, run, func(look) {}) }

// accessibleBy does so by a script, and calls seen after each look.
func (b *tab) accessibleBy(path, run string, seen func(look)) {
	b.t.Helper()
	source, err := os.ReadFile("node_modules/axe-core/axe.min.js")
	if err != nil {
		absent(b.t, "axe-core is not installed; run test/browser/install.sh")
	}
	b.do(chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := chromedp.Evaluate[any](string(source)+";null")(ctx, target)
		return err
	}))
	for _, width := range []int64{360, 1280} {
		for _, dark := range []bool{false, true} {
			l := look{width: width, dark: dark, reduced: true}
			b.see(l)
			rules := run
			if dark { // it changes colours alone
				rules = strings.Replace(run, violations, violations+", runOnly: ['color-contrast', 'link-in-text-block']", 1)
			}
			for _, found := range ask[[]string](b, rules) {
				b.t.Errorf("%s at %d px, dark %t: %s", path, width, dark, found)
			}
			seen(l)
		}
	}
}
