package config

import (
	"loa/internal/base/fold"
	"loa/internal/base/pattern"
	"loa/internal/base/problem"
)

// URLs are the first parts of generated addresses, by language. Empty ones
// have the words fixed in the program; see Part.
type URLs struct {
	Topic     Text `toml:"topic"`
	Level     Text `toml:"level"`
	Unit      Text `toml:"unit"`
	Audience  Text `toml:"audience"`
	Author    Text `toml:"author"`
	Calendar  Text `toml:"calendar"`
	Documents Text `toml:"documents"`
	Search    Text `toml:"search"`
	Offline   Text `toml:"offline"`

	Loudspeaker Text `toml:"loudspeaker"`
}

// vietnamese are the words of generated addresses in Vietnamese. In other
// languages they are the names themselves. They never change: addresses with
// them are printed and subscribed to.
var vietnamese = map[string]string{
	"topic": "chu-de", "level": "cap", "unit": "don-vi", "audience": "doi-tuong", "author": "tac-gia",
	"type": "loai", "issuer": "co-quan", "calendar": "lich", "documents": "van-ban", "search": "tim-kiem", "offline": "ngoai-tuyen", "loudspeaker": "loa", "week": "tuan",
}

// Part returns the first part of a generated address in a language: the site's
// own word, else Vietnamese for vi, else English. The name is a key of [urls]:
// "topic", "calendar".
func (u URLs) Part(name, tag string) string {
	if own, ok := u.texts()[name].own(tag); ok {
		return own
	}
	if tag == "vi" && vietnamese[name] != "" {
		return vietnamese[name]
	}
	return name
}

func (u URLs) texts() map[string]Text {
	return map[string]Text{
		"topic": u.Topic, "level": u.Level, "unit": u.Unit, "audience": u.Audience, "author": u.Author,
		"calendar": u.Calendar, "documents": u.Documents, "search": u.Search, "offline": u.Offline,
		"loudspeaker": u.Loudspeaker,
	}
}

// hostOfScript matches an address whose host can stand in a content security
// policy: a semicolon or a quote in it would end that policy's rule.
var hostOfScript = pattern.New(`(?i)^https://[a-z0-9.-]+(:[0-9]+)?(/|$)`)

// addresses checks that each word of [urls] can stand in an address.
func (c *checker) addresses() {
	for name, text := range c.URLs.texts() {
		if len(text.order) == 0 && text.all != "" {
			c.addressPart(text.all, "urls", name)
		}
		for _, tag := range text.order {
			c.addressPart(text.byLanguage[tag], "urls", name, tag)
		}
	}
	if script := c.Measure.Script; script != "" {
		if _, ok := NormalURL(script); !ok || !hostOfScript.MatchString(script) {
			c.add(problem.SiteBadScript, c.Place("measure", "script"), problem.Args{"value": script})
			c.Measure.Script = ""
		}
	}
}

func (c *checker) addressPart(part string, path ...any) {
	if plain := fold.Slug(part); plain != part || part == "" {
		c.add(problem.SiteBadKey, c.Place(path...), problem.Args{"key": part, "suggestion": plain})
	}
}
