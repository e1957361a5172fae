package sourceedit

import (
	"strings"
	"testing"
)

func TestName(t *testing.T) {
	for title, want := range map[string]string{
		"Đi đò phải mặc áo phao!": "di-do-phai-mac-ao-phao",
		"  “Nước” & em  ":         "nuoc-em",
		"Con":                     "bai-con",
		"Con trẻ":                 "con-tre",
		"COM1":                    "bai-com1",
		"Command":                 "command",
		"Index":                   "bai-index",
		"…":                       "bai",
		"Kế hoạch tổ chức Tháng hành động vì trẻ em và phòng chống đuối nước năm 2026 trên địa bàn xã": "ke-hoach-to-chuc-thang-hanh-dong-vi-tre-em-va-phong-chong",
		strings.Repeat("đ", 300):      strings.Repeat("d", 60),
		strings.Repeat("水", 300):      strings.Repeat("水", 20),
		strings.Repeat("ទឹក", 300):    strings.Repeat("ទឹក", 6) + "ទឹ", // 60 bytes: no letter is cut in two
		strings.Repeat("ទឹកជ្រៅ ", 9): "ទឹកជ្រៅ-ទឹកជ្រៅ",
	} {
		if got := Name(title, "bai"); got != want {
			t.Errorf("%.40q: %q (%d bytes), want %q", title, got, len(got), want)
		}
	}
}
