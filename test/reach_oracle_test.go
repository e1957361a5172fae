package test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"loa/internal/base/disk"
	"loa/internal/reach/counts"
	"loa/internal/reach/intake"
	"loa/internal/reach/reachtest"
	"loa/internal/reach/tally"
)

// readersLog is a made log of thirty days, of a site in a sub-path, and the pages that are
// counted in it.
func readersLog(t *testing.T) (text []byte, pages []string) {
	t.Helper()
	for n := range 40 {
		pages = append(pages, fmt.Sprintf("/bai-%d/", n))
	}
	pages = append(pages, "/", "/vùng-an-toàn/")
	sent := append([]string{}, pages...)
	sent[len(sent)-1] = "/v%C3%B9ng-an-to%C3%A0n/"
	var log bytes.Buffer
	zone := time.FixedZone("+07", 7*3600)
	if _, err := (reachtest.Log{Seed: 22, From: time.Date(2025, 11, 1, 0, 0, 0, 0, zone), Days: 30, PerDay: 4000, Pages: sent, Base: "/vi-tre-em", Garbage: 0.1}).Write(&log); err != nil {
		t.Fatal(err)
	}
	return log.Bytes(), pages
}

// counted are the views of each page as Loa counts them.
func counted(t *testing.T, log []byte, pages []string) map[string]int {
	t.Helper()
	views, _ := figuresOf(t, log, pages)
	return views
}

// given compares the figures of another program's own file with what Loa takes of it.
func given(t *testing.T, data []byte, pages []string, theirs map[string]int) {
	t.Helper()
	views, days := figuresOf(t, data, pages)
	if len(days) != 30 {
		t.Errorf("visits of %d days", len(days))
	}
	for _, page := range pages {
		if views[page] != theirs[page] {
			t.Errorf("%s: %d views taken, the file says %d", page, views[page], theirs[page])
		}
	}
}

// figuresOf are the views of pages and the visits of days as Loa keeps them.
func figuresOf(t *testing.T, log []byte, pages []string) (views, visits map[string]int) {
	t.Helper()
	zone := time.FixedZone("+07", 7*3600)
	known := map[string]string{}
	for _, p := range pages {
		known[p] = p
	}
	dir := t.TempDir()
	_, err := intake.Run(context.Background(), intake.Options{
		Dir: dir, Log: "web", Now: time.Date(2025, 12, 1, 9, 0, 0, 0, zone), Random: rand.NewChaCha8([32]byte{}), Disk: disk.System{},
		Site: tally.Site{Places: []tally.Place{{Base: "/vi-tre-em/"}}, Worker: "/worker.js", Zone: zone, Pages: known},
	}, []intake.Source{{Name: "log", Open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(log)), nil }}})
	if err != nil {
		t.Fatal(err)
	}
	table, _, err := counts.Load(os.DirFS(dir))
	if err != nil {
		t.Fatal(err)
	}
	views, visits = map[string]int{}, map[string]int{}
	for key, n := range table {
		switch key.Kind {
		case counts.View:
			views[key.Address] += n
		case counts.Visit:
			visits[key.Day] += n
		}
	}
	return views, visits
}

// alike compares sums, and each page, with those of another program.
func alike(t *testing.T, who string, ours, theirs map[string]int) {
	t.Helper()
	sum, other := 0, 0
	for page, n := range ours {
		sum, other = sum+n, other+theirs[page]
		if d := n - theirs[page]; d*d > 25+n*n/400 { // 5 %, and 5 of a small figure
			t.Errorf("%s: %d views, %s says %d", page, n, who, theirs[page])
		}
	}
	t.Logf("%d views of %d pages; %s says %d", sum, len(ours), who, other)
	if d := sum - other; d*d > sum*sum/2500 || sum < 20_000 { // 2 %
		t.Errorf("%d views, %s says %d", sum, who, other)
	}
}

// noOracle leaves a comparison out where the other program is missing; in CI it fails.
func noOracle(t *testing.T, program string) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatal(program + " is not installed; run test/oracles/install.sh")
	}
	t.Skip(program + " is not installed")
}

// GoAccess says the same of a made log. It takes HEAD and 206 for views and does not know
// the pages; both are left out of the log that it gets.
func TestReadersAsGoAccess(t *testing.T) {
	program, err := exec.LookPath("goaccess")
	if err != nil {
		noOracle(t, "goaccess")
	}
	log, pages := readersLog(t)
	file := filepath.Join(t.TempDir(), "access.log")
	if err := os.WriteFile(file, without(log, `"HEAD |"POST |" 206 |" 404 |" 301 `), 0o600); err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(t.TempDir(), "report.json")
	if text, err := exec.Command(program, file, "--log-format=COMBINED", "--ignore-crawlers", "--no-global-config", "--max-items=1000", "-o", out).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, text)
	}
	data, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	var report struct {
		Requests struct {
			Data []struct {
				Hits struct{ Count int }
				Data string
			}
		}
	}
	if err := json.Unmarshal(data, &report); err != nil {
		t.Fatal(err)
	}
	theirs := map[string]int{}
	for _, row := range report.Requests.Data {
		theirs[strings.TrimPrefix(strings.ReplaceAll(strings.ReplaceAll(row.Data, "%C3%B9", "ù"), "%C3%A0", "à"), "/vi-tre-em")] += row.Hits.Count
	}
	alike(t, "GoAccess", counted(t, log, pages), theirs)
	given(t, data, pages, theirs)
}

// AWStats says the same.
func TestReadersAsAWStats(t *testing.T) {
	const program = "/usr/lib/cgi-bin/awstats.pl"
	if _, err := os.Stat(program); err != nil {
		noOracle(t, "awstats")
	}
	log, pages := readersLog(t)
	dir := t.TempDir()
	file := filepath.Join(dir, "access.log")
	if err := os.WriteFile(file, without(log, `"HEAD |"POST |" 206 `), 0o600); err != nil {
		t.Fatal(err)
	}
	conf := fmt.Sprintf("LogFile=%q\nLogType=W\nLogFormat=1\nLogSeparator=\" \"\nSiteDomain=\"treem.example\"\nHostAliases=\"localhost\"\nDNSLookup=0\nDirData=%q\nAllowToUpdateStatsFromBrowser=0\nNotPageList=\"css js class gif jpg jpeg png bmp ico rss xml swf pdf ics\"\nValidHTTPCodes=\"200 304\"\nURLWithQuery=0\n", file, dir)
	if err := os.WriteFile(filepath.Join(dir, "awstats.treem.conf"), []byte(conf), 0o600); err != nil {
		t.Fatal(err)
	}
	if text, err := exec.Command("perl", program, "-config=treem", "-configdir="+dir, "-update").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, text)
	}
	files, _ := filepath.Glob(filepath.Join(dir, "awstats112025*.txt"))
	if len(files) != 1 {
		t.Fatal(files)
	}
	data, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	_, sider, _ := strings.Cut(string(data), "BEGIN_SIDER ")
	sider, _, _ = strings.Cut(sider, "END_SIDER")
	theirs := map[string]int{}
	for _, line := range strings.Split(sider, "\n")[1:] {
		if fields := strings.Fields(line); len(fields) > 1 {
			n, _ := strconv.Atoi(fields[1])
			theirs[strings.TrimPrefix(strings.ReplaceAll(strings.ReplaceAll(fields[0], "%C3%B9", "ù"), "%C3%A0", "à"), "/vi-tre-em")] += n
		}
	}
	alike(t, "AWStats", counted(t, log, pages), theirs)
	given(t, data, pages, theirs)
}

// without leaves the lines out that match.
func without(log []byte, pattern string) []byte {
	like := regexp.MustCompile(pattern)
	var out bytes.Buffer
	for line := range bytes.SplitAfterSeq(log, []byte("\n")) {
		if !like.Match(line) {
			out.Write(line)
		}
	}
	return out.Bytes()
}
