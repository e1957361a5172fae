package content

import (
	"path"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"loa/internal/base/fold"
)

// Name is what a file's path says of its entry.
type Name struct {
	Key             string // shared by all translations: "duoi-nuoc/vung-an-toan", "duoi-nuoc/_index"
	Language        string
	Bundle          bool // index.md: the folder belongs to the entry
	Explicit        bool // the default language was written out: name.vi.md
	UnknownLanguage bool // the key ends in what looks like a language but is none of the site's
}

// ParseName splits a path below content/ ("duoi-nuoc/vung-an-toan.en.md").
// The first of the languages is the default one.
func ParseName(file string, languages []string) Name {
	n := Name{Language: languages[0]}
	base := strings.TrimSuffix(file, path.Ext(file))
	if suffix := strings.TrimPrefix(path.Ext(base), "."); suffix != "" {
		switch {
		case slices.Contains(languages, strings.ToLower(suffix)):
			n.Language = strings.ToLower(suffix)
			n.Explicit = n.Language == languages[0]
			base = strings.TrimSuffix(base, "."+suffix)
		case looksLikeLanguage(suffix, languages):
			n.UnknownLanguage = true
		}
	}
	n.Key = base
	switch {
	case base == "index": // as other programs name it
		n.Key = "_index"
	case path.Base(base) == "index":
		n.Bundle = true
		n.Key = path.Dir(base)
	}
	return n
}

// Folder is the folder that the entry's links and files are relative to, "" at
// the top.
func (n Name) Folder() string {
	if n.Bundle {
		return n.Key
	}
	if folder := path.Dir(n.Key); folder != "." {
		return folder
	}
	return ""
}

// Suffix is what looks like a language at the end of an unknown key: "fr".
func (n Name) Suffix() string { return strings.TrimPrefix(path.Ext(n.Key), ".") }

// IsSection reports whether the entry describes a folder.
func (n Name) IsSection() bool { return path.Base(n.Key) == "_index" }

// IsHome reports whether the entry describes the site itself.
func (n Name) IsHome() bool { return n.Key == "_index" }

// Base is the last part of the key: what the address is made of when there is
// no slug. Of a section it is the folder's name.
func (n Name) Base() string {
	if n.IsSection() {
		return path.Base(n.Folder())
	}
	return path.Base(n.Key)
}

// Parent is the folder of the section that the entry lies in, "" at the top.
func (n Name) Parent() string {
	folder := path.Dir(n.Key)
	if n.IsSection() {
		folder = path.Dir(folder)
	}
	if folder == "." {
		return ""
	}
	return folder
}

// vietnam holds the three-letter codes of languages spoken in Vietnam. Other
// words of three letters in a file name are far more likely to be just words.
var vietnam = []string{"tyz", "nut", "mww", "hnj", "hmv", "hmn", "ium", "cjm", "cja", "rad", "jra", "bdq", "sed", "mtq", "blt", "tou", "hre"}

// looksLikeLanguage reports whether a suffix is meant as a language. "v2" or
// "final" are not: report.v2.md is just a name.
func looksLikeLanguage(suffix string, languages []string) bool {
	base, _, region := strings.Cut(strings.ReplaceAll(suffix, "_", "-"), "-")
	base = strings.ToLower(base)
	if slices.Contains(languages, base) && region || suffix == "vn" {
		return true
	}
	if len(base) == 3 {
		return slices.Contains(vietnam, base)
	}
	_, err := language.ParseBase(base)
	return len(base) == 2 && err == nil
}

// NamesLanguage reports whether the name of a folder is, or looks like, a language. Words of
// two letters may be both: an, la, to.
func NamesLanguage(word string, languages []string) bool {
	return slices.Contains(languages, strings.ToLower(word)) || looksLikeLanguage(word, languages)
}

// LanguageOf is the language that the name of a file beside entries has, in small letters: phim.mww.srt. It need not be
// one of the site's. A name without one is in the default language, the first.
func LanguageOf(file string, languages []string) string {
	suffix := strings.TrimPrefix(path.Ext(strings.TrimSuffix(file, path.Ext(file))), ".")
	switch tag := strings.ToLower(suffix); {
	case slices.Contains(languages, tag):
		return tag
	case suffix == "vn": // the country, as some take it for the language
		return "vi"
	case looksLikeLanguage(suffix, languages):
		return strings.ReplaceAll(tag, "_", "-")
	}
	return languages[0]
}

// SuggestLanguage names the declared language that a suffix may have meant, "" for none.
func SuggestLanguage(suffix string, languages []string) string {
	if base, _, ok := strings.Cut(strings.ToLower(suffix), "-"); ok && slices.Contains(languages, base) {
		return base
	}
	if suffix == "vn" {
		return "vi"
	}
	if len(suffix) <= 2 { // every other code is near to it
		return ""
	}
	near, _ := fold.Nearest(suffix, languages)
	return near
}
