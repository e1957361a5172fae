package relocate

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"reflect"
	"slices"
	"strings"

	"loa/internal/base/tomlfile"
	"loa/internal/desk/sourceedit"
	"loa/internal/generator/content"
)

// stamps gives translations and recordings of texts whose links alone changed the new sum
// of what they were made from, if they followed the text until now.
func (b *planner) stamps() error {
	if len(b.sums) == 0 {
		return nil
	}
	for _, e := range b.project.Entries {
		to, _ := b.by.of(strings.TrimPrefix(e.File.Name, content.Root+"/"))
		file := content.Root + "/" + to
		i := slices.IndexFunc(b.plan.Texts, func(c Change) bool { return c.File == file })
		raw, err := b.planned(e.File.Name)
		if err != nil {
			return err
		}
		if i >= 0 {
			raw = b.plan.Texts[i].After
		}
		next := b.restamped(e, raw)
		switch {
		case bytes.Equal(next, raw), !b.project.Own(e.File.Name):
		case i >= 0:
			b.plan.Texts[i].After = next
		default:
			b.plan.Texts = append(b.plan.Texts, Change{file, raw, next})
		}
	}
	return nil
}

// restamped is a file with the new sums in the place of those of the versions of its entry.
// Only whole values of the front matter are looked at.
func (b *planner) restamped(e *content.Entry, raw []byte) []byte {
	doc, ok := sourceedit.Parse(raw)
	if !ok {
		return raw
	}
	for _, r := range b.sums {
		if r.of.Key == e.Key {
			r.restamp(doc, nil, doc.Values())
		}
	}
	return doc.Bytes()
}

func (r resummed) restamp(doc *sourceedit.Document, at []string, table map[string]any) {
	for key, value := range table {
		here := append(slices.Clone(at), key)
		switch value := value.(type) {
		case map[string]any:
			r.restamp(doc, here, value)
		case string:
			if now, is := r.instead(value); is {
				doc.Set(here, tomlfile.Quote(now))
			}
		}
	}
}

// instead is what stands for the sum of the text as it was: with as many parts.
func (r resummed) instead(written string) (string, bool) {
	stamp, is := content.ParseStamp(written)
	if !is || stamp.Whole != r.old {
		return "", false
	}
	next := r.next
	if len(stamp.Parts) == 0 {
		next.Parts = nil
	}
	return next.String(), true
}

// tables changes the files of the site that name files of content/ by their path: the
// settings, data/ and warnings/.
func (b *planner) tables() error {
	names := []string{sourceedit.Settings}
	for _, folder := range []string{"data", "warnings"} {
		err := fs.WalkDir(b.project.Disk(), folder, func(name string, d fs.DirEntry, err error) error {
			if errors.Is(err, fs.ErrNotExist) {
				return nil
			}
			if err == nil && d.Type().IsRegular() && path.Ext(name) == ".toml" {
				names = append(names, name)
			}
			return err
		})
		if err != nil {
			return fmt.Errorf("looking for tables: %w", err)
		}
	}
	for _, name := range names {
		if err := b.table(name); err != nil {
			return err
		}
	}
	return nil
}

func (b *planner) table(name string) error {
	raw, err := fs.ReadFile(b.project.Disk(), name)
	if err != nil {
		return fmt.Errorf("reading %s: %w", name, err)
	}
	r := renaming{planner: b, texts: map[string]string{}, settings: name == sourceedit.Settings}
	doc, _ := tomlfile.Parse(tomlfile.Source{File: name, Text: raw})
	want := r.value("", doc.Map())
	if len(r.texts) == 0 {
		return nil
	}
	next := raw
	for old, now := range r.texts {
		for _, quote := range []string{`"`, `'`} {
			next = bytes.ReplaceAll(next, []byte(quote+old+quote), []byte(tomlfile.Quote(now)))
		}
	}
	if now, bad := tomlfile.Parse(tomlfile.Source{File: name, Text: next}); len(bad) > 0 || !reflect.DeepEqual(now.Map(), want) {
		b.left(name, 0, "")
		return nil
	}
	if !b.project.Own(name) {
		return &Error{Shared, b.project.Origin(name)}
	}
	b.plan.Links += r.count
	b.plan.Texts = append(b.plan.Texts, Change{name, raw, next})
	return nil
}

// renaming makes of the values of a table what they are to be.
type renaming struct {
	*planner
	texts    map[string]string // that are replaced
	settings bool              // the table is site.toml, in which most values are no paths of content/
	count    int
}

// pathKeys are the keys of site.toml whose values are paths of content/.
var pathKeys = []string{"page", "children", "menu", "figures", "allow"}

// value is a value when all has moved; key is its own.
func (r *renaming) value(key string, value any) any {
	switch value := value.(type) {
	case map[string]any:
		all := make(map[string]any, len(value))
		for key, below := range value {
			next := key
			if !r.settings {
				next = r.text(key)
			}
			all[next] = r.value(key, below)
		}
		return all
	case []any:
		all := make([]any, len(value))
		for i, below := range value {
			all[i] = r.value(key, below)
		}
		return all
	case string:
		if i := slices.IndexFunc(r.sums, func(s resummed) bool { return s.of.File.Path == key }); i >= 0 { // an approval
			if now, is := r.sums[i].instead(value); is {
				r.texts[value] = now
				return now
			}
		}
		if r.settings && !slices.Contains(pathKeys, key) {
			return value
		}
		return r.text(value)
	}
	return value
}

// text is a path of the table when all has moved: from the site's folder, or below
// content/ if it can be taken for nothing but a path.
func (r *renaming) text(written string) string {
	rest, fromSite := strings.CutPrefix(written, content.Root+"/")
	lead := written[:len(written)-len(rest)]
	if !fromSite {
		rest = strings.TrimPrefix(written, "/")
		lead = written[:len(written)-len(rest)]
		if path.Ext(rest) != ".md" && (lead != "" || !strings.Contains(rest, "/")) {
			return written // a word, or an address
		}
	}
	tail := ""
	if strings.HasSuffix(rest, "/") {
		rest, tail = strings.TrimSuffix(rest, "/"), "/"
	}
	next, moved := r.by.of(rest)
	if !moved {
		return written
	}
	r.texts[written] = lead + next + tail
	r.count++
	return lead + next + tail
}
