package htmlimport

import "testing"

// Lines of a chat stay lines, and what would open a block at their beginning stays a sign;
// Markdown is left alone.
func TestTypedLines(t *testing.T) {
	const zalo = "📢 THÔNG BÁO KHẨN\n1/ Nghỉ học ngày 10/7 do bão\n2/ LH: 0208.3824.111\n- Phụ huynh đón con\n+ Không cho trẻ ra suối\n# An toàn là trên hết\nhttps://zalo.me/g/abc123?x=1_2_3"
	const want = "📢 THÔNG BÁO KHẨN\n\n1/ Nghỉ học ngày 10/7 do bão\n\n2/ LH: 0208.3824.111\n\n- Phụ huynh đón con\n- Không cho trẻ ra suối\n\n\\# An toàn là trên hết\n\nhttps://zalo.me/g/abc123?x=1_2_3\n"
	if !TypedLines(zalo) {
		t.Error("not seen as lines")
	}
	if got := Text(zalo).Markdown; got != want {
		t.Errorf("%q\nwant %q", got, want)
	}
	for text, want := range map[string]bool{
		"Kính gửi cô\nCon xin nghỉ":       true,
		"Tin\r\nhai":                      true,
		"Một đoạn\n\nHai đoạn":            false,
		"Một dòng":                        false,
		"- a\n- b":                        false,
		"Cần:\n- a\n- b":                  false,
		"# Tên\n\nMột\nhai":               false,
		"## Tên\nMột":                     false,
		"Một [hai](c)\nba":                false,
		"Một **hai**\nba":                 false,
		":::note\nMột\nhai\n:::":          false,
		"| a | b |\n|---|---|\n| c | d |": false,
		"Một\\\nhai":                      false,
		"Xem `mã`\nở dưới":                false,
		"1. Rào ao\n3. Gọi 115":           true,
		"2026. Năm nay\n3. Ba":            true,
		"1. a\n1. b\n1. c":                false,
		"3. a\n4. b\n5. c":                false,
		"1. a\n2. b\n\n1. c":              false,
		"THÔNG BÁO\n-----\nNghỉ học":      true,
		"Một\nhai\n\n---\n\nba":           false,
		"Một\n\n---\n\nba":                false,
		"---\ntitle: A\n---\nMột\nhai":    false,
		"CẢNH BÁO\n_______\n✅ Gọi 111":    true,
		"Họ tên: ______\nLớp: ______":     true,
		"CẢNH BÁO\n*****\n✅ Gọi 111":      true,
		"Một __hai__\nba":                 false,
	} {
		if got := TypedLines(text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
	for in, want := range map[string]string{
		"Cần:\n1. Rào ao\n3. Gọi 115\n-----\n2026. Năm nay": "Cần:\n\n1. Rào ao\n\n3) Gọi 115\n\n\\-----\n\n2026\\. Năm nay\n",
		"Lớp bơi mở vào thứ Bảy hằng tuần tại bể bơi của trường, các cháu đi đúng giờ.\nMang theo khăn.\nLiên hệ cô Hà.\n\nHết":               "Lớp bơi mở vào thứ Bảy hằng tuần tại bể bơi của trường, các cháu đi đúng giờ.\\\nMang theo khăn.\\\nLiên hệ cô Hà.\n\nHết\n",
		"Lớp bơi mở vào thứ Bảy hằng tuần tại bể bơi của nhà trường\nchính, các cháu đi đúng giờ và mang theo khăn, nước uống\nvà mũ.\n\nHết": "Lớp bơi mở vào thứ Bảy hằng tuần tại bể bơi của nhà trường chính, các cháu đi đúng giờ và mang theo khăn, nước uống và mũ.\n\nHết\n",
	} {
		if got := Text(in).Markdown; got != want {
			t.Errorf("%q gives\n%q, want\n%q", in, got, want)
		}
	}
}

// An address that a program put around another to count who follows it gives that other.
func TestCarriedLinks(t *testing.T) {
	for in, want := range map[string]string{
		"https://www.google.com/url?q=https://phulac.gov.vn/dang-ky&sa=D&source=editors":   "https://phulac.gov.vn/dang-ky",
		"https://www.google.com.vn/url?sa=t&url=https%3A%2F%2Fa.vn%2Fb%3Fc%3Dd":            "https://a.vn/b?c=d",
		"https://l.facebook.com/l.php?u=https%3A%2F%2Fa.vn%2F&h=x":                         "https://a.vn/",
		"https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fa.vn%2F&data=1": "https://a.vn/",
		"https://www.google.com/url?q=javascript:alert(1)":                                 "https://www.google.com/url?q=javascript:alert%281%29",
		"https://www.google.com/search?q=https://a.vn":                                     "https://www.google.com/search?q=https://a.vn",
		"https://google.com.example.org/url?q=https://a.vn":                                "https://google.com.example.org/url?q=https://a.vn",
		"https://a.vn/url?q=https://b.vn":                                                  "https://a.vn/url?q=https://b.vn",
	} {
		if got := Convert(`<a href="` + in + `">x</a>`).Markdown; got != "[x]("+want+")\n" {
			t.Errorf("%s: %s", in, got)
		}
	}
}
