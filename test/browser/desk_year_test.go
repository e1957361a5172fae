package browser

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// year is a site of one officer from an empty folder on. Whatever lies on the disk, the program
// wrote there; the officer has a browser and the files that others sent.
type year struct {
	*house
	dir, into, far string // the site, the folder and the server that it is published to
	sent           string // files that others sent
	server         *sftpServer
	next           int // the year that is planned
	clicks         int
}

const password = "vừng ơi, mở ra"

// TestYearOfAnOfficer does in the browser alone what an officer does in a year: a site is
// started and set up, ten kinds of pages are made with their attachments, a campaign and a
// schedule are announced, all is published to a folder and to a server, a warning goes up and
// comes down, a publishing is taken back, and a picture whose consent was withdrawn is gone
// from the site that readers see.
func TestYearOfAnOfficer(t *testing.T) {
	t.Parallel()
	room := t.TempDir()
	y := &year{dir: filepath.Join(room, "trang"), into: filepath.Join(room, "usb"), far: filepath.Join(room, "web"), sent: filepath.Join(room, "tai-ve"), server: openSFTP(t, "web", password), next: time.Now().Year() + 1}
	for _, dir := range []string{y.dir, y.sent, y.far} {
		if err := os.Mkdir(dir, 0o777); err != nil {
			t.Fatal(err)
		}
	}
	ctx := chrome(t)
	preview, link := serving(t, y.dir)
	y.house = &house{chrome: ctx, url: strings.TrimSuffix(link[:strings.Index(link, "?")], "/"), preview: preview, link: func() string { return link }}
	for _, month := range []struct {
		name string
		do   func(*testing.T, *tab)
	}{
		{"start", y.start}, {"settings", y.settings}, {"article and photo", y.article}, {"events", y.events}, {"campaign", y.campaign}, {"document", y.document},
		{"schedule", y.schedule}, {"letter", y.letter}, {"leaflet", y.leaflet}, {"lesson", y.lesson}, {"list", y.list}, {"translation", y.translation}, {"publish", y.publish}, {"warning", y.warning}, {"back", y.back}, {"withdrawal", y.withdrawal},
	} {
		if !t.Run(month.name, func(t *testing.T) { month.do(t, y.sitNew(t)) }) {
			return
		}
	}
	t.Logf("%d clicks", y.clicks)
}

// press sends a form by its button.
func (y *year) press(b *tab, words string) {
	b.t.Helper()
	y.clicks++
	b.send(words)
}

// day sets a field of a day, or of a day and a time, as its calendar does.
func (b *tab) day(id, day string) {
	b.t.Helper()
	ask[any](b, fmt.Sprintf("(f => { f.value = %q; f.dispatchEvent(new Event('input', {bubbles: true})); f.dispatchEvent(new Event('change', {bubbles: true})); })(document.querySelector('[name=\"%s\"]')), null", day, id))
}

// made makes a page of a kind and opens its form.
func (y *year) made(b *tab, title, kind, section string) {
	b.t.Helper()
	b.visit("/")
	y.press(b, "Bài mới")
	b.fill("Tiêu đề", title)
	y.clicks++
	b.click(kind + ":")
	if section != "" {
		b.pick("Chuyên mục", section)
	}
	y.press(b, "Tạo bài")
	b.wait(richBox)
}

// says writes into the rich text, below what stands there.
func (b *tab) says(words string) {
	b.t.Helper()
	b.wait(richBox)
	b.clickAt(richBox)
	b.typed(words)
	b.wait(plainBox + ".value.includes(" + quoted(words) + ")")
}

// added adds a file to the page by the form; words describe a picture without people.
func (y *year) added(b *tab, name string, data []byte, words string) {
	b.t.Helper()
	file := filepath.Join(y.sent, name)
	if err := os.WriteFile(file, data, 0o666); err != nil {
		b.t.Fatal(err)
	}
	if !ask[bool](b, "document.getElementById('pictures').open") {
		b.clickAt("document.querySelector('#pictures summary')")
	}
	b.do(chromedp.SetUploadFiles("#picture", []string{file}))
	if words != "" {
		b.fill("Mô tả ảnh", words)
		b.clickAt("document.querySelector('[name=people][value=none]')")
	}
	y.clicks += 2
	b.clickAt("document.getElementById('upload')")
	if words != "" {
		b.said("Đã thêm ảnh")
	} else {
		b.said("Đã nhận tệp")
	}
}

// up puts the page on the site.
func (y *year) up(b *tab) {
	b.t.Helper()
	y.press(b, "Lưu, đưa lên trang")
	b.said("từ lần xuất bản tới")
}

func (y *year) start(t *testing.T, b *tab) {
	b.waitFor("Tên trang web")
	b.fill("Tên trang web", "Vì trẻ em xã An Lạc")
	b.pick("Ngôn ngữ", "Tiếng Việt, English")
	b.fill("Thư mục để xuất bản", y.into)
	y.press(b, "Tạo trang web")
	b.wait("document.querySelector('[data-live] table')")
}

func (y *year) settings(t *testing.T, b *tab) {
	b.visit("/")
	y.press(b, "Cài đặt")
	b.fill("Địa chỉ trang", "xa-an-lac.example")
	b.fill("Tên cơ quan (Tiếng Việt)", "UBND xã An Lạc")
	b.fill("Tên cơ quan (English)", "An Lac Commune")
	b.fill("Thêm chủ đề", "Bỏng\rChó cắn")
	b.click("Thêm nơi xuất bản")
	b.fill("Tên gọi", "Cổng xã")
	b.pick("Kiểu", "SFTP")
	ask[any](b, "document.getElementById('new.path').value = "+quoted(filepath.ToSlash(y.far))+", null")
	b.fill("Máy chủ", "127.0.0.1")
	b.fill("Tên đăng nhập", "web")
	y.press(b, "Lưu")
	b.said("Đã lưu.")
	b.fill("cong-xa: Cổng", y.server.port)
	y.press(b, "Lưu")
	b.said("Đã lưu.")
	text := y.read(t, "site.toml")
	for _, want := range []string{"UBND xã An Lạc", "An Lac Commune", "\"https://xa-an-lac.example\"", "[topics.cho-can]", "[deploy.cong-xa]", "port = " + y.server.port} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in %s", want, text)
		}
	}
}

// read is a file of the site; a test may look at the disk, an officer need not.
func (y *year) read(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(y.dir, filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func (y *year) article(t *testing.T, b *tab) {
	y.made(b, "Rào ao sau nhà", "Bài viết", "Đuối nước")
	b.says("Ao nào cũng cần rào kín và cửa cài then.")
	y.added(b, "DSC_0042.JPG", withPlace(40), "Rào tre quanh ao")
	b.click("Phòng chống đuối nước")
	y.up(b)
}

func (y *year) events(t *testing.T, b *tab) {
	y.made(b, "Ngày hội nước", "Hoạt động", "Lịch hoạt động")
	b.day("f.event.start", fmt.Sprint(y.next, "-06-06"))
	b.fill("Địa điểm", "Hồ Thang Hen")
	b.says("Mời các em và bố mẹ.")
	y.up(b)
	y.made(b, "Lớp bơi thứ Bảy", "Hoạt động", "Lịch hoạt động")
	b.day("f.event.start", fmt.Sprint(y.next, "-06-05"))
	b.day("f.event.start.time", "08:00")
	b.fill("Địa điểm", "Bể bơi xã")
	if !ask[bool](b, "document.getElementById('f.event.repeat.every').checkVisibility()") {
		b.click("Lặp lại")
	}
	b.day("f.event.repeat.every", "week")
	b.day("f.event.repeat.until", fmt.Sprint(y.next, "-08-28"))
	b.says("Lớp cho trẻ từ 6 tuổi.")
	y.up(b)
}

func (y *year) campaign(t *testing.T, b *tab) {
	y.made(b, "Tháng hành động vì trẻ em", "Chiến dịch", "Chiến dịch")
	b.fill("Khẩu hiệu", "Không để trẻ một mình bên nước")
	b.day("f.campaign.start", fmt.Sprint(y.next, "-06-01"))
	b.day("f.campaign.end", fmt.Sprint(y.next, "-06-30"))
	b.says("Cả xã cùng rào ao, đậy giếng.")
	y.up(b)
}

func (y *year) document(t *testing.T, b *tab) {
	y.made(b, "Kế hoạch phòng, chống đuối nước", "Văn bản", "")
	b.fill("Số, ký hiệu", "12/KH-UBND")
	b.fill("Nơi ban hành", "UBND xã An Lạc")
	b.day("f.document.issued", fmt.Sprint(y.next-1, "-12-20"))
	y.added(b, "Kế hoạch 12.pdf", []byte("%PDF-1.4\n%%EOF\n"), "")
	y.up(b)
}

func (y *year) schedule(t *testing.T, b *tab) {
	y.made(b, "Lịch các thôn", "Chuyên mục", "")
	data, err := os.ReadFile("../../internal/base/workbook/testdata/lich.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	y.added(b, "lich.xlsx", data, "")
	b.said("Lịch của chuyên mục được lấy từ tệp này.")
	b.wait(field + "('Bảng hoạt động').value === 'lich.xlsx'")
	b.says("Mỗi thôn một buổi.")
	y.press(b, "Lưu")
	b.said("Đã lưu")
	if text := y.read(t, "content/lich-cac-thon/_index.md"); !strings.Contains(text, `events_from = "lich.xlsx"`) {
		t.Error(text)
	}
}

// letter: a plan in Word becomes a page with the file as its download.
func (y *year) letter(t *testing.T, b *tab) {
	data, err := os.ReadFile("../../internal/importing/testdata/ke-hoach.docx")
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(y.sent, "Ke hoach he.docx")
	if err := os.WriteFile(file, data, 0o666); err != nil {
		t.Fatal(err)
	}
	b.visit("/")
	y.press(b, "Nhập tệp")
	b.do(chromedp.SetUploadFiles("#files", []string{file}))
	y.clicks += 2
	b.clickAt("document.querySelector('[name=keep]')")
	y.press(b, "Nhập")
	b.said("Đã tạo 1 bài")
	y.clicks++
	b.clickAt("document.querySelector('.brought .imported > a')")
	b.wait(richBox)
	y.up(b)
}

// leaflet is to be hung up.
func (y *year) leaflet(t *testing.T, b *tab) {
	y.sheet(t, b, "Tờ dán: cứu người đuối nước", "leaflet")
}

// lesson is for teachers.
func (y *year) lesson(t *testing.T, b *tab) {
	y.sheet(t, b, "Giáo án: một giờ về nước", "lesson")
}

// sheet makes an article with a layout for paper.
func (y *year) sheet(t *testing.T, b *tab, title, layout string) {
	y.made(b, title, "Bài viết", "Đuối nước")
	b.says("Gọi người, ném phao, không nhảy xuống.")
	b.clickAt("document.getElementById('f.layout').closest('details').querySelector('summary')")
	b.day("f.layout", layout)
	if got := ask[string](b, "document.getElementById('f.layout').value"); got != layout {
		t.Fatalf("no layout %s: %q", layout, got)
	}
	y.up(b)
}

// list is a page with a table to download.
func (y *year) list(t *testing.T, b *tab) {
	y.made(b, "Danh sách ao cần rào", "Bài viết", "Đuối nước")
	b.says("Mỗi thôn xem bảng của mình.")
	y.added(b, "ao.csv", []byte("Thôn;Ao\nAn;3\n"), "")
	y.up(b)
}

func (y *year) translation(t *testing.T, b *tab) {
	b.visit("/?q=ngay+hoi")
	y.press(b, "Ngày hội nước")
	y.press(b, "Dịch sang English")
	b.wait(here + "('/translate') && " + richBox)
	b.fill("Tiêu đề", "Water day")
	ask[any](b, "getSelection().selectAllChildren("+richBox+"), null")
	b.typed("Children and parents are invited.")
	y.press(b, "Đã dịch xong")
	b.said("Đã lưu và ghi nhận")
}

// publish goes to the folder, and to the server, whose key and password are asked for.
func (y *year) publish(t *testing.T, b *tab) {
	b.visit("/")
	y.press(b, "Xuất bản")
	y.press(b, "Xem trước việc xuất bản lên thu-muc")
	b.waitFor("Có cho trang này đăng lên đó không?")
	y.press(b, "Cho phép nơi này")
	y.yes(b)
	published(t, y.into, "index.html", "en/index.html", "lich/ngay-hoi-nuoc/index.html", "en/lich/ngay-hoi-nuoc/index.html", "lich-cac-thon/index.html")
	y.press(b, "Xem trước việc xuất bản lên cong-xa")
	b.waitFor("Có cho trang này đăng lên đó không?")
	y.press(b, "Cho phép nơi này")
	b.waitFor("Chưa biết máy chủ này")
	b.waitFor(y.server.hostKey)
	b.visit("/settings")
	b.fill("cong-xa: Dấu của máy chủ", y.server.hostKey)
	y.press(b, "Lưu")
	b.said("Đã lưu.")
	b.visit("/publish")
	y.press(b, "Xem trước việc xuất bản lên cong-xa")
	b.wait("document.querySelector('main').innerText.match(/Có cho trang này|Nơi này cần mật khẩu/)")
	if ask[bool](b, "document.querySelector('main').innerText.includes('Có cho trang này')") {
		y.press(b, "Cho phép nơi này")
	}
	b.waitFor("Nơi này cần mật khẩu")
	b.fill("Mật khẩu", password)
	y.press(b, "Kết nối")
	y.yes(b)
	published(t, y.far, "index.html", "en/index.html", "lich/ngay-hoi-nuoc/index.html", "lich-cac-thon/index.html")
	for name, words := range map[string][]string{
		"lich/ngay-hoi-nuoc/index.html":       {"Hồ Thang Hen", "Mời các em và bố mẹ."},
		"en/lich/ngay-hoi-nuoc/index.html":    {"Water day", "Children and parents are invited."},
		"lich-cac-thon/index.html":            {"Mỗi thôn một buổi."},
		"duoi-nuoc/rao-ao-sau-nha/index.html": {"Ao nào cũng cần rào kín", "Rào tre quanh ao"},
	} {
		y.online(t, name, words...)
	}
	if len(y.photos(t)) == 0 {
		t.Error("the photograph is not on the server")
	}
}

// yes agrees to a plan and waits until it is done.
func (y *year) yes(b *tab) {
	b.t.Helper()
	b.wait("document.querySelector('button[value=yes]')")
	y.clicks++
	b.clickAt("document.querySelector('button[value=yes]')")
	b.waitFor("đã xuất bản")
}

// online fails if a page on the server does not say the words.
func (y *year) online(t *testing.T, name string, words ...string) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(y.far, filepath.FromSlash(name)))
	for _, w := range words {
		if err != nil || !bytes.Contains(data, []byte(w)) {
			t.Errorf("%s has no %q (%v)", name, w, err)
		}
	}
}

// photos are the files on the server that were made of the photograph.
func (y *year) photos(t *testing.T) (all []string) {
	t.Helper()
	all, err := filepath.Glob(filepath.Join(y.far, "duoi-nuoc", "rao-ao-sau-nha", "*dsc-0042*"))
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func (y *year) warning(t *testing.T, b *tab) {
	b.visit("/")
	y.press(b, "Cảnh báo")
	b.click("Khẩn cấp")
	b.day("w-until", time.Now().AddDate(0, 0, 2).Format("2006-01-02T15:04"))
	b.fill("Nói gì, một câu", "Nước sông dâng nhanh")
	y.press(b, "Đưa cảnh báo lên ngay")
	b.waitFor("cảnh báo đã lên")
	list := func() string {
		data, err := os.ReadFile(filepath.Join(y.far, "warnings.json"))
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	if !strings.Contains(list(), "Nước sông dâng nhanh") {
		t.Error(list())
	}
	y.press(b, "Cảnh báo")
	y.press(b, "Hạ xuống ngay")
	b.waitFor("cảnh báo đã lên")
	if strings.Contains(list(), "Nước sông") {
		t.Error(list())
	}
}

// back: a wrong page was published, and is taken back.
func (y *year) back(t *testing.T, b *tab) {
	b.visit("/?q=rao+ao+sau")
	y.press(b, "Rào ao sau nhà")
	b.says("Câu này sai.")
	y.press(b, "Lưu")
	b.said("Đã lưu")
	b.visit("/publish")
	y.press(b, "Xem trước việc xuất bản lên cong-xa")
	b.waitFor("Rào ao sau nhà")
	y.yes(b)
	y.online(t, "duoi-nuoc/rao-ao-sau-nha/index.html", "Câu này sai.")
	y.clicks++
	b.clickAt("document.querySelector('input[name=target][value=cong-xa]').form.querySelector('button[value=back]')")
	b.wait("document.querySelector('button[value=yes]')")
	b.waitFor("Rào ao sau nhà")
	y.clicks++
	b.clickAt("document.querySelector('button[value=yes]')")
	b.waitFor("đã quay lại")
	data, err := os.ReadFile(filepath.Join(y.far, "duoi-nuoc", "rao-ao-sau-nha", "index.html"))
	if err != nil || bytes.Contains(data, []byte("Câu này sai.")) || !bytes.Contains(data, []byte("Ao nào cũng cần rào kín")) {
		t.Errorf("after going back: %v %s", err, data)
	}
}

// withdrawal: a family asks to take a picture down; it is gone from the server with the next
// publishing.
func (y *year) withdrawal(t *testing.T, b *tab) {
	b.visit("/")
	y.press(b, "Kho ảnh")
	b.fill("Tìm theo mô tả", "rao tre")
	y.press(b, "Lọc")
	y.press(b, "Rào tre quanh ao")
	y.press(b, "Gia đình rút đồng ý")
	b.waitFor("từ lần xuất bản tới")
	y.press(b, "Rút ảnh này")
	b.said("Đã ghi là rút đồng ý")
	b.visit("/publish")
	y.press(b, "Xem trước việc xuất bản lên cong-xa")
	y.yes(b)
	if left := y.photos(t); len(left) > 0 {
		t.Error("still on the server:", left)
	}
}
