//go:build unix

// Command bench measures builds of generated sites against the reference loop:
// reading every article and rendering it with goldmark's GFM extension and its
// own renderer, two workers, result thrown away.
//
//	go run ./test/bench                     2,000, 10,000 and 50,000 articles
//	go run ./test/bench -sizes 100000
//	go run ./test/bench -languages 10000
//	go run ./test/bench -events 5000
//	go run ./test/bench -edits 10000
//	go run ./test/bench -hugo 10000
//	go run ./test/bench -reach 10000000
//	go run ./test/bench -scripts 10000
//	go run ./test/bench -write docs/benchmarks.md
//
// Each measurement is a process of its own. Build and reference take turns; the
// table gives medians of CPU time (user and system) and wall time, their ratios
// and the peak of resident memory.
package main

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"runtime/pprof"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"loa/internal/generator/build"
	"loa/test/corpus"
	"loa/themes"
)

func main() {
	os.Exit(command())
}

func command() int {
	sizes := flag.String("sizes", "2000,10000,50000", "numbers of articles (in both languages together)")
	rounds := flag.Int("rounds", 5, "rounds of each size")
	languages := flag.Int("languages", 0, "instead: this many pages in eight languages, with and without translations that need work")
	events := flag.Int("events", 0, "instead: the calendar's part in a site of this many activities that repeat")
	edits := flag.Int("edits", 0, "instead: what builds and checks cost after one edit of a site of this many articles")
	hugo := flag.Int("hugo", 0, "instead: the same articles, so many, built by Hugo in turn, if it is on the path")
	reach := flag.Int("reach", 0, "instead: what a log of so many lines costs, on a site of as many pages as -pages says")
	scripts := flag.Int("scripts", 0, "instead: what scripts for the loudspeaker of so many articles cost")
	pages := flag.Int("pages", 10_000, "with -reach: the pages of the site")
	plain := flag.Bool("plain", false, "without the search index and the service worker")
	remember := flag.Bool("remember", false, "with -child: builds and checks know the last one, as those of the command do")
	write := flag.String("write", "", "a file to write the table to")
	child := flag.String("child", "", "what this process does: build, again or reference (used by the program itself)")
	dir := flag.String("dir", "", "the site (used by the program itself)")
	profile := flag.String("profile", "", "with -child: a file for the CPU profile")
	allocs := flag.String("allocs", "", "with -child: a file for the profile of what was allocated")
	flag.Parse()
	var err error
	if *profile != "" {
		file, err := os.Create(*profile)
		if err == nil {
			err = pprof.StartCPUProfile(file)
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, "bench:", err)
		}
		defer pprof.StopCPUProfile()
	}
	if *allocs != "" {
		runtime.MemProfileRate = 4 << 10
		defer writeAllocs(*allocs)
	}
	switch *child {
	case "corpus":
		err = corpus.Write(*dir, 1000)
	case "build", "again":
		err = buildOnce(*dir, *remember)
	case "check":
		err = checkOnce(*dir, *remember)
	case "rewrite":
		err = rewrite(*dir)
	case "reference":
		err = reference(*dir)
	case "make":
		err = makeOnce(*dir)
	case "log":
		err = makeLog(*dir, *reach)
	case "reach":
		err = reachOnce(*dir)
	default:
		if *reach > 0 {
			err = showReach(*reach, *pages)
			break
		}
		if *hugo > 0 {
			err = showHugo(*hugo, *rounds, *write)
			break
		}
		if *edits > 0 {
			err = showEdits(*edits, *rounds, *write)
			break
		}
		if *scripts > 0 {
			err = showScripts(*scripts, *rounds)
			break
		}
		if *events > 0 {
			err = showEvents(*events, *rounds)
			break
		}
		if *languages > 0 {
			err = showLanguages(*languages, *rounds)
			break
		}
		err = measure(*sizes, *rounds, *plain, *write)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		return 1
	}
	return 0
}

func writeAllocs(path string) {
	file, err := os.Create(path)
	if err == nil {
		err = errors.Join(pprof.Lookup("allocs").WriteTo(file, 0), file.Close())
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
	}
}

func options(dir string, remember bool) build.Options {
	o := build.Options{Dir: dir, Out: filepath.Join(dir, "public"), Builtin: themes.FS,
		Now: time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC), Fixed: true, Entries: build.LimitMemory}
	if remember {
		o.Memory = &build.Memory{Program: program, Clock: time.Now}
	}
	return o
}

// program is a digest of the bench's own bytes.
func program() string {
	path, err := os.Executable()
	if err != nil {
		return ""
	}
	file, err := os.Open(path)
	if err != nil {
		return ""
	}
	defer file.Close()
	sum := sha256.New() // as the command does, without 50 MB of memory
	if _, err := io.Copy(sum, file); err != nil {
		return ""
	}
	return hex.EncodeToString(sum.Sum(nil))
}

func buildOnce(dir string, remember bool) error {
	r, err := build.Run(context.Background(), options(dir, remember))
	if err == nil && r.Stopped {
		return fmt.Errorf("the generated site has %d problems, the first: %v", len(r.Problems), r.Problems[0])
	}
	return err
}

func showLanguages(n, rounds int) error {
	program, err := os.Executable()
	if err != nil {
		return err
	}
	table, err := measureLanguages(program, n, rounds)
	fmt.Print(table)
	return err
}

// sample is one process: seconds and bytes.
type sample struct{ cpu, wall, rss float64 }

func measure(sizes string, rounds int, plain bool, write string) error {
	program, err := os.Executable()
	if err != nil {
		return err
	}
	table := &strings.Builder{}
	fmt.Fprintln(table, "| articles | build CPU s | wall s | reference CPU s | wall s | CPU ratio | wall ratio | µs CPU per article | peak MiB | KiB per article over 96 MiB | second build CPU s |")
	fmt.Fprintln(table, "|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|")
	for _, field := range strings.Split(sizes, ",") {
		n, err := strconv.Atoi(strings.TrimSpace(field))
		if err != nil {
			return err
		}
		row, err := measureSize(program, n, rounds, plain)
		if err != nil {
			return err
		}
		fmt.Fprintln(table, row)
		fmt.Println(row)
	}
	report := fmt.Sprintf("%s, %d cores, %s %s/%s\n\n%s", time.Now().Format(time.DateOnly), runtime.NumCPU(), runtime.Version(), runtime.GOOS, runtime.GOARCH, table)
	fmt.Print("\n" + report)
	if write == "" {
		return nil
	}
	return replaceTable(write, "table", report)
}

func measureSize(program string, n, rounds int, plain bool) (string, error) {
	dir, err := os.MkdirTemp("", "loa-bench-")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(dir)
	if err := corpus.Write(dir, n/2); err != nil {
		return "", err
	}
	if plain {
		if err := withoutSearch(dir); err != nil {
			return "", err
		}
	}
	var builds, agains, references []sample
	for range rounds {
		for _, folder := range []string{"public", ".loa"} {
			if err := os.RemoveAll(filepath.Join(dir, folder)); err != nil {
				return "", err
			}
		}
		for _, step := range []struct {
			what string
			into *[]sample
		}{{"build", &builds}, {"again", &agains}, {"reference", &references}} {
			s, err := run(program, step.what, dir)
			if err != nil {
				return "", err
			}
			*step.into = append(*step.into, s)
		}
	}
	cpu, wall := middle(builds, func(s sample) float64 { return s.cpu }), middle(builds, func(s sample) float64 { return s.wall })
	refCPU, refWall := middle(references, func(s sample) float64 { return s.cpu }), middle(references, func(s sample) float64 { return s.wall })
	rss := middle(builds, func(s sample) float64 { return s.rss }) / (1 << 20)
	again := middle(agains, func(s sample) float64 { return s.cpu })
	return fmt.Sprintf("| %d | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f | %.0f | %.0f | %.1f | %.2f |", n, cpu, wall, refCPU, refWall,
		cpu/refCPU, wall/refWall, cpu/float64(n)*1e6, rss, (rss-96)*1024/float64(n), again), nil
}

func run(program, what, dir string, more ...string) (sample, error) {
	s, err := timed(exec.Command(program, append([]string{"-child", what, "-dir", dir}, more...)...))
	if err != nil {
		return sample{}, fmt.Errorf("%s: %w", what, err)
	}
	return s, nil
}

// timed runs a command and tells what it cost.
func timed(command *exec.Cmd) (sample, error) {
	begun := time.Now()
	command.Stderr = os.Stderr
	if err := command.Run(); err != nil {
		return sample{}, err
	}
	wall := time.Since(begun).Seconds()
	state := command.ProcessState
	usage, _ := state.SysUsage().(*syscall.Rusage)
	return sample{cpu: (state.UserTime() + state.SystemTime()).Seconds(), wall: wall, rss: float64(usage.Maxrss) * 1024}, nil
}

func middle[T any](samples []T, of func(T) float64) float64 {
	sorted := slices.SortedFunc(slices.Values(samples), func(a, b T) int { return cmp.Compare(of(a), of(b)) })
	return of(sorted[len(sorted)/2])
}

func byCPU(a, b sample) int { return cmp.Compare(a.cpu, b.cpu) }

// replaceTable puts the report between the two marks of a name in a Markdown file.
func replaceTable(path, name, report string) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	begin, end := "<!-- "+name+" -->\n", "<!-- end of "+name+" -->"
	before, rest, ok := strings.Cut(string(text), begin)
	_, after, closed := strings.Cut(rest, end)
	if !ok || !closed {
		return fmt.Errorf("%s has no place for the table", path)
	}
	return os.WriteFile(path, []byte(before+begin+report+"\n"+end+after), 0o644)
}

// withoutSearch turns off what goes through the text of every page once more.
func withoutSearch(dir string) error {
	file, err := os.OpenFile(filepath.Join(dir, "site.toml"), os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	_, err = file.WriteString("\n[search]\nenabled = false\n\n[offline]\nenabled = false\n")
	return errors.Join(err, file.Close())
}
