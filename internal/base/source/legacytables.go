package source

import (
	"strings"

	"golang.org/x/text/unicode/norm"
)

// tcvn3 is the right half of TCVN 5712:1993, form VN3, from 0xA1 on: the letter
// that each sign stands for, a space where there is none.
const tcvn3 = "ĂÂÊÔƠƯĐăâêôơưđ      àảãáạ ằẳẵắ       ặầẩẫấậè ẻẽéẹềểễếệìỉ   ĩíịò ỏõóọồổỗốộờởỡớợù ủũúụừửữứựỳỷỹýỵ "

func fromTCVN3(s string) string {
	table := []rune(tcvn3)
	return strings.Map(func(r rune) rune {
		if i := int(r) - 0xA1; i >= 0 && i < len(table) && table[i] != ' ' {
			return table[i]
		}
		return r
	}, s)
}

// vniMark returns the marks that a VNI sign (in lower case) adds to the vowel
// before it, "" if it adds none: alone the five tones, or a circumflex or breve
// with or without one.
func vniMark(r rune) string {
	const circumflex, breve = "\u0302", "\u0306"
	switch r {
	case 'ø':
		return string(huyen)
	case 'ù':
		return string(sac)
	case 'û':
		return string(hoi)
	case 'õ':
		return string(nga)
	case 'ï':
		return string(nang)
	case 'â':
		return circumflex
	case 'à':
		return circumflex + string(huyen)
	case 'á':
		return circumflex + string(sac)
	case 'å':
		return circumflex + string(hoi)
	case 'ã':
		return circumflex + string(nga)
	case 'ä':
		return circumflex + string(nang)
	case 'ê':
		return breve
	case 'è':
		return breve + string(huyen)
	case 'é':
		return breve + string(sac)
	case 'ú':
		return breve + string(hoi)
	case 'ü':
		return breve + string(nga)
	case 'ë':
		return breve + string(nang)
	}
	return ""
}

// vniLetters are the VNI signs that are letters by themselves.
const vniLetters = "ñđÑĐôơÔƠöưÖƯæỉÆỈóĩÓĨòịÒỊîỵÎỴ"

func fromVNI(s string) string {
	var b strings.Builder
	vowel := false
	for _, r := range s {
		if mark := vniMark(lowerLatin(r)); vowel && mark != "" {
			b.WriteString(mark)
			vowel = false
			continue
		}
		vowel = strings.ContainsRune("aeouyAEOUYôöÔÖ", r)
		b.WriteRune(vniLetter(r))
	}
	return norm.NFC.String(b.String())
}

func vniLetter(r rune) rune {
	pairs := []rune(vniLetters)
	for i := 0; i < len(pairs); i += 2 {
		if pairs[i] == r {
			return pairs[i+1]
		}
	}
	return r
}

func lowerLatin(r rune) rune {
	if 0xC0 <= r && r <= 0xDE {
		return r + 0x20
	}
	return r
}
