package content

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/goccy/go-yaml"

	"loa/internal/base/pattern"
	"loa/internal/base/problem"
	"loa/internal/base/source"
	"loa/internal/base/tomlfile"
)

// yamlProblem refuses YAML front matter and shows it as TOML.
func yamlProblem(text source.Text, start int) *problem.Problem {
	p := problem.New(problem.FrontMatterYAML, text.Place(start, 3), problem.Args{})
	toml, err := tomlForm(yamlBody(text.Bytes, start))
	if fault := (*yamlFault)(nil); errors.As(err, &fault) {
		fault.explain(&p, text, start)
	}
	if err == nil {
		p.Args["toml"] = "+++\n" + toml + "+++"
	}
	return &p
}

// yamlEnding is the line that ends YAML: --- or, as in YAML itself, three dots.
var yamlEnding = pattern.New(`(?m)^(?:---|\.\.\.)[ \t]*\r?$`)

// yamlBody is what stands between the lines.
func yamlBody(data []byte, start int) string {
	_, rest, _ := bytes.Cut(data[start:], []byte("\n"))
	if end := yamlEnding.FindIndex(rest); end != nil {
		rest = rest[:end[0]]
	}
	return strings.TrimSuffix(string(rest), "\n")
}

// yamlEnd is where the text begins behind the YAML.
func yamlEnd(data []byte, start int) int {
	first := bytes.IndexByte(data[start:], '\n')
	if first < 0 {
		return len(data)
	}
	first += start + 1
	end := yamlEnding.FindIndex(data[first:])
	if end == nil {
		return len(data)
	}
	return min(first+end[1]+1, len(data))
}

// tomlForm writes YAML as TOML: the keys in their order, mappings at the top as
// tables behind them, comments with what they stand at. The error tells of YAML
// that is none (a *yamlFault says where), or that TOML has no form for.
func tomlForm(text string) (form string, err error) {
	if len(text) > 8<<10 || nested(text) {
		return "", errors.New("too large or too deep")
	}
	if text, err = decimals(text); err != nil { // references can grow without end
		return "", err
	}
	comments := yaml.CommentMap{}
	var values yaml.MapSlice
	if err := yaml.UnmarshalWithOptions([]byte(text), &values, yaml.UseOrderedMap(), yaml.CommentToMap(comments)); err != nil {
		return "", faultOf(err)
	}
	w := tomlWriter{comments: comments}
	for _, tables := range []bool{false, true} {
		for _, item := range values {
			if inside, table := item.Value.(yaml.MapSlice); table == tables {
				w.item(item, inside, table)
			}
		}
	}
	for _, left := range w.left() {
		w.out.WriteString(left)
	}
	return w.out.String(), w.err
}

// nested reports whether more lists and tables than the limit may stand in each other on
// one line: the library takes memory with the square of their number. Brackets and marks
// in texts count, too; then the author converts by hand.
func nested(text string) bool {
	open := 0
	for line := range strings.Lines(text) {
		marks := 0
		for i := range len(line) {
			switch c := line[i]; {
			case c == '[', c == '{':
				open++
			case c == ']', c == '}':
				open = max(open-1, 0)
			case (c == '-' || c == '?') && i+1 < len(line) && line[i+1] <= ' ':
				marks++
			case c != ' ' && c != '\t':
				marks = 0
			}
			if max(open, marks) > problem.MaxKeyDepth.Most {
				return true
			}
		}
	}
	return false
}

type tomlWriter struct {
	out      strings.Builder
	comments yaml.CommentMap
	err      error
}

func (w *tomlWriter) item(item yaml.MapItem, inside yaml.MapSlice, table bool) {
	path := "$." + fmt.Sprint(item.Key)
	if !table {
		w.key(path, item)
		return
	}
	w.above(path)
	w.out.WriteString("[" + tomlKey(item.Key) + "]" + w.behind(path) + "\n")
	for _, below := range inside {
		w.key(path+"."+fmt.Sprint(below.Key), below)
	}
}

func (w *tomlWriter) key(path string, item yaml.MapItem) {
	w.above(path)
	if item.Value == nil { // TOML has no null: the key is kept as a comment
		w.out.WriteString("# " + tomlKey(item.Key) + " =" + w.behind(path) + "\n")
		return
	}
	w.out.WriteString(tomlKey(item.Key) + " = " + w.value(item.Value) + w.behind(path) + "\n")
}

// above writes the comments that stand above a key.
func (w *tomlWriter) above(path string) {
	for _, c := range w.comments[path] {
		if c.Position == yaml.CommentHeadPosition {
			for _, text := range c.Texts {
				w.out.WriteString("#" + text + "\n")
			}
		}
	}
}

// behind returns the comment in a key's line, and forgets the key's comments.
func (w *tomlWriter) behind(path string) string {
	line := ""
	var foot []*yaml.Comment
	for _, c := range w.comments[path] {
		switch c.Position {
		case yaml.CommentLinePosition:
			line += " #" + strings.Join(c.Texts, " ")
		case yaml.CommentFootPosition:
			foot = append(foot, c)
		}
	}
	delete(w.comments, path)
	if foot != nil {
		w.comments[path] = foot
	}
	return line
}

// left are the comments that found no place: within lists, and at the end.
func (w *tomlWriter) left() []string {
	var lines []string
	for _, path := range slices.Sorted(maps.Keys(w.comments)) {
		for _, c := range w.comments[path] {
			for _, text := range c.Texts {
				lines = append(lines, "#"+text+"\n")
			}
		}
	}
	return lines
}

func (w *tomlWriter) value(value any) string {
	switch v := value.(type) {
	case string:
		if isoDate.MatchString(v) {
			return v
		}
		if m := moment(v); m != "" {
			return m
		}
		return tomlfile.Quote(v)
	case bool, int, int64, uint64:
		return fmt.Sprint(v)
	case float64:
		text := strconv.FormatFloat(v, 'f', -1, 64)
		if !strings.Contains(text, ".") {
			text += ".0"
		}
		return text
	case time.Time:
		return v.Format(time.RFC3339)
	case []any:
		var items []string
		for _, item := range v {
			items = append(items, w.value(item))
		}
		return "[" + strings.Join(items, ", ") + "]"
	case yaml.MapSlice:
		var items []string
		for _, item := range v {
			if item.Value != nil {
				items = append(items, tomlKey(item.Key)+" = "+w.value(item.Value))
			}
		}
		return "{ " + strings.Join(items, ", ") + " }"
	}
	w.err = fmt.Errorf("TOML has no form for %T", value)
	return `""`
}

func tomlKey(key any) string {
	name := fmt.Sprint(key)
	if name == "" || strings.ContainsFunc(name, func(r rune) bool {
		return r >= unicode.MaxASCII || !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '_' && r != '-'
	}) {
		return tomlfile.Quote(name)
	}
	return name
}
