package config

import (
	"math"
	"slices"
	"strings"

	"loa/internal/base/fold"
	"loa/internal/base/i18n"
	"loa/internal/base/problem"
	"loa/internal/base/tomlfile"
)

// Language is one language of the site.
type Language struct {
	Tag      string     `toml:"-"`        // BCP 47, lower case: "vi", "zh-hant"
	Name     string     `toml:"name"`     // in the language itself; the tag if the author gave none
	Fallback string     `toml:"fallback"` // a declared tag, or "none"; "" for the default language
	Dir      string     `toml:"dir"`      // "ltr" or "rtl"
	Menu     []MenuItem `toml:"menu"`     // instead of the site's
}

// Languages are the languages of the site: the default one first.
type Languages []Language

// Find returns the language with a tag, compared without case.
func (l Languages) Find(tag string) (Language, bool) {
	if i := l.index(tag); i >= 0 {
		return l[i], true
	}
	return Language{}, false
}

func (l Languages) index(tag string) int {
	return slices.IndexFunc(l, func(one Language) bool { return strings.EqualFold(one.Tag, tag) })
}

// Tags lists the languages' tags in their order.
func (l Languages) Tags() []string {
	tags := make([]string, len(l))
	for i := range l {
		tags[i] = l[i].Tag
	}
	return tags
}

// DecodeTOML takes the tables [languages.TAG], in the order of the file.
func (l *Languages) DecodeTOML(v tomlfile.Value) []problem.Problem {
	return eachTable(v, problem.MaxLanguages, func(one tomlfile.Value) []problem.Problem {
		tag, problems := readTag(one)
		next := Language{Tag: tag}
		decoded := one.Decode(&next)
		if len(problems) == 0 {
			*l = append(*l, next)
		}
		return append(problems, decoded...)
	})
}

// noLimit is for tables whose entries cost what they are long.
var noLimit = problem.Limit{Most: math.MaxInt}

// eachTable reads a table of tables in the order of the file, as many as a limit allows.
func eachTable(v tomlfile.Value, limit problem.Limit, read func(one tomlfile.Value) []problem.Problem) []problem.Problem {
	if _, ok := v.Raw.(map[string]any); !ok {
		return v.WrongType("table")
	}
	var problems []problem.Problem
	for i, key := range v.Keys() {
		if i == limit.Most {
			return append(problems, limit.Over(v.At(key).KeyPlace()))
		}
		problems = append(problems, read(v.At(key))...)
	}
	return problems
}

// languages finds the default language, puts it first and fills in what was
// left out.
func (c *checker) languages() {
	c.defaultLanguage()
	first := c.Languages.index(c.DefaultLanguage)
	if first < 0 {
		c.Languages = slices.Insert(c.Languages, 0, Language{Tag: c.DefaultLanguage})
	} else {
		one := c.Languages[first]
		c.Languages = slices.Insert(slices.Delete(c.Languages, first, first+1), 0, one)
	}
	for i := range c.Languages {
		c.complete(&c.Languages[i])
	}
	for i := range c.Languages {
		c.fallback(&c.Languages[i])
	}
	c.fallbackCycles()
}

// defaultLanguage is what the author says; else Vietnamese, if the languages
// do not leave it out; else the first.
func (c *checker) defaultLanguage() {
	c.DefaultLanguage = strings.ToLower(c.DefaultLanguage)
	if c.DefaultLanguage != "" {
		if len(c.Languages) == 0 && isTag(c.DefaultLanguage) && mistaken[c.DefaultLanguage] == "" {
			return
		}
		if c.Languages.index(c.DefaultLanguage) >= 0 {
			return
		}
		args := problem.Args{"tag": c.DefaultLanguage, "known": c.Languages.Tags()}
		if meant := mistaken[c.DefaultLanguage]; meant != "" {
			args["suggestion"] = meant
		}
		c.add(problem.SiteDefaultLanguage, c.Place("default_language"), args)
	}
	c.DefaultLanguage = "vi"
	if len(c.Languages) > 0 && c.Languages.index("vi") < 0 {
		c.DefaultLanguage = c.Languages[0].Tag
	}
}

func (c *checker) complete(l *Language) {
	if l.Name == "" {
		l.Name = l.Tag
		if l.Tag == "vi" {
			l.Name = "Tiếng Việt"
		}
	}
	if !c.oneOf(l.Dir, []string{"ltr", "rtl"}, "languages", l.Tag, "dir") || l.Dir == "" {
		l.Dir = i18n.DirectionOf(l.Tag)
	}
}

// none is the fallback that hides a page.
const none = "none"

// fallback checks one language's fallback; without one, the default language
// steps in.
func (c *checker) fallback(l *Language) {
	l.Fallback = strings.ToLower(l.Fallback)
	if l.Fallback == "" && l.Tag != c.DefaultLanguage {
		l.Fallback = c.DefaultLanguage
	}
	if l.Fallback == "" || l.Fallback == none || c.Languages.index(l.Fallback) >= 0 {
		return
	}
	known := append(c.Languages.Tags(), none)
	args := problem.Args{"tag": l.Tag, "value": l.Fallback, "known": known}
	if meant, ok := mistaken[l.Fallback]; ok {
		args["suggestion"] = meant
	} else if nearest, ok := fold.Nearest(l.Fallback, known); ok {
		args["suggestion"] = nearest
	}
	c.add(problem.SiteBadFallback, c.Place("languages", l.Tag, "fallback"), args)
	l.Fallback = ""
	if l.Tag != c.DefaultLanguage {
		l.Fallback = c.DefaultLanguage
	}
}

// fallbackCycles tells of each language whose fallbacks lead back to it, and
// cuts the circle there.
func (c *checker) fallbackCycles() {
	for i := range c.Languages {
		l := &c.Languages[i]
		chain := []string{l.Tag}
		for next := l.Fallback; next != "" && next != none; {
			chain = append(chain, next)
			if next == l.Tag {
				c.add(problem.SiteFallbackCycle, c.Place("languages", l.Tag, "fallback"), problem.Args{"chain": strings.Join(chain, " → ")})
				l.Fallback = none
				break
			}
			if len(chain) > len(c.Languages) {
				break
			}
			one, _ := c.Languages.Find(next)
			next = one.Fallback
		}
	}
}
