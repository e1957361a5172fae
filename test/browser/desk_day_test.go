package browser

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"loa/internal/cli"
	"loa/themes"
)

// serving runs loa serve in a folder and returns where the preview is, and the
// link to the desk.
func serving(t *testing.T, dir string) (preview, link string) {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	out, in := io.Pipe()
	over := make(chan int, 1)
	go func() {
		over <- cli.Run(ctx, cli.Env{Args: []string{"serve", "--source", dir, "--port", "0", "--lang", "vi"}, Out: in, Err: in,
			Environ: func(string) string { return "" }, Now: time.Now(), Themes: themes.FS})
		in.Close()
	}()
	t.Cleanup(func() { stop(); <-over })
	lines := bufio.NewScanner(out)
	address := regexp.MustCompile(`(http://127\.0\.0\.1:\d+)/(\?key=\S+)?`)
	for lines.Scan() {
		found := address.FindStringSubmatch(lines.Text())
		switch {
		case found == nil:
		case found[2] == "":
			preview = found[1]
		default:
			go io.Copy(io.Discard, out)
			return preview, found[0]
		}
	}
	t.Fatal("loa serve ended")
	return "", ""
}

// firstDay: an officer opens an empty folder, and in the evening an event with a
// picture and a translation is published. No file is touched by hand.
func firstDay(t *testing.T, chrome context.Context) {
	room := t.TempDir()
	dir, into := filepath.Join(room, "trang"), filepath.Join(room, "usb")
	if err := os.Mkdir(dir, 0o777); err != nil {
		t.Fatal(err)
	}
	photo := filepath.Join(room, "DSC_0042.JPG")
	if err := os.WriteFile(photo, withPlace(40), 0o666); err != nil {
		t.Fatal(err)
	}
	preview, link := serving(t, dir)
	h := &house{chrome: chrome, url: strings.TrimSuffix(link[:strings.Index(link, "?")], "/"), preview: preview, link: func() string { return link }}
	b := h.sit(t)
	b.waitFor("Tên trang web")
	b.fine("start")
	b.fill("Tên trang web", "Vì trẻ em xã Quảng Uyên")
	b.pick("Ngôn ngữ", "Tiếng Việt, English")
	b.fill("Thư mục để xuất bản", into)
	b.send("Tạo trang web")
	b.waitFor("bài")
	b.wait("document.querySelector('[data-live] table')")
	b.fine("first overview")

	b.click("Bài mới")
	b.fill("Tiêu đề", "Ngày hội nước")
	b.click("Hoạt động")
	b.send("Tạo bài")
	b.said("Đã tạo bản nháp")
	b.clickAt("document.getElementById('f.event.start')")
	year := time.Now().Year() + 1
	b.do(chromedp.KeyEvent(kb.ArrowLeft), chromedp.KeyEvent(kb.ArrowLeft)) // to the first part of the date
	b.typed(fmt.Sprintf("0606%d", year))
	b.wait(fmt.Sprintf("document.getElementById('f.event.start').value === '%d-06-06'", year))
	b.wait("document.querySelector('.lunar').innerText.includes('âm lịch')")
	b.fill("Địa điểm", "Hồ Thang Hen")
	b.fill("Nội dung bài", "Mời các em và bố mẹ.")
	b.click("Ảnh")
	b.do(chromedp.SetUploadFiles("#picture", []string{photo}))
	b.fill("Mô tả ảnh", "Hồ Thang Hen buổi sáng")
	b.click("Không")
	b.click("Thêm vào bài")
	b.said("Đã thêm ảnh")
	b.fine("first event")
	b.send("Lưu, đưa lên trang")
	b.said("từ lần xuất bản tới")

	b.send("Dịch sang English")
	b.wait(here + "('/translate')")
	b.fill("Tiêu đề", "Water day")
	b.fill("Nội dung bài", "Children and parents are invited.\n\n![Lake Thang Hen](dsc-0042.jpg)")
	b.send("Đã dịch xong")
	b.said("Đã lưu và ghi nhận")

	b.click("Tổng quan")
	b.wait("document.querySelector('main table').innerText.includes('en: khớp bản gốc')")
	b.click("Xuất bản")
	b.send("Xem trước việc xuất bản lên")
	b.waitFor("Có cho trang này đăng lên đó không?")
	b.send("Cho phép nơi này")
	b.waitFor("trang mới")
	b.clickAt("document.querySelector('button[value=yes]')")
	b.waitFor("đã xuất bản")

	published(t, into, "index.html", "en/index.html", "ngay-hoi-nuoc/index.html", "en/ngay-hoi-nuoc/index.html")
	has := func(name string, words ...string) string {
		data, err := os.ReadFile(filepath.Join(into, filepath.FromSlash(name)))
		for _, w := range words {
			if err != nil || !bytes.Contains(data, []byte(w)) {
				t.Errorf("%s has no %q (%v)", name, w, err)
			}
		}
		return string(data)
	}
	event := has("ngay-hoi-nuoc/index.html", "Ngày hội nước", "Hồ Thang Hen", "Mời các em và bố mẹ.", fmt.Sprint(year), "Hồ Thang Hen buổi sáng")
	has("en/ngay-hoi-nuoc/index.html", "Water day", "Children and parents are invited.")
	has("feed.xml", "Ngày hội nước")
	has("en/feed.xml", "Water day")
	if src := regexp.MustCompile(`(?:src|srcset)="?([^"\s>]*dsc-0042[^"\s>,]*)`).FindStringSubmatch(event); src == nil {
		t.Errorf("no picture in %s", event)
	} else if data := has(strings.TrimPrefix(src[1], "/")); !strings.HasPrefix(data, "\xff\xd8") || strings.Contains(data, "GPS") {
		t.Errorf("%s: %q", src[1], data[:min(len(data), 20)])
	}
}
