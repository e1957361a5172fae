package htmlimport

import "testing"

// A head of two rows becomes one, so that each column has its name.
func TestTwoRowHead(t *testing.T) {
	for in, want := range map[string]string{
		`<tr><td rowspan=2>TT</td><td colspan=2>Thời gian</td></tr><tr><td>Từ</td><td>Đến</td></tr><tr><td>1</td><td>a</td><td>b</td></tr>`:                                                "| TT | Thời gian: Từ | Thời gian: Đến |\n|---|---|---|\n| 1 | a | b |\n",
		`<tr><td colspan=2>A</td><td rowspan=2>B</td><td colspan=2></td></tr><tr><td>c</td><td>d</td><td>e</td><td>f</td></tr><tr><td>1</td><td>2</td><td>3</td><td>4</td><td>5</td></tr>`: "| A: c | A: d | B | e | f |\n|---|---|---|---|---|\n| 1 | 2 | 3 | 4 | 5 |\n",
		`<tr><td rowspan=2>TT</td><td>X</td></tr><tr><td>Y</td></tr><tr><td>1</td><td>2</td></tr>`:                                                                                         "| TT | X |\n|---|---|\n| TT | Y |\n| 1 | 2 |\n",
		`<tr><td colspan=2>Tên</td></tr><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr>`:                                                                                        "| Tên |  |\n|---|---|\n| a | b |\n| c | d |\n",
	} {
		if got := Convert("<table>" + in + "</table>").Markdown; got != want {
			t.Errorf("%s\ngives %q\nwant  %q", in, got, want)
		}
	}
}

// Rows and columns that a page or a workbook hides stay out, as those of a workbook that is read, and are told.
func TestHiddenRowsAndColumns(t *testing.T) {
	for in, want := range map[string]struct{ text, told string }{
		`<style>.x{display:none}</style><table><tr><td>a<td>b<tr style="display:none"><td>secret<td>c<tr hidden><td>secret<td>d<tbody class=x><tr><td>secret<td>e<tbody><tr style="visibility:collapse"><td>secret<td>e<tbody><tr><td>f<td>g</table>`: {"| a | b |\n|---|---|\n| f | g |\n", "4"},
		`<table><col width=64><col width=0 style='display:none;mso-width-source:userset'><col><tr><td>a<td>secret<td>b<tr><td>c<td>secret<td>d</table>`:                                                                                               {"| a | b |\n|---|---|\n| c | d |\n", "1"},
		`<table><colgroup span=1></colgroup><colgroup span=2 style="visibility:collapse"></colgroup><tr><td>a<td>secret<td>secret<td>b<tr><td>c<td><td>secret<td>d</table>`:                                                                           {"| a | b |\n|---|---|\n| c | d |\n", "2"},
		`<table><colgroup><col><col hidden><col></colgroup><tr><td>TT<td colspan=2>Thời gian<tr><td>1<td>secret<td>b<tr><td>2<td>secret<td>d</table>`:                                                                                                 {"| TT | Thời gian |\n|---|---|\n| 1 | b |\n| 2 | d |\n", "1"},
		`<table><col><col style="display:none"><col><tr><td rowspan=2>TT<td colspan=2>Giờ<tr><td>secret<td>Đến<tr><td>1<td>secret<td>b</table>`:                                                                                                       {"| TT | Giờ: Đến |\n|---|---|\n| 1 | b |\n", "1"},
		`<table><col><col style="visibility:hidden"><col hidden><tr><td>a<td>b<td>secret<tr><td>c<td>d<td>secret</table>`:                                                                                                                             {"| a | b |\n|---|---|\n| c | d |\n", "1"},
		`<table role=presentation><tr><td>a<td>b<tr hidden><td>secret<tr><td>c<td>d</table>`:                                                                                                                                                          {"a\n\nb\n\nc\n\nd\n", "1"},
		`<table><tr><td>a<td>b<tr style="display:none"><td>secret<td>secret</table>`:                                                                                                                                                                  {"a\n\nb\n", "1"},
		`<table><col><col hidden><col><tr><td>a<td>secret<td>b</table>`:                                                                                                                                                                               {"a\n\nb\n", "1"},
		`<table><col><col hidden><tr><td rowspan=2><h2>a</h2><td>secret<tr><td>secret<td>b<tr><td colspan=2>c<td>d</table>`:                                                                                                                           {"## a\n\nb\n\nc\n\nd\n", "1"},
		`<table><tr><td><table><tr><td>a<td>b<tr hidden><td>secret<tr><td>c<td>d</table><td>e<tr hidden><td>secret</table>`:                                                                                                                           {"| a | b |\n|---|---|\n| c | d |\n\ne\n", "11"},
		`<table><tr><td>a<td><table><tr><td>b<tr hidden><td>secret</table><tr><td>c<td>d</table>`:                                                                                                                                                     {"a\n\nb\n\nc\n\nd\n", "1"},
		`<table><col style="display:none"><col><col><tr><td><td>a<td>b<tr><td> <td>c<td>d</table>`:                                                                                                                                                    {"| a | b |\n|---|---|\n| c | d |\n", ""},
	} {
		got := Convert(in)
		told := ""
		for _, l := range got.Lost {
			if l.Kind == Hidden {
				told += l.Text
			}
		}
		if got.Markdown != want.text || told != want.told {
			t.Errorf("%s\ngives %q and %q\nwant  %q", in, got.Markdown, told, want)
		}
	}
}
