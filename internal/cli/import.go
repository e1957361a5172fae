package cli

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"loa/internal/base/problem"
	"loa/internal/desk/scaffold"
	"loa/internal/importing"
	"loa/internal/importing/htmlimport"
	"loa/internal/importing/office"
)

type importCommand struct {
	Paths   []string `arg:"" name:"path"`
	Section string   `placeholder:"DIR"`
	DryRun  bool     `name:"dry-run"`
}

// Run makes entries of files and folders of files, and tells of each what became
// of it.
func (i *importCommand) Run(c *Common, v *voice, s *Env) error {
	layered, err := s.layered(c.Source)
	if err != nil {
		return v.refused(err)
	}
	defer layered.Close()
	site, err := os.OpenRoot(c.Source)
	if err != nil {
		return err
	}
	defer site.Close()
	var report importing.Report
	for _, typed := range i.Paths {
		done, err := i.one(typed, site, layered, v, s)
		if errors.Is(err, fs.ErrNotExist) && len(done.Items) == 0 {
			return v.misused("import-not-there", typed)
		}
		if errors.Is(err, importing.ErrSection) {
			return v.misused("import-bad-section", i.Section)
		}
		report.Items = append(report.Items, done.Items...)
		if err != nil {
			return errors.Join(err, v.imports(report, i.DryRun))
		}
	}
	if err := v.imports(report, i.DryRun); err != nil {
		return err
	}
	if report.Count(importing.Refused) > 0 {
		return status(faulty)
	}
	return nil
}

// one imports a file, or all that a folder holds.
func (i *importCommand) one(typed string, site *os.Root, layered *scaffold.Site, v *voice, s *Env) (importing.Report, error) {
	info, err := os.Stat(typed)
	if err != nil {
		return importing.Report{}, err
	}
	dir, files := typed, []string(nil)
	if !info.IsDir() {
		dir, files = filepath.Dir(typed), []string{filepath.Base(typed)}
	}
	folder, err := os.OpenRoot(dir)
	if err != nil {
		return importing.Report{}, err
	}
	defer folder.Close()
	if files == nil {
		if files, err = importing.Find(s.Disk.FS(folder)); err != nil {
			return importing.Report{}, err
		}
	}
	return importing.Run(s.Disk.FS(folder), files, site, importing.Options{Section: filepath.ToSlash(i.Section), Dry: i.DryRun, Disk: s.Disk, Say: importing.Words(v.Language).Say, Office: s.office(), Borrows: layered.Borrows})
}

// office is LibreOffice, nil where it is not installed.
func (s *Env) office() *office.LibreOffice {
	if found, ok := office.Find(s.Look, s.Environ); ok {
		return &found
	}
	return nil
}

// imports shows what became of the files.
func (v *voice) imports(r importing.Report, dry bool) error {
	if v.common.Format == "json" {
		encoder := json.NewEncoder(v.out)
		encoder.SetEscapeHTML(false)
		encoder.SetIndent("", "  ")
		return encoder.Encode(r)
	}
	for _, item := range r.Items {
		v.importItem(item)
	}
	done := "imported-all"
	switch {
	case len(r.Items) == 0:
		done = "import-nothing"
	case dry:
		done = "imported-dry"
	}
	v.Tell(done, problem.Args{"imported": r.Count(importing.Imported), "same": r.Count(importing.Same), "refused": r.Count(importing.Refused)})
	return nil
}

func (v *voice) importItem(item importing.Item) {
	switch item.State {
	case importing.Refused:
		fmt.Fprintln(v.err, v.Say("severity.error", nil)+": "+item.File+": "+importing.Words(v.Language).Say(item.Reason, nil))
		return
	case importing.Same:
		v.Tell("import-same", problem.Args{"file": item.File, "entry": item.Entry})
		return
	}
	v.Tell("imported", problem.Args{"file": item.File, "entry": item.Entry})
	v.detail("import-title", problem.Args{"title": item.Title})
	for _, fact := range []struct{ key, value string }{{"date", item.Date}, {"number", item.Number}, {"authors", strings.Join(item.Authors, ", ")}} {
		if fact.value != "" {
			v.detail("import-"+fact.key, problem.Args{"value": fact.value})
		}
	}
	if item.Events > 0 {
		v.detail("import-events", problem.Args{"count": item.Events})
	}
	if item.Pictures > 0 {
		v.detail("import-pictures", problem.Args{"count": item.Pictures})
	}
	for _, key := range item.Unsure {
		v.detail("import-unsure", problem.Args{"key": key})
	}
	v.losses(item.Lost)
}

// detail is a line about the file above it.
func (v *voice) detail(key string, args problem.Args) {
	if !v.common.Quiet && v.common.Format != "json" {
		fmt.Fprintln(v.out, "  "+v.Say(key, args))
	}
}

// someLosses is how many losses of one kind are shown; JSON has them all.
const someLosses = 5

func (v *voice) losses(lost []htmlimport.Loss) {
	words, counts := importing.Words(v.Language), map[htmlimport.Kind]int{}
	for _, one := range lost {
		counts[one.Kind]++
	}
	shown := map[htmlimport.Kind]int{}
	for _, one := range lost {
		if shown[one.Kind]++; shown[one.Kind] <= someLosses {
			v.detail("import-lost", problem.Args{"kind": words.Say("lost."+string(one.Kind), nil), "text": short(strings.TrimSpace(one.Text + " " + one.URL))})
		} else if shown[one.Kind] == counts[one.Kind] {
			v.detail("import-lost-more", problem.Args{"kind": words.Say("lost."+string(one.Kind), nil), "count": counts[one.Kind] - someLosses})
		}
	}
}

// short cuts a text for a line of a terminal.
func short(text string) string {
	if all := []rune(text); len(all) > widest {
		return string(all[:widest]) + "…"
	}
	return text
}
