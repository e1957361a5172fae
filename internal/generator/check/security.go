package check

import (
	"net/url"
	"time"

	"loa/internal/base/problem"
	"loa/internal/generator/site"
)

// security looks whether security.txt can be found and still counts.
type security struct{ *site.Site }

func (security) Look(*Page) []problem.Problem { return nil }

// soonOver is how many days before its end security.txt is told about.
const soonOver = 30

// Close tells of a missing end, one that is near or over, one of more than a year ahead
// (RFC 9116, section 2.5.5, advises less), and of a site below a path: programs look for
// the file at the root of a host alone (section 3).
func (s security) Close() []problem.Problem {
	o := s.Settings.Organization
	if o.SecurityContact == "" {
		return nil
	}
	var problems []problem.Problem
	tell := func(code problem.Code, key string, args problem.Args) {
		problems = append(problems, problem.New(code, s.Settings.Place("organization", key), args))
	}
	next := s.Now.AddDate(0, 6, 0).Format(time.DateOnly)
	end := o.SecurityExpires.In(s.Settings.Zone)
	switch {
	case o.SecurityExpires.IsZero():
		tell(problem.SiteSecurityNoEnd, "security_contact", problem.Args{"next": next})
	case end.Before(s.Now.AddDate(0, 0, soonOver)), end.After(s.Now.AddDate(1, 0, 0)):
		tell(problem.SiteSecurityExpires, "security_expires", problem.Args{"day": end.Format(time.DateOnly), "next": next})
	}
	if home, err := url.Parse(s.Settings.BaseURL); err == nil && len(home.Path) > 1 {
		tell(problem.SiteSecurityPath, "security_contact", problem.Args{"address": "https://" + home.Host + "/.well-known/security.txt"})
	}
	return problems
}
