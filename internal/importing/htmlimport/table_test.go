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

// Rows that a page or a workbook hides stay out, as those of a workbook that is read.
func TestHiddenRows(t *testing.T) {
	const in = `<style>.x{display:none}</style><table><tr><td>a<td>b<tr style="display:none"><td>secret<td>c<tr hidden><td>secret<td>d<tbody class=x><tr><td>secret<td>e<tbody><tr><td>f<td>g</table>`
	if got := Convert(in).Markdown; got != "| a | b |\n|---|---|\n| f | g |\n" {
		t.Error(got)
	}
}
