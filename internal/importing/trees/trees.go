// Package trees reads the sources of sites that other generators build: Hugo, Zola, Jekyll,
// Eleventy, Docusaurus, MkDocs with mkdocs-static-i18n, Starlight.
//
//	site, err := trees.Read(os.DirFS("their-site"))
//
// A program is a file of this package: how its tree is known, where its pages lie, how it
// tells languages apart and which addresses it gives.
package trees

import (
	"cmp"
	"errors"
	"io/fs"
	"net/url"
	"path"
	"slices"
	"strings"

	"loa/internal/base/pattern"
	"loa/internal/base/source"
	"loa/internal/importing/foreign"
)

// ErrNone says that no known generator has such a tree.
var ErrNone = errors.New("no tree of a known generator")

// program is a generator.
type program struct {
	name string
	is   func(*tree) bool
	open func(*tree) // fills what is told of the tree in settings
}

// programs are asked in this order: the surest sign first.
var programs = []program{hugo, docusaurus, starlight, mkdocs, zola, jekyll, eleventy}

// root is a folder of pages.
type root struct {
	folder   string // in the tree; "" for all of it
	language string // of all pages in it; "" for those of the tree, or told by names
	at       string // the address of its first page, with a slash at both ends
	section  string // the folder that its pages get; "" for the top
}

// tree is a site's sources. It is the source of its pages afterwards.
type tree struct {
	*foreign.Tree
	program   string
	language  string   // the default one; "" if the settings do not say
	languages []string // all that are declared
	base      *url.URL // where the site is; nil if the settings do not say
	roots     []root
	static    []string // folders whose files are served from the top
	skip      []string // folders that hold no pages
	inFolders bool     // a folder at the top of a root may name a language
	remarks   bool     // pages are templates of Liquid or Nunjucks, which leave out remarks
	hugo      bool     // index.md is a page with files, _index.md a section
	prefixed  bool     // pages of other languages have it before their addresses
	address   func(t *tree, p *foreign.Page, r root, key string, values map[string]any) string
	place     func(t *tree, p *foreign.Page, r root, key string) // where the page comes to lie; nil for where it lies
	menu      []foreign.Link

	pages     []*foreign.Page
	byFile    map[string]*foreign.Page
	byAddress map[string]*foreign.Page
	byBase    map[string]*foreign.Page // by the name of the file; nil where several have it
	byGroup   map[string]*foreign.Page // by group and language
	rootOf    map[*foreign.Page]root
}

// Read reads a tree. Errors are those of the file system, ErrNone and foreign.ErrTooMany.
func Read(folder fs.FS) (foreign.Site, error) {
	listed, err := foreign.Open(folder, "node_modules", "public", "_site", "vendor", "themes")
	if err != nil {
		return foreign.Site{}, err
	}
	t := &tree{Tree: listed, byFile: map[string]*foreign.Page{}, byAddress: map[string]*foreign.Page{}, byBase: map[string]*foreign.Page{}, byGroup: map[string]*foreign.Page{}, rootOf: map[*foreign.Page]root{}}
	for _, p := range programs {
		if !p.is(t) {
			continue
		}
		t.program = p.name
		p.open(t)
		if err := t.read(); err != nil {
			return foreign.Site{}, err
		}
		return foreign.Site{Program: t.program, Language: t.language, Pages: t.pages, Menu: t.menu, Left: t.Left, Source: t}, nil
	}
	return foreign.Site{}, ErrNone
}

var pageEnding = pattern.New(`(?i)\.(?:md|markdown|mdown|mkd|mdx)$`)

func (t *tree) read() error {
	for _, r := range t.roots {
		for _, below := range t.Under(r.folder) {
			if !pageEnding.MatchString(below) || t.skipped(path.Join(r.folder, below)) || t.byFile[path.Join(r.folder, below)] != nil {
				continue
			}
			if err := t.page(r, below); err != nil {
				return err
			}
		}
	}
	slices.SortFunc(t.pages, func(a, b *foreign.Page) int { return cmp.Compare(a.File, b.File) })
	return nil
}

// skipped reports whether a file lies in a folder that holds no pages.
func (t *tree) skipped(file string) bool {
	return slices.ContainsFunc(t.skip, func(folder string) bool {
		return file == folder || strings.HasPrefix(file, folder+"/") || !strings.Contains(folder, "/") && strings.HasPrefix(folder, "_") && strings.Contains("/"+file, "/"+folder+"/")
	})
}

// text reads a file of the tree, in UTF-8; not ok for one that is too large.
func (t *tree) text(name string, most int64) (text string, ok bool, err error) {
	data, err := t.Read(name, most)
	if errors.Is(err, foreign.ErrTooLarge) {
		t.Left = append(t.Left, foreign.Left{File: name, Reason: "too-large"})
		return "", false, nil
	}
	if err != nil {
		return "", false, err
	}
	normal, _ := source.Normalize(name, data)
	return string(normal.Bytes), true, nil
}

// mostText is how long a page or the settings of a tree may be, in bytes.
const mostText = 4_000_000

func (t *tree) page(r root, below string) error {
	file := path.Join(r.folder, below)
	text, ok, err := t.text(file, mostText)
	if err != nil || !ok {
		return err
	}
	values, _, err := split(text)
	if err != nil {
		t.Left = append(t.Left, foreign.Left{File: file, Reason: "front-matter"})
	}
	key, language := t.named(r, pageEnding.ReplaceAllString(below, ""))
	p := &foreign.Page{File: file, Kind: foreign.Article, Language: language, Hash: foreign.HashOf([]byte(text))}
	if facts(p, values); p.Language == "" {
		p.Language = t.language
	}
	bare := withoutLanguage(key, word(values, "lang", "language", "locale"))
	t.lie(p, r, bare)
	p.Address = t.address(t, p, r, key, values)
	if own := ownAddress(values); own != "" {
		p.Address = own
		if t.prefixed && p.Language != "" && p.Language != t.language && !strings.HasPrefix(own, "/"+p.Language+"/") {
			p.Address = "/" + p.Language + own
		}
	}
	p.Group = r.section + ":" + bare
	if group := word(values, "translationKey", "translation_id", "ref", "lang-ref"); group != "" {
		p.Group = "key:" + group
	}
	t.add(p, r)
	return nil
}

func (t *tree) add(p *foreign.Page, r root) {
	t.pages = append(t.pages, p)
	t.byFile[p.File], t.rootOf[p] = p, r
	for _, address := range append([]string{p.Address}, p.Others...) {
		if k := addressKey(address); address != "" && t.byAddress[k] == nil {
			t.byAddress[k] = p
		}
	}
	name := base(p.File)
	if other, known := t.byBase[name]; !known {
		t.byBase[name] = p
	} else if other == nil || other.Group != p.Group {
		t.byBase[name] = nil
	}
	t.byGroup[p.Group+"\x00"+p.Language] = p
}

// named takes the language out of a page's name: name.en, or en/name where folders name
// languages.
func (t *tree) named(r root, key string) (rest, language string) {
	language = r.language
	if ending := path.Ext(key); ending != "" && t.isLanguage(ending[1:]) {
		return strings.TrimSuffix(key, ending), foreign.Language(ending[1:])
	}
	if first, below, ok := strings.Cut(key, "/"); ok && t.inFolders && t.isLanguage(first) {
		return below, foreign.Language(first)
	}
	if t.inFolders && t.isLanguage(key) {
		return "index", foreign.Language(key)
	}
	return key, language
}

// withoutLanguage takes out of a page's path the first folder that is named as the language that the page says it is in.
func withoutLanguage(key, language string) string {
	tag, parts := foreign.Language(language), strings.Split(key, "/")
	for i, part := range parts[:len(parts)-1] {
		if tag != "" && languageFolder.MatchString(strings.ToLower(part)) && foreign.Language(part) == tag {
			return strings.Join(slices.Delete(parts, i, i+1), "/")
		}
	}
	return key
}

func (t *tree) isLanguage(name string) bool {
	tag := foreign.Language(name)
	return tag != "" && slices.ContainsFunc(t.languages, func(one string) bool { return strings.EqualFold(one, tag) })
}

// lie gives a page its section and its name.
func (t *tree) lie(p *foreign.Page, r root, key string) {
	if t.place != nil {
		t.place(t, p, r, key)
		return
	}
	dir, name := path.Dir(key), path.Base(key)
	if dir == "." {
		dir = ""
	}
	switch lower := strings.ToLower(name); {
	case t.hugo && lower == "_index", !t.hugo && (lower == "index" || lower == "readme") && t.hasMore(p.File):
		p.Kind, p.Folder = foreign.Section, path.Join(r.section, dir)
		if p.Folder == "" {
			p.Kind = foreign.Home
		}
	case lower == "index", lower == "readme":
		p.Folder, p.Name = path.Join(r.section, path.Dir(dir)), path.Base(dir)
		if dir == "" {
			p.Kind, p.Folder, p.Name = foreign.Home, r.section, ""
			if r.section != "" {
				p.Kind = foreign.Section
			}
		} else if path.Dir(dir) == "." {
			p.Folder = r.section
		}
	default:
		p.Folder, p.Name = path.Join(r.section, dir), name
	}
}

// hasMore reports whether there are other pages in the folder of one.
func (t *tree) hasMore(file string) bool {
	dir := path.Dir(file)
	if dir == "." {
		return true
	}
	stem := strings.SplitN(path.Base(file), ".", 2)[0]
	return slices.ContainsFunc(t.Under(dir), func(below string) bool {
		return pageEnding.MatchString(below) && (strings.Contains(below, "/") || strings.SplitN(below, ".", 2)[0] != stem)
	})
}
