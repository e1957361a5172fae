package build

import (
	"path"
	"strings"

	"loa/internal/base/pattern"
	"loa/internal/base/source"
	"loa/internal/generator/content"
	"loa/internal/generator/site"
	"loa/internal/media/consent"
)

// variantName is what names of published pictures have behind their own.
var variantName = pattern.New(`^(\.[0-9]+)?\.[0-9a-f]{8}\.[a-z]+$`)

// Withdrawn tells the outputs, of earlier builds too, that hold a picture which must
// not be shown any more. In whichever widths and with whatever settings it was
// published, its name begins alike. A pack does not tell which pictures are in it, so
// all packs go that are not as they were.
type Withdrawn struct {
	Files map[string]bool // paths under their own names
	Stems map[string]bool // the same without endings
	Packs bool
}

// Holds reports whether an earlier build may have put such a picture at a path.
func (w Withdrawn) Holds(at string) bool {
	if w.Packs && site.IsPack(at) {
		return true
	}
	if len(w.Stems) == 0 || w.Files[at] {
		return w.Files[at]
	}
	for i := strings.LastIndexByte(at, '/') + 1; i < len(at); i++ {
		if at[i] == '.' && w.Stems[at[:i]] && variantName.MatchString(at[i:]) {
			return true
		}
	}
	return false
}

func (p *publisher) withdrawn() Withdrawn {
	w := Withdrawn{Files: map[string]bool{}, Stems: map[string]bool{}}
	for _, file := range append(p.images.Withheld(), p.pages.Files.Recordings.Withheld()...) {
		at := p.publishedAs(file)
		w.Files[at] = true
		w.Stems[strings.TrimSuffix(at, path.Ext(at))] = true
	}
	w.Packs = len(p.Ledger.Withheld(p.today(), consent.Disk)) > 0
	return w
}

// publishedAs is the path of a file under its own name.
func (p *publisher) publishedAs(file string) string {
	top, rest, _ := strings.Cut(file, "/")
	switch top {
	case content.Root:
		return p.site.FilePath(source.File{Path: file})
	case "themes":
		_, rest, _ = strings.Cut(rest, "/")
		return strings.TrimPrefix(rest, "static/")
	}
	return rest
}
