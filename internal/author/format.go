package author

import (
	"bytes"
	"fmt"
	"io/fs"
	"path"

	"loa/internal/content"
	"loa/internal/problem"
	"loa/internal/source"
	"loa/internal/tomlfile"
)

// Formatted is what Format found.
type Formatted struct {
	Changed  []string          // the files that are not as they should lie on the disk
	Problems []problem.Problem // of the files that cannot be mended
}

// Format heals the texts of a site on the disk: content/, data/ and site.toml
// become UTF-8 in NFC with plain line ends; front matter in YAML becomes TOML,
// slips in TOML are mended. Text in a legacy encoding is converted only when the
// encoding is named. With check nothing is written.
func (s *Site) Format(from source.Encoding, check bool) (Formatted, error) {
	var done Formatted
	files := []source.File{{Path: "site.toml", Name: "site.toml"}}
	for _, root := range []string{content.Root, "data"} {
		found, _, err := source.Scan(s.files, root)
		if err != nil {
			return done, err
		}
		files = append(files, found...)
	}
	for _, f := range files {
		if !isText(f.Path) {
			continue
		}
		raw, err := fs.ReadFile(s.files, f.Name)
		if err != nil {
			return done, fmt.Errorf("reading %s: %w", f.Path, err)
		}
		healed, problems := healed(f.Path, raw, from)
		done.Problems = append(done.Problems, problems...)
		if len(problems) > 0 || bytes.Equal(healed, raw) {
			continue
		}
		done.Changed = append(done.Changed, f.Path)
		if !check {
			if err := s.replace(f.Name, healed); err != nil {
				return done, err
			}
		}
	}
	return done, nil
}

func isText(name string) bool {
	switch path.Ext(name) {
	case ".md", ".toml", ".csv", ".json":
		return true
	}
	return false
}

// healed is a file's text as it should be. With problems it is not to be written.
func healed(name string, raw []byte, from source.Encoding) ([]byte, []problem.Problem) {
	if from != "" {
		raw = source.Convert(from, raw)
	}
	text, problems := source.Heal(name, raw)
	if len(problems) > 0 {
		return nil, problems
	}
	switch path.Ext(name) {
	case ".md":
		return content.Healed(text), nil
	case ".toml":
		doc, _ := tomlfile.Parse(tomlfile.Source{File: name, Text: text.Bytes})
		return doc.Text(), nil
	}
	return text.Bytes, nil
}
