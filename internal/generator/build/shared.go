package build

import (
	"io/fs"
	"strings"
	"sync"

	"loa/internal/generator/theme"
	"loa/internal/media/picture"
)

// Shared is what the sites of one process make only once. Nothing in it changes once it is
// made, and all that shaped it is in its key: the name of a theme that comes with the
// program, and the languages. A site with themes of its own takes no part.
type Shared struct {
	mu      sync.Mutex
	themes  map[string]*theme.Theme
	painter *picture.Painter
}

// mostThemes is how many themes are kept: as many combinations of languages as a network
// has, and no more in one that has too many.
const mostThemes = 32

// load is theme.Load and Unmet, once for all sites. It reports false if the site must read
// the theme itself.
func (h *Shared) load(s *Sources) (*theme.Theme, bool) {
	if h == nil {
		return nil, false
	}
	if _, err := fs.Stat(s.disk, "themes"); err == nil {
		return nil, false
	}
	key := s.Settings.Theme + "\x00" + strings.Join(s.Settings.Languages.Tags(), "\x00")
	h.mu.Lock()
	defer h.mu.Unlock()
	if t, known := h.themes[key]; known {
		return t, true
	}
	t, found, err := theme.Load(s.themeOptions())
	if err != nil || t == nil || len(found) > 0 || len(t.Unmet()) > 0 || len(h.themes) >= mostThemes {
		return nil, false
	}
	if h.themes == nil {
		h.themes = map[string]*theme.Theme{}
	}
	h.themes[key] = t
	return t, true
}

// drawer draws share pictures.
func (h *Shared) drawer() *picture.Painter {
	if h == nil {
		return picture.NewPainter()
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.painter == nil {
		h.painter = picture.NewPainter()
	}
	return h.painter
}

// themeOptions are those of the site's theme.
func (s *Sources) themeOptions() theme.Options {
	return theme.Options{Site: s.disk, Builtin: s.Options.Builtin, Name: s.Settings.Theme, At: s.Settings.Place("theme"), Languages: s.Settings.Languages.Tags()}
}
