package docx

import (
	"strconv"
	"strings"

	"loa/internal/base/pattern"
)

// styles are those of a document, by their ids.
type styles struct {
	byID     map[string]*node
	defaults *node  // run properties of everything
	normal   string // the id of the paragraph style of those that name none
}

func readStyles(root *node) styles {
	s := styles{byID: map[string]*node{}}
	for _, n := range root.all("style") {
		s.byID[n.attr("styleId")] = n
		if n.attr("type") == "paragraph" && on(n.attr("default")) && n.attr("default") != "" {
			s.normal = n.attr("styleId")
		}
	}
	s.defaults = root.child("styles", "docDefaults", "rPrDefault", "rPr")
	return s
}

// chain calls look with a style and those that it is based on, until it is
// content.
func (s styles) chain(id string, look func(*node) bool) {
	for range 32 { // a style may be based on itself
		n := s.byID[id]
		if n == nil || look(n) {
			return
		}
		id = n.val("basedOn")
	}
}

// on reads a switch: present without a value is on.
func on(value string) bool {
	return value != "0" && value != "false" && value != "off" && value != "none"
}

// switched looks a switch up in run properties, then in the styles.
func (s styles) switched(name string, run *node, ids ...string) bool {
	if n := run.child(name); n != nil {
		return on(n.attr("val"))
	}
	found, known := false, false
	for _, id := range ids {
		s.chain(id, func(style *node) bool {
			if n := style.child("rPr", name); n != nil && !known {
				found, known = on(n.attr("val")), true
			}
			return known
		})
	}
	return found
}

// nudge is up to how many half-points letters are moved to stand well beside a picture.
const nudge = 3

// raised is the element for letters above or below the line, "" for others. They are set so (vertAlign) or were
// moved by hand (position, in half-points), which says nothing of those that are set; one style says it for many.
func (s styles) raised(run *node, ids ...string) string {
	switch s.nearest("vertAlign", run, ids...) {
	case "superscript":
		return "sup"
	case "subscript":
		return "sub"
	}
	moved, err := strconv.Atoi(s.nearest("position", run, ids...))
	switch {
	case err != nil:
		return ""
	case moved > nudge:
		return "sup"
	case moved < -nudge:
		return "sub"
	}
	return ""
}

// nearest is the value of a property: of the run itself, or of the nearest style that has it.
func (s styles) nearest(name string, run *node, ids ...string) string {
	value := run.val(name)
	for _, id := range ids {
		s.chain(id, func(style *node) bool {
			if value == "" {
				value = style.child("rPr").val(name)
			}
			return value != ""
		})
	}
	return value
}

// font is the font of a run's letters beyond ASCII, which tells the encoding that they
// are in: Word takes hAnsi for them. "" for none, and for a font of the theme, which
// Word names by its place there.
func (s styles) font(run *node, ids ...string) string {
	for _, key := range []string{"hAnsi", "ascii", "cs"} {
		if f := s.fontFor(key, run, ids...); f != "" {
			return f
		}
	}
	return ""
}

// fontFor is the font for a kind of letters, of the run itself, of the nearest style
// that names one, or of the document.
func (s styles) fontFor(key string, run *node, ids ...string) string {
	found, known := "", false
	look := func(properties *node) bool {
		fonts := properties.child("rFonts")
		if fonts.attr(key+"Theme") != "" { // stronger than a name
			known = true
		} else if f := fonts.attr(key); f != "" {
			found, known = f, true
		}
		return known
	}
	if look(run) {
		return found
	}
	for _, id := range ids {
		s.chain(id, func(style *node) bool { return known || look(style.child("rPr")) })
	}
	if !known {
		look(s.defaults)
	}
	return found
}

// Names of heading styles in English Word, in Vietnamese Word and in templates
// that offices made; ids where the style itself is missing.
var (
	headingName = pattern.New(`(?i)^(?:heading|đề mục|đầu đề|tiêu đề|mục)\s*([1-9])$`)
	headingID   = pattern.New(`^(?:Heading|u)([1-9])$`)
	titleName   = pattern.New(`(?i)^(?:title|tiêu đề|tựa đề|tên văn bản)$`)
)

// heading is the level of a paragraph's style or of itself: 0 for a title, -1
// for none.
func (s styles) heading(paragraph *node) int {
	if level, ok := outline(paragraph); ok {
		return level
	}
	id := paragraph.val("pStyle")
	level := -1
	if s.byID[id] == nil {
		if m := headingID.FindStringSubmatch(id); m != nil {
			level, _ = strconv.Atoi(m[1])
		} else if id == "Title" {
			level = 0
		}
	}
	s.chain(id, func(style *node) bool {
		name := strings.TrimSpace(style.val("name"))
		if m := headingName.FindStringSubmatch(name); m != nil {
			level, _ = strconv.Atoi(m[1])
			return true
		}
		if titleName.MatchString(name) {
			level = 0
			return true
		}
		found, ok := outline(style.child("pPr"))
		if ok {
			level = found
		}
		return ok
	})
	return level
}

// outline is a level of the outline; Word counts from 0 and takes 9 for text.
func outline(properties *node) (int, bool) {
	n := properties.child("outlineLvl")
	if n == nil {
		return 0, false
	}
	level, err := strconv.Atoi(n.attr("val"))
	if err != nil || level < 0 {
		return 0, false
	}
	if level >= 9 {
		return -1, true
	}
	return level + 1, true
}
