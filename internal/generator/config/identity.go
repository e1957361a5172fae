package config

import (
	"net/url"
	"path"
	"strings"

	"golang.org/x/mod/semver"

	"loa/internal/base/pattern"
	"loa/internal/base/problem"
	"loa/internal/base/weblink"
)

// identity checks what a site is called, where it will stand, and with what it
// is made.
func (c *checker) identity() {
	if c.lacks("title") {
		c.add(problem.SiteNoTitle, c.Place(), nil)
	}
	if c.lacks("base_url") {
		c.add(problem.SiteNoBaseURL, c.Place("base_url"), nil)
	}
	c.baseURL(&c.BaseURL, "base_url")
	weblink.Refused(c.doc.Map(), func(path []any, scheme string) {
		c.add(problem.LinkScheme, c.Place(path...), problem.Args{"scheme": scheme})
	})
	if !folderName.MatchString(c.Theme) {
		c.add(problem.SiteBadTheme, c.Place("theme"), problem.Args{"value": c.Theme})
		c.Theme = "loa"
	}
	if c.Requires != "" && !semver.IsValid("v"+c.Requires) {
		c.add(problem.SiteBadVersion, c.Place("requires"), problem.Args{"value": c.Requires})
		c.Requires = ""
	}
}

// lacks reports whether a setting is missing or empty. One that could not be
// read is not: that was told already.
func (c *checker) lacks(key string) bool {
	switch raw := c.doc.Map()[key].(type) {
	case nil:
		return c.whole
	case string:
		return raw == ""
	case map[string]any:
		return len(raw) == 0
	}
	return false
}

var folderName = pattern.New(`^[A-Za-z0-9_-][A-Za-z0-9._-]*$`)

// baseURL brings an address into its normal form; one that cannot be used is
// told of and emptied.
func (c *checker) baseURL(address *string, path ...any) {
	if *address == "" {
		return
	}
	normal, ok := NormalURL(*address)
	if !ok {
		args := problem.Args{"value": *address}
		if suggestion, ok := NormalURL("https://" + *address); ok && !strings.Contains(*address, ":") {
			args["suggestion"] = suggestion
		}
		c.add(problem.SiteBadBaseURL, c.Place(path...), args)
	}
	*address = normal
}

// NormalURL returns the address of a site in the form that the program uses:
// absolute, http or https, the host in lower case, ending in "/". It refuses a
// query, a fragment and a password.
func NormalURL(address string) (normal string, ok bool) {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" || strings.ContainsAny(u.Host, " _") ||
		u.User != nil || u.RawQuery != "" || u.ForceQuery || u.Fragment != "" {
		return "", false
	}
	u.Host = strings.ToLower(u.Host)
	u.Path = strings.TrimSuffix(path.Clean("/"+u.Path), "/") + "/"
	u.RawPath = ""
	return u.String(), true
}

// Needs returns a problem if the site asks for a newer Loa than this version
// ("0.3.1"). A version that is none (a development build) is new enough.
func (s *Settings) Needs(version string) []problem.Problem {
	if s.Requires == "" || !semver.IsValid("v"+version) || semver.Compare("v"+version, "v"+s.Requires) >= 0 {
		return nil
	}
	return []problem.Problem{problem.New(problem.SiteTooNew, s.Place("requires"), problem.Args{"needs": s.Requires, "have": version})}
}
