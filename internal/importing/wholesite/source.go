package wholesite

import (
	"errors"
	"io/fs"
	"path"
	"strings"

	"loa/internal/importing/foreign"
	"loa/internal/importing/portal"
	"loa/internal/importing/trees"
	"loa/internal/importing/wordpress"
)

// ErrUnknown says that a source is no site of a kind that is read.
var ErrUnknown = errors.New("no site of a known kind")

// Read reads the site in a folder, of whatever kind: an export of WordPress, the sources
// of a generator, saved pages. A file in it that is named is the export.
func Read(folder fs.FS, file string) (foreign.Site, error) {
	if file == "" {
		file = exportIn(folder)
	}
	if file != "" {
		site, err := wordpress.Read(folder, file)
		if errors.Is(err, wordpress.ErrNone) {
			return site, ErrUnknown
		}
		return site, err
	}
	site, err := trees.Read(folder)
	if !errors.Is(err, trees.ErrNone) {
		return site, err
	}
	if site, err = portal.Read(folder); errors.Is(err, portal.ErrNone) {
		return site, ErrUnknown
	}
	return site, err
}

// exportIn is the export of WordPress that lies at the top of a folder; "" for none.
func exportIn(folder fs.FS) string {
	entries, err := fs.ReadDir(folder, ".")
	if err != nil {
		return "" // whoever reads the folder next tells it
	}
	for _, e := range entries {
		if !e.Type().IsRegular() || !strings.EqualFold(path.Ext(e.Name()), ".xml") {
			continue
		}
		if f, err := folder.Open(e.Name()); err == nil {
			start := make([]byte, 8192)
			n, _ := f.Read(start)
			f.Close()
			if wordpress.Is(start[:n]) {
				return e.Name()
			}
		}
	}
	return ""
}
