package render

import (
	"bytes"
	"crypto/rand"
	"fmt"
	"strconv"
	"strings"

	"loa/internal/generator/theme"
)

// Slots tells of each page how often it names which asset of the theme. The function
// asset of templates writes a key that nobody can know before in place of the digits
// in an asset's name. When the page is made, the digits take its place and are counted.
// That many times the digits come from the theme; where a page has them more often, a
// text has them, too.
//
// Key and digits are small letters and digits, which nothing escapes and no minifier
// changes, so that a page is the same with and without slots. That needs a theme that
// only writes the addresses of assets, see theme.AsksPlainly.
type Slots struct {
	theme *theme.Theme
	key   string
}

// NewSlots gives the slots of a theme; nil if its templates do more with addresses of
// assets than write them.
func NewSlots(t *theme.Theme) *Slots {
	if !t.AsksPlainly() || len(t.Assets) > mostSlots {
		return nil
	}
	return &Slots{t, "z" + strings.ToLower(rand.Text())} // few words have a z
}

// A key is followed by the place of the asset among the theme's.
const (
	placeForm = "%04x"
	placeSize = 4
	mostSlots = 1 << (4 * placeSize)
)

// path is the path of an asset with its key.
func (s *Slots) path(a theme.Asset, place int) string {
	before, _, behind := a.Digits()
	return before + s.key + fmt.Sprintf(placeForm, place) + behind
}

// fill puts the digits in the place of their keys, and lists the places of the assets
// as the page names them.
func (s *Slots) fill(page *bytes.Buffer) (named []int) {
	html := page.Bytes()
	done := bytes.Index(html, []byte(s.key))
	if done < 0 {
		return nil
	}
	for next := done; next >= 0; {
		html = html[next+len(s.key):]
		place, _ := strconv.ParseUint(string(html[:placeSize]), 16, 4*placeSize)
		html = html[placeSize:]
		_, digits, _ := s.theme.Assets[place].Digits()
		named = append(named, int(place))
		done += copy(page.Bytes()[done:], digits)
		if next = bytes.Index(html, []byte(s.key)); next < 0 {
			done += copy(page.Bytes()[done:], html)
		} else {
			done += copy(page.Bytes()[done:], html[:next])
		}
	}
	page.Truncate(done)
	return named
}
