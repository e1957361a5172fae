package relay

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"os"

	"loa/internal/base/disk"
)

// Folder holds, in a site's folder, the lists as they were fetched last. What is built
// depends on them.
const Folder = ".loa/warnings"

// FileName is the name of the file that holds the list of an address.
func FileName(address string) string {
	sum := sha256.Sum256([]byte(address))
	return hex.EncodeToString(sum[:8]) + ".json"
}

func fileOf(address string) string { return Folder + "/" + FileName(address) }

// Lists are lists as they were fetched, by address. Each was read by Parse without a fault.
type Lists map[string][]byte

// Kept is the list of an address; false if there is none.
func (l Lists) Kept(address string) (List, bool) {
	data, known := l[address]
	if !known {
		return List{}, false
	}
	list, err := Parse(data)
	return list, err == nil
}

// Kept is the list of an address as it was fetched last; false if there is none that can
// be read.
func Kept(files fs.FS, address string) (List, bool) {
	if info, err := fs.Stat(files, fileOf(address)); err != nil || info.Size() > MostBytes {
		return List{}, false
	}
	data, err := fs.ReadFile(files, fileOf(address))
	if err != nil {
		return List{}, false
	}
	list, err := Parse(data)
	return list, err == nil
}

// keep writes a list that came. One that is the same stays as it is, so that the next
// build knows that nothing has changed.
func keep(system disk.System, root *os.Root, address string, data []byte) error {
	name := fileOf(address)
	if old, err := system.ReadFile(root, name); err == nil && bytes.Equal(old, data) {
		return nil
	}
	if err := system.MkdirAll(root, Folder, 0o755); err != nil {
		return err
	}
	return system.Replace(root, name, data, 0o644)
}
