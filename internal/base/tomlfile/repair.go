package tomlfile

import (
	"bytes"
	"strings"
)

// repair mends the small slips of people who do not write TOML every day, line
// by line: curly quotes as delimiters, title: "x", True, 1/6/2026, 2026-6-1,
// 8:00. Strings stay as they are. It returns the text, with the same lines,
// and the lines that it changed.
func repair(text []byte) (repaired []byte, changed []string) {
	lines := strings.Split(string(text), "\n")
	open := "" // the delimiter of a string that spans lines
	for i, written := range lines {
		if open != "" {
			if strings.Contains(written, open) {
				open = ""
			}
			continue
		}
		if open = opens(written); open != "" {
			continue
		}
		if mended := repairLine(written); mended != written {
			lines[i] = mended
			changed = append(changed, strings.TrimRight(mended, "\r"))
		}
	}
	if len(changed) == 0 {
		return text, nil
	}
	return []byte(strings.Join(lines, "\n")), changed
}

// opens returns the delimiter of a long string that the line opens and does
// not close.
func opens(text string) string {
	for _, delimiter := range []string{`"""`, `'''`} {
		if strings.Count(text, delimiter)%2 == 1 {
			return delimiter
		}
	}
	return ""
}

// repairLine mends one line outside of long strings.
func repairLine(written string) string {
	h := newRepairer(written)
	for h.rest != "" {
		h.step()
	}
	return h.out.String()
}

// repairColon turns the YAML habit "title: …" into "title = …".
func repairColon(written string) string {
	key := strings.TrimLeft(written, " \t")
	end := 0
	for end < len(key) && isBare(key[end]) {
		end++
	}
	value, ok := strings.CutPrefix(key[end:], ":")
	if end == 0 || !ok || value == "" || value[0] != ' ' && value[0] != '\t' {
		return written
	}
	return written[:len(written)-len(key)] + key[:end] + " =" + value
}

// repairer walks over a line outside of strings.
type repairer struct {
	written string
	rest    string
	out     bytes.Buffer
	depth   int  // open brackets
	valued  bool // past the first "="
}

func newRepairer(written string) *repairer {
	return &repairer{written: written, rest: repairColon(written)}
}

// read is how much of the line as written has been read.
func (h *repairer) read() int { return max(len(h.written)-len(h.rest), 0) }

func (h *repairer) step() {
	if h.quotedString() {
		return
	}
	switch c := h.rest[0]; c {
	case '#':
		h.pass(len(h.rest))
	case '[', '{':
		h.depth++
		h.pass(1)
	case ']', '}':
		h.depth--
		h.pass(1)
	case '=', ',', ' ', '\t', '\r':
		h.valued = h.valued || c == '='
		h.pass(1)
	default:
		h.word()
	}
}

func (h *repairer) pass(n int) {
	h.out.WriteString(h.rest[:n])
	h.rest = h.rest[n:]
}

// quotedString passes a string, and gives it straight delimiters if it has
// curly ones.
func (h *repairer) quotedString() bool {
	open := quoteAt(h.rest)
	if open == 0 {
		return false
	}
	if straight := h.rest[0]; open == 1 && (straight == '"' || straight == '\'') {
		if end := closing(h.rest, straight); end > 0 {
			h.pass(end)
			return true
		}
	}
	content, size := h.content(open)
	if size == 0 {
		h.pass(open)
		return true
	}
	curly := content != h.rest[open:size-1] || open > 1
	if curly {
		content = strings.ReplaceAll(strings.ReplaceAll(content, `\`, `\\`), `"`, `\"`)
	}
	h.out.WriteString(`"` + content + `"`)
	h.rest = h.rest[size:]
	return true
}

// closing returns the length of a string in straight quotes, 0 if the line
// does not close it.
func closing(text string, quote byte) int {
	for i := 1; i < len(text); i++ {
		switch {
		case text[i] == '\\' && quote == '"':
			i++
		case text[i] == quote:
			return i + 1
		}
	}
	return 0
}

// content finds the end of a string with a curly delimiter: the first quote
// that is followed by what may follow a value here.
func (h *repairer) content(open int) (content string, size int) {
	for i := open; i < len(h.rest); i++ {
		width := quoteAt(h.rest[i:])
		if width > 0 && h.endsValue(h.rest[i+width:]) {
			return h.rest[open:i], i + width
		}
	}
	return "", 0
}

func (h *repairer) endsValue(after string) bool {
	after = strings.TrimLeft(after, " \t\r")
	if after == "" || after[0] == '#' {
		return true
	}
	return h.depth > 0 && strings.IndexByte(",]}", after[0]) >= 0
}

// quoteAt returns the length of a quotation mark at the beginning of a text,
// 0 if there is none.
func quoteAt(text string) int {
	for _, mark := range []string{`"`, `'`, "“", "”", "„", "‟", "‘", "’", "‚", "‛", "″", "＂"} {
		if strings.HasPrefix(text, mark) {
			return len(mark)
		}
	}
	return 0
}

// word mends a value without quotes. A date and a time of day may stand apart
// by a space.
func (h *repairer) word() {
	end := strings.IndexAny(h.rest, "#,]}=[{\"\r")
	if end < 0 {
		end = len(h.rest)
	}
	end = len(strings.TrimRight(h.rest[:end], " \t"))
	isKey := strings.HasPrefix(strings.TrimLeft(h.rest[end:], " \t"), "=")
	if h.valued && !isKey {
		h.out.WriteString(repairWord(h.rest[:end]))
		h.rest = h.rest[end:]
		return
	}
	h.pass(max(end, 1))
}
