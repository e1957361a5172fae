package captions

import (
	"bytes"
	"fmt"
	"html"
	"slices"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"loa/internal/base/pattern"
)

// WebVTT is the track as browsers read it (W3C, "WebVTT: The Web Video Text Tracks
// Format").
func (t *Track) WebVTT() []byte {
	var b bytes.Buffer
	b.WriteString("WEBVTT\n")
	for _, c := range t.Cues {
		fmt.Fprintf(&b, "\n%s --> %s", stamp(c.Start), stamp(c.End))
		if c.Settings != "" {
			b.WriteString(" " + c.Settings)
		}
		b.WriteString("\n" + c.Text + "\n")
	}
	return b.Bytes()
}

func stamp(d time.Duration) string {
	ms := d.Milliseconds()
	return fmt.Sprintf("%02d:%02d:%02d.%03d", ms/3_600_000, ms/60_000%60, ms/1000%60, ms%1000)
}

var (
	mark  = pattern.New(`</?[a-zA-Z][^<>\n]*>|<\d[\d:.]*>`)
	tag   = pattern.New(`^<(/?)(?:([biuvBIUV])|v(?:\.[^\s>]*)?\s+([^>]+))\s*>$`)
	place = pattern.New(`\{\\[^}\n]*\}`) // {\an8}: of other programs
)

// marked is the text of a caption with the marks that stay: bold, italic, underlined, and
// who speaks. All else is text, escaped. Empty lines would end the caption.
func marked(text string) string {
	var out strings.Builder
	var open []string
	text = strings.TrimSpace(place.ReplaceAllString(text, ""))
	at := 0
	for _, m := range mark.FindAllStringIndex(text, -1) {
		out.WriteString(plain(text[at:m[0]]))
		at = m[1]
		open = put(&out, tag.FindStringSubmatch(text[m[0]:m[1]]), open)
	}
	out.WriteString(plain(text[at:]))
	for _, name := range slices.Backward(open) {
		out.WriteString("</" + name + ">")
	}
	var lines []string
	for line := range strings.SplitSeq(out.String(), "\n") {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}

// put writes a mark that is known, and returns those that are open behind it.
func put(out *strings.Builder, m, open []string) []string {
	if m == nil {
		return open
	}
	name := strings.ToLower(m[2])
	switch {
	case m[3] != "":
		out.WriteString("<v " + strings.Join(strings.Fields(plain(m[3])), " ") + ">")
		return append(open, "v")
	case m[1] == "" && name == "v": // nobody's
		return open
	case m[1] == "":
		out.WriteString("<" + name + ">")
		return append(open, name)
	case len(open) > 0 && open[len(open)-1] == name:
		out.WriteString("</" + name + ">")
		return open[:len(open)-1]
	}
	return open
}

// escape writes text as WebVTT has it. An entity can stand for a carriage return, which would end a line there.
var escape = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "\r", "\n")

// plain is text behind a mark or at the beginning, in lines. A combining sign there would
// change the mark.
func plain(s string) string {
	s = norm.NFC.String(html.UnescapeString(s))
	return escape.Replace(strings.TrimLeftFunc(s, func(r rune) bool { return unicode.Is(unicode.Mn, r) }))
}
