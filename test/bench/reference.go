//go:build unix

package main

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
)

// reference is the loop that builds are compared with.
func reference(dir string) error {
	var files []string
	err := filepath.WalkDir(filepath.Join(dir, "content"), func(path string, d fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(path, ".md") {
			files = append(files, path)
		}
		return err
	})
	if err != nil {
		return err
	}
	work := make(chan string, 64)
	var all sync.WaitGroup
	for range 2 {
		all.Go(func() {
			md := goldmark.New(goldmark.WithExtensions(extension.GFM))
			var out bytes.Buffer
			for path := range work {
				text, err := os.ReadFile(path)
				if err != nil {
					continue
				}
				if i := bytes.Index(text[3:], []byte("\n+++\n")); i >= 0 {
					text = text[3+i+5:]
				}
				out.Reset()
				if err := md.Convert(text, &out); err != nil {
					panic(err)
				}
			}
		})
	}
	for _, path := range files {
		work <- path
	}
	close(work)
	all.Wait()
	return nil
}
