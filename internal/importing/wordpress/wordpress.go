// Package wordpress reads what WordPress exports (WXR, an .xml file) with the uploads that
// lie beside it.
//
//	site, err := wordpress.Read(os.DirFS("export"), "export.xml")
package wordpress

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"

	"loa/internal/base/fold"
	"loa/internal/importing/foreign"
)

// ErrNone says that a file is no export of WordPress.
var ErrNone = errors.New("no export of WordPress")

// ErrBroken says that an export is cut or is no XML.
var ErrBroken = errors.New("broken export")

// Is reports whether bytes begin as an export does.
func Is(start []byte) bool {
	return bytes.Contains(start, []byte("wordpress.org/export/")) || bytes.Contains(start, []byte("WordPress eXtended RSS"))
}

// item is a post, a page, a file or something else of an export.
type item struct {
	Title      string    `xml:"title"`
	Link       string    `xml:"link"`
	Published  string    `xml:"pubDate"`
	Creator    string    `xml:"creator"`
	GUID       string    `xml:"guid"`
	Encoded    []encoded `xml:"encoded"`
	ID         int       `xml:"post_id"`
	Date       string    `xml:"post_date"`
	Modified   string    `xml:"post_modified"`
	Name       string    `xml:"post_name"`
	Status     string    `xml:"status"`
	Parent     int       `xml:"post_parent"`
	Order      int       `xml:"menu_order"`
	Type       string    `xml:"post_type"`
	File       string    `xml:"attachment_url"`
	Categories []term    `xml:"category"`
	Meta       []meta    `xml:"postmeta"`
}

type encoded struct {
	XMLName xml.Name
	Text    string `xml:",chardata"`
}

type term struct {
	Domain string `xml:"domain,attr"`
	Slug   string `xml:"nicename,attr"`
	Name   string `xml:",chardata"`
}

type meta struct {
	Key   string `xml:"meta_key"`
	Value string `xml:"meta_value"`
}

// part is the text of the content or of the excerpt.
func (i *item) part(space string) string {
	for _, e := range i.Encoded {
		if strings.Contains(e.XMLName.Space, space) {
			return e.Text
		}
	}
	return ""
}

func (i *item) meta(keys ...string) string {
	for _, m := range i.Meta {
		if slices.Contains(keys, m.Key) {
			return m.Value
		}
	}
	return ""
}

// export is a file that was read. It is the source of its pages.
type export struct {
	tree      *foreign.Tree
	dir       string // that the file lies in
	base      *url.URL
	items     []*item
	byID      map[int]*item
	byPage    map[*foreign.Page]*item
	byAddress map[string]*foreign.Page
	authors   map[string]string // login → name
	language  string
	left      []foreign.Left
}

// Read reads an export. Errors are those of the file system, ErrNone, ErrBroken and
// foreign.ErrTooLarge.
func Read(folder fs.FS, file string) (foreign.Site, error) {
	tree, err := foreign.Open(folder)
	if err != nil {
		return foreign.Site{}, err
	}
	data, err := tree.Read(file, foreign.MostFile)
	if err != nil {
		return foreign.Site{}, err
	}
	if !Is(data[:min(len(data), 8192)]) {
		return foreign.Site{}, ErrNone
	}
	e := &export{tree: tree, dir: path.Dir(file), byID: map[int]*item{}, byPage: map[*foreign.Page]*item{}, byAddress: map[string]*foreign.Page{}, authors: map[string]string{}, left: tree.Left}
	if err := e.decode(data); err != nil {
		return foreign.Site{}, fmt.Errorf("%w: %w", ErrBroken, err)
	}
	return e.site(), nil
}

// decode reads the elements below <channel>, one after the other.
func (e *export) decode(data []byte) error {
	d := xml.NewDecoder(bytes.NewReader(data))
	d.Strict = true
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		if err := e.element(d, start); err != nil {
			return err
		}
	}
}

func (e *export) element(d *xml.Decoder, start xml.StartElement) error {
	var text string
	switch start.Name.Local {
	case "item":
		one := &item{}
		if err := d.DecodeElement(one, &start); err != nil {
			return err
		}
		e.items = append(e.items, one)
		e.byID[one.ID] = one
	case "base_blog_url":
		if err := d.DecodeElement(&text, &start); err != nil {
			return err
		}
		e.base, _ = url.Parse(strings.TrimSpace(text))
	case "language":
		if err := d.DecodeElement(&text, &start); err != nil {
			return err
		}
		e.language = foreign.Language(text)
	case "author":
		var author struct {
			Login string `xml:"author_login"`
			Name  string `xml:"author_display_name"`
		}
		if err := d.DecodeElement(&author, &start); err != nil {
			return err
		}
		e.authors[author.Login] = strings.TrimSpace(author.Name)
	}
	return nil
}

// internal are types of items that readers never see as pages.
var internal = []string{"attachment", "nav_menu_item", "revision", "custom_css", "customize_changeset", "oembed_cache", "user_request", "wp_block", "wp_global_styles", "wp_navigation", "wp_template", "wp_template_part", "wpcf7_contact_form", "acf-field", "acf-field-group", "shop_order", "elementor_library", "polylang_mo"}

func (e *export) site() foreign.Site {
	site := foreign.Site{Program: "wordpress", Language: e.language, Source: e}
	for _, one := range e.items {
		name := one.Type + "#" + strconv.Itoa(one.ID)
		switch {
		case slices.Contains(internal, one.Type):
			continue
		case one.Status == "trash" || one.Status == "auto-draft":
			e.left = append(e.left, foreign.Left{File: name, Reason: "deleted"})
			continue
		case one.meta("_wp_page_template") != "" && strings.TrimSpace(one.part("content")) == "", one.part("content") == "" && one.part("excerpt") == "":
			e.left = append(e.left, foreign.Left{File: name, Reason: "empty"})
			continue
		}
		p := e.page(one, name)
		site.Pages = append(site.Pages, p)
		e.byPage[p] = one
		for _, address := range append([]string{p.Address}, p.Others...) {
			if e.byAddress[key(address)] == nil {
				e.byAddress[key(address)] = p
			}
		}
	}
	sections := e.sections(site.Pages)
	site.Pages = append(site.Pages, sections...)
	site.Left = e.left
	return site
}

func (e *export) page(one *item, name string) *foreign.Page {
	content := one.part("content")
	p := &foreign.Page{
		File: name, Kind: foreign.Article, Name: slug(one.Name), Title: squeezed(one.Title), Summary: squeezed(plain(one.part("excerpt"))),
		Date: foreign.Date(one.Date), Updated: foreign.Date(one.Modified), Weight: one.Order,
		Draft: one.Status != "publish", Hash: foreign.HashOf([]byte(one.Title), []byte(one.Date), []byte(content), []byte(one.part("excerpt"))),
	}
	if p.Date == "" {
		p.Date = foreign.Date(one.Published)
	}
	p.Address = e.pathOf(one.Link)
	for _, address := range []string{e.pathOf(one.GUID), "/?p=" + strconv.Itoa(one.ID)} {
		if address != "" && address != "/" && address != p.Address && !slices.Contains(p.Others, address) {
			p.Others = append(p.Others, address)
		}
	}
	if author := e.authors[one.Creator]; author != "" {
		p.Authors = []string{author}
	}
	p.Views, _ = strconv.Atoi(one.meta("post_views_count", "views", "_post_views", "tie_views"))
	for _, t := range one.Categories {
		switch t.Domain {
		case "category":
			if first := slug(t.Slug); p.Folder == "" && first != "" && one.Type == "post" && first != "uncategorized" && first != "chua-phan-loai" {
				p.Folder = first
			}
			p.Topics = append(p.Topics, squeezed(t.Name))
		case "post_tag":
			p.Topics = append(p.Topics, squeezed(t.Name))
		case "language":
			p.Language = foreign.Language(t.Slug)
		case "post_translations":
			p.Group = t.Slug
		}
	}
	if one.Type == "page" {
		p.Folder = e.parents(one)
	} else if p.Folder == "" {
		p.Folder = map[string]string{"post": "tin-tuc"}[one.Type]
		if p.Folder == "" {
			p.Folder = fold.Slug(one.Type)
		}
	}
	if p.Address == "/" {
		p.Kind = foreign.Home
	}
	return p
}

// deepestPage is how many pages may stand in each other.
const deepestPage = 8

// parents is the folder of a page that stands below others.
func (e *export) parents(one *item) string {
	var parts []string
	for at := e.byID[one.Parent]; at != nil && len(parts) < deepestPage && at.Type == "page"; at = e.byID[at.Parent] {
		parts = append([]string{slug(at.Name)}, parts...)
	}
	return strings.Join(parts, "/")
}

// sections are those of the categories that posts lie in, under their names.
func (e *export) sections(pages []*foreign.Page) []*foreign.Page {
	names := map[string]string{"tin-tuc": "Tin tức"}
	for _, one := range e.items {
		for _, t := range one.Categories {
			if t.Domain == "category" && names[slug(t.Slug)] == "" {
				names[slug(t.Slug)] = squeezed(t.Name)
			}
		}
		if one.Type == "page" {
			names[slug(one.Name)] = squeezed(one.Title)
		}
	}
	seen := map[string]bool{}
	var sections []*foreign.Page
	for _, p := range pages {
		if p.Folder == "" || seen[p.Folder] {
			continue
		}
		seen[p.Folder] = true
		s := &foreign.Page{File: "category:" + p.Folder, Kind: foreign.Section, Folder: p.Folder, Title: names[path.Base(p.Folder)], Hash: foreign.HashOf([]byte(p.Folder)), Language: p.Language}
		if s.Title == "" {
			s.Title = path.Base(p.Folder)
		}
		if !strings.Contains(p.Folder, "/") {
			s.Address = "/category/" + p.Folder + "/"
		}
		sections = append(sections, s)
	}
	slices.SortFunc(sections, func(a, b *foreign.Page) int { return cmp.Compare(a.Folder, b.Folder) })
	return sections
}

// slug is a name in addresses without its percent signs.
func slug(name string) string {
	if decoded, err := url.PathUnescape(name); err == nil {
		name = decoded
	}
	return fold.Slug(name)
}

func squeezed(text string) string { return strings.Join(strings.Fields(text), " ") }
