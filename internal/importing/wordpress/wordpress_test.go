package wordpress

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	"loa/internal/importing/foreign"
)

const sample = `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Xã Mẫu</title><language>vi-VN</language><wp:base_blog_url>https://cu.example.vn</wp:base_blog_url>
<wp:author><wp:author_login>an</wp:author_login><wp:author_display_name><![CDATA[Ban biên tập]]></wp:author_display_name></wp:author>
<item><title>Rào ao &amp; đậy giếng</title><link>https://cu.example.vn/2024/05/rao-ao/</link><dc:creator>an</dc:creator><guid>https://cu.example.vn/?p=7</guid>
<content:encoded><![CDATA[Dòng một.
Dòng hai.

Đoạn hai [sic] có <a href="https://cu.example.vn/lien-he/">liên hệ</a> và <a href="/wp-content/uploads/2024/kh.pdf">kế hoạch</a>.

[caption id="a" width="300"]<img src="https://cu.example.vn/wp-content/uploads/2024/ao-300x200.png" alt="Ao"> Ao có rào[/caption]

[bieu_do id="3"]]]></content:encoded><excerpt:encoded><![CDATA[Tóm tắt]]></excerpt:encoded>
<wp:post_id>7</wp:post_id><wp:post_date>2024-05-01 08:30:00</wp:post_date><wp:post_modified>2024-05-02 08:30:00</wp:post_modified><wp:post_name>rao-ao</wp:post_name><wp:status>publish</wp:status><wp:post_type>post</wp:post_type>
<category domain="category" nicename="tin-tuc-xa"><![CDATA[Tin tức xã]]></category><category domain="post_tag" nicename="nuoc"><![CDATA[Nước]]></category>
<wp:postmeta><wp:meta_key>post_views_count</wp:meta_key><wp:meta_value>321</wp:meta_value></wp:postmeta></item>
<item><title>Liên hệ</title><link>https://cu.example.vn/lien-he/</link><content:encoded><![CDATA[<!-- wp:paragraph --><p>Gọi 111.</p><!-- /wp:paragraph -->]]></content:encoded>
<wp:post_id>8</wp:post_id><wp:post_name>lien-he</wp:post_name><wp:status>draft</wp:status><wp:post_type>page</wp:post_type></item>
<item><title>ảnh</title><wp:post_id>9</wp:post_id><wp:post_type>attachment</wp:post_type></item>
<item><title>Bỏ</title><content:encoded>x</content:encoded><wp:post_id>10</wp:post_id><wp:status>trash</wp:status><wp:post_type>post</wp:post_type></item>
</channel></rss>`

func TestRead(t *testing.T) {
	folder := fstest.MapFS{"x/wp.xml": {Data: []byte(sample)}, "x/uploads/2024/ao.png": {}, "x/uploads/2024/kh.pdf": {}}
	site, err := Read(folder, "x/wp.xml")
	if err != nil {
		t.Fatal(err)
	}
	post, page := site.Pages[0], site.Pages[1]
	if post.Title != "Rào ao & đậy giếng" || post.Folder != "tin-tuc-xa" || post.Name != "rao-ao" || post.Date != "2024-05-01T08:30:00" || post.Views != 321 ||
		post.Authors[0] != "Ban biên tập" || post.Summary != "Tóm tắt" || post.Draft || post.Address != "/2024/05/rao-ao/" || strings.Join(post.Others, " ") != "/?p=7" || strings.Join(post.Topics, " ") != "Tin tức xã Nước" {
		t.Errorf("%+v", *post)
	}
	if !page.Draft || page.Name != "lien-he" || site.Language != "vi-VN" || len(site.Left) != 1 {
		t.Errorf("%+v, %+v", *page, site.Left)
	}
	text, err := site.Source.Text(post)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"<p>Dòng một.<br>\nDòng hai.</p>", "[sic]", "Ao có rào</p>"} {
		if !strings.Contains(text.HTML, want) {
			t.Errorf("%q is not in %s", want, text.HTML)
		}
	}
	if strings.Contains(text.HTML, "bieu_do") || len(text.Lost) != 1 || text.Lost[0].URL != "bieu_do" {
		t.Errorf("%+v", text)
	}
	for address, want := range map[string]foreign.Target{
		"https://cu.example.vn/lien-he/": {Page: page}, "/?p=7": {Page: post},
		"/wp-content/uploads/2024/kh.pdf": {File: "x/uploads/2024/kh.pdf"}, "https://cu.example.vn/wp-content/uploads/2024/ao-300x200.png": {File: "x/uploads/2024/ao.png"},
		"https://khac.example/lien-he/": {}, "/wp-content/uploads/../../../etc/passwd": {},
	} {
		if got, _ := site.Source.Resolve(post, address); got != want {
			t.Errorf("%s leads to %+v", address, got)
		}
	}
}

func TestBroken(t *testing.T) {
	for text, want := range map[string]error{
		"<rss>":                ErrNone,
		sample[:len(sample)/2]: ErrBroken,
		`<!DOCTYPE x [<!ENTITY a "wordpress.org/export/">]><rss>&a;&a;</rss>`: ErrBroken,
	} {
		if _, err := Read(fstest.MapFS{"a.xml": {Data: []byte(text)}}, "a.xml"); !errors.Is(err, want) {
			t.Errorf("%.40q: %v", text, err)
		}
	}
}

// Whatever an export holds, reading it comes to an end, and each page of it has a text.
func FuzzRead(f *testing.F) {
	f.Add(sample)
	f.Fuzz(func(t *testing.T, text string) {
		site, err := Read(fstest.MapFS{"a.xml": {Data: []byte("<!-- wordpress.org/export/ -->" + text)}}, "a.xml")
		if err != nil {
			return
		}
		for _, p := range site.Pages {
			if _, err := site.Source.Text(p); err != nil {
				t.Fatal(err)
			}
		}
	})
}
