package cli

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"

	"loa/internal/base/disk"
	"loa/internal/base/problem"
	"loa/internal/generator/build"
	"loa/internal/generator/config"
	"loa/internal/generator/content"
	"loa/internal/office/host"
	"loa/internal/office/owners"
)

type officeOwners struct{ Force bool }

// ownersFiles is where each host looks for CODEOWNERS.
var ownersFiles = map[host.Kind]string{host.GitHub: ".github/CODEOWNERS", host.GitLab: ".gitlab/CODEOWNERS", host.Gitea: "CODEOWNERS", host.Forgejo: "CODEOWNERS"}

// Run writes CODEOWNERS from the units of pages and the reviewers of units. A file that
// somebody wrote by hand is replaced with --force alone.
func (k *officeOwners) Run(c *Common, v *voice, s *Env) error {
	o, settings, at, err := v.hostOf(c, s)
	if err != nil {
		return err
	}
	o.Memory, o.Packs, o.Unmeasured = nil, nil, true
	p, err := build.Load(o)
	if err != nil {
		return err
	}
	defer p.Close()
	if p.Site == nil {
		return v.ended(p.Weigh(p.Problems), true, "office-unread", nil)
	}
	form := owners.Glob
	if at.Kind == host.Gitea || at.Kind == host.Forgejo {
		form = owners.RegExp
	}
	rules := owners.Rules(reviewersOf(p, &settings.Office), sorted(settings.Office.Reviewers[config.EveryUnit]))
	if len(rules) == 0 {
		return v.turnedDown("office-owners-none", nil)
	}
	comment := v.Say("office-owners-comment", nil)
	switch err := writeOwners(s.Disk, o.Dir, ownersFiles[at.Kind], owners.File(form, rules, comment), k.Force); {
	case errors.Is(err, fs.ErrExist):
		return v.turnedDown("office-owners-other", problem.Args{"file": ownersFiles[at.Kind]})
	case err != nil:
		return err
	}
	v.Tell("office-owners-written", problem.Args{"file": ownersFiles[at.Kind], "count": len(rules)})
	return nil
}

// reviewersOf are the reviewers of every page, by its file.
func reviewersOf(p *build.Project, o *config.Office) map[string][]string {
	files := map[string][]string{}
	for _, edition := range p.Site.Editions {
		for _, page := range edition.Pages {
			if page.Entry != nil {
				files[page.Entry.File.Path] = sorted(o.ReviewersOf(unitOf(page.Entry, page.Values().Unit)))
			}
		}
	}
	for _, e := range p.Entries { // drafts, and what is not on the site today
		if _, ok := files[e.File.Path]; !ok {
			files[e.File.Path] = sorted(o.ReviewersOf(unitOf(e, e.Unit)))
		}
	}
	return files
}

// unitOf is the unit of an entry: a section belongs to that of the pages below it.
func unitOf(e *content.Entry, unit string) string {
	if unit == "" && e.Cascade != nil {
		return e.Cascade.Unit
	}
	return unit
}

func sorted(names []string) []string { return slices.Sorted(slices.Values(names)) }

// ownersMark begins a file that this command wrote.
const ownersMark = "# loa office owners"

// writeOwners writes a file of the site's folder whole. The error is fs.ErrExist of one that
// somebody else wrote.
func writeOwners(system disk.System, dir, name, text string, force bool) error {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	before, err := root.ReadFile(name)
	if err == nil && !force && !strings.HasPrefix(string(before), ownersMark) {
		return fs.ErrExist
	}
	if folder := path.Dir(name); folder != "." {
		if err := system.MkdirAll(root, folder, 0o777); err != nil {
			return err
		}
	}
	draft, err := system.Draft(root, path.Dir(name), 0o644)
	if err != nil {
		return err
	}
	defer draft.Discard()
	if _, err := draft.Write([]byte(text)); err != nil {
		return err
	}
	return draft.Replace(name)
}
