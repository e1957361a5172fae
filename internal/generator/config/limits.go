package config

import "slices"

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
	var buttons []string
	for i, button := range c.Share.Buttons {
		if c.oneOf(button, []string{"zalo", "facebook", "email", "copy"}, "share", "buttons", i) {
			buttons = append(buttons, button)
		}
	}
	c.Share.Buttons = buttons
}
