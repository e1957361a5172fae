// Package compress makes the files that a server sends compressed as they are:
// beside index.html lie index.html.br and index.html.gz.
//
// The best levels take a hundred times as long as a server's usual one, and most
// files of a build are those of the last. So results are kept in a folder, named
// after the bytes they come from; deleting it changes nothing but the time.
package compress

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"strings"
	"sync"

	"github.com/andybalholm/brotli"

	"loa/internal/base/disk"
)

// Endings are those of the two forms, with their point.
var Endings = [...]string{".br", ".gz"}

// edition is part of every key: another version of a library may give other
// bytes, and what is kept must be what would be made anew.
const edition = "1"

// tiny is the size in bytes up to which a file is sent in one packet anyway.
const tiny = 256

// Wanted reports whether a file is worth it: text that is not tiny.
func Wanted(name string, size int) bool {
	if size <= tiny {
		return false
	}
	switch strings.ToLower(path.Ext(name)) {
	case ".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".ics", ".csv", ".webmanifest":
		return true
	}
	return false
}

// Store keeps results. Its methods may be called from any number of goroutines.
type Store struct {
	root *os.Root
	disk disk.System
	used sync.Map // names of files
}

// Open makes the folder below the site's if it is not there.
func Open(site *os.Root, folder string, system disk.System) (*Store, error) {
	if err := system.MkdirAll(site, folder, 0o755); err != nil {
		return nil, fmt.Errorf("compress: %w", err)
	}
	root, err := site.OpenRoot(folder)
	if err != nil {
		return nil, fmt.Errorf("compress: %w", err)
	}
	return &Store{root: root, disk: system}, nil
}

// Close ends the use of the folder.
func (s *Store) Close() error { return s.root.Close() }

// Compressed returns data in a form of Endings; nil if that is no shorter.
func (s *Store) Compressed(data []byte, ending string) ([]byte, error) {
	sum := sha256.Sum256(data)
	name := edition + "-" + hex.EncodeToString(sum[:16]) + ending
	s.used.Store(name, true)
	kept, err := s.root.ReadFile(name)
	if err == nil && len(kept) > 0 {
		return shorter(kept, data), nil
	}
	made := pack(data, ending)
	if err := s.disk.Keep(s.root, name, made, 0o644); err != nil {
		return nil, fmt.Errorf("compress: %w", err)
	}
	return shorter(made, data), nil
}

func shorter(made, data []byte) []byte {
	if len(made) >= len(data) {
		return nil
	}
	return made
}

// pack compresses as well as can be.
func pack(data []byte, ending string) []byte {
	var out bytes.Buffer
	var w io.WriteCloser = brotli.NewWriterLevel(&out, brotli.BestCompression)
	if ending == ".gz" {
		w, _ = gzip.NewWriterLevel(&out, gzip.BestCompression) // a level that there is
	}
	w.Write(data) // to memory
	w.Close()
	return out.Bytes()
}

// Forget removes what nobody has asked for since Open.
func (s *Store) Forget() error {
	s.disk.Sweep(s.root, ".")
	entries, err := fs.ReadDir(s.root.FS(), ".")
	for _, e := range entries {
		if _, used := s.used.Load(e.Name()); !used && !e.IsDir() && !disk.IsDraft(e.Name()) {
			err = errors.Join(err, s.disk.Remove(s.root, e.Name()))
		}
	}
	return err
}
