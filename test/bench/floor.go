//go:build unix

package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"sync"

	"loa/internal/base/rawfile"
)

// rewrite does with the files of all pages what a build must do when a name changes that
// each page has: it looks at each of them and its folder, reads it, writes it beside,
// renames it over and looks at it again; nothing else. Two workers, as in the reference.
func rewrite(dir string) error {
	root, beside := filepath.Join(dir, "public"), filepath.Join(dir, ".loa", "beside")
	var pages []string
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.Name() == "index.html" {
			pages = append(pages, path)
		}
		return err
	})
	if err = errors.Join(err, os.MkdirAll(beside, 0o755)); err != nil {
		return err
	}
	defer os.RemoveAll(beside)
	var all sync.WaitGroup
	errs := make([]error, 2)
	for worker := range errs {
		all.Go(func() {
			var page []byte
			for i := worker; i < len(pages) && errs[worker] == nil; i += len(errs) {
				page, errs[worker] = rewriteOne(pages[i], filepath.Join(beside, strconv.Itoa(i)), page)
			}
		})
	}
	all.Wait()
	return errors.Join(errs...)
}

func rewriteOne(path, beside string, buffer []byte) ([]byte, error) {
	_, seen := os.Lstat(path)
	_, folder := os.Lstat(filepath.Dir(path))
	page, err := rawfile.ReadAll(path, buffer[:0])
	if err = errors.Join(seen, folder, err); err != nil {
		return page, err
	}
	file, err := rawfile.Create(beside)
	if err != nil {
		return page, err
	}
	_, err = file.Write(page)
	err = errors.Join(err, file.Close(), rawfile.Replace(beside, path))
	_, again := os.Lstat(path)
	return page, errors.Join(err, again)
}
