package htmlimport

import "testing"

// What is in an old encoding becomes Unicode, and no other word changes: not in the
// same text, not beside it, not in a title or a description.
func TestLegacyWords(t *testing.T) {
	const old, meant = `<font face=".VnTime">TrÎ em ®` + "\u00ad" + `îc b¶o vÖ</font>`, "Trẻ em được bảo vệ"
	for in, want := range map[string]string{
		"<p>Không cho bé ra ao.</p><p>" + old + "</p>":                                                             "Không cho bé ra ao.\n\n" + meant + "\n",
		"<p>Không cho bé ra ao, " + old + " và 2 viên.</p>":                                                        "Không cho bé ra ao, " + meant + " và 2 viên.\n",
		"<p style=\"font-family:VNI-Times\">Treû em</p><p>Cô tên là Vân.</p>":                                      "Trẻ em\n\nCô tên là Vân.\n",
		"<p>TrÎ</p><p>Không cho bé ra ao.</p>":                                                                     "Trẻ\n\nKhông cho bé ra ao.\n",
		"<p>TrÎ <b>em ®\u00adîc</b> b¶o vÖ, c<b>¸</b>n <i>bé</i></p><p>Không cho bé ra ao.</p>":                    "Trẻ **em được** bảo vệ, c**á**n *bộ*\n\nKhông cho bé ra ao.\n",
		"<p style=\"font-family:Arial\">Bé José</p><p>" + old + "</p>":                                             "Bé José\n\n" + meant + "\n",
		`<p><span style="font-family:.VnTimeH">b¶o vÖ c¸n bé</span></p>`:                                           "BẢO VỆ CÁN BỘ\n",
		`<p><span style="font-family:.VnTimeH">Không cho trẻ ra ao, bé</span></p>`:                                 "Không cho trẻ ra ao, bé\n",
		`<p><font face=".VnTime">TrÎ</font> bé <font face=".VnTime">c¸n bé</font></p>`:                             "Trẻ bé cán bộ\n",
		`<p><font face="VNI-Times">tr<b>e</b>û em ñ<b>öô</b>ïc</font></p>`:                                         "tr**ẻ** em đ**ượ**c\n",
		`<p>` + old + `</p><table><tr><td>bé</td><td>2</td></tr><tr><td>cô</td><td>3</td></tr></table>`:            meant + "\n\n| bé | 2 |\n|---|---|\n| cô | 3 |\n",
		`<p>TrÎ em ®` + "\u00ad" + `îc</p><img src="data:image/png;base64,iVBORw0KGgo=" alt="Không cho bé ra ao">`: "Trẻ em được\n\n![Không cho bé ra ao](anh.png)\n",
		`<p>TrÎ em ®` + "\u00ad" + `îc</p><img src="data:image/png;base64,iVBORw0KGgo=" alt="TrÎ tËp b¬i">`:        "Trẻ em được\n\n![Trẻ tập bơi](anh.png)\n",
		`<p>TrÎ em ®` + "\u00ad" + `îc b¶o vÖ</p><p>bé 5 µg, «x» cao 1,2 m² và 38°C</p>`:                           meant + "\n\nbé 5 µg, «x» cao 1,2 m² và 38°C\n",
		`<p>Không<br>` + old + `<br>bé</p>`:                                                                        "Không\\\n" + meant + "\\\nbé\n",
	} {
		if got := Convert(in); got.Markdown != want || len(got.Lost) > 0 {
			t.Errorf("%s\ngives %q %v\nwant  %q", in, got.Markdown, got.Lost, want)
		}
	}
	for in, want := range map[string]string{
		"<title>Không cho bé ra ao</title><p>TrÎ em ®\u00adîc b¶o vÖ</p>": "Không cho bé ra ao",
		"<title>TrÎ em</title><p>Không cho bé ra ao</p>":                  "Trẻ em",
	} {
		if got := Convert(in).Title; got != want {
			t.Errorf("%s: title %q, want %q", in, got, want)
		}
	}
	for in, want := range map[string]string{
		"TrÎ em ®\u00adîc b¶o vÖ\n\nKhông cho bé ra ao.":        "Trẻ em được bảo vệ\n\nKhông cho bé ra ao.\n",
		"Đường phố\n\nTrÎ em ®\u00adîc b¶o vÖ, c¸n bé\n\nBé ra": "Đường phố\n\nTrẻ em được bảo vệ, cán bộ\n\nBé ra\n",
	} {
		if got := Text(in).Markdown; got != want {
			t.Errorf("%q gives %q, want %q", in, got, want)
		}
	}
}
