package config

import (
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"loa/internal/base/problem"
)

// limits keeps numbers and choices within what makes sense.
func (c *checker) limits() {
	c.between(&c.Lists.PageSize, 1, 500, "lists", "page_size")
	c.between(&c.Lists.Related, 0, 20, "lists", "related")
	c.between(&c.Images.Quality, 1, 100, "images", "quality")
	for i := range c.Images.Widths {
		// Phones decode a picture to width times height times four bytes.
		c.between(&c.Images.Widths[i], 16, 3840, "images", "widths", i)
	}
	c.between(&c.Outlets.Pace, 80, 400, "outlets", "pace")
	c.between(&c.Outlets.Minutes, 1, 60, "outlets", "minutes")
	var formats []string
	for i, format := range c.Outlets.Formats {
		if c.oneOf(format, []string{"text", "ssml"}, "outlets", "formats", i) && format != "" && !slices.Contains(formats, format) {
			formats = append(formats, format)
		}
	}
	c.Outlets.Formats = formats
	slices.Sort(c.Images.Widths)
	c.Images.Widths = slices.Compact(c.Images.Widths)
	c.oneOf(c.Images.People, []string{"ask", "ignore"}, "images", "people")
	c.allowed()
	c.synonyms()
	c.audio()
	c.reach()
	c.warnings()
	var buttons []string
	for i, button := range c.Share.Buttons {
		if c.oneOf(button, []string{"zalo", "facebook", "email", "copy"}, "share", "buttons", i) {
			buttons = append(buttons, button)
		}
	}
	c.Share.Buttons = buttons
}

// maxSynonyms is how many lines of words for the same thing a site may have: every
// question loads them.
const maxSynonyms = 200

// synonyms keeps the lines of [search] that name at least two expressions.
func (c *checker) synonyms() {
	all := c.Search.Synonyms
	if len(all) > maxSynonyms {
		c.add(problem.SiteOutOfRange, c.Place("search", "synonyms", maxSynonyms), problem.Args{"key": "synonyms", "value": len(all), "low": 0, "high": maxSynonyms})
		all = all[:maxSynonyms]
	}
	c.Search.Synonyms = nil
	for i, line := range all {
		expressions := strings.FieldsFunc(line, func(r rune) bool { return r == '=' })
		expressions = slices.DeleteFunc(expressions, func(s string) bool { return strings.TrimSpace(s) == "" })
		if len(expressions) < 2 || len(line) > maxSynonym {
			c.add(problem.SiteUnknownValue, c.Place("search", "synonyms", i), problem.Args{"key": "synonyms", "value": line, "known": []string{"nghẹn = hóc", "nón = mũ"}})
			continue
		}
		c.Search.Synonyms = append(c.Search.Synonyms, line)
	}
}

// maxSynonym is how many bytes a line of synonyms may have.
const maxSynonym = 400

// allowed brings the list of [files] into the form that Allows compares with. An entry
// that can never fit is told: somebody relies on it.
func (c *checker) allowed() {
	for i, a := range c.Files.Allow {
		a = strings.TrimPrefix(norm.NFC.String(strings.ReplaceAll(strings.TrimSpace(a), `\`, "/")), "/")
		if strings.HasPrefix(a, ".") {
			a = strings.ToLower(a)
		}
		if ending := strings.HasPrefix(a, "."); ending && (strings.ContainsAny(a, "/*") || len(a) == 1) || !ending && !strings.Contains(a, "/") {
			c.add(problem.SiteUnknownValue, c.Place("files", "allow", i), problem.Args{"key": "allow", "value": a, "known": []string{".html", "static/…/x.html", "static/…/"}})
		}
		c.Files.Allow[i] = a
	}
}
