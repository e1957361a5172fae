package mdimport

import (
	"path"
	"strconv"
	"strings"

	"loa/internal/base/pattern"
	"loa/internal/importing/htmlimport"
)

var (
	inlineLink = pattern.New(`(!?)\[((?:[^\[\]\\]|\\.|!?\[(?:[^\[\]\\]|\\.)*\])*)\]\([ \t]*(<[^<>\n]*>|[^\s()<>]*(?:\([^\s()]*\)[^\s()<>]*)*)([ \t\n]+(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\)))?[ \t]*\)(\{[:]?[^}\n]*\})?`)
	definition = pattern.New(`(?m)^([ ]{0,3}\[[^\]\n^][^\]\n]*\]:[ \t]*)(<[^<>\n]*>|\S+)`)
)

// links turns the destinations of links and pictures, also those that are named below the
// text. A link to nowhere leaves its words.
func (c *converter) links(text string) string {
	text = inlineLink.ReplaceAllStringFunc(text, c.linked)
	return definition.ReplaceAllStringFunc(text, func(whole string) string {
		m := definition.FindStringSubmatch(whole)
		dest := strings.Trim(m[2], "<>")
		if name, ok := c.file(dest); ok {
			return m[1] + name
		}
		if to, ok := c.leads(dest); ok {
			return m[1] + pointed(to)
		}
		c.lose(htmlimport.Link, "", dest)
		return m[1] + "#"
	})
}

func (c *converter) linked(whole string) string {
	m := inlineLink.FindStringSubmatch(whole)
	words, dest, title := m[2], strings.Trim(m[3], "<>"), m[4]
	if strings.Contains(words, "](") {
		if words = inlineLink.ReplaceAllStringFunc(words, c.linked); strings.TrimSpace(words) == "" {
			c.lose(htmlimport.Link, "", dest) // around a picture that is not there
			return ""
		}
	}
	if m[1] == "!" {
		if name, ok := c.file(dest); ok {
			return "![" + words + "](" + name + title + ")"
		}
		c.lose(htmlimport.Picture, words, dest)
		return words
	}
	to, ok := c.leads(dest)
	if !ok {
		if dest != "" {
			c.lose(htmlimport.Link, words, dest)
		}
		return words
	}
	return "[" + words + "](" + pointed(to) + title + ")"
}

// leads is where a link leads here.
func (c *converter) leads(dest string) (string, bool) {
	switch {
	case dest == "":
		return "", false
	case strings.HasPrefix(dest, "mailto:"), strings.HasPrefix(dest, "tel:"):
		return dest, true
	case c.options.Link == nil:
		return dest, strings.HasPrefix(dest, "#") || strings.HasPrefix(dest, "http://") || strings.HasPrefix(dest, "https://")
	}
	return c.options.Link(dest)
}

// pointed is a destination as Markdown takes it.
func pointed(to string) string {
	if strings.ContainsAny(to, " \t\n<>") || strings.Count(to, "(") != strings.Count(to, ")") {
		return strings.NewReplacer(" ", "%20", "\t", "", "\n", "", "<", "%3C", ">", "%3E", "(", "%28", ")", "%29").Replace(to)
	}
	return to
}

// file takes a picture along and is its name beside the entry; not ok if there is none.
func (c *converter) file(src string) (string, bool) {
	if c.options.Picture == nil || src == "" || strings.HasPrefix(src, "#") {
		return "", false
	}
	if name, known := c.files[src]; known {
		return name, name != ""
	}
	c.files[src] = ""
	file, ok := c.options.Picture(src)
	if ok && c.options.Clean != nil {
		file, ok = c.options.Clean(file)
	}
	if !ok {
		return "", false
	}
	ending := path.Ext(file.Name)
	stem := strings.TrimSuffix(file.Name, ending)
	for n := 2; c.names[file.Name] > 0; n++ {
		file.Name = stem + "-" + strconv.Itoa(n) + ending
	}
	c.names[file.Name]++
	c.files[src] = file.Name
	c.pictures = append(c.pictures, file)
	return file.Name, true
}
