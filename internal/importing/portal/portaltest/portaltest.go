// Package portaltest makes a saved portal with articles of three structures, for tests:
// tables within a form (as SharePoint and old portals have them), divisions with names (as
// Liferay and VNPT), and articles with data for search engines (as NukeViet and WordPress).
//
//	files, articles := portaltest.Make(200)
package portaltest

import (
	"fmt"
	"strings"
)

// Host is that of the portal.
const Host = "xa-mau.example.vn"

// Article is what the portal says of one.
type Article struct {
	File, Address, Section string
	Title, Date, Author    string // Author "" where the page names none
	Views                  int
	Sentences              []string
	Attached               string // the name of a file that is linked; "" for none
	Picture                string
}

// subjects and the rest make texts that differ from page to page, with letters and signs
// that get lost easily.
var (
	subjects = []string{"Đuối nước", "Tai nạn giao thông", "Bỏng", "Ngã cao", "Ngộ độc thuốc", "Điện giật", "Hóc dị vật"}
	places   = []string{"thôn Nà Pán", "thôn Bản Lũng", "trường tiểu học Kim Đồng", "ao nhà văn hoá", "bờ suối Khuổi Sao", "chợ phiên"}
	acts     = []string{"rào ao và đậy giếng", "để thuốc trên tủ cao có khoá", "đội mũ bảo hiểm cho trẻ", "dạy trẻ gọi 111 khi sợ hãi", "kiểm tra ổ điện trong tầm tay trẻ"}
)

// Make is a portal with n articles and its lists, by the names of its files, and what its
// articles say.
func Make(n int) (map[string][]byte, []Article) {
	files, articles := map[string][]byte{}, make([]Article, n)
	for i := range articles {
		articles[i] = article(i)
	}
	for i, a := range articles {
		var page string
		switch i % 3 {
		case 0:
			page = tables(a, articles, i)
		case 1:
			page = divisions(a, articles, i)
		default:
			page = marked(a, articles, i)
		}
		files[a.File] = []byte(page)
		if a.Attached != "" {
			files[Host+"/upload/"+a.Attached] = []byte("%PDF-1.4 " + a.Title)
		}
		files[Host+"/anh/"+a.Picture] = []byte(fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><rect width="4" height="%d"/></svg>`, i+1))
	}
	lists(files, articles)
	return files, articles
}

func article(i int) Article {
	subject, place, act := subjects[i%len(subjects)], places[i/2%len(places)], acts[i/3%len(acts)]
	a := Article{
		Title: fmt.Sprintf("%s ở %s: việc cần làm số %d", subject, place, i+1),
		Date:  fmt.Sprintf("20%02d-%02d-%02d", 15+i%11, 1+i%12, 1+i%28),
		Views: 17 + i*31, Picture: fmt.Sprintf("hinh-%d.svg", i+1),
		Sentences: []string{
			fmt.Sprintf("Ngày %d tháng %d, cán bộ xã cùng trưởng %s đi từng nhà nhắc việc số %d.", 1+i%28, 1+i%12, place, i+1),
			fmt.Sprintf("Gia đình nhớ %s, việc này mất chưa đến %d phút.", act, 5+i),
			fmt.Sprintf("Nước sâu %d,5 m là đủ nguy hiểm với trẻ dưới %d tuổi.", i%3, 6+i%9),
			fmt.Sprintf("Ai thấy trẻ gặp nguy hãy hô to và gọi số 11%d.", 1+i%5),
		},
	}
	if i%4 == 0 {
		a.Attached = fmt.Sprintf("ke-hoach-%d.pdf", i+1)
	}
	switch i % 3 {
	case 0:
		a.Address, a.Section = fmt.Sprintf("/Pages/TinChiTiet.aspx?ItemID=%d&l=TinTuc", 100+i), "tin-tuc"
		a.File = Host + a.Address + ".html"
	case 1:
		a.Address, a.Section = fmt.Sprintf("/web/guest/thong-bao/-/asset/Bai-So-%d", i+1), "thong-bao"
		a.File = Host + a.Address
		a.Author = fmt.Sprintf("Tổ truyền thông số %d", i)
	default:
		a.Address, a.Section = fmt.Sprintf("/phong-tránh/bài-%d.html", i+1), "phong-tranh"
		a.File = Host + a.Address
		a.Author = fmt.Sprintf("Phóng viên %d", i)
	}
	return a
}

func vietnamese(date string) string { return date[8:] + "/" + date[5:7] + "/" + date[:4] }

// others are links to the articles before one, as they stand below it.
func others(all []Article, i int) string {
	var out strings.Builder
	for k := range 5 {
		other := all[((i-3*(k+1))%len(all)+len(all))%len(all)]
		fmt.Fprintf(&out, `<li><a href="%s">%s</a> <span>(%s)</span></li>`, link(other), other.Title, vietnamese(other.Date))
	}
	return out.String()
}

func link(a Article) string { return strings.ReplaceAll(a.Address, "&", "&amp;") }

// menu stands on every page.
const menu = `<ul><li><a href="/">Trang chủ</a></li><li><a href="/Pages/TinTuc.aspx">Tin tức</a></li><li><a href="/web/guest/thong-bao">Thông báo</a></li><li><a href="/phong-tránh/">Phòng tránh</a></li></ul><p>Hôm nay: Thứ Hai, 30/11/2026</p>`

const foot = `<p>Bản quyền thuộc Uỷ ban nhân dân xã Mẫu. Địa chỉ: thôn Nà Pán, xã Mẫu. Điện thoại: 0206 3 000 000.</p><p>Tổng số lượt truy cập: 123.456</p>`

func body(a Article, all []Article, i int) string {
	var out strings.Builder
	for k, s := range a.Sentences {
		switch k {
		case 1:
			out.WriteString("<p><b>" + s + `</b> <img src="/anh/` + a.Picture + `" alt="` + a.Title + `"></p>`)
		case 2:
			out.WriteString("<ul><li>" + s + "</li><li>Xem <a href=\"" + link(all[(i+1)%len(all)]) + "\">bài trước</a>.</li></ul>")
		default:
			out.WriteString("<p>" + s + "</p>")
		}
	}
	if a.Attached != "" {
		out.WriteString(`<p>Kèm theo: <a href="/upload/` + a.Attached + `">Kế hoạch (PDF)</a></p>`)
	}
	return out.String()
}

func tables(a Article, all []Article, i int) string {
	return `<html><head><title>Cổng thông tin xã Mẫu</title></head><body><form><table width="100%"><tr><td>` + menu + `</td></tr><tr><td width="20%"><div>Liên kết web</div></td><td>
<table><tr><td><span class="tieude">` + a.Title + `</span></td></tr><tr><td>Thứ Hai, ` + vietnamese(a.Date) + ` 08:30</td></tr><tr><td><div>` + body(a, all, i) + `</div></td></tr>
<tr><td>Lượt xem: ` + fmt.Sprint(a.Views) + `</td></tr><tr><td><b>Các tin khác:</b></td></tr><tr><td><ul>` + others(all, i) + `</ul></td></tr></table></td></tr><tr><td>` + foot + `</td></tr></table></form></body></html>`
}

func divisions(a Article, all []Article, i int) string {
	return `<!DOCTYPE html><html lang="en-US"><head><title>` + a.Title + ` - Xã Mẫu</title></head><body><div id="banner">` + menu + `</div><div class="breadcrumb"><a href="/">Trang chủ</a> » <a href="/web/guest/thong-bao">Thông báo</a></div>
<div class="portlet"><h1>Cổng thông tin xã Mẫu</h1><div class="chi-tiet"><h2>` + a.Title + `</h2><div class="meta">Đăng ngày: ` + vietnamese(a.Date) + ` | Số lượt xem: ` + fmt.Sprint(a.Views) + `</div><div class="share-box"><a href="https://www.facebook.com/x">Facebook</a> <a href="https://zalo.me/x">Zalo</a></div>
<div>` + body(a, all, i) + `<p style="text-align:right"><b>Tác giả: ` + a.Author + `</b></p></div></div><div class="tin-lien-quan"><h3>Tin liên quan</h3><ul>` + others(all, i) + `</ul></div></div><div>` + foot + `</div></body></html>`
}

func marked(a Article, all []Article, i int) string {
	return `<!DOCTYPE html><html lang="vi"><head><title>` + a.Title + ` | Xã Mẫu</title><meta property="og:type" content="article"><meta property="og:title" content="` + a.Title + `"><meta name="description" content="Tóm tắt bài số ` + fmt.Sprint(i) + `"><link rel="canonical" href="https://` + Host + a.Address + `">
<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","headline":"` + a.Title + `","datePublished":"` + a.Date + `T07:00:00+07:00","author":{"@type":"Person","name":"` + a.Author + `"}}</script></head><body><nav>` + menu + `</nav><div class="container"><div class="row"><div class="col-8">
<ol class="breadcrumbs"><li><a href="/">Trang nhất</a></li><li><a href="/phong-tránh/">Phòng tránh</a></li></ol><article><h1>` + a.Title + `</h1><time datetime="` + a.Date + `">` + vietnamese(a.Date) + `</time><p>Đã xem: ` + fmt.Sprint(a.Views) + `</p><div class="noidung">` + body(a, all, i) + `</div></article>
<h4>Tin mới hơn</h4><ul>` + others(all, i) + `</ul></div><div class="col-4"><h4>Đọc nhiều</h4><ul>` + others(all, len(all)/2) + `</ul></div></div></div><footer>` + foot + `</footer></body></html>`
}

// lists are the pages of the sections and the first page.
func lists(files map[string][]byte, all []Article) {
	const size = 20
	for kind, list := range []struct{ first, page, title string }{
		{"/Pages/TinTuc.aspx.html", "/Pages/TinTuc.aspx?trang=%d.html", "Tin tức"}, {"/web/guest/thong-bao/index.html", "/web/guest/thong-bao?cur=%d.html", "Thông báo"}, {"/phong-tránh/index.html", "/phong-tránh/page-%d.html", "Phòng tránh"},
	} {
		var items []string
		for i, a := range all {
			if i%3 == kind {
				items = append(items, `<div class="item"><a href="`+link(a)+`">`+a.Title+`</a><p>`+a.Sentences[0]+`</p></div>`)
			}
		}
		for page := 0; page*size < len(items); page++ {
			name := list.first
			if page > 0 {
				name = fmt.Sprintf(list.page, page+1)
			}
			files[Host+name] = []byte(`<html lang="vi"><head><title>` + list.title + ` - Xã Mẫu</title></head><body><div>` + menu + `</div><div class="breadcrumb"><a href="/">Trang chủ</a></div><div class="ds"><h2>` + list.title + `</h2>` +
				strings.Join(items[page*size:min(len(items), page*size+size)], "\n") + `</div><div>` + foot + `</div></body></html>`)
		}
	}
	var news strings.Builder
	for _, a := range all[:min(len(all), 12)] {
		news.WriteString(`<li><a href="` + link(a) + `">` + a.Title + `</a></li>`)
	}
	files[Host+"/index.html"] = []byte(`<html lang="vi"><head><title>Cổng thông tin xã Mẫu</title></head><body><div>` + menu + `</div><ul>` + news.String() + `</ul><div>` + foot + `</div></body></html>`)
}
