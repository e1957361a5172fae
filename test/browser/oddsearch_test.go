package browser

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// oddSearch: questions that no table has, titles that look like code, languages
// without spaces, an index in pieces.
func (h *house) oddSearch(t *testing.T) {
	s := newHost(t, "/vi-tre-em/")
	s.put("site.toml", strings.Replace(offlineSite(s.prefix)["site.toml"], "[topics.nuoc]", "[languages.zh]\nname = \"中文\"\nfallback = \"none\"\n[languages.km]\nname = \"ខ្មែរ\"\nfallback = \"none\"\n[topics.nuoc]", 1))
	s.put("content/_index.zh.md", "+++\ntitle = \"首页\"\n+++\n你好。\n")
	s.put("content/bai/_index.zh.md", "+++\ntitle = \"文章\"\n+++\n")
	s.put("content/bai/cap-cuu.zh.md", "+++\ntitle = \"溺水急救\"\n+++\n拨打115。\n")
	s.put("content/bai/duong.zh.md", "+++\ntitle = \"过马路\"\n+++\n看两边。水不深。\n")
	s.put("content/_index.km.md", "+++\ntitle = \"ទំព័រដើម\"\n+++\n")
	s.put("content/bai/_index.km.md", "+++\ntitle = \"អត្ថបទ\"\n+++\n")
	s.put("content/bai/cap-cuu.km.md", "+++\ntitle = \"ការលង់ទឹក\"\n+++\nហៅ115។\n")
	s.put("content/bai/ma.md", "+++\ntitle = \"<script>alert(1)</script> & <b>đậm</b>\"\nsummary = \"<img src=x onerror=alert(2)> lạ\"\n+++\n## Đầu đề <i>nghiêng</i>\n\nChữ.\n")
	for i := range 150 { // more than one piece holds
		s.put(fmt.Sprintf("content/bai/dai-%03d.md", i), fmt.Sprintf("+++\ntitle = \"Bài dài %d\"\n+++\n%s\nTừ riêng zq%dxk.\n", i, varied(i), i))
	}
	s.build()
	b := h.tab(t)
	b.see(look{width: 400})
	for at, table := range map[string]map[string]string{
		"zh/search/": {"溺水": "zh/bai/cap-cuu/", "溺水急救": "zh/bai/cap-cuu/", "过马路": "zh/bai/duong/", "马路": "zh/bai/duong/"},
		"km/search/": {"លង់ទឹក": "km/bai/cap-cuu/"},
		"tim-kiem/":  {"zq77xk": "bai/dai-077/", "riêng zq140x": "bai/dai-140/", "zq9xk từ riêng": "bai/dai-009/", "script alert": "bai/ma/", "dau de nghieng": "bai/ma/"},
	} {
		b.open(s.url(at))
		for query, want := range table {
			if got := b.find(query); len(got) == 0 || got[0] != s.prefix+want {
				t.Errorf("%s: %s: %q", at, query, got)
			}
		}
	}
	b.open(s.url("tim-kiem/"))
	if pieces := ask[int](b, `new Promise(done => { const s = document.createElement('script'); window.loaSearch = n => done(n.words.length); s.src = document.querySelector('#search').dataset.names + '?1'; document.head.append(s); })`); pieces < 3 {
		t.Errorf("%d pieces of words: the test needs more", pieces)
	}
	b.open(s.url("tim-kiem/")) // the question has broken the page's own search
	b.find("dau de nghieng")
	if got := ask[string](b, `(() => { const li = document.querySelector('.found li'), link = li.querySelector('p a');
		return li.querySelector('h3').textContent + ' | ' + link.textContent + ' | ' + link.hash + ' | ' + link.querySelectorAll('mark').length + ' | ' + li.querySelectorAll('script, img, b, i').length; })()`); got != "<script>alert(1)</script> & <b>đậm</b> | Đầu đề nghiêng | #dau-de-nghieng | 3 | 0" {
		t.Errorf("the result shows %q", got)
	}
	for _, query := range []string{"?!.,;:", "😀👨‍👩‍👧", "   ", "'\"<>&%", "\\\\"} {
		if got := ask[string](b, `(async () => { const input = document.querySelector('#q');
			input.value = `+quoted(query)+`; input.dispatchEvent(new Event('input', {bubbles: true}));
			await new Promise(r => setTimeout(r, 300));
			return document.querySelectorAll('.found li').length + document.querySelector('#search [role=status]').textContent; })()`); got != "0" {
			t.Errorf("%q: %q", query, got)
		}
	}
	begun := time.Now()
	if got := b.find("cấp cứu đuối nước " + strings.Repeat("ao hồ sông suối ", 60_000)); time.Since(begun) > 10*time.Second {
		t.Errorf("a megabyte takes %v: %q", time.Since(begun), got)
	}
	if got := b.find("cap cuu"); len(got) == 0 || got[0] != s.prefix+"bai/cap-cuu/" {
		t.Errorf("after that: %q", got)
	}
	if console, _ := b.heard(); len(console) > 0 {
		t.Errorf("the console says %q", console)
	}
}

// varied are words of which each page has others.
func varied(page int) string {
	var text strings.Builder
	for i := range 300 {
		fmt.Fprintf(&text, "t%dk ", (page*37+i*i*7)%2000)
	}
	return text.String()
}
