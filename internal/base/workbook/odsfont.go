package workbook

import (
	"sort"
	"strings"

	"loa/internal/base/officefile"
)

// odsFonts are the old Vietnamese fonts that the styles of an OpenDocument name. A style is known by its family and its name.
type odsFonts struct {
	faces   map[string]oldFont // by the name that styles use
	own     map[string]oldFont // of styles that name a font
	parents map[string]string
	style   string // the one that is being read
	family  string
	columns []odsColumns // of the table that is being read, from left to right
}

// odsColumns are columns whose cells have a style unless they name one.
type odsColumns struct {
	first, last int
	style       string
}

func newODSFonts() *odsFonts {
	return &odsFonts{faces: map[string]oldFont{}, own: map[string]oldFont{}, parents: map[string]string{}}
}

// take reads an element of the styles.
func (f *odsFonts) take(e officefile.Element) {
	switch {
	case e.End:
	case e.Name == "font-face":
		f.faces[e.Attr("name")] = oldFontOf(strings.Trim(e.Attr("font-family"), `'" `))
	case e.Name == "style":
		f.family = e.Attr("family")
		f.style = f.family + "/" + e.Attr("name")
		if parent := e.Attr("parent-style-name"); parent != "" {
			f.parents[f.style] = f.family + "/" + parent
		}
	case e.Name == "default-style":
		f.family, f.style = e.Attr("family"), e.Attr("family")+"/"
	case e.Name == "text-properties" && f.style != "":
		if name := e.Attr("font-name"); name != "" {
			font, known := f.faces[name]
			if !known {
				font = oldFontOf(name)
			}
			f.own[f.style] = font
		} else if name := e.Attr("font-family"); name != "" {
			f.own[f.style] = oldFontOf(strings.Trim(name, `'" `))
		}
	}
}

// mostParents is how many styles may stand above each other.
const mostParents = 20

// of is the font of a style, its own or that of a style above it; not named if none names one.
func (f *odsFonts) of(family, name string) (font oldFont, named bool) {
	style := family + "/" + name
	for range mostParents {
		if font, named = f.own[style]; named {
			return font, true
		}
		parent, there := f.parents[style]
		if !there {
			break
		}
		style = parent
	}
	return ofUnicode, false
}

// column notes the style of cells that name none.
func (f *odsFonts) column(first, times int, style string) {
	if style != "" && len(f.columns) < lastColumn {
		f.columns = append(f.columns, odsColumns{first, first + times - 1, style})
	}
}

// ofCell is the font of a cell.
func (f *odsFonts) ofCell(style string, column int) oldFont {
	if style == "" {
		behind := sort.Search(len(f.columns), func(i int) bool { return f.columns[i].first > column })
		if behind > 0 && column <= f.columns[behind-1].last {
			style = f.columns[behind-1].style
		}
	}
	if font, named := f.of("table-cell", style); named {
		return font
	}
	font, _ := f.of("table-cell", "")
	return font
}
