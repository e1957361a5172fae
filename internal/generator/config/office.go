package config

import (
	"errors"
	"maps"
	"slices"
	"strings"

	"loa/internal/base/pattern"
	"loa/internal/base/problem"
	"loa/internal/office/gitaddress"
	"loa/internal/office/host"
)

// Office sets where people who write one site together keep it.
type Office struct {
	Remote  string `toml:"remote"`   // the Git repository to which all send: https://…, ssh://…, user@host:path, or a shared folder
	Branch  string `toml:"branch"`   // what is published
	Host    string `toml:"host"`     // which program runs there, of host.Kinds; "" where nothing is sent for review
	Address string `toml:"address"`  // of the program's pages, where remote does not tell it; of a remote over HTTPS at the same host
	KeyFile string `toml:"key_file"` // of SSH: the private key; "" for the agent's keys
	HostKey string `toml:"host_key"` // of SSH: the server's key as "SHA256:…"; "" for those of known_hosts
	// Reviewers are the accounts that read texts before they are published, by the key of
	// the unit; "all" for those of every other text.
	Reviewers map[string][]string `toml:"reviewers"`
}

// EveryUnit is the key of the reviewers of all texts that have no reviewers of their own.
const EveryUnit = "all"

// Project returns the project at the host where texts are reviewed; false if none is set.
// One token serves Git and the pages: where Git is asked over HTTPS, address names the same
// host, so that the token of one host is never sent to another.
func (o *Office) Project() (host.Place, bool) {
	if o.Host == "" {
		return host.Place{}, false
	}
	if o.Address == "" {
		return host.Of(o.Remote, o.Host)
	}
	p, ok := host.Of(o.Remote, string(host.GitLab)) // with the folder of the program, which At takes away
	if !ok {
		return p, false
	}
	p.Kind = host.Kind(o.Host)
	at, ok := p.At(o.Address)
	return at, ok && (strings.HasPrefix(o.Remote, "ssh:") || !strings.Contains(o.Remote, "://") || at.Beside(p))
}

// ReviewersOf returns who reads the texts of a unit; "" for a text of none.
func (o *Office) ReviewersOf(unit string) []string {
	if own := o.Reviewers[unit]; len(own) > 0 {
		return own
	}
	return o.Reviewers[EveryUnit]
}

// Reviewers of one unit: each is asked by a request of its own.
const mostReviewers = 10

// account is the name of an account, or of a group as GitHub and Gitea write it
// ("phu-tho/bien-tap").
var account = pattern.New(`^[\pL\pN_][\pL\pN_.-]*(/[\pL\pN_][\pL\pN_.-]*)?$`)

// An account, with the group, has at most so many bytes. The pattern does not count them: a
// count of letters of all scripts makes a program of 8 MB of it each time that Loa starts.
const longestAccount = 200

func isAccount(name string) bool { return len(name) <= longestAccount && account.MatchString(name) }

// office checks [office]. A value that cannot be used is told and emptied.
func (c *checker) office() {
	if b := c.Office.Branch; b != "" && !host.BranchName(b) {
		c.add(problem.OfficeBranch, c.Place("office", "branch"), problem.Args{"value": b})
		c.Office.Branch = ""
	}
	if !c.oneOf(c.Office.Host, host.Kinds(), "office", "host") {
		c.Office.Host = ""
	}
	c.officeRemote()
	units := append(c.Units.Keys(), EveryUnit)
	for _, unit := range slices.Sorted(maps.Keys(c.Office.Reviewers)) {
		names := c.Office.Reviewers[unit]
		if !c.oneOf(unit, units, "office", "reviewers", unit) {
			delete(c.Office.Reviewers, unit)
			continue
		}
		if len(names) > mostReviewers {
			c.add(problem.SiteOutOfRange, c.Place("office", "reviewers", unit, mostReviewers), problem.Args{"key": unit, "value": len(names), "low": 0, "high": mostReviewers})
			names = names[:mostReviewers]
		}
		c.Office.Reviewers[unit] = slices.DeleteFunc(slices.Clone(names), func(name string) bool {
			if isAccount(name) {
				return false
			}
			c.add(problem.OfficeAccount, c.Place("office", "reviewers", unit, slices.Index(names, name)), problem.Args{"value": name})
			return true
		})
	}
}

// officeRemote checks the address of the repository, and that its host can be asked for
// reviews if one is set. What is refused is no host either.
func (c *checker) officeRemote() {
	_, _, err := gitaddress.Parse(c.Office.Remote)
	_, found := c.Office.Project()
	switch remote := c.Office.Remote; {
	case remote == "" && c.Office.Host != "":
		c.add(problem.OfficeNoRemote, c.Place("office", "host"), nil)
	case remote == "":
	case errors.Is(err, gitaddress.ErrSecret):
		c.add(problem.OfficeSecret, c.Place("office", "remote"), problem.Args{"value": gitaddress.Public(remote)})
		c.Office.Remote = ""
	case err != nil:
		c.add(problem.OfficeRemote, c.Place("office", "remote"), problem.Args{"value": remote})
		c.Office.Remote = ""
	case c.Office.Host == "" || found:
		return
	case c.Office.Address != "":
		c.add(problem.OfficeProject, c.Place("office", "address"), problem.Args{"value": c.Office.Address})
	default:
		c.add(problem.OfficeProject, c.Place("office", "remote"), problem.Args{"value": remote})
	}
	c.Office.Host = ""
}
