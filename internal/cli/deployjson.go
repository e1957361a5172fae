package cli

import (
	"bytes"
	"encoding/json"

	"loa/internal/base/problem"
	"loa/internal/publish/deploy"
)

// deployReport is what “loa deploy --format json” writes. Fields may be added;
// none changes its meaning.
type deployReport struct {
	Target   string          `json:"target"`
	Address  string          `json:"address,omitempty"`
	Outcome  string          `json:"outcome"`
	Plan     *planReport     `json:"plan,omitempty"` // of a site that was built
	Sent     int64           `json:"sent"`           // bytes
	Seconds  float64         `json:"seconds"`
	Verified bool            `json:"verified"`
	Faults   []faultReport   `json:"faults"`
	Problems json.RawMessage `json:"problems"`
}

type planReport struct {
	Release   string   `json:"release"`
	First     bool     `json:"first"`
	Damaged   bool     `json:"damaged"`
	Warnings  bool     `json:"warnings"` // only what changes for a warning
	Send      []string `json:"send"`
	Withdraw  []string `json:"withdraw"`
	Remove    []string `json:"remove"`
	Lost      []string `json:"lost"`
	Foreign   []string `json:"foreign"`
	Unchanged int      `json:"unchanged"`
	Bytes     int64    `json:"bytes"`
	Seconds   float64  `json:"seconds"`
}

type faultReport struct {
	Kind    string `json:"kind"`
	Path    string `json:"path"`
	Detail  string `json:"detail,omitempty"`
	Serious bool   `json:"serious"`
}

// deployJSON writes what came of a run as one object.
func (v *voice) deployJSON(d *deployCommand, r deploy.Result) error {
	var problems bytes.Buffer
	if err := problem.WriteJSON(&problems, r.Build.Problems, v.problems); err != nil {
		return err
	}
	report := deployReport{
		Target: r.Target.Key, Address: r.Build.BaseURL, Outcome: d.outcome(r), Sent: r.Sent, Seconds: r.Took.Seconds(),
		Verified: r.Verified, Faults: []faultReport{}, Problems: problems.Bytes(),
	}
	if !r.Build.Stopped {
		p := r.Plan
		report.Plan = &planReport{
			Release: p.Release, First: p.First, Damaged: p.Damaged, Warnings: p.Warnings, Send: some(p.Put), Withdraw: some(p.Withdraw), Remove: some(p.Remove),
			Lost: some(p.Lost), Foreign: some(p.Foreign), Unchanged: p.Unchanged, Bytes: p.Bytes, Seconds: p.Time.Seconds(),
		}
	}
	for _, f := range r.Faults {
		report.Faults = append(report.Faults, faultReport{string(f.Kind), "/" + f.Path, f.Detail, f.Serious()})
	}
	out := json.NewEncoder(v.out)
	out.SetEscapeHTML(false)
	out.SetIndent("", "  ")
	return out.Encode(report)
}

// outcome is in one word what came of a run.
func (d *deployCommand) outcome(r deploy.Result) string {
	switch {
	case r.Build.Stopped:
		return "not-built"
	case r.Declined:
		return "declined"
	case d.DryRun:
		return "dry-run"
	case r.Stopped:
		return "refused"
	case r.Plan.Nothing():
		return "nothing"
	}
	return "published"
}

// some is a list that is never null in JSON.
func some(paths []string) []string {
	if paths == nil {
		return []string{}
	}
	return paths
}
