// Command steps counts what reading a construct of authors' files takes, for n, 2n and 4n
// of it, and fails where twice as much takes more than 2.3 times the steps. A step is a
// block of statements that runs. It must be built with counters, as make growth does:
//
//	go run -cover -covermode=atomic -coverpkg=loa/internal/...,PACKAGES ./test/growth/steps
//
// Arguments are words of the names of constructs; without any all are run.
package main

import (
	"fmt"
	"os"
	"runtime/coverage"
	"slices"
	"strings"
	"testing"

	"loa/test/growth"
)

const (
	most   = 2.3       // times as many steps for twice the length
	little = 1_000_000 // steps that say nothing of growth
)

func main() {
	failed := false
	for _, c := range slices.Concat(growth.All(), growth.Sites) {
		if len(os.Args) > 1 && !slices.ContainsFunc(os.Args[1:], func(word string) bool { return strings.Contains(c.Name, word) }) {
			continue
		}
		steps(c, 1) // what is made once
		once, twice, last := steps(c, 1), steps(c, 2), steps(c, 4)
		verdict := ""
		if last > little && float64(last) > most*most*float64(max(once, little/4)) {
			failed, verdict = true, "  grows faster than its length"
		}
		fmt.Printf("%-40s %6d: %12d %12d %12d%s\n", c.Name, c.N, once, twice, last, verdict)
	}
	if failed {
		os.Exit(1)
	}
}

// steps counts those of a construct written so many times its n.
func steps(c growth.Construct, times int) uint64 {
	text, m := c.Text(times*c.N), &growth.Meter{TB: alone{}}
	if err := coverage.ClearCounters(); err != nil {
		fatal(err)
	}
	c.Read(m, text)
	n, err := counted()
	if err != nil {
		fatal(err)
	}
	return n
}

// alone stands for the test that there is not.
type alone struct{ testing.TB }

func (alone) Helper()           {}
func (alone) Log(...any)        {}
func (alone) Fatal(args ...any) { fatal(args...) }

func fatal(args ...any) {
	fmt.Fprintln(os.Stderr, args...)
	os.Exit(1)
}
