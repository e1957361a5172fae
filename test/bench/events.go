//go:build unix

package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"syscall"
	"time"

	"loa/internal/generator/build"
	"loa/internal/generator/site"
	"loa/test/corpus"
	"loa/themes"
)

// making is the seconds of CPU that one process needs to load a site and to make
// all of its files, one after the other, and to write none.
type making struct{ Load, Calendar, Feeds, Entries, Rest float64 }

func (m making) whole() float64 { return m.Load + m.Calendar + m.Feeds + m.Entries + m.Rest }

// makeOnce makes every file of a site in memory and tells what took how long.
func makeOnce(dir string) (err error) {
	var m making
	clock := seconds()
	lap := func(into *float64) {
		now := seconds()
		*into += now - clock
		clock = now
	}
	p, err := build.Load(build.Options{Dir: dir, Out: filepath.Join(dir, "public"), Builtin: themes.FS,
		Now: time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC), Fixed: true})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, p.Close()) }()
	build.LimitMemory(len(p.Entries))
	lap(&m.Load)
	for _, o := range p.Outputs() {
		if o.Open != nil {
			continue
		}
		out, err := p.Make(o)
		if err != nil {
			return err
		}
		out.Release()
		switch {
		case o.Page != nil && o.Page.Kind == site.CalendarPage:
			lap(&m.Calendar)
		case path.Ext(o.Path) == ".ics":
			lap(&m.Feeds)
		case o.Page != nil && o.Page.Entry != nil && !o.Page.Entry.IsSection():
			lap(&m.Entries)
		default:
			lap(&m.Rest)
		}
	}
	return json.NewEncoder(os.Stdout).Encode(m)
}

// seconds is the CPU time of this process so far.
func seconds() float64 {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic("bench: " + err.Error()) // there is nothing to be wrong about
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano()).Seconds()
}

// showEvents measures what the calendar of n activities that repeat costs: the
// pages of the calendar, the feeds, and what loading takes longer than for the
// same pages as articles.
func showEvents(n, rounds int) error {
	program, err := os.Executable()
	if err != nil {
		return err
	}
	var sites [2]string
	for i := range sites {
		dir, err := os.MkdirTemp("", "loa-bench-")
		if err != nil {
			return err
		}
		defer os.RemoveAll(dir)
		if err := corpus.WriteEvents(dir, n, i == 0); err != nil {
			return err
		}
		sites[i] = dir
	}
	var with, without []making
	var builds []sample
	for range rounds {
		for _, folder := range []string{"public", ".loa"} {
			if err := os.RemoveAll(filepath.Join(sites[0], folder)); err != nil {
				return err
			}
		}
		s, err := run(program, "build", sites[0])
		if err != nil {
			return err
		}
		builds = append(builds, s)
		for i, into := range []*[]making{&with, &without} {
			m, err := runMaking(program, sites[i])
			if err != nil {
				return err
			}
			*into = append(*into, m)
		}
	}
	of := func(all []making, f func(making) float64) float64 { return middle(all, f) }
	load := of(with, func(m making) float64 { return m.Load }) - of(without, func(m making) float64 { return m.Load })
	pages, feeds := of(with, func(m making) float64 { return m.Calendar }), of(with, func(m making) float64 { return m.Feeds })
	made, whole := of(with, making.whole), middle(builds, func(s sample) float64 { return s.cpu })
	part := (load + pages + feeds) * 100
	fmt.Println("| activities that repeat | build CPU s | of it to make all files | loading more s | calendar pages s | feeds s | part of the build | of making |")
	fmt.Println("|---:|---:|---:|---:|---:|---:|---:|---:|")
	fmt.Printf("| %d | %.2f | %.2f | %.2f | %.2f | %.2f | %.1f%% | %.1f%% |\n", n, whole, made, load, pages, feeds, part/whole, part/made)
	return nil
}

func runMaking(program, dir string) (m making, err error) {
	command := exec.Command(program, "-child", "make", "-dir", dir)
	command.Stderr = os.Stderr
	out, err := command.Output()
	if err != nil {
		return m, fmt.Errorf("make: %w", err)
	}
	return m, json.Unmarshal(out, &m)
}
