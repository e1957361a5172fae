package site

import (
	"net/url"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"loa/internal/base/fold"
	"loa/internal/base/source"
	"loa/internal/generator/content"
)

// Target is what a link leads to.
type Target struct {
	Page     *Page        // a page
	File     *source.File // or a file of content/ or static/
	Path     string       // or something else that the site publishes
	Fragment string       // without "#"
	Query    string       // without "?"
	NotLive  bool         // a page that is not on the site today
}

// Found reports whether the link leads somewhere.
func (t Target) Found() bool { return t.Page != nil || t.File != nil || t.Path != "" }

func (b *builder) listFiles() {
	for _, f := range b.in.Files {
		b.site.files[f.Path] = f
	}
	for _, f := range b.in.Static {
		b.site.files[f.Path] = f
	}
}

// Resolve follows a link within the site, as it stands in a page's text: the
// path of an .md file or of another file, relative to the entry's folder or
// from "/" (content/ first, then static/), or a published address.
func (s *Site) Resolve(from *Page, dest string) Target {
	dest, t := split(dest)
	if dest == "" {
		t.Page = from
		return t
	}
	inContent := pathOf(folderOf(from), dest)
	switch {
	case strings.HasSuffix(dest, ".md"):
		s.resolveEntry(&t, from, inContent)
	default:
		s.resolveFile(&t, dest, inContent)
	}
	return t
}

// ResolveFrom is Resolve for a link of an entry, also of one that has no page today.
func (s *Site) ResolveFrom(e *content.Entry, dest string) Target {
	from := &Page{Edition: s.Editions[0], Entry: e, Key: e.Key}
	for _, edition := range s.Editions {
		if edition.Language.Tag != e.Language {
			continue
		}
		if page := edition.Page(e.Key); page != nil && page.Entry == e {
			return s.Resolve(page, dest)
		}
	}
	return s.Resolve(from, dest)
}

// split parts a link into its path, as files are named, and what follows.
func split(link string) (dest string, t Target) {
	dest, t.Fragment, _ = strings.Cut(link, "#")
	dest, t.Query, _ = strings.Cut(dest, "?")
	if plain, err := url.PathUnescape(dest); err == nil && plain != dest {
		dest = norm.NFC.String(plain)
	}
	return dest, t
}

// pathOf is the path below content/ of what an entry in a folder names. Most
// names need no cleaning, and nearly every link of a site comes by here.
func pathOf(folder, dest string) string {
	rest, fromTop := strings.CutPrefix(dest, "/")
	if fromTop {
		folder = ""
	}
	for strings.HasPrefix(rest, "../") {
		rest, folder = rest[len("../"):], folder[:max(strings.LastIndexByte(folder, '/'), 0)]
	}
	if rest == "" || rest[0] == '.' || rest[0] == '/' || rest[len(rest)-1] == '/' || strings.Contains(rest, "//") || strings.Contains(rest, "/.") {
		return strings.TrimPrefix(path.Clean("/"+folder+"/"+rest), "/")
	}
	if folder == "" {
		return rest
	}
	return folder + "/" + rest
}

func folderOf(p *Page) string {
	if p.Entry == nil {
		return ""
	}
	return p.Entry.Folder()
}

func (s *Site) resolveEntry(t *Target, from *Page, file string) {
	name := content.ParseName(file, s.tags)
	g := s.groups[name.Key]
	if g == nil || name.UnknownLanguage {
		return
	}
	edition := from.Edition
	if name.Explicit || name.Language != s.Editions[0].Language.Tag {
		edition = s.edition(name.Language) // x.en.md means English
	}
	if t.Page = edition.byKey[name.Key]; t.Page == nil {
		t.Page = s.elsewhere(name.Key)
	}
	t.NotLive = t.Page == nil && len(g.sleeping) > 0
}

// elsewhere finds a page in the first language that has it: a link to a page
// that the reader's language hides leads to the text there is.
func (s *Site) elsewhere(key string) *Page {
	for _, e := range s.Editions {
		if p := e.byKey[key]; p != nil {
			return p
		}
	}
	return nil
}

func (s *Site) edition(tag string) *Edition {
	i := slices.IndexFunc(s.Editions, func(e *Edition) bool { return e.Language.Tag == tag })
	return s.Editions[max(i, 0)]
}

func (s *Site) resolveFile(t *Target, dest, inContent string) {
	candidates := []string{content.Root + "/" + inContent}
	if strings.HasPrefix(dest, "/") {
		candidates = append(candidates, "static/"+inContent)
	}
	for _, c := range candidates {
		if f, ok := s.files[c]; ok {
			t.File = &f
			return
		}
	}
	if address := strings.TrimPrefix(dest, "/"); strings.HasPrefix(dest, "/") && s.Has(address) {
		t.Path = address
		if address == "" {
			t.Path = "/"
		}
	}
}

// MostSuggestions is for how many dead links of one text a suggestion is looked for:
// each is compared with every file of the site.
const MostSuggestions = 100

// Suggest returns what a link that leads nowhere may have meant, written the same way;
// "" if nothing is near.
func (s *Site) Suggest(from *Page, link string) string {
	dest, _ := split(link)
	inContent, known := pathOf(folderOf(from), dest), s.otherFiles
	if page := s.meant(from, dest, inContent); page != "" {
		return page
	}
	if isEntryName(dest) {
		known = s.entryFiles
	}
	return s.nearest(from, dest, inContent, known())
}

// isEntryName reports whether a link is written as one to an entry, also in capitals, as
// some systems show names.
func isEntryName(dest string) bool { return strings.EqualFold(path.Ext(dest), ".md") }

func (s *Site) nearest(from *Page, dest, inContent string, known *fileNames) string {
	near, ok := known.Nearest(inContent)
	if !ok {
		near, ok = known.inOther[strings.ToLower(path.Base(inContent))]
	}
	if !ok {
		return ""
	}
	if strings.HasPrefix(dest, "/") || path.Dir("/"+near) != "/"+folderOf(from) {
		return "/" + near
	}
	return path.Base(near)
}

// fileNames are names of files of which a link that leads nowhere may have meant one.
type fileNames struct {
	*fold.Names
	inOther map[string]string // the first in any folder, by the name without it in small letters
}

func newFileNames(files []string) *fileNames {
	slices.Sort(files)
	n := &fileNames{fold.NewNames(files), make(map[string]string, len(files))}
	for _, file := range slices.Backward(files) {
		n.inOther[strings.ToLower(path.Base(file))] = file
	}
	return n
}

// listOtherFiles lists every file that is no entry as links from the top name it.
func (s *Site) listOtherFiles() *fileNames {
	files := make([]string, 0, len(s.files))
	for p := range s.files {
		files = append(files, strings.TrimPrefix(strings.TrimPrefix(p, content.Root+"/"), "static/"))
	}
	return newFileNames(files)
}

// listEntryFiles lists every entry as links name it, without a language.
func (s *Site) listEntryFiles() *fileNames {
	files := make([]string, 0, len(s.groups))
	for key := range s.groups {
		if file := s.entryFile(key); file != "" {
			files = append(files, file)
		}
	}
	return newFileNames(files)
}

// FilePath is the folder address and name under which a file of content/ would
// be published: once, beside the page of the default language.
func (s *Site) FilePath(f source.File) string {
	inContent := strings.TrimPrefix(f.Path, content.Root+"/")
	folder := path.Dir(inContent)
	for ; folder != "."; folder = path.Dir(folder) {
		for _, key := range []string{folder, folder + "/_index"} {
			if p := s.elsewhere(key); p != nil {
				return strings.TrimPrefix(p.Path, p.Edition.Prefix) + strings.TrimPrefix(inContent, folder+"/")
			}
		}
	}
	return inContent
}
