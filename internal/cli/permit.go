package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"loa/internal/base/approval"
	"loa/internal/base/pattern"
	"loa/internal/base/problem"
)

// approvals is where this machine remembers what its person has allowed sites to do.
func (s *Env) approvals() approval.Store {
	if s.Config == "" {
		return approval.NewStore("")
	}
	return approval.NewStore(filepath.Join(s.Config, "loa", "approvals"))
}

// permit asks whether the site may do what nobody on this machine has allowed it yet. On
// a terminal a person answers; elsewhere the command line must name each place.
func (d *deployCommand) permit(ctx context.Context, c *Common, v *voice, s *Env, needs []approval.Action) (bool, error) {
	var open []approval.Action
	for _, a := range needs {
		named := func(typed string) bool {
			return typed == a.String() || a.Kind == approval.Folder && sameFolder(typed, a.Target, filepath.Separator)
		}
		if !slices.ContainsFunc(d.Allow, named) || a.Clear && !d.AllowClear {
			open = append(open, a)
		}
	}
	switch {
	case len(open) == 0:
		return true, nil
	case !v.terminal || s.In == nil || c.Format == "json":
		for _, a := range open {
			fmt.Fprintln(v.err, v.Say("severity.error", nil)+": "+v.Say("deploy-not-allowed", problem.Args{"place": a.String()}))
			if a.Clear {
				fmt.Fprintln(v.err, v.Say("deploy-clear", problem.Args{"place": a.String()}))
			}
		}
		v.relativePlaces(d.Allow)
		fmt.Fprintln(v.err, v.Say("deploy-allow-by", problem.Args{"command": allowing(s.Args, open)}))
		return false, status(misused)
	}
	for _, a := range open {
		if yes, err := v.allows(ctx, s, a); err != nil || !yes {
			return false, err
		}
	}
	return true, nil
}

// relativePlaces tells of folders that were named after --allow from where the command was run.
// Such a name says nothing to who reads it in a script, and may allow another folder than the
// person has seen.
func (v *voice) relativePlaces(allow []string) {
	for _, typed := range allow {
		if !filepath.IsAbs(typed) && !strings.Contains(typed, "://") {
			fmt.Fprintln(v.err, v.Say("deploy-allow-relative", problem.Args{"value": typed}))
		}
	}
}

// sameFolder reports whether a person means a folder by what they typed: with a slash
// at its end, and on Windows with either slash and in any capitals.
func sameFolder(typed, target string, separator rune) bool {
	if separator == '\\' {
		typed, target = strings.ToLower(strings.ReplaceAll(typed, "/", `\`)), strings.ToLower(target)
	}
	end := string(separator)
	return strings.TrimSuffix(typed, end) == strings.TrimSuffix(target, end)
}

// allows asks the person for one action, and once more if others can read the line.
func (v *voice) allows(ctx context.Context, s *Env, a approval.Action) (bool, error) {
	fmt.Fprintln(v.err, v.Say("deploy-allow", problem.Args{"site": absolute(v.common.Source)})+"\n  "+a.String())
	if a.Secret != "" {
		fmt.Fprintln(v.err, v.Say("deploy-allow-secret", problem.Args{"variable": a.Secret}))
	}
	fmt.Fprint(v.err, v.Say("deploy-allow-sure", nil)+" ")
	answer, err := read(ctx, s)
	if err != nil || !yes(answer) || !a.Clear {
		return err == nil && yes(answer), err
	}
	fmt.Fprintln(v.err, v.Say("deploy-clear", problem.Args{"place": a.String()}))
	fmt.Fprint(v.err, v.Say("deploy-clear-sure", nil)+" ")
	answer, err = read(ctx, s)
	return err == nil && yes(answer), err
}

// allowing is the command that was given, with what allows the actions.
func allowing(args []string, open []approval.Action) string {
	words := []string{"loa"}
	for _, arg := range args {
		words = append(words, quoted(arg))
	}
	for _, a := range open {
		words = append(words, "--allow", quoted(a.String()))
	}
	if slices.ContainsFunc(open, func(a approval.Action) bool { return a.Clear }) && !slices.Contains(args, "--allow-clear") {
		words = append(words, "--allow-clear")
	}
	return strings.Join(words, " ")
}

// simple is a word that every shell takes as it is.
var simple = pattern.New(`^[\pL\pN\pM/:._+=@%~#-]+$`)

// quoted is a word as a shell reads it.
func quoted(word string) string {
	if simple.MatchString(word) {
		return word
	}
	return `"` + word + `"`
}

// allowed lists what this machine allows its sites, or takes back what it allows this
// one.
func (d *deployCommand) allowed(c *Common, v *voice, s *Env) error {
	store := s.approvals()
	if d.Forget {
		return s.forget(v, store, c.Source)
	}
	entries, err := store.Entries()
	if err != nil {
		return err
	}
	if c.Format == "json" {
		return v.allowedJSON(entries)
	}
	if len(entries) == 0 {
		v.Tell("deploy-none-allowed", nil)
	}
	for _, e := range entries {
		v.Tell("deploy-allowed", problem.Args{"day": e.Since.Local().Format("02/01/2006"), "site": e.Site, "place": e.Action.String()})
	}
	return nil
}

// allowedReport is one action that this machine allows, in “--format json”.
type allowedReport struct {
	Site  string `json:"site"`
	Place string `json:"place"`
	Clear bool   `json:"clear"`
	Since string `json:"since"` // RFC 3339, UTC
}

func (v *voice) allowedJSON(entries []approval.Entry) error {
	all := []allowedReport{}
	for _, e := range entries {
		all = append(all, allowedReport{e.Site, e.Action.String(), e.Action.Clear, e.Since.UTC().Format("2006-01-02T15:04:05Z")})
	}
	out := json.NewEncoder(v.out)
	out.SetEscapeHTML(false)
	out.SetIndent("", "  ")
	return out.Encode(all)
}

// forget takes back what this machine allows a site, and then removes the passwords that
// it keeps for those places: a store that cannot be opened leaves nothing allowed.
func (s *Env) forget(v *voice, store approval.Store, source string) error {
	site := absolute(source)
	entries, _ := store.Entries() // Forget returns the same error
	n, err := store.Forget(source)
	if err == nil {
		v.Tell("deploy-forgot", problem.Args{"count": n, "site": site})
	}
	if s.Keyring == nil {
		return err
	}
	for _, e := range entries {
		if e.Site == site {
			err = errors.Join(err, s.Keyring.Forget(e.Action.String()))
		}
	}
	return err
}
