package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"loa/internal/base/disk"
	"loa/internal/base/fold"
	"loa/internal/base/problem"
	"loa/internal/generator/build"
	"loa/internal/generator/channel"
	"loa/internal/generator/render"
	"loa/internal/generator/site"
)

type textCommand struct {
	Pages []string `arg:"" name:"page"`
	For   string   `required:"" placeholder:"CHANNEL"`
	Paper string   `default:"a4" placeholder:"SIZE"`
	Force bool
}

// textChannels are the values of --for.
var textChannels = []string{"zalo", "facebook", "sms", "loudspeaker", "ssml", "board", "bulletin"}

// Run writes what a channel takes of a page: a post or a short message to standard
// output, a sheet or a bulletin into a file.
func (t *textCommand) Run(ctx context.Context, c *Common, v *voice, s *Env) error {
	o, err := c.options(v, s)
	if err != nil {
		return err
	}
	o.Memory, o.Packs, o.Unmeasured = nil, nil, true
	t.For, t.Paper = strings.ToLower(t.For), strings.ToLower(t.Paper)
	switch {
	case !slices.Contains(textChannels, t.For):
		return v.misused("text-channel", t.For)
	case t.Paper != "a4" && t.Paper != "a3":
		return v.misused("text-paper", t.Paper)
	}
	p, err := build.Load(o)
	if err != nil {
		return err
	}
	defer p.Close()
	if p.Renderer == nil {
		return v.ended(p.Weigh(p.Problems), true, "text-stopped", nil)
	}
	pages, err := t.pages(p, v)
	if err != nil {
		return err
	}
	if t.For == "ssml" && len(pages) > 1 {
		return v.misused("text-one", t.For)
	}
	if t.For == "board" || t.For == "bulletin" {
		return t.sheets(ctx, p, pages, c.Out, v)
	}
	for i, page := range pages {
		if i > 0 {
			fmt.Fprintln(v.out)
		}
		if err := t.message(p, page, v); err != nil {
			return err
		}
	}
	return nil
}

func (t *textCommand) pages(p *build.Project, v *voice) ([]*site.Page, error) {
	var pages []*site.Page
	for _, typed := range t.Pages {
		page, near := p.PageOf(typed)
		if page == nil {
			args := problem.Args{"file": typed}
			if near != "" {
				args["suggestion"] = near
			}
			return nil, v.turnedDown("no-page", args)
		}
		pages = append(pages, page)
	}
	return pages, nil
}

// message writes a post, or a short message with and without marks.
func (t *textCommand) message(p *build.Project, page *site.Page, v *voice) error {
	if t.For == "loudspeaker" || t.For == "ssml" {
		return t.script(p, page, v)
	}
	a, err := p.Renderer.Channel(page)
	if err != nil {
		return err
	}
	switch t.For {
	case "zalo":
		fmt.Fprintln(v.out, channel.Post(a, channel.Zalo))
	case "facebook":
		fmt.Fprintln(v.out, channel.Post(a, channel.Facebook))
	default:
		for i, marks := range []bool{true, false} {
			m := channel.SMS(a, marks)
			if i > 0 {
				fmt.Fprintln(v.out)
			}
			key := "sms-marks"
			if !marks {
				key = "sms-plain"
			}
			fmt.Fprintln(v.err, v.Say(key, problem.Args{"units": m.Units, "encoding": m.Encoding, "parts": m.Parts}))
			fmt.Fprintln(v.out, m.Text)
		}
	}
	return nil
}

// script writes the script of a page, as plain text or as SSML.
func (t *textCommand) script(p *build.Project, page *site.Page, v *voice) error {
	if page.Edition.SpokenLanguage() == "" || page.Entry == nil {
		return v.turnedDown("text-unspoken", problem.Args{"page": page.Path})
	}
	s, err := p.Renderer.CheckedScript(page)
	if err != nil {
		return err
	}
	if err := v.Report(p.Weigh(s.Problems)); err != nil {
		return err
	}
	write := s.Text
	if t.For == "ssml" {
		write = s.SSML
	}
	_, err = v.out.Write(write())
	return err
}

// sheets writes a sheet for each page, or one bulletin of all.
func (t *textCommand) sheets(ctx context.Context, p *build.Project, pages []*site.Page, out string, v *voice) error {
	if t.For == "bulletin" {
		return t.sheet(p, render.SinglePages{Of: pages[0].Edition.Home, Pages: pages, Layout: "bulletin"}, out, "bulletin", v)
	}
	for _, page := range pages {
		if err := ctx.Err(); err != nil {
			return err
		}
		one := render.SinglePages{Of: page, Pages: []*site.Page{page}, Layout: "board", Large: t.Paper == "a3"}
		if err := t.sheet(p, one, out, fold.Slug(filepath.Base(strings.TrimSuffix(page.Path, "/")))+"-board", v); err != nil {
			return err
		}
	}
	return nil
}

// sheet writes one file. A file that is there already is replaced only by --force.
func (t *textCommand) sheet(p *build.Project, what render.SinglePages, out, name string, v *voice) error {
	file, err := p.OneFile(what)
	if err != nil {
		return err
	}
	if err := v.ended(p.Weigh(file.Problems), problem.Any(file.Problems, problem.Error), "text-stopped", nil); err != nil {
		return err
	}
	full := filepath.Join(out, name+".html")
	if strings.EqualFold(filepath.Ext(out), ".html") {
		full = out
	}
	if disk.Device(full) {
		return &disk.Refused{Path: full, Why: disk.BadName, Err: fs.ErrInvalid}
	}
	if _, err := os.Lstat(full); !errors.Is(err, fs.ErrNotExist) && !t.Force {
		return v.turnedDown("text-there", problem.Args{"file": full})
	}
	root, err := os.OpenRoot(filepath.Dir(full))
	if err != nil {
		return fmt.Errorf("writing a sheet: %w", err)
	}
	defer root.Close()
	if err := p.Options.Disk.Replace(root, filepath.Base(full), file.HTML, 0o666); err != nil {
		return err
	}
	v.Tell("printed", problem.Args{"file": full, "size": problem.Size(int64(len(file.HTML)))})
	return nil
}
