package newsroom

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"loa/internal/desk/sourceedit"
	"loa/internal/generator/build"
	"loa/internal/generator/content"
	"loa/internal/generator/markdown"
	"loa/internal/media/picture"
)

// use is an entry that shows or names a picture.
type use struct {
	Entry *content.Entry
	Cover bool   // as the picture of the page, or of those below it
	Alt   string // what the entry says is in it; "" if nothing
}

// pictureUses are the entries that name each picture, by its path: in their texts and by
// values of their front matter, also those of drafts. Templates are not looked into.
func pictureUses(p *build.Project) (map[string][]use, error) {
	all := map[string][]use{}
	if p.Site == nil {
		return all, nil
	}
	for _, e := range p.Entries {
		raw, err := fs.ReadFile(p.Disk(), e.File.Name)
		if errors.Is(err, fs.ErrNotExist) {
			continue // gone since
		}
		if err != nil {
			return nil, fmt.Errorf("reading %s: %w", e.File.Name, err)
		}
		doc, ok := sourceedit.Parse(raw)
		if !ok || !namesPicture(string(raw)) {
			continue
		}
		add := func(value, alt string, cover bool) {
			t := p.Site.ResolveFrom(e, value)
			if t.File == nil || !picture.Named(t.File.Path) {
				return
			}
			at := t.File.Path
			if i := slices.IndexFunc(all[at], func(u use) bool { return u.Entry == e }); i >= 0 {
				all[at][i].Cover = all[at][i].Cover || cover
				return
			}
			all[at] = append(all[at], use{e, cover, alt})
		}
		inFront(doc, add)
		body := doc.Body()
		for _, d := range markdown.Destinations([]byte(body)) {
			if !strings.Contains(d.Value, ":") {
				add(d.Value, altBefore(body, d.Start), false)
			}
		}
	}
	return all, nil
}

// namesPicture reports whether a text may name a picture: only then it is read for links.
func namesPicture(text string) bool {
	text = strings.ToLower(text)
	for _, ending := range []string{".jp", ".png", ".gif", ".webp", ".avif", ".svg"} {
		if strings.Contains(text, ending) {
			return true
		}
	}
	return false
}

// inFront tells of the values of a front matter that name files.
func inFront(doc *sourceedit.Document, add func(value, alt string, cover bool)) {
	for _, key := range content.Keys() {
		if !key.Names {
			continue
		}
		parts := strings.Split(key.Name, ".")
		for _, at := range [][]string{parts, append([]string{"cascade"}, parts...)} {
			cover := strings.HasPrefix(key.Name, "image")
			alt := ""
			if cover {
				alt, _ = doc.Value(append(slices.Clone(at[:len(at)-len(parts)]), "image", "alt")...).(string)
			}
			switch value := doc.Value(at...).(type) {
			case string:
				add(value, alt, cover)
			case []any:
				for _, one := range value {
					if written, is := one.(string); is {
						add(written, "", false)
					}
				}
			}
		}
	}
}

// altBefore is what stands in the brackets of a picture whose destination begins at start;
// "" for a link.
func altBefore(body string, start int) string {
	head := strings.TrimRight(body[:start], "<")
	head, is := strings.CutSuffix(head, "](")
	i := strings.LastIndex(head, "![")
	if !is || i < 0 || strings.Contains(head[i:], "]") {
		return ""
	}
	return strings.Join(strings.Fields(head[i+2:]), " ")
}

// destinationFrom is how an entry names a file by its path: by its name alone if it lies
// beside it, else from the top.
func destinationFrom(name content.Name, file string) string {
	if path.Dir(file) == folderOf(name) {
		return markdown.EscapeDestination(path.Base(file))
	}
	_, rest, _ := strings.Cut(file, "/")
	return markdown.EscapeDestination("/" + rest)
}
