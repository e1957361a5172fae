// Package tally counts the readers of a site from the requests of its servers' logs, and
// keeps none of them.
//
//	t := tally.New(site, "web", time.Now(), rand.Reader)
//	t.Recall(state)                 // the days that are open
//	for _, request := range … {
//		t.Take(&request)
//	}
//	counts.Write(disk, root, t.Counts())
//
// What counts stands in docs/reach.md. A day is open for two days after the last reading
// that had a line of it: until then its readers are known by hashes with a salt of that
// day, each request counts once in whatever file it comes, and the figures add up. Then
// the hashes go, and a new reading of that day counts from nothing; of both the larger
// figures stay (see package counts). So nothing is ever counted twice.
package tally

import (
	"crypto/sha256"
	"encoding/binary"
	"io"
	"time"

	"loa/internal/reach/accesslog"
	"loa/internal/reach/counts"
	"loa/internal/reach/crawler"
)

// Open is for how long the hashes of a day are kept after its last reading.
const Open = 48 * time.Hour

// pause ends a visit, in seconds.
const pause = 30 * 60

// Tally counts. It is not safe for use by several goroutines.
type Tally struct {
	Seen Seen

	site    Site
	hosts   hosts
	log     string
	now     time.Time
	random  io.Reader
	days    map[int64]*day // open, by their number since 1970
	names   names
	closed  counts.Table // of days whose time was over when they were recalled
	zone    zone
	agents  map[string]agent
	targets map[string]target
	last    *day
	number  int64
	buffer  []byte
}

// Seen tells of the lines of a reading, for the person who gives them.
type Seen struct {
	Lines    int // that tell of a request
	Views    int // new ones
	Taken    int // downloads and calendars, new ones
	Again    int // that were counted before
	Crawlers int // by programs
	Nameless int // whose format does not tell the browser: programs cannot be told from readers
	Other    int // of other hosts
	Unknown  int // of addresses that the site does not have, answered all the same
	First    string
	Last     string // the days
	Too      int    // of days that cannot be: before 1995, after tomorrow
}

// agent is what a browser's name says.
type agent struct {
	program  bool
	calendar bool
}

// New makes a tally of a log with a name. The salts come from random.
func New(site Site, log string, now time.Time, random io.Reader) *Tally {
	return &Tally{
		site: site, hosts: hostsOf(site.Places), log: log, now: now, random: random, days: map[int64]*day{}, names: names{numbers: map[counts.Key]uint32{}}, closed: counts.Table{}, zone: zone{at: site.Zone},
		agents: map[string]agent{}, targets: map[string]target{}, number: -1,
	}
}

// Take counts a request, if it counts. The error is that of random.
func (t *Tally) Take(r *accesslog.Request) error {
	t.Seen.Lines++
	at, own := t.hosts.find(r.Host)
	if !own {
		t.Seen.Other++
		return nil
	}
	if string(r.Method) != "GET" {
		return nil
	}
	what := t.target(r.Target, at)
	if !counted(what, r) {
		if what.kind == "" && what.page && (r.Status == 200 || r.Status == 304) {
			t.Seen.Unknown++
		}
		return nil
	}
	who := t.agent(r.Agent)
	switch {
	case who.program && !(who.calendar && what.kind == counts.Subscriber), r.Prefetch, t.site.saving(r.Referrer), r.Named && len(r.Agent) == 0:
		t.Seen.Crawlers++
		return nil
	case what.kind == counts.Subscriber && !who.calendar:
		what.kind = counts.Download
	case what.kind == counts.View && t.forwarded(r.Referrer, at, what):
		t.Seen.Again++
		return nil
	}
	local := t.zone.local(r.Time)
	day, err := t.day(local)
	if err != nil || day == nil {
		return err
	}
	if !r.Named {
		t.Seen.Nameless++
	}
	t.count(day, local, what, r)
	return nil
}

// forwarded reports whether a request follows from an old address of the same page, which
// has been counted.
func (t *Tally) forwarded(referrer []byte, at int, what target) bool {
	if len(t.site.Old) == 0 || len(referrer) < 2 {
		return false
	}
	from := t.target(referrer, at)
	return from.old && from.of == what.of
}

// counted reports whether an answer is one that counts: a page as a whole, or known by
// the browser already; a file as a whole or its parts, but not the two bytes by which
// players ask whether a file is there.
func counted(what target, r *accesslog.Request) bool {
	switch what.kind {
	case counts.View:
		return r.Status == 200 || r.Status == 304
	case counts.Download:
		return (r.Status == 200 || r.Status == 206) && (r.Size < 0 || r.Size > 2)
	case counts.Subscriber:
		return r.Status == 200 || r.Status == 304
	}
	return false
}

// count takes a request that counts into a day.
func (t *Tally) count(d *day, local int64, what target, r *accesslog.Request) {
	second := uint32(local % daySeconds)
	number := t.names.number(counts.Key{Log: t.log, Kind: what.kind, Address: what.address})
	if what.kind != counts.View {
		if d.once.add(t.hash(d, string(what.kind), what.address, r.Address, r.Agent, 0)) {
			d.figures[number]++
			t.Seen.Taken++
		} else {
			t.Seen.Again++
		}
	} else if d.once.add(t.hash(d, string(what.kind), what.address, r.Address, r.Agent, second)) {
		d.figures[number]++
		t.Seen.Views++
	} else {
		t.Seen.Again++
		return
	}
	if what.kind == counts.Subscriber { // a program came, not a person
		return
	}
	visits := t.names.number(counts.Key{Log: t.log, Kind: counts.Visit})
	if d.figures[visits] += int32(d.visitors.add(t.hash(d, "", "", r.Address, r.Agent, 0), second)); d.figures[visits] == 0 {
		delete(d.figures, visits)
	}
}

// hash is what stands for a request, or for a reader, of a day.
func (t *Tally) hash(d *day, kind, address string, from, agent []byte, second uint32) uint64 {
	b := append(t.buffer[:0], d.salt[:]...)
	b = binary.LittleEndian.AppendUint32(b, second)
	for _, part := range []string{t.log, kind, address} {
		b = append(append(b, part...), 0)
	}
	b = append(append(append(b, from...), 0), agent...)
	t.buffer = b
	sum := sha256.Sum256(b)
	return max(binary.LittleEndian.Uint64(sum[:]), 1) // 0 is an empty place
}

// most is how many names of browsers and addresses are remembered.
const most = 50_000

// longest is how long one of them may be, in bytes.
const longest = 500

func (t *Tally) agent(name []byte) agent {
	if known, ok := t.agents[string(name)]; ok {
		return known
	}
	if len(t.agents) >= most {
		clear(t.agents)
	}
	text := string(name)
	a := agent{program: crawler.Known().Has(text), calendar: subscribes(text)}
	if len(text) <= longest {
		t.agents[text] = a
	}
	return a
}

func (t *Tally) target(raw []byte, at int) target {
	bases := t.hosts[at].bases
	key := append(binary.AppendUvarint(t.buffer[:0], uint64(at)), raw...)
	t.buffer = key
	if known, ok := t.targets[string(key)]; ok {
		return known
	}
	if len(t.targets) >= most {
		clear(t.targets)
	}
	what := t.site.find(string(raw), bases)
	if len(raw) <= longest {
		t.targets[string(key)] = what
	}
	return what
}

// Empty reports whether no day is open.
func (t *Tally) Empty() bool { return len(t.days) == 0 }
