package clone

import (
	"bytes"
	"maps"
	"path"
	"slices"
	"strconv"

	"github.com/go-git/go-git/v5/plumbing"

	"loa/internal/base/tomlfile"
	"loa/internal/desk/sourceedit"
)

// setAside are the keys of a page that say nothing of whether its text is another one.
func (o Options) setAside() []string {
	return slices.Concat(o.OfText, o.folderKeys())
}

// folderKeys are the names of FolderKeys.
func (o Options) folderKeys() []string { return slices.Sorted(maps.Keys(o.FolderKeys)) }

// proposed is a file as it goes for review: a page without the keys of the folder.
func (r *repository) proposed(name string, e entry, folder []string) (entry, error) {
	if !isPage(name) {
		return e, nil
	}
	return r.without(e, folder)
}

func isPage(name string) bool { return path.Ext(name) == ".md" && sourceedit.Allowed(name) }

// keyed are a page as it was sent for review and as it is in the branch, with the keys that
// are set aside as the folder has them. A page that the folder never had gets those of pages
// there.
func (r *repository) keyed(name string, mine, base, theirs entry, o Options) (entry, entry, error) {
	if !mine.isFile() && !base.isFile() && isPage(name) {
		theirs, err := r.changed(theirs, func(doc *sourceedit.Document) bool {
			for _, key := range o.folderKeys() {
				if !doc.Set([]string{key}, o.FolderKeys[key]) {
					return false
				}
			}
			return true
		})
		return base, theirs, err
	}
	of := mine
	if !of.isFile() {
		of = base
	}
	base, err := r.withKeysOf(of, base, o.setAside())
	if err != nil {
		return base, theirs, err
	}
	theirs, err = r.withKeysOf(of, theirs, o.setAside())
	return base, theirs, err
}

// withKeysOf is a page with some keys of its front matter as another text of it has them;
// the page as it is if one of both cannot be read.
func (r *repository) withKeysOf(other, page entry, keys []string) (entry, error) {
	if len(keys) == 0 || !page.isFile() || !other.isFile() || page == other {
		return page, nil
	}
	model, err := r.blob(other.hash)
	if err != nil {
		return page, err
	}
	of, ok := sourceedit.Parse(model)
	if !ok {
		return page, nil
	}
	return r.changed(page, func(doc *sourceedit.Document) bool { return takeKeys(doc, of, keys) })
}

// takeKeys gives a page some keys of another; false if one cannot be set.
func takeKeys(doc, of *sourceedit.Document, keys []string) bool {
	for _, key := range keys {
		value := written(of.Value(key))
		switch now := doc.Value(key); {
		case value == "" && now != nil && !doc.Remove(key):
			return false
		case value != "" && value != written(now) && !doc.Set([]string{key}, value):
			return false
		}
	}
	return true
}

// written is a text or a truth value as TOML writes it; "" for anything else.
func written(value any) string {
	switch value := value.(type) {
	case string:
		return tomlfile.Quote(value)
	case bool:
		return strconv.FormatBool(value)
	}
	return ""
}

// without is a page without some keys of its front matter; the page as it is if it cannot
// be read.
func (r *repository) without(page entry, keys []string) (entry, error) {
	return r.changed(page, func(doc *sourceedit.Document) bool {
		for _, key := range keys {
			if doc.Value(key) != nil && !doc.Remove(key) {
				return false
			}
		}
		return true
	})
}

// changed is a page after a change of its front matter; the page as it is if it has none, or
// the change reports that it cannot be made.
func (r *repository) changed(page entry, change func(*sourceedit.Document) bool) (entry, error) {
	if !page.isFile() {
		return page, nil
	}
	text, err := r.blob(page.hash)
	if err != nil {
		return page, err
	}
	doc, ok := sourceedit.Parse(text)
	if !ok || !change(doc) || bytes.Equal(doc.Bytes(), text) {
		return page, nil
	}
	page.hash, err = r.put(plumbing.BlobObject, doc.Bytes())
	return page, err
}
