package feed

import (
	"bytes"
	"encoding/json"
	"fmt"
	"image/png"

	"loa/internal/generator/site"
	"loa/internal/generator/theme"
)

// webManifest is the site as an app, by the W3C's Web Application Manifest. All
// addresses are relative to it, so it serves below any path.
type webManifest struct {
	Name        string    `json:"name"`
	ShortName   string    `json:"short_name"`
	Description string    `json:"description,omitempty"`
	Language    string    `json:"lang"`
	Direction   string    `json:"dir"`
	ID          string    `json:"id"`
	Start       string    `json:"start_url"`
	Scope       string    `json:"scope"`
	Display     string    `json:"display"`
	Background  string    `json:"background_color,omitempty"`
	Theme       string    `json:"theme_color,omitempty"`
	Icons       []appIcon `json:"icons"`
}

type appIcon struct {
	Source  string `json:"src"`
	Sizes   string `json:"sizes"`
	Type    string `json:"type"`
	Purpose string `json:"purpose,omitempty"`
}

// Manifest is what a phone reads when the site is put on its home screen, in the
// site's default language; nil if the theme has no icons.
func Manifest(s *site.Site, t *theme.Theme) []byte {
	app, e := t.App(), s.Editions[0]
	icons := append(appIcons(t, app.Icons, ""), appIcons(t, app.Maskable, "maskable")...)
	if len(icons) == 0 {
		return nil
	}
	name := s.Settings.Title.In(e.Language.Tag, s.Settings.DefaultLanguage)
	m := webManifest{
		Name: name, ShortName: name, Description: e.Home.Summary(), Language: e.Language.Tag, Direction: e.Language.Direction,
		ID: "./", Start: "./", Scope: "./", Display: "standalone", Background: app.Background, Theme: app.Color, Icons: icons,
	}
	data, err := json.Marshal(&m)
	if err != nil {
		panic("feed: " + err.Error()) // strings alone
	}
	return append(data, '\n')
}

// appIcons are the files among names that are PNG pictures of the theme.
func appIcons(t *theme.Theme, names []string, purpose string) []appIcon {
	var icons []appIcon
	for _, name := range names {
		a, ok := t.Asset(name)
		if !ok {
			continue
		}
		size, err := png.DecodeConfig(bytes.NewReader(a.Data))
		if err != nil {
			continue
		}
		icons = append(icons, appIcon{Source: a.Path, Sizes: fmt.Sprintf("%dx%d", size.Width, size.Height), Type: "image/png", Purpose: purpose})
	}
	return icons
}
