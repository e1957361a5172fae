package cli

import (
	"context"
	"fmt"
	"strings"

	"loa/internal/base/problem"
	"loa/internal/network/sitebuild"
	"loa/internal/network/store"
)

type networkReport struct {
	chosen
	allowance
	Shards int `placeholder:"N"`
}

type networkPrune struct {
	allowance
	Keep   int `default:"3" placeholder:"N"`
	DryRun bool
}

// Run reports what the store has of the sites.
func (r *networkReport) Run(ctx context.Context, c *Common, v *voice, s *Env) error {
	n, err := v.network(c, s, r.chosen)
	if err != nil {
		return err
	}
	if err := n.rows(v); err != nil {
		return err
	}
	if err := n.open(ctx, c, v, s, r.allowance); err != nil {
		return v.undeployed(err)
	}
	defer n.store.Close()
	b, err := n.builder(ctx, c)
	if err != nil {
		return v.undeployed(err)
	}
	standing, err := b.Standing(ctx, n.sites, r.Shards)
	if err != nil {
		return v.undeployed(err)
	}
	if c.Format == "json" {
		if err := v.standingJSON(standing, n); err != nil {
			return err
		}
	} else {
		v.standing(standing, r.Shards, len(n.faulty))
	}
	if len(standing.Missing) > 0 {
		return status(hindered)
	}
	if len(standing.Faulty) > 0 {
		return status(faulty)
	}
	return n.ended()
}

// standing tells it to a person. rows is how many sites have a faulty row.
func (v *voice) standing(s sitebuild.Standing, shards, rows int) {
	for _, shared := range s.Problems {
		fmt.Fprint(v.err, problem.Text(shared.Problem, v.problems))
		if shared.Sites > 1 {
			fmt.Fprintln(v.err, "  "+v.Say("network-shared", problem.Args{"sites": shared.Sites}))
		}
	}
	for _, r := range s.Faulty {
		fmt.Fprintln(v.err, v.Say("network-site-faulty", problem.Args{"key": r.Key}))
	}
	v.missing(s.Missing, shards)
	v.Tell("network-standing", problem.Args{"sites": len(s.Good) + len(s.Faulty) + rows + len(s.Missing), "good": len(s.Good), "faulty": len(s.Faulty) + rows, "missing": len(s.Missing)})
}

// missing names the sites without a record, and the shards that wrote none.
func (v *voice) missing(all []sitebuild.Missing, shards int) {
	of := map[int]int{}
	for i, m := range all {
		of[m.Shard]++
		key := "network-missing"
		switch {
		case m.Unread != nil:
			key = "network-unread"
		case m.Damaged:
			key = "network-damaged"
		case m.Other:
			key = "network-other"
		}
		if i < namedAtMost {
			fmt.Fprintln(v.err, v.Say(key, problem.Args{"key": m.Key}))
		}
		if m.Unread != nil && i < namedAtMost {
			v.told(m.Unread)
		}
	}
	if more := len(all) - namedAtMost; more > 0 {
		fmt.Fprintln(v.err, v.Say("serve-more", problem.Args{"count": more}))
	}
	for n := 1; n <= shards; n++ {
		if of[n] > 0 {
			fmt.Fprintln(v.err, v.Say("network-missing-shard", problem.Args{"shard": fmt.Sprintf("%d/%d", n, shards), "count": of[n]}))
		}
	}
}

// standingReport is “loa network report --format json”.
type standingReport struct {
	Good     []siteReport    `json:"good"`
	Faulty   []siteReport    `json:"faulty"`
	Rows     []string        `json:"rows"` // keys of units with a faulty row
	Missing  []missingReport `json:"missing"`
	Problems []sharedReport  `json:"problems"`
}

type siteReport struct {
	Key    string `json:"key"`
	Digest string `json:"digest"`
	Pages  int    `json:"pages"`
	Files  int    `json:"files"`
}

type missingReport struct {
	Key     string `json:"key"`
	Shard   int    `json:"shard,omitempty"`
	Other   bool   `json:"other"`
	Damaged bool   `json:"damaged"`
	Unread  bool   `json:"unread"`
}

type sharedReport struct {
	Code     problem.Code `json:"code"`
	Severity string       `json:"severity"`
	File     string       `json:"file,omitempty"`
	Line     int          `json:"line,omitempty"`
	Message  string       `json:"message"`
	Sites    int          `json:"sites"`
}

func (v *voice) standingJSON(s sitebuild.Standing, n *network) error {
	report := standingReport{Good: siteReports(s.Good), Faulty: siteReports(s.Faulty), Rows: []string{}, Missing: []missingReport{}, Problems: []sharedReport{}}
	for _, u := range n.faulty {
		report.Rows = append(report.Rows, u.Key)
	}
	for _, m := range s.Missing {
		report.Missing = append(report.Missing, missingReport{m.Key, m.Shard, m.Other, m.Damaged, m.Unread != nil})
	}
	for _, shared := range s.Problems {
		p := shared.Problem
		report.Problems = append(report.Problems, sharedReport{p.Code, p.Severity.String(), p.Place.File, p.Place.Line, problem.Message(p, v.problems), shared.Sites})
	}
	return v.json(report)
}

func siteReports(sites []sitebuild.Site) []siteReport {
	all := []siteReport{}
	for _, s := range sites {
		all = append(all, siteReport(s))
	}
	return all
}

// Run removes old records and bytes that none names.
func (p *networkPrune) Run(ctx context.Context, c *Common, v *voice, s *Env) error {
	if p.Keep < 1 {
		return v.misused("network-keep", fmt.Sprint(p.Keep))
	}
	n, err := v.network(c, s, chosen{})
	if err != nil {
		return err
	}
	if err := n.open(ctx, c, v, s, p.allowance); err != nil {
		return v.undeployed(err)
	}
	defer n.store.Close()
	b, err := n.builder(ctx, c)
	if err != nil {
		return v.undeployed(err)
	}
	if err := n.rows(v); err != nil {
		return err
	}
	present, unread := map[string]bool{}, map[string]bool{}
	for _, u := range n.sites {
		digest, _, err := b.Digest(u)
		if err != nil { // which of its records is the present one cannot be known
			v.unread(u.Key, err)
			unread[u.Key] = true
			continue
		}
		present[u.Key+"/"+digest] = true
	}
	hindering := len(unread) > 0
	for _, u := range n.faulty { // nor of these
		unread[u.Key] = true
	}
	wanted := func(e store.Entry) bool { return unread[e.Key] || present[e.Key+"/"+e.Digest] }
	done, err := n.store.Prune(ctx, p.Keep, wanted, s.Now, p.DryRun)
	if err != nil {
		return v.undeployed(err)
	}
	key := "network-pruned"
	if p.DryRun {
		key = "network-would-prune"
	}
	v.Tell(key, problem.Args{"records": done.Records, "kept": done.Kept, "blobs": done.Blobs, "bytes": problem.Size(done.Bytes)})
	if hindering {
		return status(hindered)
	}
	return n.ended()
}

// unread tells of a site whose files cannot be read.
func (v *voice) unread(key string, err error) {
	fmt.Fprintln(v.err, v.Say("network-unread", problem.Args{"key": key}))
	v.told(err)
}

// keyAndDigest parts KEY/DIGEST.
func keyAndDigest(text string) (key, digest string, ok bool) {
	key, digest, ok = strings.Cut(strings.TrimSuffix(text, ".json"), "/")
	return key, digest, ok && key != "" && digest != ""
}
