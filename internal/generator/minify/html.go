package minify

import (
	"bytes"

	"loa/internal/base/pattern"
)

// HTML minifies a whole page.
func HTML(page []byte) ([]byte, error) {
	return pages{}.minify(page)
}

// Fragment minifies a part of a page. Its last end tag stays, since it is not
// known what follows.
func Fragment(part []byte) ([]byte, error) {
	return pages{open: true}.minify(part)
}

// Template minifies the source of an html/template. Actions stay as they are,
// each on its line; attributes that hold one keep their quotes; drawings,
// scripts and styles that hold one are left alone, as is every inline SVG.
// White space at the two ends of the file goes.
//
// What the template makes of any values is the same page as before, but for
// white space that shows nowhere. It relies on valid HTML in one thing: what
// follows </li>, </dt>, </dd>, </option>, </tr>, </td> and </th> is another such
// element or the end of their parent, as HTML has it.
func Template(source []byte) ([]byte, error) {
	return pages{open: true, template: true}.minify(bytes.TrimRight(source, " \t\r\n"))
}

// pages is a way to minify HTML.
type pages struct {
	open     bool // something may follow the end
	template bool // actions between {{ and }}
}

func (p pages) minify(source []byte) ([]byte, error) {
	if bytes.Contains(source, []byte(holeStart)) || bytes.Contains(source, []byte(holeEnd)) {
		return nil, errNoncharacter
	}
	var h holes
	if p.template {
		var err error
		if source, err = h.digActions(source); err != nil {
			return nil, err
		}
	}
	if len(h.pieces) > 0 {
		source = h.digRawText(source)
	}
	source = h.digTableEnds(source)
	if p.open {
		source = append(bytes.Clone(source), h.dig(piece{action: -1})...)
	}
	with := finished
	if p.template {
		with = withTemplates
	}
	small, err := run(with, htmlType, source)
	if err != nil {
		return nil, err
	}
	return h.fill(small), nil
}

// reference matches the beginning of a character reference that the value of an
// action might complete.
var reference = pattern.New(`&[#;0-9A-Za-z]*$`)

// digActions takes out every action, with a reference just before it.
func (h *holes) digActions(source []byte) ([]byte, error) {
	var out []byte
	line := 0
	for {
		before, _, found := bytes.Cut(source, []byte("{{"))
		out = append(out, before...)
		if !found {
			return out, nil
		}
		line += bytes.Count(before, []byte("\n"))
		source = source[len(before):]
		n, err := actionLength(source)
		if err != nil {
			return nil, err
		}
		lead := reference.Find(out)
		text := append(bytes.Clone(lead), source[:n]...)
		out = append(out[:len(out)-len(lead)], h.dig(piece{text, len(lead), line})...)
		line += bytes.Count(source[:n], []byte("\n"))
		source = source[n:]
	}
}

// rawText matches elements whose text is no HTML.
var rawText = []*pattern.Pattern{
	pattern.New(`(?is)(<script\b[^>]*>)(.*?)(</script)`),
	pattern.New(`(?is)(<style\b[^>]*>)(.*?)(</style)`),
	pattern.New(`(?is)(<textarea\b[^>]*>)(.*?)(</textarea)`),
	pattern.New(`(?is)(<iframe\b[^>]*>)(.*?)(</iframe)`),
}

// digRawText takes out such text if there is a hole in it.
func (h *holes) digRawText(source []byte) []byte {
	for _, element := range rawText {
		source = element.ReplaceAllFunc(source, func(match []byte) []byte {
			parts := element.FindSubmatch(match)
			if !bytes.Contains(parts[2], []byte(holeStart)) {
				return match
			}
			hole := h.dig(piece{text: bytes.Clone(parts[2]), action: -1})
			return bytes.Join([][]byte{parts[1], hole, parts[3]}, nil)
		})
	}
	return source
}

var tableEnd = pattern.New(`(?i)(</(?:thead|tbody)\s*>)((?:\s|` + holeStart + `\d+` + holeEnd + `)*<tr\b)`)

// digTableEnds takes out the end of a table's part if a bare row follows.
func (h *holes) digTableEnds(source []byte) []byte {
	if !hasRow(source) { // as nearly every part of a page
		return source
	}
	return tableEnd.ReplaceAllFunc(source, func(match []byte) []byte {
		parts := tableEnd.FindSubmatch(match)
		return append(h.dig(piece{text: bytes.Clone(parts[1]), action: -1}), parts[2]...)
	})
}

func hasRow(source []byte) bool {
	for {
		_, rest, found := bytes.Cut(source, []byte("<"))
		if !found {
			return false
		}
		if len(rest) > 1 && rest[0]|0x20 == 't' && rest[1]|0x20 == 'r' {
			return true
		}
		source = rest
	}
}
