package i18n

import (
	"cmp"
	"strings"
)

// ownNames are languages that are spoken in Vietnam and that few sites are written in, as
// their speakers write their names.
var ownNames = map[string]string{
	"vi": "Tiếng Việt", "en": "English", "km": "ភាសាខ្មែរ", "zh": "中文", "lo": "ພາສາລາວ", "th": "ไทย", "fr": "Français",
	"mww": "Hmoob", "hmn": "Hmoob", "hnj": "Hmoob", "hmv": "Hmoob",
	"tyz": "Tày", "nut": "Nùng", "ium": "Dao", "blt": "Thái (Tày Đăm)", "mtq": "Mường", "tou": "Thổ",
	"rad": "Êđê", "jra": "Jarai", "bdq": "Bahnar", "sed": "Sedang", "hre": "Hrê", "cjm": "Chăm", "cja": "Chăm",
}

// OwnName is what the speakers of a language call it; the tag itself if that is not known.
func OwnName(tag string) string {
	base, _, _ := strings.Cut(strings.ToLower(tag), "-")
	return cmp.Or(ownNames[base], tag)
}
