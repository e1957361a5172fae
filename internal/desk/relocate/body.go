package relocate

import (
	"fmt"
	"io/fs"
	"net/url"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"loa/internal/base/tomlfile"
	"loa/internal/desk/sourceedit"
	"loa/internal/generator/content"
	"loa/internal/generator/markdown"
	"loa/internal/generator/site"
)

// aliases gives every page that moves its old address, also one that has been taken off the
// site by its last day: people have its address, and it may come back.
func (b *planner) aliases() error {
	for e, address := range b.addresses() {
		file := e.File.Name
		raw, err := fs.ReadFile(b.project.Disk(), file)
		if err != nil {
			return fmt.Errorf("reading %s: %w", file, err)
		}
		doc, ok := sourceedit.Parse(raw)
		if !ok {
			b.left(file, 0, address)
			continue
		}
		all := slices.Clone(e.Aliases)
		if !slices.Contains(all, address) {
			all = append(all, address)
		}
		if !doc.Set([]string{"aliases"}, tomlfile.QuoteAll(all)) {
			b.left(file, 0, address)
			continue
		}
		b.plan.Old = append(b.plan.Old, address)
		b.plan.Aliases = append(b.plan.Aliases, Change{file, raw, doc.Bytes()})
		b.ends(file, doc)
	}
	return nil
}

// bodies changes what texts say of files that move, and of others if they move
// themselves.
func (b *planner) bodies() error {
	for _, e := range b.project.Entries {
		raw, err := b.planned(e.File.Name)
		if err != nil {
			return err
		}
		to, moving := b.by.of(strings.TrimPrefix(e.File.Name, content.Root+"/"))
		if !moving && !b.mentions(raw) {
			continue
		}
		doc, ok := sourceedit.Parse(raw)
		if !ok {
			if b.mentions(raw) {
				b.left(e.File.Name, 0, "")
			}
			continue
		}
		t := text{planner: b, entry: e, doc: doc, folder: content.ParseName(to, b.by.languages).Folder()}
		t.body()
		t.front()
		after := doc.Bytes()
		if slices.Equal(after, raw) {
			continue
		}
		if !b.project.Own(e.File.Name) {
			return &Error{Shared, b.project.Origin(e.File.Name)}
		}
		b.plan.Texts = append(b.plan.Texts, Change{content.Root + "/" + to, raw, after})
		b.ends(e.File.Name, doc)
		if old, next := content.Sum(raw), content.StampOf(after); old != next.Whole {
			b.sums = append(b.sums, resummed{e, old, next})
		}
	}
	return nil
}

// ends notes a text whose bytes somebody approved.
func (b *planner) ends(file string, doc *sourceedit.Document) {
	if of, _ := doc.Value("approved_text").(string); of != "" && !slices.Contains(b.plan.Ended, file) {
		b.plan.Ended = append(b.plan.Ended, file)
	}
}

// planned is a file as it will be when the old addresses are written.
func (b *planner) planned(file string) ([]byte, error) {
	if i := slices.IndexFunc(b.plan.Aliases, func(c Change) bool { return c.File == file }); i >= 0 {
		return b.plan.Aliases[i].After, nil
	}
	raw, err := fs.ReadFile(b.project.Disk(), file)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", file, err)
	}
	return raw, nil
}

// mentions reports whether a text has the last part of the path that moves anywhere: only
// then it is read for links.
func (b *planner) mentions(raw []byte) bool {
	name := path.Base(b.by.old)
	whole := norm.NFC.String(string(raw))
	return strings.Contains(whole, name) || strings.Contains(whole, url.PathEscape(name)) || strings.Contains(whole, markdown.EscapeDestination(name))
}

// text is one entry whose references are changed.
type text struct {
	*planner
	entry  *content.Entry
	doc    *sourceedit.Document
	folder string // that it will lie in
}

// body changes the links and pictures of the text.
func (t text) body() {
	body := t.doc.Body()
	var out strings.Builder
	done := 0
	for _, d := range markdown.Destinations([]byte(body)) {
		next, changed := t.reference(d.Value, d.Attr)
		if !changed || d.Start < done {
			continue
		}
		out.WriteString(body[done:d.Start] + next)
		done = d.End
		t.plan.Links++
	}
	t.doc.SetBody(out.String() + body[done:])
}

// reference is what stands for a link when all has moved, and whether that differs from
// what stands there. Of what may be something else than a file only those that lead
// somewhere are touched.
func (t text) reference(written string, unsure bool) (string, bool) {
	dest, rest := written, ""
	if i := strings.IndexAny(written, "?#"); i >= 0 {
		dest, rest = written[:i], written[i:]
	}
	if dest == "" || strings.Contains(dest, ":") || strings.HasPrefix(dest, "//") {
		return "", false
	}
	plain := dest
	if decoded, err := url.PathUnescape(dest); err == nil {
		plain = norm.NFC.String(decoded)
	}
	plain = strings.ReplaceAll(plain, `\`, "/")
	if unsure && !strings.Contains(plain, ".") {
		return "", false
	}
	at := absolute(t.entry.Folder(), plain)
	next, moved := t.by.of(at)
	target := t.target(strings.ReplaceAll(dest, `\`, "/"))
	switch {
	case target.Path != "" || target.Page != nil && !strings.HasSuffix(plain, ".md"):
		return t.published(plain, rest, target)
	case moved && (target.Found() || target.NotLive):
	case moved || !target.Found() && !target.NotLive: // it leads nowhere today
		return "", false
	}
	if strings.HasPrefix(plain, "/") {
		if !moved {
			return "", false
		}
		return markdown.EscapeDestination("/"+next) + rest, true
	}
	as := relative(t.folder, next)
	if as == path.Clean(plain) {
		return "", false
	}
	return markdown.EscapeDestination(as) + rest, true
}

// target is where a reference leads today.
func (t text) target(plain string) site.Target {
	if t.project.Site == nil {
		return site.Target{}
	}
	return t.project.Site.ResolveFrom(t.entry, plain)
}

// published is a link to the address of a page: it becomes one to the page's file, which
// no later move can break.
func (t text) published(plain, rest string, target site.Target) (string, bool) {
	for page := range t.pages() {
		if target.Page != page && strings.Trim(target.Path, "/") != strings.Trim(page.Path, "/") {
			continue
		}
		name := strings.TrimPrefix(page.Entry.File.Path, content.Root+"/")
		next, _ := t.by.of(name)
		if tag := page.Edition.Language.Tag; tag != t.entry.Language && !strings.HasSuffix(next, "."+tag+".md") {
			next = strings.TrimSuffix(next, ".md") + "." + tag + ".md" // else it would be the page in the reader's language
		}
		return markdown.EscapeDestination("/"+next) + rest, true
	}
	return "", false
}

// front changes the values of the front matter that are paths.
func (t text) front() {
	for _, key := range content.Keys() {
		if !key.Names {
			continue
		}
		parts := strings.Split(key.Name, ".")
		t.value(key, parts)
		t.value(key, append([]string{"cascade"}, parts...))
	}
}

func (t text) value(key content.Key, at []string) {
	switch value := t.doc.Value(at...).(type) {
	case string:
		if next, changed := t.named(value); changed && t.doc.Set(at, tomlfile.Quote(next)) {
			t.plan.Links++
		}
	case []any:
		var all []string
		any := false
		for _, one := range value {
			written, isText := one.(string)
			if !isText {
				return
			}
			next, changed := t.named(written)
			if changed {
				any = true
				t.plan.Links++
			} else {
				next = written
			}
			all = append(all, next)
		}
		if any {
			t.doc.Set(at, tomlfile.QuoteAll(all))
		}
	}
}

// named is reference for a value of the front matter, which may also be the path of a page
// without its ending, from the top.
func (t text) named(value string) (string, bool) {
	if t.target(value).Found() {
		next, changed := t.reference(value, false)
		if plain, err := url.PathUnescape(next); err == nil {
			next = plain
		}
		return next, changed
	}
	key := strings.TrimSuffix(strings.Trim(value, "/"), ".md")
	next, moved := t.by.of(key)
	if !moved {
		return "", false
	}
	return strings.Replace(value, key, next, 1), true
}
