package render

import (
	"io"
	"slices"
	"strings"

	"loa/internal/base/problem"
	"loa/internal/generator/content"
	"loa/internal/generator/markdown"
	"loa/internal/media/captions"
)

// Captions are the words below a film in one language.
type Captions struct {
	URL      string    // of the captions as WebVTT
	Language *Language // of the words
}

// silent is the value of the attribute captions of a film in which nobody speaks.
const silent = "none"

// heard fills in what readers who hear nothing get of a film or sound of the site: its
// captions, its words; and the picture that a film shows before it plays.
func (h *host) heard(use markdown.Use, d *Directive) []problem.Problem {
	if use.Name != "video" && use.Name != "audio" || d.File == nil {
		return nil
	}
	var problems []problem.Problem
	if listed := use.Value("captions"); listed != silent {
		for name := range strings.SplitSeq(listed, ",") {
			if name = strings.TrimSpace(name); name != "" {
				problems = append(problems, h.captions(use, d, name)...)
			}
		}
	}
	if to := use.Value("transcript"); to != "" {
		link := h.Link(to)
		if link.Code != "" {
			problems = append(problems, problem.New(link.Code, use.At("transcript"), link.Args))
		}
		if !link.Plain {
			d.Transcript = link.URL
		}
	}
	problems = append(problems, h.poster(use, d)...)
	if keys := h.e.r.theme.Directives[use.Name].Keys; h.e.r.Thorough && slices.Contains(keys, "transcript") { // else nobody can add it
		problems = append(problems, unheard(use, d)...)
	}
	return problems
}

// unheard tells of a film without captions and of a sound without its words (WCAG 2.2,
// 1.2.1 and 1.2.2).
func unheard(use markdown.Use, d *Directive) []problem.Problem {
	args := problem.Args{"target": use.Value("src")}
	switch {
	case use.Name == "video" && use.Value("captions") == "":
		return []problem.Problem{problem.New(problem.CaptionsMissing, use.At("src"), args)}
	case use.Name == "audio" && use.Value("transcript") == "" && d.Body == "":
		return []problem.Problem{problem.New(problem.TranscriptMissing, use.At("src"), args)}
	}
	return nil
}

// captions adds a file of captions.
func (h *host) captions(use markdown.Use, d *Directive, name string) []problem.Problem {
	t := h.e.placed.Resolve(h.page, name)
	if t.File == nil {
		return []problem.Problem{problem.New(problem.FileMissing, use.At("captions"), h.missing(name))}
	}
	p := h.use(*t.File)
	track, err := h.e.pictures.files.Captions(p)
	if err != nil {
		return []problem.Problem{problem.New(problem.CaptionsUnreadable, use.At("captions"), problem.Args{"target": name})}
	}
	tag := content.LanguageOf(p.Source.Path, h.e.placed.Settings.Languages.Tags())
	d.Captions = append(d.Captions, Captions{h.e.url(p.CaptionsPath()), h.e.pages.spokenIn(tag)})
	var problems []problem.Problem
	for _, line := range track.Odd {
		problems = append(problems, problem.New(problem.CaptionsOdd, problem.Place{File: p.Source.Path, Line: line}, problem.Args{"target": name}))
	}
	return problems
}

// poster is the picture that a film shows before it plays.
func (h *host) poster(use markdown.Use, d *Directive) []problem.Problem {
	name := use.Value("poster")
	if name == "" {
		return nil
	}
	t := h.e.placed.Resolve(h.page, name)
	if t.File == nil {
		return []problem.Problem{problem.New(problem.FileMissing, use.At("poster"), h.missing(name))}
	}
	p := h.use(*t.File)
	if code, args := p.says(name); code != "" {
		return []problem.Problem{problem.New(code, use.At("poster"), args)}
	}
	if p.Picture == nil {
		return []problem.Problem{problem.New(problem.PictureFormat, use.At("poster"), problem.Args{"target": name})}
	}
	shown := h.e.pictures.show(p)
	d.Picture = &shown
	return nil
}

// CaptionsPath is where the site has a file of captions as WebVTT.
func (p *Published) CaptionsPath() string {
	if strings.HasSuffix(strings.ToLower(p.Path), ".vtt") {
		return p.Path
	}
	return p.Path + ".vtt"
}

// Captions reads a file of captions, once.
func (f *Files) Captions(p *Published) (*captions.Track, error) {
	p.trackOnce.Do(func() {
		file, err := f.disk.Open(p.Source.Name)
		if err != nil {
			p.trackErr = err
			return
		}
		defer file.Close()
		data, err := io.ReadAll(io.LimitReader(file, captions.MaxSize+1))
		if err != nil {
			p.trackErr = err
			return
		}
		p.track, p.trackErr = captions.Read(data)
	})
	return p.track, p.trackErr
}
