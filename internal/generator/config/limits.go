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
	slices.Sort(c.Images.Widths)
	c.Images.Widths = slices.Compact(c.Images.Widths)
	c.oneOf(c.Images.People, []string{"ask", "ignore"}, "images", "people")
	c.allowed()
	var buttons []string
	for i, button := range c.Share.Buttons {
		if c.oneOf(button, []string{"zalo", "facebook", "email", "copy"}, "share", "buttons", i) {
			buttons = append(buttons, button)
		}
	}
	c.Share.Buttons = buttons
}

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
