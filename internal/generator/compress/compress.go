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
	"sync/atomic"

	"github.com/andybalholm/brotli"
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
	root   *os.Root
	used   sync.Map     // names of files
	number atomic.Int64 // of the last waiting file: two may have the same bytes
}

// Open makes the folder below the site's if it is not there.
func Open(site *os.Root, folder string) (*Store, error) {
	if err := site.MkdirAll(folder, 0o755); err != nil {
		return nil, fmt.Errorf("compress: %w", err)
	}
	root, err := site.OpenRoot(folder)
	if err != nil {
		return nil, fmt.Errorf("compress: %w", err)
	}
	return &Store{root: root}, nil
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
	if err := s.keep(name, made); err != nil {
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

// keep writes a result whole: a build that dies leaves none that is cut.
func (s *Store) keep(name string, data []byte) error {
	waiting := fmt.Sprintf("%s.%d.new", name, s.number.Add(1))
	if err := s.root.WriteFile(waiting, data, 0o644); err != nil {
		return err
	}
	return s.root.Rename(waiting, name)
}

// Forget removes what nobody has asked for since Open.
func (s *Store) Forget() error {
	entries, err := fs.ReadDir(s.root.FS(), ".")
	for _, e := range entries {
		if _, used := s.used.Load(e.Name()); !used && !e.IsDir() {
			err = errors.Join(err, s.root.Remove(e.Name()))
		}
	}
	return err
}
