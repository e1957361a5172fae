package content

import (
	"strings"
	"time"

	"loa/internal/base/calendar"
	"loa/internal/base/fold"
	"loa/internal/base/pattern"
	"loa/internal/base/problem"
	"loa/internal/base/tomlfile"
	"loa/internal/base/weblink"
	"loa/internal/generator/config"
	"loa/internal/generator/script"
)

var (
	isoDate  = pattern.New(`^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})?)?$`)
	slugForm = pattern.New(`^[\p{L}\p{N}\p{M}][\p{L}\p{N}\p{M}._-]*$`)
)

// checker looks at the values of one entry that no other entry is needed for.
type checker struct {
	entry     *Entry
	doc       *tomlfile.Doc
	settings  *config.Settings
	zone      *time.Location
	languages []string
	problems  []problem.Problem
}

// at adds a problem at a value.
func (c *checker) at(code problem.Code, args problem.Args, path ...any) {
	c.problems = append(c.problems, problem.New(code, c.doc.Place(path...), args))
}

// all runs every check. whole says that the front matter was read in full; if
// not, nothing is said about keys that seem to be missing.
func (c *checker) all(whole bool) {
	e := c.entry
	if e.known == nil { // else there is nothing to tell
		weblink.Refused(c.doc.Map(), func(path []any, scheme string) {
			c.at(problem.LinkScheme, problem.Args{"scheme": scheme}, path...)
		})
	}
	if whole && strings.TrimSpace(e.Title) == "" && c.isText("title") {
		c.at(problem.FrontMatterNoTitle, nil, "title")
	}
	if e.Slug != "" && !slugForm.MatchString(e.Slug) {
		c.at(problem.FrontMatterSlug, problem.Args{"value": e.Slug, "suggestion": fold.Slug(e.Slug)}, "slug")
	}
	if !e.Expires.IsZero() && e.Expires.In(c.zone).Before(e.Publish.In(c.zone)) {
		c.at(problem.FrontMatterExpiresFirst, problem.Args{"expires": e.Expires.String(), "publish": e.Publish.String()}, "expires")
	}
	if !e.Updated.IsZero() && calendar.DayOf(e.Updated.In(c.zone)) < calendar.DayOf(e.Date.In(c.zone)) {
		c.at(problem.FrontMatterUpdatedFirst, problem.Args{"updated": e.Updated.String(), "date": e.Date.String()}, "updated")
	}
	if most := problem.MaxAliases.Most; len(e.Aliases) > most {
		c.problems = append(c.problems, problem.MaxAliases.Over(c.doc.Place("aliases", most)))
		e.Aliases = e.Aliases[:most]
	}
	c.inherited(&e.Inherited)
	if e.Cascade != nil {
		c.cascade(e)
	}
	c.choice(e.Hosts, "hosts")
	c.tables(e)
	c.document(e.Document)
	c.event(e.Event)
}

// isText reports whether a key has text or nothing; another type is a problem
// that was already told.
func (c *checker) isText(key string) bool {
	value, written := c.doc.Map()[key]
	_, text := value.(string)
	return text || !written
}

func (c *checker) inherited(in *Inherited, prefix ...any) {
	c.terms(in.Topics, c.settings.Topics, problem.UnknownTopic, append(prefix, "topics"))
	c.terms(in.Audience, c.settings.Audiences, problem.UnknownAudience, append(prefix, "audience"))
	c.term(in.Level, c.settings.Levels, problem.UnknownLevel, append(prefix, "level"))
	c.term(in.Unit, c.settings.Units, problem.UnknownUnit, append(prefix, "unit"))
	c.choice(in.Offline, append(prefix, "offline")...)
	if o := in.Outlets; o != nil {
		c.oneOf(o.Priority, script.PriorityWords(), append(append([]any{}, prefix...), "outlets", "priority")...)
		for i, day := range o.Days {
			c.oneOf(day, calendar.WeekdayWords(), append(append([]any{}, prefix...), "outlets", "days", i)...)
		}
	}
	for i, number := range in.Hotlines {
		if !c.hasHotline(number) {
			c.at(problem.UnknownHotline, problem.Args{"number": number}, append(append(prefix, "hotlines"), i)...)
		}
	}
}

func (c *checker) cascade(e *Entry) {
	if !e.IsSection() {
		c.at(problem.CascadeOutsideSection, nil, "cascade")
		return
	}
	c.inherited(e.Cascade, "cascade")
}

// tables refuses an entry that is two things at once.
func (c *checker) tables(e *Entry) {
	var have []string
	if e.Event != nil {
		have = append(have, "[event]")
	}
	if e.Campaign.Own != nil {
		have = append(have, "[campaign]")
	}
	if e.Document != nil {
		have = append(have, "[document]")
	}
	if len(have) > 1 {
		c.at(problem.FrontMatterTwoKinds, problem.Args{"tables": have}, strings.Trim(have[1], "[]"))
	}
	if own := e.Campaign.Own; own != nil && !own.End.IsZero() && own.End.In(c.zone).Before(own.Start.In(c.zone)) {
		c.at(problem.EventEndsBeforeStart, problem.Args{"start": own.Start.String(), "end": own.End.String()}, "campaign", "end")
	}
}

// document looks at [document]. Spaces around a number are removed.
func (c *checker) document(d *DocumentTable) {
	if d == nil {
		return
	}
	d.Number, d.Replaces = strings.TrimSpace(d.Number), strings.TrimSpace(d.Replaces)
	if d.Number == "" {
		c.at(problem.DocumentNoNumber, nil, "document")
	}
	if !d.ValidTo.IsZero() && d.ValidTo.In(c.zone).Before(d.Effective.In(c.zone)) {
		c.at(problem.DocumentEndsFirst, problem.Args{"effective": d.Effective.String(), "valid_to": d.ValidTo.String()}, "document", "valid_to")
	}
}

func (c *checker) terms(keys []string, known config.Vocabulary, code problem.Code, path []any) {
	for i, key := range keys {
		c.term(key, known, code, append(path[:len(path):len(path)], i))
	}
}

func (c *checker) term(key string, known config.Vocabulary, code problem.Code, path []any) {
	if key == "" {
		return
	}
	if _, ok := known.Find(key); ok {
		return
	}
	c.at(code, known.Unknown(key), path...)
}

// choice tells of a value that its key does not take.
func (c *checker) choice(value string, path ...any) {
	if value == "" {
		return
	}
	key, _ := KeyNamed(path[len(path)-1].(string))
	var known []string
	for _, choice := range key.Choices(c.settings) {
		known = append(known, choice.Value)
	}
	c.oneOf(value, known, path...)
}

func (c *checker) oneOf(value string, known []string, path ...any) {
	if value == "" {
		return
	}
	for _, k := range known {
		if value == k {
			return
		}
	}
	args := problem.Args{"value": value, "known": known}
	if near, ok := fold.Nearest(value, known); ok {
		args["suggestion"] = near
	}
	c.at(problem.FrontMatterUnknownValue, args, path...)
}

func (c *checker) hasHotline(number string) bool {
	for _, h := range c.settings.Hotlines {
		if h.Number == number {
			return true
		}
	}
	return false
}
