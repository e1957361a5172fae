package site

import (
	"path"
	"slices"
	"strings"

	"loa/internal/base/problem"
	"loa/internal/generator/content"
)

// inFolder is a folder at the top of content/ that may be meant as a language.
type inFolder struct {
	count, pages, twins int            // files; of them no sections; of these such as stand at the same place elsewhere
	first               *content.Entry // by which it is told
}

// findFoldered tells, once for each, of folders in which other programs keep a language:
// content/hr/about.md beside content/about.md. Read as a section, each of their pages would
// count as one in the default language. They are left out.
func (b *builder) findFoldered() {
	b.foldered = map[string]bool{}
	found, elsewhere := b.candidates()
	if len(found) == 0 {
		return
	}
	b.countTwins(found)
	var names []string
	for name, f := range found {
		likeOthers := f.twins > 0 && 2*f.twins >= f.pages
		if likeOthers || f.pages > 0 && !elsewhere && len(found) > 1 {
			b.foldered[name] = true
			names = append(names, name)
		}
	}
	slices.Sort(names)
	for _, name := range names {
		b.tellFoldered(name, found[name])
	}
}

// candidates are the folders whose names are languages, and whether there are pages
// beside them.
func (b *builder) candidates() (found map[string]*inFolder, elsewhere bool) {
	tags := b.in.Settings.Languages.Tags()
	found = map[string]*inFolder{}
	for _, e := range b.in.Entries {
		top, _, below := strings.Cut(e.Key, "/")
		f := found[top]
		if f == nil && below && content.NamesLanguage(top, tags) {
			f = &inFolder{first: e}
			found[top] = f
		}
		if f == nil {
			elsewhere = elsewhere || !e.IsHome()
			continue
		}
		if f.count++; f.first.IsSection() && !e.IsSection() {
			f.first = e
		}
	}
	return found, elsewhere
}

func (b *builder) countTwins(found map[string]*inFolder) {
	keys := make(map[string]bool, len(b.in.Entries))
	for _, e := range b.in.Entries {
		keys[e.Key] = true
	}
	for _, e := range b.in.Entries {
		top, rest, _ := strings.Cut(e.Key, "/")
		f := found[top]
		if f == nil || e.IsSection() || rest == "" {
			continue
		}
		f.pages++
		twin := keys[rest]
		for other := range found {
			twin = twin || other != top && keys[other+"/"+rest]
		}
		if twin {
			f.twins++
		}
	}
}

// tellFoldered reports a folder, and by one of its files where they belong.
func (b *builder) tellFoldered(folder string, f *inFolder) {
	tags := b.in.Settings.Languages.Tags()
	tag := strings.ToLower(strings.ReplaceAll(folder, "_", "-"))
	if tag == "vn" { // the country, as some take it for the language
		tag = "vi"
	}
	file := strings.TrimPrefix(f.first.File.Path, content.Root+"/"+folder+"/")
	ending := path.Ext(file)
	stem := strings.TrimSuffix(strings.TrimSuffix(file, ending), "."+f.first.Language)
	args := problem.Args{"folder": folder, "count": f.count, "file": f.first.File.Path}
	suffix := "." + tag
	switch {
	case tag == tags[0]:
		suffix = ""
	case !slices.Contains(tags, tag):
		args["declare"] = tag
	}
	args["name"] = content.Root + "/" + stem + suffix + ending
	b.report(problem.EntryLanguageFolder, problem.Place{File: f.first.File.Path}, args)
}

// leftOut reports whether an entry is on no page: its language is not declared, or is told
// by its folder.
func (b *builder) leftOut(e *content.Entry) bool {
	if e.UnknownLanguage || len(b.foldered) == 0 {
		return e.UnknownLanguage
	}
	top, _, _ := strings.Cut(e.Key, "/")
	return b.foldered[top]
}
