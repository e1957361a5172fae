// Package summary reads what other programs have counted from logs, of hosts that give no
// logs: the data files of AWStats (awstatsMMYYYY.NAME.txt) and the JSON reports of GoAccess.
//
//	if program := summary.Of(head); program != "" {
//		s, err := summary.Read(program, reader)
//	}
package summary

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"loa/internal/base/pattern"
)

// Program names the program that has counted.
type Program string

// The programs.
const (
	AWStats  Program = "awstats"
	GoAccess Program = "goaccess"
)

// Summary is what was counted.
type Summary struct {
	Visits map[string]int // by day: 2026-11-03
	Month  string         // 2026-11, of the pages; "" if days of several months are in them
	Pages  []Page
}

// Page is how often a page was looked at in the month.
type Page struct {
	Target string // as a request asks for it
	Views  int
}

// Head is how many bytes of a file say what it is.
const Head = 200

var goaccess = pattern.New(`^\s*\{\s*"general"\s*:`)

// Of tells by its beginning which program has written a file; "" for none of them.
func Of(head []byte) Program {
	head = bytes.TrimPrefix(head, []byte("\uFEFF"))
	switch {
	case bytes.HasPrefix(head, []byte("AWSTATS DATA FILE")):
		return AWStats
	case goaccess.Match(head):
		return GoAccess
	}
	return ""
}

// mostBytes is how long a file may be.
const mostBytes = 64 << 20

// errBroken is the error of a file that is not what its beginning says.
var errBroken = errors.New("the file is broken or was cut")

// Read reads a file of a program.
func Read(of Program, from io.Reader) (Summary, error) {
	bounded := io.LimitReader(from, mostBytes+1)
	s, err := Summary{}, error(nil)
	counted := &counter{Reader: bounded}
	if of == AWStats {
		s, err = readAWStats(counted)
	} else {
		s, err = readGoAccess(counted)
	}
	if counted.n > mostBytes {
		return Summary{}, fmt.Errorf("the file is longer than %d MB", mostBytes>>20)
	}
	return s, err
}

type counter struct {
	io.Reader
	n int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	c.n += int64(n)
	return n, err
}

// readAWStats reads the sections DAY (date, pages, hits, bytes, visits) and SIDER (address,
// pages, bytes, entries, exits), by their own first and last lines: the map of positions at
// the beginning is of no use once a file was mended by hand. A file holds one month.
func readAWStats(from io.Reader) (Summary, error) {
	s := Summary{Visits: map[string]int{}}
	section, ended := "", false
	lines := bufio.NewScanner(from)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		fields := strings.Fields(lines.Text())
		switch {
		case len(fields) == 0:
		case strings.HasPrefix(fields[0], "BEGIN_"):
			section = strings.TrimPrefix(fields[0], "BEGIN_")
		case strings.HasPrefix(fields[0], "END_"):
			ended = ended || section == "SIDER" && fields[0] == "END_SIDER"
			section = ""
		case section == "DAY" && len(fields) >= 5:
			s.visits(fields[0], fields[4])
		case section == "SIDER" && len(fields) >= 2:
			s.page(fields[0], fields[1])
		}
	}
	if lines.Err() != nil || !ended {
		return Summary{}, errBroken
	}
	s.Month = s.month()
	return s, nil
}

// visits takes the visits of a day, written 20261103.
func (s *Summary) visits(day, count string) {
	at, err := time.Parse("20060102", day)
	n, wrong := strconv.Atoi(count)
	if err == nil && wrong == nil && n > 0 && n <= most {
		s.Visits[at.Format(time.DateOnly)] = n
	}
}

// most is the largest figure that is believed.
const most = 1_000_000_000

func (s *Summary) page(target, count string) {
	if n, err := strconv.Atoi(count); err == nil && n > 0 && n <= most {
		s.Pages = append(s.Pages, Page{target, n})
	}
}

// month is the month of all days; "" if they have no common one.
func (s *Summary) month() string {
	month := ""
	for day := range s.Visits {
		if month != "" && day[:len("2026-11")] != month {
			return ""
		}
		month = day[:len("2026-11")]
	}
	return month
}

// readGoAccess reads the panels “visitors” (by day) and “requests” (by address, the most
// asked for). GoAccess counts visitors, not visits: fewer where somebody comes twice.
func readGoAccess(from io.Reader) (Summary, error) {
	var report struct {
		Visitors struct {
			Data []struct {
				Visitors struct{ Count int }
				Data     string
			}
		}
		Requests struct {
			Data []struct {
				Hits   struct{ Count int }
				Method string
				Data   string
			}
		}
	}
	if err := json.NewDecoder(from).Decode(&report); err != nil {
		return Summary{}, errBroken
	}
	s := Summary{Visits: map[string]int{}}
	for _, row := range report.Visitors.Data {
		s.visits(strings.ReplaceAll(row.Data, "-", ""), strconv.Itoa(row.Visitors.Count))
	}
	for _, row := range report.Requests.Data {
		if row.Method == "GET" || row.Method == "" {
			s.page(row.Data, strconv.Itoa(row.Hits.Count))
		}
	}
	s.Month = s.month()
	return s, nil
}
