// Package reachtest makes logs of a server for tests: the same ones from the same seed.
// None of it is of real people; the addresses are those that are kept for documents.
package reachtest

import (
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"time"
)

// Log says what a made log holds.
type Log struct {
	Seed    uint64
	From    time.Time
	Days    int
	PerDay  int      // requests a day
	Pages   []string // addresses, with a slash before, below the host
	Base    string   // the path of the site: "" or "/vi-tre-em"
	Garbage float64  // the part of lines that are none
	Common  bool     // without referrer and browser
}

// Browsers are those of readers.
var Browsers = []string{
	"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36",
	"Mozilla/5.0 (Linux; Android 13; SM-A145F) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36",
	"Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1",
	"Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0",
	"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) coc_coc_browser/130.0.0 Chrome/124.0.0.0 Safari/537.36",
}

// Programs are names of crawlers and monitors.
var Programs = []string{
	"Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
	"Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
	"Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)",
	"UptimeRobot/2.0 (http://www.uptimerobot.com/)",
}

var garbage = []string{
	"", "\x16\x03\x01\x02\x00", `- - [x] "" 400 0`, "cut off in the mid", `{"time":`, `203.0.113.1 - - [99/Foo/2026:10:00:00 +0700] "GET / HTTP/1.1" 200 1`,
}

// Write writes the log, in order of time. It returns the addresses of readers that stand
// in it.
func (l Log) Write(to io.Writer) (addresses []string, err error) {
	r := rand.New(rand.NewPCG(l.Seed, 2026))
	people := make([]string, max(l.PerDay/6, 3))
	for i := range people {
		if people[i] = fmt.Sprintf("203.0.113.%d", r.IntN(254)+1); i%5 == 0 {
			people[i] = fmt.Sprintf("2001:db8:%x::%x", r.IntN(1<<16), r.IntN(1<<16))
		} else if i%2 == 0 {
			people[i] = fmt.Sprintf("198.51.100.%d", r.IntN(254)+1)
		}
	}
	var line strings.Builder
	for day := range l.Days {
		for n := range l.PerDay {
			at := l.From.AddDate(0, 0, day).Add(time.Duration(float64(n) / float64(l.PerDay) * float64(24*time.Hour)))
			line.Reset()
			if r.Float64() < l.Garbage {
				line.WriteString(garbage[r.IntN(len(garbage))])
			} else {
				l.request(&line, r, people[r.IntN(len(people))], at)
			}
			line.WriteByte('\n')
			if _, err := io.WriteString(to, line.String()); err != nil {
				return nil, err
			}
		}
	}
	return people, nil
}

// request writes one line.
func (l Log) request(to *strings.Builder, r *rand.Rand, from string, at time.Time) {
	agent := Browsers[(len(from)+int(from[len(from)-1]))%len(Browsers)]
	target, status, size := l.Base+l.Pages[r.IntN(len(l.Pages))], 200, 1000+r.IntN(9000)
	method := "GET"
	switch k := r.IntN(100); {
	case k < 40: // what a page brings along
		target = l.Base + fmt.Sprintf("/assets/style.%08x.css", r.IntN(5))
	case k < 48:
		agent = Programs[r.IntN(len(Programs))]
	case k < 53:
		status, size = 304, 0
	case k < 57:
		status, target = 404, l.Base+fmt.Sprintf("/khong-co-%d/", r.IntN(50))
	case k < 59:
		status, target = 301, strings.TrimSuffix(target, "/")
	case k < 61:
		method = "HEAD"
	case k < 63:
		target, status = l.Base+"/tai-lieu/so-tay.pdf", 206
	case k < 64:
		target = l.Base + "/%E0%A4%A"
	case k < 65:
		target, agent = l.Base+"/lich/all.ics", "iOS/18.1 (22B83) dataaccessd/1.0"
	case k < 66:
		method, status = "POST", 405
	}
	fmt.Fprintf(to, `%s - - [%s] "%s %s HTTP/1.1" %d %d`, from, at.Format("02/Jan/2006:15:04:05 -0700"), method, target, status, size)
	if !l.Common {
		fmt.Fprintf(to, ` "-" "%s"`, agent)
	}
}
