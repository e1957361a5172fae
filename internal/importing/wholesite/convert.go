package wholesite

import (
	"fmt"
	"net/url"
	"path"
	"strings"

	"loa/internal/base/problem"
	"loa/internal/desk/sourceedit"
	"loa/internal/importing/htmlimport"
	"loa/internal/importing/mdimport"
	"loa/internal/media/picture"
)

// made is an entry's body with what belongs to it.
type made struct {
	body     string
	title    string // that the text names, if the page has none
	pictures []htmlimport.File
	attached map[string]string // name beside the entry → file of the source
	lost     []htmlimport.Loss
	before   []string
	anchors  map[string]string // places of the text there → the heading here
}

// attachable are the endings of files that are taken along when a text links to them.
var attachable = map[string]bool{
	".pdf": true, ".doc": true, ".docx": true, ".xls": true, ".xlsx": true, ".ppt": true, ".pptx": true, ".odt": true, ".ods": true, ".odp": true,
	".rtf": true, ".csv": true, ".txt": true, ".zip": true, ".rar": true, ".7z": true, ".mp3": true, ".mp4": true, ".m4a": true, ".webm": true, ".ics": true, ".epub": true,
}

// converter makes the body of one page.
type converter struct {
	run  *run
	page *placed
	made made
}

// convert makes Markdown of a page.
func (r *run) convert(p *placed) (made, error) {
	text, err := r.from.Source.Text(p.page)
	if err != nil {
		return made{}, err
	}
	c := &converter{run: r, page: p, made: made{attached: map[string]string{}, lost: text.Lost, before: text.Before}}
	if text.HTML != "" {
		result := htmlimport.Options{Link: c.link, Picture: c.picture, Clean: r.options.Clean}.Convert(text.HTML)
		c.take(result)
		if len(p.page.Authors) == 0 && r.options.Authors != nil {
			p.page.Authors = r.options.Authors(c.made.body)
		}
	} else if text.Markdown != "" {
		result := mdimport.Options{Title: p.page.Title, Link: c.link, Picture: c.picture, Clean: r.options.Clean, Remarks: text.Remarks}.Convert(text.Markdown)
		c.take(result.Result)
		c.made.anchors = result.Anchors
	}
	return c.made, nil
}

func (c *converter) take(result htmlimport.Result) {
	c.made.body, c.made.title, c.made.pictures = result.Markdown, result.Title, result.Files
	c.made.lost = append(c.made.lost, result.Lost...)
}

// link is where a link of the other site leads here: the entry of a page, a file that
// comes along, an address on this page; else the old address with its host.
func (c *converter) link(href string) (string, bool) {
	if fragment, ok := strings.CutPrefix(href, "#"); ok {
		part := c.part(c.page, fragment, href)
		return "#" + part, part != ""
	}
	target, ok := c.run.from.Source.Resolve(c.page.page, href)
	switch {
	case ok && target.Page != nil:
		if to := c.run.byPage[target.Page]; to != nil && to.item.State != Language && to.item.State != Empty && to.item.State != Gone {
			return addressOf(to, c.part(to, target.Fragment, href)), true
		}
	case ok && target.File != "":
		if attachable[strings.ToLower(path.Ext(target.File))] {
			return c.attach(target.File), true
		}
		if picture.Named(target.File) {
			if file, ok := c.picture(href); ok {
				return c.beside(file), true
			}
		}
	}
	if !ok && (strings.HasPrefix(href, "https://") || strings.HasPrefix(href, "http://")) {
		return href, true // another host's, as it stands
	}
	if u, err := url.Parse(href); err != nil || u.Scheme != "" && u.Scheme != "http" && u.Scheme != "https" {
		return "", false
	}
	absolute := c.run.from.Source.Absolute(c.page.page, href)
	return absolute, absolute != ""
}

// part is the id of a part of a page here, by the one that it had there. It is "" for the head of the page, and if there
// is no such part; that is told.
func (c *converter) part(to *placed, fragment, href string) string {
	if decoded, err := url.PathUnescape(fragment); err == nil {
		fragment = decoded
	}
	if to.parts == nil {
		return fragment // not known yet
	}
	if id, ok := to.parts.find(fragment); ok {
		return id
	}
	c.made.lost = append(c.made.lost, htmlimport.Loss{Kind: htmlimport.Part, URL: href})
	return ""
}

// addressOf is how a text links to an entry.
func addressOf(to *placed, fragment string) string {
	address := strings.TrimPrefix(to.entry(), "content")
	if fragment != "" {
		address += "#" + fragment
	}
	return address
}

// attach takes a file along, under a name that no other file of the page has.
func (c *converter) attach(file string) string {
	for name, known := range c.made.attached {
		if known == file {
			return name
		}
	}
	name := fileName(file)
	stem, ending := strings.TrimSuffix(name, path.Ext(name)), path.Ext(name)
	for i := 2; c.made.attached[name] != ""; i++ {
		name = fmt.Sprintf("%s-%d%s", stem, i, ending)
	}
	c.made.attached[name] = file
	return name
}

// beside notes a picture that is linked and not shown.
func (c *converter) beside(file htmlimport.File) string {
	target := file.Name
	c.made.pictures = append(c.made.pictures, file)
	return target
}

// picture finds a picture of the source.
func (c *converter) picture(src string) (htmlimport.File, bool) {
	target, ok := c.run.from.Source.Resolve(c.page.page, src)
	if !ok || target.File == "" || !picture.Named(target.File) {
		return htmlimport.File{}, false
	}
	data, err := c.run.from.Source.File(target.File)
	if err != nil {
		return htmlimport.File{}, false // told as a picture that is not there
	}
	return htmlimport.File{Name: fileName(target.File), Data: data}, true
}

// fileName is a file's name as it may stand in an address.
func fileName(file string) string {
	base, _, _ := strings.Cut(path.Base(file), "?")
	ending := path.Ext(base)
	return sourceedit.Name(strings.TrimSuffix(base, ending), "tep") + strings.ToLower(ending)
}

// comment tells below a text what is not in it, but for losses whose words are in the body all the same, or that nobody misses.
func (r *run) comment(lost []htmlimport.Loss) string {
	var out strings.Builder
	for _, one := range lost {
		switch one.Kind {
		case htmlimport.Anchor, htmlimport.Merged, htmlimport.Lines, htmlimport.Layout, htmlimport.Navigation, htmlimport.Form:
			continue
		}
		line := r.options.Say("lost."+string(one.Kind), nil) + ": " + strings.TrimSpace(one.Text+" "+one.URL)
		out.WriteString(strings.NewReplacer("--", "- -", ">", "›", "\n", " ").Replace(line) + "\n")
	}
	if out.Len() == 0 {
		return ""
	}
	return "\n<!--\n" + r.options.Say("import-left", problem.Args{}) + "\n" + out.String() + "-->\n"
}
