package wholesite

import (
	"slices"
	"testing"
)

// A sentence that an entry has is not told as missing, whatever signs stand in it; one
// that it has not is.
func TestMissing(t *testing.T) {
	for _, c := range []struct {
		before, after string
		lost          []string
	}{
		{"Không cho bé ra ao một mình.", "Không cho **bé** ra [ao](ao.md) một mình.", nil},
		{"Không cho bé ra ao một mình. Gọi 114 ngay lập tức.", "Gọi 114 ngay lập tức.", []string{"Không cho bé ra ao một mình."}},
		{"` :sections 1: ` bỏ mục đầu, ` :sections :last ` bỏ mục cuối", "`:sections[1:]` bỏ mục đầu, `:sections[:last]` bỏ mục cuối", nil},
		{"mèo a  anh/a.jpg", "```\n![mèo a](anh/a.jpg)\n```", nil},
		{"chọn a href=\"x\" b rồi lưu", "chọn `a[href=\"x\"]b` rồi lưu", nil},
		{"` term  g ` và ` từ  g `", "`[term][g]` và `[từ][g]`", nil},
		{"### 9.7.6 { id=\"9.7.6\" }", "### 9.7.6", nil},
		{"## Cách cài đặt { #cach data-toc-label='Cách cài' .to }\n## Phần 2 { data-search-exclude }", "## Cách cài đặt {#cach}\n\n## Phần 2", nil},
		{"Điền { tên trẻ } vào đây", "Điền vào đây", []string{"Điền { tên trẻ } vào đây"}},
		{"mèo b  anh/b.jpg", "```\n![mèo a](anh/a.jpg)\n```", []string{"mèo b  anh/b.jpg"}},
		{"Ba và mẹ. Bốn.", "Ba. Mẹ", []string{"Ba và mẹ.", "Bốn."}},
	} {
		if got := missing([]string{c.before}, c.after); !slices.Equal(got, c.lost) {
			t.Errorf("%q in %q: missing %q", c.before, c.after, got)
		}
	}
}
