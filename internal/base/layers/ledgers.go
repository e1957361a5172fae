package layers

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"

	"loa/internal/base/problem"
)

// ledger is where a folder of pictures has its consent ledger: beside it.
const ledger = "data/consent.toml"

// ledgers takes out, and tells of, layers with pictures whose consent ledger the site does
// not read: a picture that was withdrawn would be shown. The ledger lies in the folder
// data beside the layer.
func (l *looking) ledgers(lists []List) error {
	read := []string{}
	add := func(name string) error {
		real, err := realPath(filepath.Join(l.options.Dir, filepath.FromSlash(name)))
		if err == nil {
			read = append(read, real)
		} else if !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		return nil
	}
	for _, list := range append(slices.Clone(lists), List{At: "data", Folders: []string{"data"}}) {
		for _, name := range list.Folders {
			if list.At != "data" {
				continue
			}
			if err := add(name); err != nil {
				return err
			}
		}
	}
	var err error
	l.usable = slices.DeleteFunc(l.usable, func(f folder) bool {
		if err != nil || f.name == f.at || f.at != "content" && f.at != "static" {
			return false
		}
		beside := filepath.Join(filepath.Dir(f.real), filepath.FromSlash(ledger))
		if _, missing := os.Stat(beside); missing != nil {
			return false
		}
		var data string
		if data, err = realPath(filepath.Dir(beside)); err != nil || slices.Contains(read, data) {
			return false
		}
		l.tell(problem.LayerLedger, f, problem.Args{"ledger": path.Join(path.Dir(f.name), ledger), "data": path.Join(path.Dir(f.name), "data")})
		return true
	})
	return err
}
