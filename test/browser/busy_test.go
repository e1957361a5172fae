package browser

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"loa/test/ownsite"
)

const (
	busyMonth    = "/lich/2027-08/"
	busyCampaign = "/dot/he-2027/"
)

// TestBusyMonth looks at a campaign with two hundred dates in one month, which has six weeks: on a
// phone and on paper.
func TestBusyMonth(t *testing.T) {
	t.Parallel()
	h := openOn(t, busySite)
	t.Run("the lunar day stands beside the day and above the marks", func(t *testing.T) {
		b := h.tab(t)
		b.see(look{width: 360})
		b.visit(busyMonth)
		b.want("each in its place", `[...document.querySelectorAll('.grid td')].every(c => { const box = s => c.querySelector(s)?.getBoundingClientRect(), number = box('b'), lunar = box('i');
			return lunar.left >= number.right - 1 && lunar.top < number.bottom })`)
		b.want("each day leads to its own in the list", `document.querySelectorAll('.grid td:not(.outside) .on').length === 31 && [...document.querySelectorAll('.grid td:not(.outside) .on')].every(a => a.hash === '#d' + a.closest('td').dataset.day)`)
		for _, page := range []string{"31", "1"} { // on whichever page of the list that is
			b.follow(`[data-day="2027-08-` + ("0" + page)[len(page)-1:] + `"] .on`)
			b.want("where it is", `!!document.querySelector(location.hash)`)
			b.visit(busyMonth)
		}
		b.accessible(busyMonth)
	})
	t.Run("weeks fold, events of no level have a heading", func(t *testing.T) {
		b := h.tab(t)
		b.see(look{width: 360})
		b.visit(busyCampaign)
		b.want("the week of the build is open", `document.querySelectorAll('.span').length === 6 && document.querySelectorAll('.span[open]').length === 1 && document.querySelector('.span').open`)
		if got := ask[string](b, `[...document.querySelectorAll('#events ~ h3')].map(h => h.textContent).join()`); got != "Tỉnh,Xã,Hoạt động khác" {
			t.Errorf("headings %q", got)
		}
		b.want("nothing is wider than the screen", `document.documentElement.scrollWidth <= 360`)
		b.accessible(busyCampaign)
	})
	t.Run("paper", func(t *testing.T) {
		b := h.tab(t)
		for path, limit := range map[string]int{busyMonth: 1, busyCampaign: 10} {
			b.see(look{width: 1280})
			b.visit(path)
			if n := b.sheets(); n < 1 || n > limit {
				t.Errorf("%s: %d sheets, want at most %d", path, n, limit)
			}
		}
		b.see(look{width: 690, print: true})
		b.want("folded weeks are printed", `[...document.querySelectorAll('.span')].every(w => w.querySelector('.agenda').getBoundingClientRect().height > 100)`)
		b.want("no note about buttons that paper has not", `!visible('.subscribe ~ p')`)
	})
}

// sheets prints the page and counts the sheets of paper.
func (b *tab) sheets() int {
	b.t.Helper()
	pdf, err := chromedp.Run(b.ctx, chromedp.PrintToPDF(func(p *page.PrintToPDFParams) { css := true; p.PreferCSSPageSize = &css }))
	if err != nil {
		b.t.Fatal(err)
	}
	return bytes.Count(pdf, []byte("/Type /Page\n"))
}

// busySite builds a province's campaign: six dates a day, from a spreadsheet.
func busySite(t testing.TB) string {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"site.toml": `title = "Vì trẻ em tỉnh nhà"
base_url = "https://vi.example/"
[[hotlines]]
number = "111"
label = "Bảo vệ trẻ em"
[[hotlines]]
number = "114"
label = "Chữa cháy"
[[hotlines]]
number = "115"
label = "Cấp cứu"
[organization]
name = "UBND tỉnh Nhà"
parent = "Cổng thông tin điện tử tỉnh"
address = "Số 1, đường Trần Phú"
phone = "0206 000 000"
email = "treem@vi.example"
responsible = "Bà Nguyễn Thị A"
licence = "Giấy phép số 1/GP-TTĐT"
[levels.tinh]
name = "Tỉnh"
[levels.xa]
name = "Xã"
[units.an-binh]
name = "Xã An Bình"
[units.binh-minh]
name = "Phường Bình Minh"
`,
		"content/_index.md":     "+++\ntitle = \"Trang chủ\"\n+++\nChào bạn.\n",
		"content/dot/_index.md": "+++\ntitle = \"Các đợt\"\nsummary = \"Các đợt vận động\"\nevents_from = \"lich.csv\"\n+++\n",
		"content/dot/he-2027.md": "+++\ntitle = \"Hè an toàn 2027\"\nsummary = \"Một tháng\"\n[campaign]\nslogan = \"Không để em nào thiếu chỗ học bơi\"\nstart = 2027-08-01\nend = 2027-08-31\n+++\n" +
			"Mỗi xã một lớp.\n",
		"content/dot/lich.csv": busyRows(),
	} {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	ownsite.BuildIn(t, dir)
	return filepath.Join(dir, "public")
}

func busyRows() string {
	var b strings.Builder
	b.WriteString("id;Tên;Ngày;Giờ;Nơi tổ chức;Cấp;Đơn vị;Chiến dịch\n")
	const row = "%s;%s;%d/8/2027;%s;%s;%s;%s;dot/he-2027\n"
	for day := 1; day <= 31; day++ {
		for n := range 6 {
			fmt.Fprintf(&b, row, fmt.Sprint(day, "-", n), fmt.Sprintf("Lớp dạy bơi an toàn cho trẻ em nghỉ hè, nhóm %d", n+1), day, fmt.Sprintf("%dh30-%dh", 7+n, 9+n),
				fmt.Sprintf("Bể bơi nhà văn hóa thôn %d", n+1), "xa", []string{"an-binh", "binh-minh"}[n%2])
		}
	}
	fmt.Fprintf(&b, row, "mo", "Lễ phát động", 1, "8h-10h", "Quảng trường tỉnh", "tinh", "")
	fmt.Fprintf(&b, row, "ban", "Tọa đàm với cha mẹ", 10, "14h", "Hội trường", "", "")
	return b.String()
}
