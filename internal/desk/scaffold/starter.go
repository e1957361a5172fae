package scaffold

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"text/template"
	"time"

	"loa/internal/base/disk"
	"loa/internal/base/problem"
	"loa/internal/base/tomlfile"
)

// starter is a small whole site. The texts are templates; name.TAG.md is the
// page in a language, YEAR in a name the year of the campaign.
//
//go:embed all:starter
var starter embed.FS

// NewSite says what a new site is.
type NewSite struct {
	Dir       string
	Title     string
	BaseURL   string
	Languages []string // "vi", "en", or both; the first is the default
	Tag       string   // of the language of the comments in site.toml
	Today     time.Time
	Disk      disk.System
}

// Start writes a working site into a folder that is empty or not there yet:
// settings, articles, an event, a campaign; all of it or nothing.
func Start(n NewSite) error {
	if err := Room(n.Dir, n.Disk); err != nil {
		return err
	}
	files, err := n.files()
	if err == nil {
		err = n.put(files)
	}
	if err != nil {
		return fmt.Errorf("a new site: %w", err)
	}
	return nil
}

// mark is the file that makes a folder a site.
const mark = "site.toml"

// put writes the files beside the folder, or into it if it is there: it may be the one in
// which the person stands.
func (n NewSite) put(files map[string][]byte) error {
	dir, err := filepath.Abs(n.Dir)
	if err != nil {
		return err
	}
	around, into := filepath.Dir(dir), filepath.Base(dir)
	if _, err := os.Stat(dir); err == nil {
		around, into = dir, ""
	} else if err := os.MkdirAll(around, 0o777); err != nil {
		return err
	}
	root, err := os.OpenRoot(around)
	if err != nil {
		return err
	}
	defer root.Close()
	w, err := begin(n.Disk, root, ".")
	if err != nil {
		return err
	}
	defer w.undo()
	if err := w.write(files); err != nil {
		return err
	}
	if err := n.stamp(filepath.Join(around, w.folder), files); err != nil {
		return err
	}
	if into != "" {
		return w.place(into)
	}
	return w.unpack(mark)
}

// Room is why a new site cannot go into a folder, nil if it can. What a run that was
// killed left there or beside it goes.
func Room(dir string, system disk.System) error {
	for around, last := range map[string]string{dir: mark, filepath.Dir(dir): ""} {
		if root, err := os.OpenRoot(around); err == nil {
			sweepTogether(system, root, ".", last)
			root.Close()
		}
	}
	there, err := os.ReadDir(dir)
	switch {
	case err == nil && len(there) > 0:
		return refuse("folder-not-empty", problem.Args{"dir": dir, "file": there[0].Name()})
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("a new site: %w", err)
	}
	return nil
}

// files are the site's files by name.
func (n NewSite) files() (map[string][]byte, error) {
	files := map[string][]byte{}
	err := fs.WalkDir(starter, "starter", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := starter.ReadFile(name)
		to, wanted := n.name(strings.TrimPrefix(name, "starter/"))
		if err != nil || !wanted {
			return err
		}
		if path.Ext(to) == ".md" || path.Ext(to) == ".toml" {
			data, err = n.fill(name, data)
		}
		files[to] = data
		return err
	})
	return files, err
}

// name is where a file of the starter goes; not all do.
func (n NewSite) name(file string) (to string, wanted bool) {
	file = strings.ReplaceAll(file, "YEAR", strconv.Itoa(n.year()))
	base, ok := strings.CutSuffix(file, ".md")
	if !ok {
		return file, true
	}
	tag := strings.TrimPrefix(path.Ext(base), ".")
	if tag == n.Languages[0] {
		return strings.TrimSuffix(base, "."+tag) + ".md", true
	}
	return file, slices.Contains(n.Languages, tag)
}

// year is that of the next Action Month, which is June.
func (n NewSite) year() int {
	if n.Today.Month() > time.June {
		return n.Today.Year() + 1
	}
	return n.Today.Year()
}

// event is the day of the sample event: a Saturday, three weeks ahead at least.
func (n NewSite) event() time.Time {
	day := n.Today.AddDate(0, 0, 21)
	return day.AddDate(0, 0, int(time.Saturday-day.Weekday()))
}

func (n NewSite) fill(name string, text []byte) ([]byte, error) {
	vi, en := slices.Contains(n.Languages, "vi"), slices.Contains(n.Languages, "en")
	t, err := template.New(name).Funcs(template.FuncMap{
		"toml": tomlfile.Quote,
		"text": func(inVietnamese, inEnglish string) string { // of a comment
			if n.Tag == "vi" {
				return inVietnamese
			}
			return inEnglish
		},
		"both": func(inVietnamese, inEnglish string) string { // of a setting
			switch {
			case vi && en:
				return "{ vi = " + tomlfile.Quote(inVietnamese) + ", en = " + tomlfile.Quote(inEnglish) + " }"
			case vi:
				return tomlfile.Quote(inVietnamese)
			}
			return tomlfile.Quote(inEnglish)
		},
	}).Parse(string(text))
	if err != nil {
		return nil, fmt.Errorf("the starter: %w", err)
	}
	var b bytes.Buffer
	err = t.Execute(&b, map[string]any{
		"Title": n.Title, "BaseURL": n.BaseURL, "Default": n.Languages[0], "Vi": vi, "En": en, "Year": n.year(),
		"Today": n.Today.Format(time.DateOnly), "Review": n.Today.AddDate(1, 0, 0).Format(time.DateOnly), "Event": n.event().Format(time.DateOnly),
	})
	if err != nil {
		return nil, fmt.Errorf("the starter: %w", err)
	}
	return b.Bytes(), nil
}

// stamp marks the translations as made from the texts beside them.
func (n NewSite) stamp(dir string, files map[string][]byte) error {
	site, err := Open(dir, n.Disk)
	if err != nil {
		return err
	}
	for name := range files {
		for _, tag := range n.Languages[1:] {
			if !strings.HasSuffix(name, "."+tag+".md") {
				continue
			}
			if _, err := site.Stamp(filepath.Join(dir, filepath.FromSlash(name))); err != nil {
				return err
			}
		}
	}
	return nil
}
