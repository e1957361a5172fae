//go:build unix

package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"loa/test/corpus"
)

// showScripts measures what scripts for the loudspeaker of all articles cost: the same
// articles built cold in turn without them, with them, and with their files beside.
func showScripts(n, rounds int) error {
	program, err := os.Executable()
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "loa-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	kinds := []struct{ name, settings string }{
		{"without scripts", ""},
		{"with a script of each article", "\n[outlets]\nloudspeaker = true\n"},
		{"and its text and SSML as files", "\n[outlets]\nloudspeaker = true\nformats = [\"text\", \"ssml\"]\n"},
	}
	samples := make([][]sample, len(kinds))
	for i, kind := range kinds {
		if err := withSettings(scriptSite(dir, i), n, kind.settings); err != nil {
			return err
		}
	}
	for range rounds {
		for i := range kinds {
			site := scriptSite(dir, i)
			if err := errors.Join(os.RemoveAll(filepath.Join(site, "public")), os.RemoveAll(filepath.Join(site, ".loa"))); err != nil {
				return err
			}
			one, err := run(program, "build", site, "-remember")
			if err != nil {
				return err
			}
			samples[i] = append(samples[i], one)
		}
	}
	fmt.Print("| articles | | CPU s | of a build without | peak MiB |\n|---:|---|---:|---:|---:|\n")
	for i, kind := range kinds {
		var ratios []float64
		for round, s := range samples[i] {
			ratios = append(ratios, s.cpu/samples[0][round].cpu)
		}
		fmt.Printf("| %d | %s | %.2f | %.3f | %.0f |\n", n, kind.name, middle(samples[i], func(s sample) float64 { return s.cpu }),
			middle(ratios, func(r float64) float64 { return r }), middle(samples[i], func(s sample) float64 { return s.rss })/(1<<20))
	}
	return nil
}

func scriptSite(dir string, i int) string { return filepath.Join(dir, fmt.Sprint("site-", i)) }

// withSettings writes the corpus with more settings.
func withSettings(dir string, n int, settings string) error {
	if err := corpus.Write(dir, n/2); err != nil {
		return err
	}
	file, err := os.OpenFile(filepath.Join(dir, "site.toml"), os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	_, err = file.WriteString(settings)
	return errors.Join(err, file.Close())
}
