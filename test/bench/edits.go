//go:build unix

package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"loa/test/corpus"
	"loa/themes"
)

// An edit is what somebody does to a site between two builds, and which of the two
// commands follows.
type edit struct {
	name     string
	command  string // build, check or rewrite
	remember bool
	clean    bool // nothing is known of an earlier build
	make     func(s *editedSite, round int) error
}

func nothing(*editedSite, int) error { return nil }

var edits = []edit{
	{"cold, remembering nothing", "build", false, true, nothing},
	{"cold", "build", true, true, nothing},
	{"nothing changed", "build", true, false, nothing},
	{"one text changed, of one language", "build", true, false, (*editedSite).text},
	{"one title changed", "build", true, false, (*editedSite).title},
	{"the theme's style sheet changed", "build", true, false, (*editedSite).style},
	{"a file of `static/` changed that no page uses", "build", true, false, (*editedSite).static},
	{"`loa check`", "check", true, false, (*editedSite).forgetChecks},
	{"`loa check`, nothing changed", "check", true, false, nothing},
	{"`loa check`, one text changed", "check", true, false, (*editedSite).text},
	{"for comparison: all pages read and written by a loop", "rewrite", false, false, nothing},
}

// editedSite is the corpus with a theme of its own over loa.
type editedSite struct{ dir string }

func newEditedSite(dir string, n int) (*editedSite, error) {
	s := &editedSite{dir}
	if err := corpus.Write(dir, n/2); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(filepath.Join(dir, "themes/own/assets/css"), 0o755); err != nil {
		return nil, err
	}
	if err := s.replace("site.toml", func(text string) string { return "theme = \"own\"\n" + text }); err != nil {
		return nil, err
	}
	return s, errors.Join(
		os.WriteFile(filepath.Join(dir, "themes/own/theme.toml"), []byte("extends = \"loa\"\n"), 0o644),
		s.style(0), s.static(0))
}

// replace writes a file anew.
func (s *editedSite) replace(file string, change func(string) string) error {
	path := filepath.Join(s.dir, filepath.FromSlash(file))
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	return os.WriteFile(path, []byte(change(string(text))), 0o644)
}

// edited is another article in each round.
func edited(round int) string { return "content/" + corpus.Name(7+11*round) + ".md" }

func (s *editedSite) text(round int) error {
	return s.replace(edited(round), func(text string) string { return text + fmt.Sprintf("\nMột câu nữa, lần %d.\n", round) })
}

func (s *editedSite) title(round int) error {
	return s.replace(edited(round), func(text string) string {
		return strings.Replace(text, "title = \"", fmt.Sprintf("title = \"Lần %d ", round), 1)
	})
}

func (s *editedSite) style(round int) error {
	const sheet = "assets/css/layout.css"
	text, err := fs.ReadFile(themes.FS, "loa/"+sheet)
	if err != nil {
		return err
	}
	text = fmt.Appendf(text, "\n.round { margin: %dpx }\n", round)
	return os.WriteFile(filepath.Join(s.dir, "themes/own", sheet), text, 0o644)
}

func (s *editedSite) static(round int) error {
	return os.WriteFile(filepath.Join(s.dir, "static/unused.txt"), fmt.Appendf(nil, "%d\n", round), 0o644)
}

func (s *editedSite) forgetChecks(int) error {
	return os.RemoveAll(filepath.Join(s.dir, ".loa/checks"))
}

func (s *editedSite) forget() error {
	return errors.Join(os.RemoveAll(filepath.Join(s.dir, "public")), os.RemoveAll(filepath.Join(s.dir, ".loa")))
}

// showEdits measures each kind of edit, in turn.
func showEdits(n, rounds int, write string) error {
	program, err := os.Executable()
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "loa-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	s, err := newEditedSite(dir, n)
	if err != nil {
		return err
	}
	samples := make([][]sample, len(edits))
	for round := range rounds {
		for i, e := range edits {
			one, err := s.measure(program, e, round+1)
			if err != nil {
				return err
			}
			samples[i] = append(samples[i], one)
		}
	}
	state, err := s.state()
	if err != nil {
		return err
	}
	report := fmt.Sprintf("%s, %d cores, %s %s/%s, %d articles in two languages, medians of %d rounds in turn (least and most); what is remembered takes %.2f KiB an article\n\n%s",
		time.Now().Format(time.DateOnly), runtime.NumCPU(), runtime.Version(), runtime.GOOS, runtime.GOARCH, n, rounds, float64(state)/1024/float64(n), editTable(samples))
	fmt.Print(report)
	if write == "" {
		return nil
	}
	return replaceTable(write, "edits", report)
}

func (s *editedSite) measure(program string, e edit, round int) (sample, error) {
	if e.clean {
		if err := s.forget(); err != nil {
			return sample{}, err
		}
	}
	if err := e.make(s, round); err != nil {
		return sample{}, err
	}
	return run(program, e.command, s.dir, fmt.Sprint("-remember=", e.remember))
}

// state is how many bytes of the site's folder let the next build know this one.
func (s *editedSite) state() (size int64, err error) {
	err = filepath.WalkDir(filepath.Join(s.dir, ".loa/outputs"), func(_ string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err == nil {
			size += info.Size()
		}
		return err
	})
	return size, err
}

// editTable is a row for each kind of edit. The ratio to a cold build is the median of
// those of the rounds.
func editTable(samples [][]sample) string {
	table := &strings.Builder{}
	fmt.Fprintln(table, "| | CPU s | of a cold build | peak MiB |\n|---|---:|---:|---:|")
	cold := samples[slices.IndexFunc(edits, func(e edit) bool { return e.name == "cold" })]
	cpu := func(s sample) float64 { return s.cpu }
	for i, e := range edits {
		var ratios []float64
		for round, s := range samples[i] {
			ratios = append(ratios, s.cpu/cold[round].cpu)
		}
		low := slices.MinFunc(samples[i], byCPU)
		high := slices.MaxFunc(samples[i], byCPU)
		fmt.Fprintf(table, "| %s | %.2f (%.2f–%.2f) | %.3f | %.0f |\n", e.name, middle(samples[i], cpu), low.cpu, high.cpu,
			middle(ratios, func(r float64) float64 { return r }), middle(samples[i], func(s sample) float64 { return s.rss })/(1<<20))
	}
	return table.String()
}
