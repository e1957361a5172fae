package config

import (
	"cmp"
	"path"
	"slices"
	"strings"
)

// Lists shapes the lists of pages.
type Lists struct {
	PageSize int  `toml:"page_size"` // entries on one page of a list
	Related  int  `toml:"related"`   // related pages below an article
	Authors  bool `toml:"authors"`   // pages for authors
}

// Measure is the only script of a third party that a site may load: one that counts
// visits.
type Measure struct {
	Script string `toml:"script"` // an https address; "" for none
	Name   Text   `toml:"name"`   // what the privacy page calls it
}

// Markdown sets the Markdown dialect.
type Markdown struct {
	RawHTML bool `toml:"raw_html"` // let harmless HTML through
}

// Images shapes the pictures of pages.
type Images struct {
	Widths  []int  `toml:"widths"`  // published widths in pixels, ascending; none for those of the theme
	Quality int    `toml:"quality"` // of JPEG, 1 to 100
	People  string `toml:"people"`  // "ask": every photograph needs an entry in the consent ledger
}

// Files says which files are published although they can do more than be read, or
// cannot be cleaned of what they tell.
type Files struct {
	Allow []string `toml:"allow"` // endings with their dot, paths of files, and paths of folders with a slash at the end
}

// Allows reports whether the site's owner answers for a file, by its path in the
// site's folder.
func (f Files) Allows(file string) bool {
	ending := strings.ToLower(path.Ext(file))
	return slices.ContainsFunc(f.Allow, func(a string) bool {
		switch {
		case strings.HasSuffix(a, "/"):
			return strings.HasPrefix(file, a)
		case strings.HasPrefix(a, "."):
			return ending == a
		}
		return file == a
	})
}

// Share sets what a page offers for passing it on.
type Share struct {
	Buttons []string `toml:"buttons"` // "zalo", "facebook", "email", "copy"
	Image   string   `toml:"image"`   // Open Graph picture of pages without one; a path in static/
	Pages   bool     `toml:"pages"`   // draw a share picture for each page, not only for each section
}

// Outlets sets what is made of texts for those who do not read the site.
type Outlets struct {
	Loudspeaker bool `toml:"loudspeaker"` // scripts of all articles, events and campaigns that say nothing else
	Station     Text `toml:"station"`     // who speaks
	Pace        int  `toml:"pace"`        // syllables a minute
	Minutes     int  `toml:"minutes"`     // how long a bulletin may be

	Formats []string `toml:"formats"` // files beside the page of each script: "text", "ssml"
}

// Audio sets recordings of texts.
type Audio struct {
	Names   map[string]string `toml:"names"`   // of languages that the site is not written in: mww = "Hmoob"
	Command []string          `toml:"command"` // makes recordings that are missing, see package speech; none
	Voices  map[string]string `toml:"voices"`  // of the command, by language; "" is the language's tag
}

// Voice is the voice of the command in a language.
func (a Audio) Voice(language string) string { return cmp.Or(a.Voices[language], language) }

// Program is what listeners are told of who speaks: the name of the command's program,
// without its folder, which may name the person at this machine.
func (a Audio) Program() string {
	if len(a.Command) == 0 {
		return ""
	}
	name := a.Command[0][strings.LastIndexAny(a.Command[0], `/\:`)+1:]
	if ending := path.Ext(name); strings.EqualFold(ending, ".exe") {
		name = strings.TrimSuffix(name, ending)
	}
	return name
}

// Search sets the search on the device.
type Search struct {
	Enabled  bool     `toml:"enabled"`
	Synonyms []string `toml:"synonyms"` // words for the same thing: "nghẹn = hóc"
}

// Newsroom sets how texts come to be published.
type Newsroom struct {
	Approve bool `toml:"approve"` // a page goes up only once approved_by says who approved it
}
