//go:build unix

package main

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"

	"loa/internal/cli"
	"loa/internal/generator/build"
	"loa/internal/reach/reachtest"
	"loa/test/corpus"
	"loa/themes"
)

// reachDays is how many days the made log is of.
const reachDays = 30

// reachedOn is when the logs are read, the day after their last one.
var reachedOn = time.Date(2026, 12, 1, 9, 0, 0, 0, time.UTC)

// showReach measures what `loa reach add` costs: a log of so many lines, and one of a
// quarter of them, of a site of n pages, each given by a pipe.
func showReach(lines, n int) error {
	program, err := os.Executable()
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "loa-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	if err := corpus.Write(dir, n/2); err != nil {
		return err
	}
	fmt.Printf("%s, %d cores, %s %s/%s, a site of %d pages, a log of %d days\n\n", time.Now().Format(time.DateOnly), runtime.NumCPU(), runtime.Version(), runtime.GOOS, runtime.GOARCH, n, reachDays)
	fmt.Println("| lines | CPU s | wall s | µs CPU per line | peak MiB |\n|---:|---:|---:|---:|---:|")
	for _, lines := range []int{0, lines / 4, lines} {
		s, err := readLog(program, dir, lines)
		if err != nil {
			return err
		}
		each := ""
		if lines > 0 {
			each = fmt.Sprintf("%.2f", s.cpu/float64(lines)*1e6)
		}
		fmt.Printf("| %d | %.2f | %.2f | %s | %.0f |\n", lines, s.cpu, s.wall, each, s.rss/(1<<20))
	}
	return nil
}

// readLog lets one process make a log and another read it, which knows of none before.
func readLog(program, dir string, lines int) (s sample, err error) {
	for _, folder := range []string{"data", ".loa"} {
		if err := os.RemoveAll(filepath.Join(dir, folder)); err != nil {
			return s, err
		}
	}
	made := exec.Command(program, "-child", "log", "-dir", dir, "-reach", strconv.Itoa(lines))
	made.Stderr = os.Stderr
	reads := exec.Command(program, "-child", "reach", "-dir", dir)
	if reads.Stdin, err = made.StdoutPipe(); err != nil {
		return s, err
	}
	if err := made.Start(); err != nil {
		return s, err
	}
	s, err = timed(reads)
	return s, errors.Join(err, made.Wait())
}

// makeLog writes a log of the pages of a site.
func makeLog(dir string, lines int) error {
	p, err := build.Load(options(dir, false))
	if err != nil {
		return err
	}
	var pages []string
	known := p.Reached().Pages
	for at, page := range known {
		if at == page {
			pages = append(pages, (&url.URL{Path: at}).EscapedPath())
		}
	}
	if err := p.Close(); err != nil {
		return err
	}
	slices.Sort(pages)
	out := bufio.NewWriterSize(os.Stdout, 1<<20)
	_, err = reachtest.Log{Seed: 22, From: reachedOn.AddDate(0, 0, -reachDays), Days: reachDays, PerDay: lines / reachDays, Pages: often(pages), Garbage: 0.01}.Write(out)
	return errors.Join(err, out.Flush())
}

// often lets some pages come more often than others, as on real sites.
func often(pages []string) (all []string) {
	for i, page := range pages {
		all = append(all, slices.Repeat([]string{page}, 1+20/(1+i%17))...)
	}
	return all
}

// reachOnce runs the command for a log that is given to this process.
func reachOnce(dir string) error {
	var said strings.Builder
	status := cli.Run(context.Background(), cli.Env{
		Args: []string{"reach", "add", "-", "--source", dir}, In: os.Stdin, Out: &said, Err: &said,
		Environ: func(string) string { return "" }, Now: reachedOn, Themes: themes.FS,
	})
	if status != 0 {
		return fmt.Errorf("loa reach add ended with %d:\n%s", status, cmp.Or(said.String(), "nothing was said"))
	}
	return nil
}
