package render

import (
	"bytes"
	"sync"

	"loa/internal/base/problem"
	"loa/internal/generator/markdown"
	"loa/internal/generator/site"
)

// Output is a rendered page and what must be known of it when all pages are.
type Output struct {
	HTML     []byte
	IDs      []string     // every id in the text
	Anchors  []Anchor     // its links to parts of pages
	Files    []*Published // the files that its text and front matter use
	Linked   []*Published // those of them to which its text leads
	Plain    string       // the text as it is searched; only with Renderer.Searched
	Headings []markdown.Heading
	Problems []problem.Problem
	Named    []int // the places of the theme's assets, as often as the page names them; only with Renderer.Slots

	Passages []markdown.Passage                     // of a text of the page's own; only with Renderer.Thorough
	Place    func(offset, length int) problem.Place // of a part of them

	Blocks []markdown.Block // its text for the script of the page; only with Renderer.Aloud

	Viewed uint64 // see Renderer.Viewed; only with Renderer.Known
	Others bool   // its text shows what other pages say of themselves

	text   markdown.Result // behind Plain
	buffer *bytes.Buffer   // behind HTML
}

// Release returns the output's buffers to the pool. HTML and Plain are invalid
// afterwards. Callers that keep them must not call Release.
func (o *Output) Release() {
	o.text.Release()
	o.Plain = ""
	if o.buffer != nil {
		buffers.Put(o.buffer)
		o.HTML, o.buffer = nil, nil
	}
}

// Anchor is a link to a part of a page of the site.
type Anchor struct {
	Page     *site.Page
	Fragment string
	At       problem.Place
}

// Page renders one page of the site; number counts the pages of a list from 1.
// The error is an I/O error: a file that could not be read.
func (r *Renderer) Page(p *site.Page, number int) (Output, error) {
	r = r.forPath(p.PathOn(number))
	e := r.editions[p.Edition]
	view := e.pages.view(p)
	e.pages.list(p, view, number)
	var out Output
	if r.Known {
		out.Viewed = e.viewed(r.layout(p), p, view)
	}
	if p.Entry != nil && number == 1 {
		if err := e.body(p, view, &out); err != nil {
			return out, err
		}
	}
	if err := e.execute(r.layout(p), view, &out); err != nil {
		out.Problems = append(out.Problems, r.theme.Problem(err))
	}
	return out, nil
}

// Text is what can be searched of a page, without the page.
func (r *Renderer) Text(p *site.Page) (Output, error) {
	var out Output
	if p.Entry == nil {
		return out, nil
	}
	err := r.editions[p.Edition].body(p, nil, &out)
	return out, err
}

func (e *edition) execute(layout string, data any, out *Output) error {
	buffer := buffers.Get().(*bytes.Buffer)
	buffer.Reset()
	if err := e.templates.Layout(buffer, layout, data); err != nil {
		buffers.Put(buffer)
		return err
	}
	if e.r.Slots != nil {
		out.Named = e.r.Slots.fill(buffer)
	}
	out.HTML, out.buffer = buffer.Bytes(), buffer
	return nil
}

// layout chooses the template: the author's choice, that of the kind, or, for the
// words of a vocabulary, that which they share. The theme has it: see theme.Needs.
func (r *Renderer) layout(p *site.Page) string {
	if own := p.Values().Layout; own != "" && r.theme.HasLayout(own) {
		return own
	}
	switch p.Kind {
	case site.Topic, site.Audience, site.Level, site.Unit, site.Author:
		if !r.theme.HasLayout(string(p.Kind)) {
			return "term"
		}
	}
	return string(p.Kind)
}

var texts = sync.Pool{New: func() any { return new([]byte) }}

// body renders an entry's text into the view; without one, for its plain text.
func (e *edition) body(p *site.Page, view *Page, out *Output) error {
	buffer := texts.Get().(*[]byte)
	defer texts.Put(buffer) // nothing that comes out of a text shares its memory
	if e.r.Thorough {
		buffer = new([]byte) // the places of passages need the text for longer
	}
	text, start, err := e.r.texts.Body(p.Entry, buffer)
	if err != nil {
		return err
	}
	host := &host{e: e, page: p}
	place := func(offset, length int) problem.Place { return text.Place(start+offset, length) }
	in := markdown.Input{
		Text:     text.Bytes[start:],
		Place:    place,
		Host:     host,
		Words:    e.r.editions[p.Source().Edition].words,
		Pictured: view != nil && view.Image != nil,
		Plain:    e.r.Searched && !p.Fallback || view == nil,
		Thorough: e.r.Thorough && !p.Fallback,
	}
	in.Aloud = e.r.Aloud && view != nil && p.Scripted()
	in.IDPrefix, in.Deeper = e.carrier.shape(p)
	result := e.r.markdown.Render(in)
	out.text, out.IDs, out.Plain, out.Headings = result, result.IDs, result.Plain, result.Headings
	out.Blocks = result.Blocks
	out.Passages, out.Place, out.Others = result.Passages, place, host.others
	out.Files, out.Linked = append(host.files, e.pictures.frontFiles(p)...), host.linked
	out.Anchors = host.anchors(result.Anchors, func(a markdown.Anchor) problem.Place { return place(a.Offset, a.Length) })
	if !p.Fallback { // the source page reports its own
		out.Problems = append(out.Problems, result.Problems...)
	}
	if view == nil {
		return nil
	}
	view.Body = result.HTML
	if toc := p.Values().TOC; toc == nil || *toc {
		view.Contents = contents(result.Headings)
	}
	return nil
}

// contents nests the headings of the second and third level.
func contents(headings []markdown.Heading) []Heading {
	var list []Heading
	for _, h := range headings {
		line := Heading{Level: h.Level, ID: h.ID, Text: h.Text}
		switch {
		case h.Level == 2:
			list = append(list, line)
		case h.Level == 3 && len(list) > 0:
			list[len(list)-1].Children = append(list[len(list)-1].Children, line)
		}
	}
	return list
}

// Redirect renders the page that stands at an old address.
func (r *Renderer) Redirect(moved site.Redirect) Output {
	e := r.editions[moved.To.Edition]
	data := Redirect{URL: r.url(moved.To.Path), Absolute: r.absolute(moved.To.Path), Title: moved.To.Title, Language: e.language}
	var out Output
	if err := e.execute("redirect", data, &out); err != nil {
		out.Problems = append(out.Problems, r.theme.Problem(err))
	}
	return out
}
