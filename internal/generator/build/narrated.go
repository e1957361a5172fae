package build

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"loa/internal/base/disk"
	"loa/internal/base/problem"
	"loa/internal/base/source"
	"loa/internal/generator/content"
	"loa/internal/generator/site"
	"loa/internal/media/speech"
)

// narrations is the cache of the recordings that the command of [audio] made. Their names
// are sums of the text, the voice and the command.
const narrations = ".loa/audio"

// Speech runs the command of [audio] in site.toml, as *speech.Command does.
type Speech interface {
	// Runs reports whether it runs this very command.
	Runs(command []string) bool
	// Say makes the recording of a text. The error is *speech.Error, an I/O error, or why ctx
	// ended.
	Say(ctx context.Context, t speech.Text) (speech.Sound, error)
}

// speaker is what may run the command of [audio] now; nil for nothing.
func (o Options) speaker() Speech {
	if o.Speech == nil {
		return nil
	}
	return o.Speech()
}

// narrates reports whether the site has a command that makes recordings.
func (s *Sources) narrates() bool { return s.Settings != nil && len(s.Settings.Audio.Command) > 0 }

// findNarrated lists the recordings in the cache that were made of the scripts as they are
// now.
func (p *Project) findNarrated() []site.Narration {
	if p.Renderer == nil || !p.narrates() {
		return nil
	}
	kept := p.keptNarrations()
	if len(kept) == 0 {
		return nil
	}
	var all []site.Narration
	for _, page := range p.unspoken() {
		name, _, err := p.narration(page)
		if err != nil {
			continue // told when the page is made
		}
		if f, ok := kept[name]; ok {
			f.Path = narrationPath(page, path.Ext(f.Name))
			all = append(all, site.Narration{File: f, MadeBy: p.Settings.Audio.Program()})
		}
	}
	return all
}

// keptNarrations are the files of the cache, by their names without endings.
func (p *Project) keptNarrations() map[string]source.File {
	files, err := fs.ReadDir(p.root.FS(), narrations)
	if err != nil {
		return nil // nothing was ever made
	}
	kept := map[string]source.File{}
	for _, f := range files {
		info, err := f.Info()
		if err != nil || !info.Mode().IsRegular() || disk.IsDraft(f.Name()) || content.SoundRank(f.Name()) < 0 {
			continue
		}
		kept[strings.TrimSuffix(f.Name(), path.Ext(f.Name()))] = source.File{Name: path.Join(narrations, f.Name()), Size: info.Size()}
	}
	return kept
}

// wantsNarration reports whether a file of the cache is a recording of the site.
func (r *run) wantsNarration(name string) bool {
	return slices.ContainsFunc(r.narrated, func(n site.Narration) bool { return path.Base(n.File.Name) == name })
}

// unspoken are the pages that have a script and no recording in their language.
func (p *Project) unspoken() []*site.Page {
	var all []*site.Page
	for _, e := range p.Site.Editions {
		for _, page := range e.Scripts() {
			if !page.HasRecording(strings.ToLower(e.Language.Tag)) {
				all = append(all, page)
			}
		}
	}
	return all
}

// narrationPath is where a recording of a page would lie in content/.
func narrationPath(page *site.Page, ending string) string {
	tag := strings.ToLower(page.Edition.Language.Tag)
	base := strings.TrimSuffix(page.Entry.File.Path, ".md")
	if suffix := path.Ext(base); strings.EqualFold(suffix, "."+tag) {
		base = strings.TrimSuffix(base, suffix)
	}
	return base + "." + tag + ending
}

// narration is the text of a page for the command, with the name of its recording. The
// error is an I/O error.
func (p *Project) narration(page *site.Page) (name string, text speech.Text, err error) {
	s, err := p.Renderer.Script(page)
	if err != nil {
		return "", text, err
	}
	text.Voice = p.Settings.Audio.Voice(s.Language)
	for i, b := range s.Bulletins {
		if i > 0 {
			text.Plain = append(text.Plain, '\n')
		}
		text.Plain = b.Text(text.Plain)
	}
	text.SSML = s.SSML()
	sum := sha256.New()
	fmt.Fprintf(sum, "%q %q %q %q", p.Settings.Audio.Command, text.Voice, text.Plain, text.SSML)
	return hex.EncodeToString(sum.Sum(nil)[:12]), text, nil
}

// unallowed tells of recordings that are missing because nobody on this machine has allowed
// the command, which by may run; by is nil if nobody has allowed one.
func (p *Project) unallowed(by Speech) []problem.Problem {
	if !p.narrates() || by != nil && by.Runs(p.Settings.Audio.Command) {
		return nil
	}
	missing := len(p.unspoken())
	if missing == 0 {
		return nil
	}
	return []problem.Problem{problem.New(problem.AudioNotAllowed, p.Settings.Place("audio", "command"), problem.Args{"count": missing})}
}
