package pdftext

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"

	"loa/internal/base/pdffile"
)

// named is the text of the glyph of a name (Adobe Glyph List Specification); "" if it is
// not known.
func named(name pdffile.Name) string {
	text := string(name)
	if base, _, found := strings.Cut(text, "."); found && base != "" { // a variant: a.sc
		text = base
	}
	if strings.Contains(text, "_") {
		var all strings.Builder
		for part := range strings.SplitSeq(text, "_") {
			one := named(pdffile.Name(part))
			if one == "" {
				return ""
			}
			all.WriteString(one)
		}
		return all.String()
	}
	if r, ok := signs[text]; ok {
		return string(r)
	}
	if hex, ok := strings.CutPrefix(text, "uni"); ok && len(hex) >= 4 && len(hex)%4 == 0 {
		return fromHex(hex, 4)
	}
	if hex, ok := strings.CutPrefix(text, "u"); ok && len(hex) >= 4 && len(hex) <= 6 {
		return fromHex(hex, len(hex))
	}
	return accented(text)
}

// fromHex reads code points of so many digits each.
func fromHex(hex string, digits int) string {
	var out strings.Builder
	for ; len(hex) >= digits; hex = hex[digits:] {
		n, err := strconv.ParseUint(hex[:digits], 16, 32)
		if err != nil || !utf8.ValidRune(rune(n)) {
			return ""
		}
		out.WriteRune(rune(n))
	}
	return out.String()
}

// accents are the marks in the names of letters: abreveacute is ắ.
var accents = []struct{ name, mark string }{
	{"circumflex", "\u0302"}, {"breve", "\u0306"}, {"horn", "\u031b"}, {"acute", "\u0301"}, {"grave", "\u0300"},
	{"hookabove", "\u0309"}, {"tilde", "\u0303"}, {"dotbelow", "\u0323"}, {"dieresis", "\u0308"}, {"caron", "\u030c"},
	{"cedilla", "\u0327"}, {"ring", "\u030a"}, {"ogonek", "\u0328"}, {"macron", "\u0304"}, {"dotaccent", "\u0307"},
}

// accented is a letter by the names of its parts.
func accented(name string) string {
	if len(name) == 1 {
		if c := name[0] | 0x20; c >= 'a' && c <= 'z' {
			return name
		}
		return ""
	}
	if name == "" || name[0]|0x20 < 'a' || name[0]|0x20 > 'z' {
		return ""
	}
	letter, rest := name[:1], name[1:]
	for rest != "" {
		found := false
		for _, a := range accents {
			if after, ok := strings.CutPrefix(rest, a.name); ok {
				letter, rest, found = letter+a.mark, after, true
				break
			}
		}
		if !found {
			return ""
		}
	}
	whole := norm.NFC.String(letter)
	if utf8.RuneCountInString(whole) != 1 { // no such letter is known
		return ""
	}
	return whole
}

// signs are the glyphs that are no letters with marks.
var signs = map[string]rune{
	"space": ' ', "nbspace": '\u00a0', "exclam": '!', "quotedbl": '"', "numbersign": '#', "dollar": '$', "percent": '%', "ampersand": '&', "quotesingle": '\'',
	"parenleft": '(', "parenright": ')', "asterisk": '*', "plus": '+', "comma": ',', "hyphen": '-', "period": '.', "slash": '/',
	"zero": '0', "one": '1', "two": '2', "three": '3', "four": '4', "five": '5', "six": '6', "seven": '7', "eight": '8', "nine": '9',
	"colon": ':', "semicolon": ';', "less": '<', "equal": '=', "greater": '>', "question": '?', "at": '@', "bracketleft": '[', "backslash": '\\', "bracketright": ']',
	"asciicircum": '^', "underscore": '_', "grave": '`', "braceleft": '{', "bar": '|', "braceright": '}', "asciitilde": '~',
	"exclamdown": '¡', "cent": '¢', "sterling": '£', "fraction": '⁄', "yen": '¥', "florin": 'ƒ', "section": '§', "currency": '¤', "brokenbar": '¦',
	"quotedblleft": '“', "quotedblright": '”', "quoteleft": '‘', "quoteright": '’', "guillemotleft": '«', "guillemotright": '»', "guilsinglleft": '‹', "guilsinglright": '›',
	"fi": 'ﬁ', "fl": 'ﬂ', "endash": '–', "emdash": '—', "dagger": '†', "daggerdbl": '‡', "periodcentered": '·', "middot": '·', "paragraph": '¶', "bullet": '•',
	"quotesinglbase": '‚', "quotedblbase": '„', "ellipsis": '…', "perthousand": '‰', "questiondown": '¿', "acute": '´', "circumflex": 'ˆ', "tilde": '˜', "macron": '¯',
	"breve": '˘', "dotaccent": '˙', "dieresis": '¨', "ring": '˚', "cedilla": '¸', "hungarumlaut": '˝', "ogonek": '˛', "caron": 'ˇ',
	"AE": 'Æ', "ae": 'æ', "OE": 'Œ', "oe": 'œ', "Oslash": 'Ø', "oslash": 'ø', "Lslash": 'Ł', "lslash": 'ł', "dotlessi": 'ı', "germandbls": 'ß',
	"Eth": 'Ð', "eth": 'ð', "Thorn": 'Þ', "thorn": 'þ', "Dcroat": 'Đ', "Dslash": 'Đ', "dcroat": 'đ', "dmacron": 'đ', "ordfeminine": 'ª', "ordmasculine": 'º',
	"copyright": '©', "registered": '®', "trademark": '™', "degree": '°', "plusminus": '±', "multiply": '×', "divide": '÷', "minus": '−', "mu": 'µ', "logicalnot": '¬',
	"onehalf": '½', "onequarter": '¼', "threequarters": '¾', "onesuperior": '¹', "twosuperior": '²', "threesuperior": '³', "softhyphen": '\u00ad', "sfthyphen": '\u00ad',
	"Euro": '€', "dong": '₫', "notequal": '≠', "lessequal": '≤', "greaterequal": '≥', "infinity": '∞', "approxequal": '≈', "summation": '∑', "product": '∏', "radical": '√',
	"integral": '∫', "partialdiff": '∂', "arrowright": '→', "arrowleft": '←', "arrowup": '↑', "arrowdown": '↓', "checkmark": '✓', "filledbox": '■', "H18533": '■', "circle": '○', "H18543": '▪',
	"alpha": 'α', "beta": 'β', "gamma": 'γ', "delta": 'δ', "Delta": '∆', "epsilon": 'ε', "theta": 'θ', "lambda": 'λ', "pi": 'π', "sigma": 'σ', "Sigma": 'Σ', "omega": 'ω', "Omega": 'Ω',
}

// standardDiffers is where the standard encoding is not ASCII (ISO 32000-1, annex D.2).
var standardDiffers = map[byte]pdffile.Name{
	0x27: "quoteright", 0x60: "quoteleft", 0xA1: "exclamdown", 0xA2: "cent", 0xA3: "sterling", 0xA4: "fraction", 0xA5: "yen", 0xA6: "florin", 0xA7: "section",
	0xA8: "currency", 0xA9: "quotesingle", 0xAA: "quotedblleft", 0xAB: "guillemotleft", 0xAC: "guilsinglleft", 0xAD: "guilsinglright", 0xAE: "fi", 0xAF: "fl",
	0xB1: "endash", 0xB2: "dagger", 0xB3: "daggerdbl", 0xB4: "periodcentered", 0xB6: "paragraph", 0xB7: "bullet", 0xB8: "quotesinglbase", 0xB9: "quotedblbase",
	0xBA: "quotedblright", 0xBB: "guillemotright", 0xBC: "ellipsis", 0xBD: "perthousand", 0xBF: "questiondown", 0xC1: "grave", 0xC2: "acute", 0xC3: "circumflex",
	0xC4: "tilde", 0xC5: "macron", 0xC6: "breve", 0xC7: "dotaccent", 0xC8: "dieresis", 0xCA: "ring", 0xCB: "cedilla", 0xCD: "hungarumlaut", 0xCE: "ogonek",
	0xCF: "caron", 0xD0: "emdash", 0xE1: "AE", 0xE3: "ordfeminine", 0xE8: "Lslash", 0xE9: "Oslash", 0xEA: "OE", 0xEB: "ordmasculine", 0xF1: "ae", 0xF5: "dotlessi",
	0xF8: "lslash", 0xF9: "oslash", 0xFA: "oe", 0xFB: "germandbls",
}

// encoded is the text of a byte in an encoding of the format; "" if there is none.
func encoded(encoding pdffile.Name, code byte) string {
	var r rune
	switch encoding {
	case "WinAnsiEncoding":
		if r = charmap.Windows1252.DecodeByte(code); r == utf8.RuneError && code > 0x7F {
			return "•" // annex D.2, note 3
		}
	case "MacRomanEncoding":
		r = charmap.Macintosh.DecodeByte(code)
	default:
		if name, differs := standardDiffers[code]; differs {
			return named(name)
		}
		if r = rune(code); code > 0x7E {
			return ""
		}
	}
	if r < ' ' || r == utf8.RuneError {
		return ""
	}
	return string(r)
}
