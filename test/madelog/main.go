// Command madelog writes a log of a server as there might be one, for the figures of the
// project's own site and for measuring. Nobody it tells of is real.
//
//	go run ./test/madelog -sitemap public/sitemap.xml -from 2026-10-01 -days 59 -per-day 900 > made.log
//	go run ./cmd/loa reach add made.log
package main

import (
	"bufio"
	"flag"
	"fmt"
	"net/url"
	"os"
	"regexp"
	"time"

	"loa/internal/reach/reachtest"
)

var location = regexp.MustCompile(`<loc>([^<]+)</loc>`)

func main() {
	sitemap := flag.String("sitemap", "", "the pages; without it, some made ones")
	from := flag.String("from", "2026-11-01", "the first day")
	days := flag.Int("days", 30, "how many days")
	perDay := flag.Int("per-day", 900, "requests a day")
	seed := flag.Uint64("seed", 22, "another log")
	flag.Parse()
	if err := write(*sitemap, *from, *days, *perDay, *seed); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func write(sitemap, from string, days, perDay int, seed uint64) error {
	begins, err := time.ParseInLocation(time.DateOnly, from, time.FixedZone("+07", 7*3600))
	if err != nil {
		return err
	}
	pages, err := pagesOf(sitemap)
	if err != nil {
		return err
	}
	out := bufio.NewWriterSize(os.Stdout, 1<<20)
	if _, err := (reachtest.Log{Seed: seed, From: begins, Days: days, PerDay: perDay, Pages: pages, Garbage: 0.01}).Write(out); err != nil {
		return err
	}
	return out.Flush()
}

// pagesOf are the addresses in a sitemap; the first ones come more often, as on real sites.
func pagesOf(sitemap string) ([]string, error) {
	var pages []string
	if sitemap == "" {
		for n := range 200 {
			pages = append(pages, fmt.Sprintf("/bai-%d/", n))
		}
		return pages, nil
	}
	text, err := os.ReadFile(sitemap)
	if err != nil {
		return nil, err
	}
	all := location.FindAllStringSubmatch(string(text), -1)
	for i, m := range all {
		at, err := url.Parse(m[1])
		if err != nil {
			return nil, err
		}
		for range 1 + 20/(1+i%17) {
			pages = append(pages, at.EscapedPath())
		}
	}
	return pages, nil
}
