package newsroom

import (
	"bytes"
	"io"
	"path"
	"strings"

	"loa/internal/desk/sourceedit"
	"loa/internal/generator/config"
	"loa/internal/media/picture"
)

// logoFolder is where a logo that a form sends is laid, below static/.
const logoFolder = "static/hinh"

// smallestLogo is how wide and high a logo has to be, in pixels: it stands on share
// pictures and on paper, too.
const smallestLogo = 96

// takeLogo lays the picture that the form of the settings sent among those that all pages
// share, without what a camera or a program noted in it, and returns its name below
// static/; "" if none was sent. It says why not.
func (s *settler) takeLogo(q *request) (name, why string) {
	sent, head, err := q.r.FormFile("new.logo")
	if err != nil || head.Size == 0 {
		return "", ""
	}
	defer sent.Close()
	data, err := io.ReadAll(sent)
	if err != nil {
		return "", q.refusal(err)
	}
	ending := strings.ToLower(path.Ext(lastPart(head.Filename)))
	clean, said := cleanPicture(q, "bieu-trung"+ending, data)
	if said != "" {
		return "", said
	}
	switch w, h, err := picture.Size(bytes.NewReader(clean), "bieu-trung"+ending); {
	case ending == ".svg" && err != nil:
		return "", q.say("logo-unsized")
	case ending != ".svg" && (err != nil || min(w, h) < smallestLogo):
		return "", q.say("logo-small", "pixels", smallestLogo)
	}
	slug := sourceedit.Name(strings.TrimSuffix(lastPart(head.Filename), path.Ext(head.Filename)), "bieu-trung")
	base, err := s.album.lay(logoFolder, slug, ending, clean)
	if err != nil {
		return "", unwritten(q, path.Join(logoFolder, slug+ending), err)
	}
	q.taken(path.Join(logoFolder, base))
	return strings.TrimPrefix(path.Join(logoFolder, base), "static/"), ""
}

// logoSetting is the setting that a sent logo is the value of.
func logoSetting(groups []settingsGroup) setting {
	for _, g := range groups {
		for _, one := range g.all {
			if one.kind == aPicture {
				return one
			}
		}
	}
	return setting{path: []string{"organization", "logo"}, kind: aPicture, value: func(s *config.Settings) string { return s.Organization.Logo }}
}
