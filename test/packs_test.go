package test

import (
	"archive/zip"
	"context"
	"io/fs"
	"strings"
	"testing"

	"loa/internal/publish/pack"
)

// packOf packs a site and returns what is in the pack: of a ZIP its files, of a
// single file itself.
func packOf(t *testing.T, folder string, words []string) tree {
	t.Helper()
	o := pack.Options{Build: site(t, folder, "2026-06-15"), Out: t.TempDir()}
	for _, word := range words {
		key, value, _ := strings.Cut(word, "=")
		*map[string]*string{"topic": &o.Topic, "language": &o.Language, "single": &o.Single}[key] = value
	}
	result, err := pack.Run(context.Background(), o)
	if err != nil || result.Stopped {
		t.Fatal(err, result.Problems)
	}
	if o.Single != "" {
		files := read(t, o.Out)
		for path, text := range files {
			files[path] = readable(path, text)
		}
		return files
	}
	z, err := zip.OpenReader(result.File)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	files := tree{}
	err = fs.WalkDir(z, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || searched.MatchString(path[strings.Index(path, "/")+1:]) {
			return err
		}
		data, err := fs.ReadFile(z, path)
		files[path] = readable(path, string(data))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}
