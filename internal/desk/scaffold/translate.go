package scaffold

import (
	"bytes"
	"maps"
	"reflect"
	"strings"

	"loa/internal/base/pattern"
	"loa/internal/base/problem"
	"loa/internal/base/source"
	"loa/internal/base/tomlfile"
	"loa/internal/desk/sourceedit"
	"loa/internal/generator/content"
	"loa/internal/generator/markdown"
)

// Guide is what a new translation tells its translator.
type Guide struct {
	Front  string // above the front matter: what to translate there
	Body   string // above the source's text: what to do with it
	Beside bool   // the translator sees the source beside the text, which begins empty
}

// Translate starts a translation of an entry and returns its file. The front
// matter is the source's with a stamp; the source's text stands in comments, a
// block each, unless it is seen beside; and draft = true keeps the page off the
// site until somebody takes it out, so that nothing untranslated is ever published
// by mistake.
func (s *Site) Translate(typed, tag string, guide Guide) (string, error) {
	from, name, err := s.entry(typed)
	if err != nil {
		return "", err
	}
	language, known := s.settings.Languages.Find(tag)
	switch {
	case !known:
		return "", refuse("unknown-language", problem.Args{"tag": tag, "known": s.settings.Languages.Tags()[1:]})
	case language.Tag == s.settings.DefaultLanguage:
		return "", refuse("default-language", problem.Args{"tag": tag})
	case name.Language != s.settings.DefaultLanguage || name.Suffix() != "":
		return "", refuse("not-a-source", problem.Args{"file": from.Path})
	}
	if there, found := s.version(from, name, language.Tag); found {
		return "", refuse("file-there", problem.Args{"file": there.Path})
	}
	text, err := s.translation(from, guide)
	if err != nil {
		return "", err
	}
	file := s.versionNames(from, name, language.Tag)[0]
	if err := s.folderFor(file); err != nil { // the source may lie in a layer
		return file, err
	}
	return file, s.create(file, text)
}

// translation is the text that a translation starts from.
func (s *Site) translation(from source.File, guide Guide) ([]byte, error) {
	text, _, err := source.Read(s.files, from)
	if err != nil {
		return nil, err
	}
	unclear := refuse("front-unclear", problem.Args{"file": from.Path})
	start, end, ok := sourceedit.Front(text.Bytes)
	if !ok {
		return nil, unclear
	}
	stamp, _, err := s.reader.Stamp(from)
	if err != nil {
		return nil, err
	}
	front, ok := translatable(text.Bytes[start:end])
	if !ok {
		return nil, unclear
	}
	var out bytes.Buffer
	out.WriteString("+++\n")
	if guide.Front != "" {
		out.WriteString(comment(guide.Front))
	}
	out.WriteString("draft = true\ntranslated_from = \"" + stamp.String() + "\"\n")
	out.Write(front)
	if guide.Beside {
		out.WriteString("+++\n\n")
		return out.Bytes(), nil
	}
	out.WriteString("+++\n\n<!-- " + harmless(guide.Body) + " -->\n")
	for written := range markdown.Blocks(text.Bytes[end+len(sourceedit.FirstLine(text.Bytes[end:])):]) {
		if block := bytes.TrimSpace(written); len(block) > 0 {
			out.WriteString("\n<!--\n" + harmless(string(block)) + "\n-->\n")
		}
	}
	return out.Bytes(), nil
}

// harmless keeps a text from ending the comment that it stands in.
func harmless(text string) string { return strings.ReplaceAll(text, "-->", "-- >") }

func comment(text string) string {
	return "# " + strings.ReplaceAll(text, "\n", "\n# ") + "\n"
}

// ofSource reports whether a key belongs to the source alone: its own address
// and old addresses, and whether it is a draft.
func ofSource(key string) bool {
	k, _ := content.KeyNamed(key)
	return k.Own
}

var topKey = pattern.New(`^[ \t]*["']?([a-z_]+)["']?[ \t]*=`)

// translatable is a source's front matter without the keys of its own.
func translatable(front []byte) ([]byte, bool) {
	doc, problems := tomlfile.Parse(tomlfile.Source{Text: front})
	if len(problems) > 0 {
		return nil, false
	}
	want := maps.Clone(doc.Map())
	maps.DeleteFunc(want, func(key string, _ any) bool { return ofSource(key) })
	var kept []byte
	rest, top := doc.Text(), true
	for len(rest) > 0 {
		line := sourceedit.FirstLine(rest)
		top = top && !bytes.HasPrefix(bytes.TrimSpace(line), []byte("["))
		if m := topKey.FindSubmatch(line); top && m != nil && ofSource(string(m[1])) {
			line = statement(rest)
		} else {
			kept = append(kept, line...)
		}
		rest = rest[len(line):]
	}
	return kept, reflect.DeepEqual(parse(kept), want)
}

// statement is the key with its value that a text begins with: as few lines as
// can be read by themselves.
func statement(text []byte) []byte {
	for end := len(sourceedit.FirstLine(text)); end < len(text); end += len(sourceedit.FirstLine(text[end:])) {
		if parse(text[:end]) != nil {
			return text[:end]
		}
	}
	return text
}
