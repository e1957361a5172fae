package browser

import (
	"bytes"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// paperPages prints pages on A4 and counts the sheets.
func (h *house) paperPages(t *testing.T) {
	for path, limit := range map[string]int{
		"/lich-hoat-dong/":                       1, // the month on the wall
		"/lich-hoat-dong/2027-08/":               1, // it begins on a Sunday: six weeks
		"/cho-nha-truong/to-roi-111/":            1,
		"/cho-nha-truong/to-roi-duoi-nuoc/":      1,
		"/cho-nha-truong/to-roi-mu-bao-hiem/":    1,
		"/en/for-schools/leaflet-111/":           1,
		"/en/for-schools/leaflet-water/":         1,
		"/en/for-schools/leaflet-helmet/":        1,
		"/cho-nha-truong/giao-an-duoi-nuoc/":     3,
		"/cho-nha-truong/phieu-kiem-tra-truong/": 4,
		"/duoi-nuoc/cap-cuu-duoi-nuoc/":          3,
	} {
		t.Run(path, func(t *testing.T) {
			t.Parallel()
			b := h.tab(t)
			b.see(look{width: 1280})
			b.visit(path)
			pdf, err := chromedp.Run(b.ctx, chromedp.PrintToPDF(func(p *page.PrintToPDFParams) { css := true; p.PreferCSSPageSize = &css }))
			if err != nil {
				t.Fatal(err)
			}
			if sheets := bytes.Count(pdf, []byte("/Type /Page\n")); sheets < 1 || sheets > limit {
				t.Errorf("%d sheets, want at most %d", sheets, limit)
			}
			if bytes.Count(pdf, []byte("[0 0 594.95996 841.91998]"))+bytes.Count(pdf, []byte("[0 0 594.96 841.92]")) == 0 {
				t.Error("the sheet is not A4")
			}
		})
	}
}
