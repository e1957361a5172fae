package pdftext

import (
	"strings"
	"unicode/utf8"

	"loa/internal/base/pattern"
	"loa/internal/base/pdffile"
)

// font is what is known of a font.
type font struct {
	name          string // without the mark of a subset
	bold, italic  bool
	family        string // of an old Vietnamese or a symbol font, whose text is not Unicode; else ""
	wide          bool   // codes have two bytes or those that the table says
	table         *cmap  // of its codes, if it is wide; nil: two bytes, which are the number of the glyph
	unicode       bool   // its codes are Unicode
	toUnicode     *cmap
	simple        [256]string
	texts         map[uint32]string // that were looked up
	widths        map[int]float64   // by code or number of glyph, in thousandths of the size
	otherWidth    float64
	guessedWidths bool // the file says nothing of them
	scale         float64
	vertical      bool
}

var (
	subset   = pattern.New(`^[A-Z]{6}\+`)
	heavy    = pattern.New(`(?i)bold|black|heavy|semibold|demi`)
	slanted  = pattern.New(`(?i)italic|oblique|slanted`)
	tcvn3    = pattern.New(`^\.?V[Nn]([A-Z][A-Za-z]*)`)
	vni      = pattern.New(`(?i)^VNI[-_ ]?[A-Z]`)
	unicodeC = pattern.New(`^Uni.*-(UCS2|UTF16)-`)
)

// readFont reads the dictionary of a font (ISO 32000-1, sections 9.6 to 9.8).
func (p *page) readFont(d pdffile.Dict) *font {
	f := p.file
	t := &font{texts: map[uint32]string{}, widths: map[int]float64{}, scale: 0.001}
	descendant := d
	if f.Name(d["Subtype"]) == "Type0" {
		if list := f.Array(d["DescendantFonts"]); len(list) > 0 {
			descendant = f.Dict(list[0])
		}
		t.wide = true
		p.readWide(t, d, descendant)
	}
	descriptor := f.Dict(descendant["FontDescriptor"])
	t.name = subset.ReplaceAllString(string(f.Name(d["BaseFont"])), "")
	flags := f.Int(descriptor["Flags"], 0)
	t.bold = heavy.MatchString(t.name) || flags&(1<<18) != 0 || f.Int(descriptor["FontWeight"], 400) >= 600
	angle, _ := f.Number(descriptor["ItalicAngle"])
	t.italic = slanted.MatchString(t.name) || flags&(1<<6) != 0 || angle != 0
	t.family = familyOf(t.name)
	if s := f.Stream(d["ToUnicode"]); s != nil {
		if data, err := f.Data(s); err == nil {
			t.toUnicode = readCMap(f, data)
		}
	}
	if !t.wide {
		p.readSimple(t, d, descriptor)
	}
	return t
}

// familyOf is the name of a font whose text must be read by that name.
func familyOf(name string) string {
	plain, _, _ := strings.Cut(name, ",")
	plain, _, _ = strings.Cut(plain, "-")
	switch {
	case vni.MatchString(name):
		return "VNI-Times"
	case tcvn3.MatchString(plain):
		if strings.HasSuffix(plain, "H") {
			return ".VnTimeH"
		}
		return ".VnTime"
	case strings.HasPrefix(plain, "Wingdings"), plain == "Symbol", plain == "SymbolMT", plain == "Webdings":
		return strings.TrimSuffix(plain, "MT")
	}
	return ""
}

// readWide reads the codes and the widths of a composed font.
func (p *page) readWide(t *font, d, descendant pdffile.Dict) {
	f := p.file
	if s := f.Stream(d["Encoding"]); s != nil {
		if data, err := f.Data(s); err == nil {
			t.table = readCMap(f, data)
		}
		t.vertical = f.Int(s.Dict["WMode"], 0) == 1
	} else {
		name := string(f.Name(d["Encoding"]))
		t.unicode, t.vertical = unicodeC.MatchString(name), strings.HasSuffix(name, "-V")
	}
	t.otherWidth = 1000
	if w, ok := f.Number(descendant["DW"]); ok {
		t.otherWidth = w
	}
	list := f.Array(descendant["W"])
	for len(list) >= 2 && len(t.widths) < 1<<16 {
		first := f.Int(list[0], 0)
		if each := f.Array(list[1]); each != nil {
			for i, w := range each {
				t.widths[first+i], _ = f.Number(w)
			}
			list = list[2:]
			continue
		}
		if len(list) < 3 {
			break
		}
		w, _ := f.Number(list[2])
		for g := first; g <= min(f.Int(list[1], 0), first+1<<16); g++ {
			t.widths[g] = w
		}
		list = list[3:]
	}
}

// readSimple reads the encoding and the widths of a font with codes of one byte.
func (p *page) readSimple(t *font, d, descriptor pdffile.Dict) {
	f := p.file
	base := f.Name(d["Encoding"])
	differences := f.Dict(d["Encoding"])
	if differences != nil {
		base = f.Name(differences["BaseEncoding"])
	}
	symbolic := f.Int(descriptor["Flags"], 0)&4 != 0
	embedded := descriptor["FontFile"] != nil || descriptor["FontFile2"] != nil || descriptor["FontFile3"] != nil
	if base == "" && t.family != "" {
		base = "WinAnsiEncoding" // the codes are what the name of the font says they are
	}
	if base != "" || !symbolic || !embedded {
		for i := range t.simple {
			t.simple[i] = encoded(base, byte(i))
		}
	}
	at := 0
	for _, o := range f.Array(differences["Differences"]) {
		switch o := f.Resolve(o).(type) {
		case int:
			at = o
		case pdffile.Name:
			if at >= 0 && at < 256 {
				t.simple[at] = named(o)
			}
			at++
		}
	}
	first := f.Int(d["FirstChar"], 0)
	widths := f.Array(d["Widths"])
	for i, w := range widths[:min(len(widths), 256)] {
		t.widths[first+i], _ = f.Number(w)
	}
	t.otherWidth, _ = f.Number(descriptor["MissingWidth"])
	t.guessedWidths = len(widths) == 0
	if m := f.Numbers(d["FontMatrix"], 6); f.Name(d["Subtype"]) == "Type3" && m != nil {
		t.scale = m[0]
	}
}

// shown is one code of a string.
type shown struct {
	text  string  // "" if the file does not say what it means
	width float64 // in parts of the size
	space bool    // code 32 of one byte, which takes the space between words
}

// show reads the codes of a string.
func (t *font) show(s string, visit func(shown)) {
	for len(s) > 0 {
		c, length := uint32(s[0]), 1
		number := int(c)
		if t.wide {
			switch {
			case t.table != nil && len(t.table.spaces) > 0:
				c, length = t.table.next(s)
				number = t.table.glyph(c)
			case len(s) > 1:
				c, length = uint32(s[0])<<8|uint32(s[1]), 2
				number = int(c)
			}
		}
		one := shown{text: t.textOf(c), width: t.width(number), space: length == 1 && c == ' '}
		visit(one)
		s = s[length:]
	}
}

func (t *font) textOf(c uint32) string {
	text, there := t.texts[c]
	if !there {
		if text = t.lookUp(c); len(t.texts) < mostTexts {
			t.texts[c] = text
		}
	}
	return text
}

// mostTexts is how many texts of codes a font keeps.
const mostTexts = 1 << 16

// lookUp finds what a code stands for.
func (t *font) lookUp(c uint32) string {
	if t.toUnicode != nil {
		if text := t.toUnicode.text(c); text != "" && text != "\x00" && text != "\ufffd" {
			return text
		}
	}
	switch {
	case t.unicode && utf8.ValidRune(rune(c)):
		return string(rune(c))
	case t.wide:
		return ""
	}
	return t.simple[c&0xFF]
}

func (t *font) width(number int) float64 {
	if w, ok := t.widths[number]; ok {
		return w * t.scale
	}
	if t.guessedWidths && !t.wide {
		return typical(byte(number), t.name)
	}
	return t.otherWidth * t.scale
}

// typical is about how wide a letter is, for the fonts that a file need not describe.
func typical(c byte, name string) float64 {
	switch {
	case strings.HasPrefix(name, "Courier"):
		return 0.6
	case strings.IndexByte(" ijl.,:;'|!/\\()[]ftrI-", c) >= 0:
		return 0.3
	case c >= 'A' && c <= 'Z' || strings.IndexByte("mw%@", c) >= 0:
		return 0.72
	}
	return 0.53
}
