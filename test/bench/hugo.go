//go:build unix

package main

import (
	"embed"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"time"

	"loa/test/corpus"
)

// hugoSite is a site for Hugo as somebody writes it who knows what costs Hugo much: no
// hook runs for a link, parts are cached, related pages are those of the first topic. It
// makes what Loa makes but for search, calendars and checks.
//
//go:embed all:hugo
var hugoSite embed.FS

// showHugo builds the same articles with Loa and with Hugo in turn.
func showHugo(n, rounds int, write string) error {
	hugo, err := exec.LookPath("hugo")
	if err != nil {
		fmt.Println("There is no hugo on the path to compare with.")
		return nil
	}
	program, err := os.Executable()
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "loa-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	sites := map[string]string{"search": filepath.Join(dir, "search"), "plain": filepath.Join(dir, "plain"), "hugo": filepath.Join(dir, "hugo")}
	for _, name := range []string{"search", "plain"} {
		if err := corpus.Write(sites[name], n/2); err != nil {
			return err
		}
	}
	if err := withoutSearch(sites["plain"]); err != nil {
		return err
	}
	if err := writeHugo(sites["hugo"], sites["plain"]); err != nil {
		return err
	}
	all, err := inTurn(program, hugo, sites, rounds)
	if err != nil {
		return err
	}
	report := fmt.Sprintf("%s, %d cores, %s %s/%s, %s, %d articles in two languages, medians of %d rounds in turn\n\n%s",
		time.Now().Format(time.DateOnly), runtime.NumCPU(), runtime.Version(), runtime.GOOS, runtime.GOARCH, version(hugo), n, rounds, hugoTable(all))
	fmt.Print(report)
	if write == "" {
		return nil
	}
	return replaceTable(write, "hugo", report)
}

// inTurn builds each site cold, round after round.
func inTurn(program, hugo string, sites map[string]string, rounds int) (map[string][]sample, error) {
	all := map[string][]sample{}
	for range rounds {
		for _, name := range []string{"search", "plain", "hugo"} {
			dir := sites[name]
			for _, folder := range []string{"public", ".loa", "resources", ".hugo_build.lock"} {
				if err := os.RemoveAll(filepath.Join(dir, folder)); err != nil {
					return nil, err
				}
			}
			command := exec.Command(program, "-child", "build", "-dir", dir, "-remember")
			if name == "hugo" {
				command = exec.Command(hugo, "-s", dir, "-d", filepath.Join(dir, "public"), "--minify", "--quiet")
			}
			s, err := timed(command)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", name, err)
			}
			all[name] = append(all[name], s)
		}
	}
	return all, nil
}

// hugoTable gives the medians; the ratios are those of the rounds' own.
func hugoTable(all map[string][]sample) string {
	table := &strings.Builder{}
	fmt.Fprintln(table, "| | CPU s | of Hugo's | wall s | peak MiB | of Hugo's |\n|---|---:|---:|---:|---:|---:|")
	for _, row := range [][2]string{{"search", "Loa with search, a list for devices, what the next build knows"}, {"plain", "Loa without search and list"}, {"hugo", "Hugo"}} {
		of := func(what func(sample) float64) float64 { return middle(all[row[0]], what) }
		ratio := func(what func(sample) float64) float64 {
			var ratios []float64
			for round, s := range all[row[0]] {
				ratios = append(ratios, what(s)/what(all["hugo"][round]))
			}
			return middle(ratios, func(r float64) float64 { return r })
		}
		cpu, wall, rss := func(s sample) float64 { return s.cpu }, func(s sample) float64 { return s.wall }, func(s sample) float64 { return s.rss }
		fmt.Fprintf(table, "| %s | %.2f | %.3f | %.2f | %.0f | %.3f |\n", row[1], of(cpu), ratio(cpu), of(wall), of(rss)/(1<<20), ratio(rss))
	}
	return table.String()
}

func version(hugo string) string {
	out, err := exec.Command(hugo, "version").Output()
	if err != nil {
		return "Hugo"
	}
	name, _, _ := strings.Cut(string(out), "-")
	return strings.TrimSpace(name)
}

// writeHugo writes the articles of a site of Loa's as Hugo reads them.
func writeHugo(dir, from string) error {
	if err := copyInto(dir, hugoSite, "hugo"); err != nil {
		return err
	}
	if err := copyInto(filepath.Join(dir, "static"), os.DirFS(filepath.Join(from, "static")), "."); err != nil {
		return err
	}
	root := filepath.Join(from, "content")
	return filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		name, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		language := "vi"
		if base, english := strings.CutSuffix(name, ".en.md"); english {
			language, name = "en", base+".md"
		}
		return writeFile(filepath.Join(dir, "content", language, name), []byte(forHugo(string(text), language)))
	})
}

var linked = regexp.MustCompile(`\]\(/([^)]*)\.md\)`)

// forHugo is an article of the corpus as Hugo reads it.
func forHugo(text, language string) string {
	text = strings.NewReplacer("\nsummary = ", "\ndescription = ", "\nauthors = [\"K.C\"]", "\nauthor = \"K.C\"",
		"\n[event]\nstart = ", "\ntype = \"event\"\nstart = ", "\nplace = ", "\nlocation = ").Replace(text)
	return linked.ReplaceAllString(text, "](/"+language+"/$1/)")
}

// copyInto copies all files of a folder.
func copyInto(dir string, from fs.FS, root string) error {
	return fs.WalkDir(from, root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(from, path)
		if err != nil {
			return err
		}
		return writeFile(filepath.Join(dir, strings.TrimPrefix(path, root+"/")), data)
	})
}

func writeFile(path string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	return os.WriteFile(path, data, 0o644)
}
