package rtf

import (
	"strconv"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

// charsets are the code pages of the character sets that fonts name.
var charsets = map[int]int{
	0: 1252, 77: 10000, 128: 932, 129: 949, 134: 936, 136: 950, 161: 1253, 162: 1254, 163: 1258, 177: 1255, 178: 1256, 186: 1257, 204: 1251, 222: 874, 238: 1250,
}

// decode turns bytes into text, by the font's character set or the file's code page.
func (r *reader) decode(bytes []byte) string {
	ascii := true
	for _, b := range bytes {
		ascii = ascii && b < 0x80
	}
	if ascii {
		return string(bytes)
	}
	page := r.page
	if own := r.fonts[r.group.state.font].page; own != 0 {
		page = own
	}
	text, err := encodingOf(page).NewDecoder().Bytes(bytes)
	if err != nil {
		return string(charmapText(bytes))
	}
	return norm.NFC.String(string(text))
}

func encodingOf(page int) encoding.Encoding {
	switch page {
	case 65001:
		return encoding.Nop
	case 10000:
		return charmap.Macintosh
	case 437:
		return charmap.CodePage437
	case 850:
		return charmap.CodePage850
	case 932:
		e, _ := charset.Lookup("shift_jis")
		return e
	case 936:
		e, _ := charset.Lookup("gbk")
		return e
	case 949:
		e, _ := charset.Lookup("euc-kr")
		return e
	case 950:
		e, _ := charset.Lookup("big5")
		return e
	}
	if e, _ := charset.Lookup("windows-" + strconv.Itoa(page)); e != nil {
		return e
	}
	return charmap.Windows1252
}

func charmapText(bytes []byte) []rune {
	text := make([]rune, len(bytes))
	for i, b := range bytes {
		text[i] = charmap.Windows1252.DecodeByte(b)
	}
	return text
}
