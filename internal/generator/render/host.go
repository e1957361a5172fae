package render

import (
	"html/template"
	"net/url"
	"slices"
	"strings"

	"loa/internal/base/problem"
	"loa/internal/base/source"
	"loa/internal/generator/markdown"
	"loa/internal/generator/site"
)

// host answers what the Markdown of one page asks.
type host struct {
	e       *edition
	page    *site.Page
	targets map[string]target // links to parts of pages, by their URL
	files   []*Published      // that the text uses
	linked  []*Published      // those to which it leads
	missed  int               // dead links so far
	others  bool              // see Output.Others
}

// missing tells of a dead link, the first of a text with what it may have meant.
func (h *host) missing(dest string) problem.Args {
	if h.missed++; h.missed > site.MostSuggestions {
		return problem.Args{"target": dest}
	}
	return missingArgs(h.e.placed, h.page, dest)
}

// use notes that the text needs a file.
func (h *host) use(f source.File) *Published {
	p := h.e.pictures.files.use(f)
	h.files = append(h.files, p)
	return p
}

type target struct {
	page     *site.Page
	fragment string
}

// Link resolves a link: a page of the site, a file, or an address outside.
func (h *host) Link(dest string) markdown.Link {
	if outside(dest) {
		return markdown.Link{URL: dest}
	}
	t := h.e.placed.Resolve(h.page, dest)
	switch {
	case t.Page != nil:
		return h.toPage(t)
	case t.File != nil:
		return h.toFile(t, dest)
	case t.Path != "":
		return markdown.Link{URL: h.e.url(strings.TrimPrefix(t.Path, "/")) + suffix(t)}
	case t.NotLive:
		return markdown.Link{Plain: true, Code: problem.LinkNotLive, Args: problem.Args{"target": dest}}
	}
	return markdown.Link{Plain: true, Code: problem.LinkNotFound, Args: h.missing(dest)}
}

// toFile links to a file. A picture then goes out whole besides the widths that
// pages show; one that must not be shown has no link.
func (h *host) toFile(t site.Target, dest string) markdown.Link {
	p := h.use(*t.File)
	if p.Picture == nil && p.Recording == nil && !p.withheld() {
		return markdown.Link{URL: h.e.url(p.Path)}
	}
	code, args := p.says(dest)
	if code != "" {
		return markdown.Link{Plain: true, Code: code, Args: args}
	}
	p.linked.Store(true)
	h.linked = append(h.linked, p)
	return markdown.Link{URL: h.e.url(p.Path)}
}

func (h *host) toPage(t site.Target) markdown.Link {
	link := markdown.Link{URL: h.e.url(t.Page.Path) + suffix(t)}
	if t.Page == h.page && t.Fragment != "" {
		link.URL = "#" + t.Fragment
	} else if address, ok := h.e.carrier.inFile(t.Page, t.Fragment); ok {
		link.URL, link.Ready = address, true
	}
	if t.Fragment != "" {
		if h.targets == nil {
			h.targets = map[string]target{}
		}
		h.targets[link.URL] = target{t.Page, t.Fragment}
	}
	if other := h.e.foreign(t.Page); other != nil {
		link.Lang = other.Tag
		if other != h.e.textOf(h.page) {
			link.Named = other.Name
		}
	}
	return link
}

func suffix(t site.Target) string {
	out := ""
	if t.Query != "" {
		out += "?" + t.Query
	}
	if t.Fragment != "" {
		out += "#" + t.Fragment
	}
	return out
}

// outside reports whether a destination leaves the site.
func outside(dest string) bool {
	if strings.HasPrefix(dest, "//") {
		return true
	}
	scheme, _, ok := strings.Cut(dest, ":")
	return ok && !strings.ContainsAny(scheme, "/?#")
}

// anchors are the body's links to parts of pages of the site.
func (h *host) anchors(found []markdown.Anchor, place func(markdown.Anchor) problem.Place) []Anchor {
	var all []Anchor
	for _, a := range found {
		t, ok := h.targets[a.URL]
		if !ok {
			continue
		}
		all = append(all, Anchor{Page: t.page, Fragment: t.fragment, At: place(a)})
	}
	return all
}

// Image resolves a picture of the site. Pictures of other hosts are refused:
// a reader's page asks nobody else for anything.
func (h *host) Image(dest string) markdown.Image {
	if outside(dest) {
		return markdown.Image{Code: problem.ImageOutside, Args: problem.Args{"target": dest}}
	}
	t := h.e.placed.Resolve(h.page, dest)
	if t.File == nil {
		return markdown.Image{Code: problem.FileMissing, Args: h.missing(dest)}
	}
	p := h.use(*t.File)
	if p.Picture == nil {
		return markdown.Image{Code: problem.PictureFormat, Args: problem.Args{"target": dest}}
	}
	v := h.e.pictures.show(p)
	image := markdown.Image{URL: string(v.URL), Width: v.Width, Height: v.Height, Srcset: v.Srcset, Sizes: v.Sizes, Alt: v.Alt, Bare: v.Withheld}
	image.Code, image.Args = p.says(dest)
	return image
}

// Directive is what templates of directives see.
type Directive struct {
	Site       *Site
	Name       string            // as in theme.toml, also when the writer used an alias
	Title      template.HTML     // as HTML; "" without one
	TitleText  string            // the title as plain text
	Attrs      map[string]string // the attributes by name: .Attrs.caption
	Body       template.HTML     // what stands between the lines, rendered
	Intro      template.HTML     // what stands before the first list of the body
	Items      []markdown.Item   // the items of that list
	Questions  []Question        // of a quiz
	ID         string            // unique on the page
	Picture    *Picture          // of src, if it names a picture of the site; of poster, if src is a film
	Captions   []Captions        // of a film: its words, a file for each language
	Transcript string            // of a film or sound: URL of its words; "" without any
	File       *File             // of src, if it names another file of the site
	External   string            // the host of a src that is not the site's
	Numbers    []Hotline         // the hotlines that are asked for
	Days       []Day             // of the directive events: the coming dates that are asked for
	Document   *Card             // of the directive document: what its number names
	Emergency  *Emergency        // of the directive emergency: what its danger names
	Claim      *Claim            // of the directive claim: what its id names

	withheld bool // src is a film or sound that must not be shown
}

// Directive runs the theme's template of a directive.
func (h *host) Directive(use markdown.Use) (template.HTML, []problem.Problem) {
	d := Directive{Site: h.e.site, Name: use.Name, Title: use.Title, TitleText: use.Text, Body: use.Body, Intro: use.Intro,
		Items: use.Items, Questions: questions(use), ID: use.ID, Attrs: map[string]string{}}
	for _, a := range use.Attrs {
		d.Attrs[a.Key] = a.Value
	}
	if d.ID == "" {
		d.ID = use.NewID()
	}
	problems := h.source(use, &d)
	if d.withheld {
		return h.withheldRecording(), problems
	}
	if len(problems) > 0 && d.File == nil || h.lacks(use) { // told; the template need not cope with it
		return use.Body, problems
	}
	problems = append(problems, h.heard(use, &d)...)
	problems = append(problems, h.numbers(use, &d)...)
	problems = append(problems, h.events(use, &d)...)
	problems = append(problems, h.document(use, &d)...)
	problems = append(problems, h.emergency(use, &d)...)
	problems = append(problems, h.claim(use, &d)...)
	problems = append(problems, unanswered(use, d.Questions)...)
	if use.Name == "document" && d.Document == nil || use.Name == "emergency" && d.Emergency == nil || use.Name == "claim" && d.Claim == nil {
		return use.Body, problems
	}
	html, err := h.e.templates.Directive(use.Name, &d)
	if err != nil {
		problems = append(problems, h.e.r.theme.Problem(err))
	}
	return html, problems
}

// lacks reports whether a required key is missing, which Markdown has told.
func (h *host) lacks(use markdown.Use) bool {
	return slices.ContainsFunc(h.e.r.theme.Directives[use.Name].Required, func(key string) bool { return use.Value(key) == "" })
}

// source resolves the attribute src.
func (h *host) source(use markdown.Use, d *Directive) []problem.Problem {
	src := use.Value("src")
	if src == "" {
		return nil
	}
	var problems []problem.Problem
	if outside(src) {
		address, err := url.Parse(src)
		if err != nil || (address.Scheme != "https" && address.Scheme != "http") {
			delete(d.Attrs, "src")
			return []problem.Problem{problem.New(problem.LinkNotFound, use.At("src"), problem.Args{"target": src})}
		}
		d.External = address.Host
		return nil
	}
	t := h.e.placed.Resolve(h.page, src)
	if t.File == nil {
		return []problem.Problem{problem.New(problem.FileMissing, use.At("src"), h.missing(src))}
	}
	p := h.use(*t.File)
	code, args := p.says(src)
	if code != "" {
		problems = append(problems, problem.New(code, use.At("src"), args))
	}
	if d.withheld = p.Withheld(); !d.withheld && p.fault == nil {
		h.shown(use, d, p)
	}
	return problems
}

// withheldRecording is what stands in place of a film or sound and its words.
func (h *host) withheldRecording() template.HTML {
	words, err := h.e.catalogue.Say("recording-withheld")
	if err != nil {
		return "" // a problem of the theme's strings says so
	}
	return template.HTML("<p>" + template.HTMLEscapeString(words) + "</p>")
}

// shown fills in what a directive shows of a file. Where the picture must not be
// shown, its words go, too.
func (h *host) shown(use markdown.Use, d *Directive, p *Published) {
	file := h.e.pictures.file(p)
	d.File = &file
	if p.Picture == nil {
		return
	}
	v := h.e.pictures.show(p)
	if !v.inlined {
		d.File.URL, d.File.Absolute = string(v.URL), v.Absolute
	}
	if v.Early = use.Early; v.Withheld {
		d.Body, d.Title, d.TitleText = "", "", ""
		d.Attrs = map[string]string{"alt": v.Alt}
	} else {
		v.Alt, v.Caption, v.Credit, v.MadeBy = use.Value("alt"), use.Value("caption"), use.Value("credit"), use.Value("made_by")
	}
	d.Picture = &v
}

// numbers resolves the attribute number of a hotline: one or several numbers
// of site.toml; without it, all.
func (h *host) numbers(use markdown.Use, d *Directive) []problem.Problem {
	if use.Name != "hotline" {
		return nil
	}
	asked := strings.FieldsFunc(use.Value("number"), func(r rune) bool { return r == ' ' || r == ',' })
	d.Numbers = h.e.maker.hotlines(asked)
	if len(asked) == 0 || len(d.Numbers) == len(asked) {
		return nil
	}
	return []problem.Problem{problem.New(problem.UnknownHotline, use.At("number"), problem.Args{"number": use.Value("number")})}
}
