package check

import (
	"slices"

	"loa/internal/base/problem"
	"loa/internal/generator/content"
	"loa/internal/generator/render"
	"loa/internal/generator/site"
)

// Rule looks at one page for one kind of problem. It may be called from any
// number of goroutines.
type Rule interface {
	Look(p *Page) []problem.Problem
}

// Closing is a rule that has more to say when all pages have been looked at.
type Closing interface {
	Close() []problem.Problem
}

// Page is one page as rules see it.
type Page struct {
	*site.Page
	Number int     // of the page of a list, from 1
	Texts  []*Text // in the order of the file; none where another page has the same text
	HTML   []byte
	Told   []problem.Problem // what the rendering found

	markup *markup
}

// Rules are those that a check has beyond what a build looks at.
type Rules struct {
	External *ExternalLinks // gathers links to other hosts, if a check is to request them; else nil
	rules    []Rule
}

// NewRules returns the rules for a site, without those that it turned off.
// entries are all of its files, also those that are not on the site today; texts
// reads them.
func NewRules(s *site.Site, entries []*content.Entry, texts *content.Reader, r *render.Renderer) *Rules {
	all := []struct {
		rule  Rule
		codes []problem.Code
	}{
		{emptySections{}, []problem.Code{problem.EmptySection}},
		{vagueLinks{}, []problem.Code{problem.LinkVague}},
		{newHostLinks(s), []problem.Code{problem.LinkOwnSite, problem.LinkIntranet}},
		{identityNumbers{}, []problem.Code{problem.TextIdentity}},
		{newQuantities(), []problem.Code{problem.TranslationNumbers}},
		{newOtherNumbers(s), []problem.Code{problem.FirstAidNumber}},
		{newClaims(s), []problem.Code{problem.TextClaim}},
		{firstAid{}, []problem.Code{problem.FirstAidLong, problem.FirstAidVague, problem.FirstAidSource, problem.FirstAidPromise}},
		{newPhones(s.Settings), []problem.Code{problem.TextPhone}},
		{districts{s.Now, s.Settings}, []problem.Code{problem.TextDistrict}},
		{upcoming{s.Now}, []problem.Code{problem.TextUpcoming}},
		{figures{s.Settings, entries}, []problem.Code{problem.TextFigure, problem.SiteCheckPath}},
		{frontPictures{}, []problem.Code{problem.MarkdownNoAlt}},
		{expired{s.Now, entries}, []problem.Code{problem.PageExpired}},
		{security{s}, []problem.Code{problem.SiteSecurityNoEnd, problem.SiteSecurityExpires, problem.SiteSecurityPath}},
		{same{s}, []problem.Code{problem.PageSameTitle, problem.PageSameSummary}},
		{newOrphans(s, r), []problem.Code{problem.PageOrphan}},
		{newFaults(texts), []problem.Code{problem.HTMLNesting, problem.HTMLUnclosed, problem.HTMLStrayEnd, problem.HTMLDuplicateID, problem.HTMLNoLabel, problem.HTMLNoName, problem.HTMLReference}},
	}
	set := &Rules{}
	for _, one := range all {
		off := func(code problem.Code) bool {
			severity, chosen := s.Settings.Check.Severities[code]
			return chosen && severity == problem.Off
		}
		if slices.ContainsFunc(one.codes, func(code problem.Code) bool { return !off(code) }) {
			set.rules = append(set.rules, one.rule)
		}
	}
	return set
}

// Look lets every rule look at a page.
func (r *Rules) Look(p *site.Page, number int, out render.Output) []problem.Problem {
	page := &Page{Page: p, Number: number, HTML: out.HTML, Told: out.Problems}
	if number == 1 && !p.Fallback && p.Entry != nil {
		page.Texts = textsOf(p.Entry, out)
	}
	var problems []problem.Problem
	for _, rule := range r.rules {
		problems = append(problems, rule.Look(page)...)
	}
	if r.External != nil {
		r.External.Look(page)
	}
	return problems
}

// Close tells what is known only now that all pages have been looked at.
func (r *Rules) Close() []problem.Problem {
	var problems []problem.Problem
	for _, rule := range r.rules {
		if c, ok := rule.(Closing); ok {
			problems = append(problems, c.Close()...)
		}
	}
	return problems
}
