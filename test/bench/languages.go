//go:build unix

package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"loa/internal/base/disk"
	"loa/internal/desk/scaffold"
	"loa/internal/generator/build"
	"loa/test/corpus"
)

// tongues are the languages of the site that measureLanguages builds.
var tongues = []string{"vi", "en", "fr", "km", "lo", "de", "es", "ru"}

// measureLanguages builds a site of n articles in eight languages three times:
// without stamps, with every translation current, and with a third of them
// missing or stale. The builds take turns.
func measureLanguages(program string, n, rounds int) (string, error) {
	names := []string{"no stamps", "all current", "a third missing or stale"}
	sites := make([]string, len(names))
	for i := range sites {
		dir, err := os.MkdirTemp("", "loa-bench-")
		if err != nil {
			return "", err
		}
		defer os.RemoveAll(dir)
		if err := writeLanguages(dir, n/len(tongues), i); err != nil {
			return "", err
		}
		sites[i] = dir
	}
	builds, checks := make([][]sample, len(names)), make([][]sample, len(names))
	for range rounds {
		for i, dir := range sites {
			for _, folder := range []string{"public", ".loa"} {
				if err := os.RemoveAll(filepath.Join(dir, folder)); err != nil {
					return "", err
				}
			}
			for what, into := range map[string]*[]sample{"build": &builds[i], "check": &checks[i]} {
				s, err := run(program, what, dir)
				if err != nil {
					return "", err
				}
				*into = append(*into, s)
			}
		}
	}
	table := fmt.Sprintf("| %d pages in %d languages | build CPU s | wall s | peak MiB | check CPU s | wall s |\n|---|---:|---:|---:|---:|---:|\n", n, len(tongues))
	for i, name := range names {
		of := func(all []sample, f func(sample) float64) float64 { return middle(all, f) }
		cpu, wall, rss := func(s sample) float64 { return s.cpu }, func(s sample) float64 { return s.wall }, func(s sample) float64 { return s.rss }
		table += fmt.Sprintf("| %s | %.2f | %.2f | %.0f | %.2f | %.2f |\n", name, of(builds[i], cpu), of(builds[i], wall), of(builds[i], rss)/(1<<20), of(checks[i], cpu), of(checks[i], wall))
	}
	return table, nil
}

// writeLanguages writes one of the three sites.
func writeLanguages(dir string, n, which int) error {
	if err := corpus.WriteIn(dir, n, tongues...); err != nil || which == 0 {
		return err
	}
	site, err := scaffold.Open(dir, disk.System{})
	if err != nil {
		return err
	}
	for i := range n {
		for _, tag := range tongues[1:] {
			file := "content/" + corpus.Name(i) + "." + tag + ".md"
			if which == 2 && i%6 == 0 {
				err = os.Remove(filepath.Join(dir, file))
			} else {
				_, err = site.Stamp(file)
			}
			if err != nil {
				return err
			}
		}
		if which == 2 && i%6 == 3 {
			if err := addLine(filepath.Join(dir, "content", corpus.Name(i)+".md")); err != nil {
				return err
			}
		}
	}
	return nil
}

func addLine(file string) error {
	f, err := os.OpenFile(file, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = f.WriteString("\nGọi 111.\n")
	return err
}

func checkOnce(dir string, remember bool) error {
	_, err := build.Check(context.Background(), options(dir, remember))
	return err
}
