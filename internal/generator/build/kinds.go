package build

import (
	"path"
	"strings"

	"loa/internal/generator/content"
	"loa/internal/media/picture"
	"loa/internal/media/recording"
	"loa/internal/reach/counts"
)

// kinds are kinds of change of a site's files between two builds.
type kinds uint8

const (
	ofTexts   kinds = 1 << iota // the text of an entry, and nothing that other pages learn of it
	ofAssets                    // what pages load from the theme: style sheets, scripts, fonts
	ofStatics                   // a file of static/ that no page uses
	ofReach                     // figures of readers of this month, which no page has
	ofFronts                    // what other pages learn of an entry, with every address as it was
)

// kindOf is the kind of change that a change of a file is, as far as its name tells; 0
// if all must be made. Pictures and recordings are 0, too: whether one may be shown
// decides about others.
//
// month is that of the build: figures of earlier ones stand in pages.
func kindOf(file, month string) kinds {
	top, rest, _ := strings.Cut(file, "/")
	_, inTheme, _ := strings.Cut(rest, "/")
	switch {
	case top == content.Root && isEntry(file):
		return ofTexts
	case picture.Named(file) || recording.Named(file):
		return 0
	case top == "themes" && strings.HasPrefix(inTheme, "assets/") && usual[path.Ext(file)]:
		return ofAssets
	case top == "static":
		return ofStatics
	case file == counts.File(month):
		return ofReach
	}
	return 0
}
