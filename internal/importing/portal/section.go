package portal

import (
	"cmp"
	"maps"
	"path"
	"slices"
	"strings"

	"loa/internal/base/fold"
	"loa/internal/base/pattern"
	"loa/internal/importing/foreign"
)

// crumb is a section on the way to a page.
type crumb struct {
	name    string // as the site shows it; "" if only the address tells
	slug    string
	address string // as the page links it; "" for none
}

// home are the names of the first page in a path of sections.
var home = pattern.New(`(?i)^(?:trang chủ|trang nhất|home(?:page)?|»|/|>)$`)

// plumbing are folders of addresses that are no sections.
var plumbing = pattern.New(`(?i)^(?:pages?|portal|desktopmodules|web|site|sites|default|-|tabid|articleid|language|vi-vn|en-us|\d+|index|modules|home|w|asset_publisher|content|web guest|guest)$`)

// deepestTrail is how many sections stand in each other.
const deepestTrail = 4

// trailOf is the way of sections to a page: as the page shows it, else by its address.
func (r *reader) trailOf(s *saved, title string) []crumb {
	var trail []crumb
	for _, c := range s.says.crumbs {
		if slug := fold.Slug(c.Name); slug != "" && !home.MatchString(c.Name) && c.Name != title && len(trail) < deepestTrail {
			trail = append(trail, crumb{c.Name, slug, c.Address})
		}
	}
	if len(trail) > 0 {
		return trail
	}
	bare, _, _ := strings.Cut(s.place.path, "?")
	folder := path.Dir(bare)
	if strings.HasSuffix(bare, "/") && s.page.Kind == foreign.List {
		folder = strings.TrimSuffix(bare, "/")
	}
	for part := range strings.SplitSeq(strings.Trim(folder, "/"), "/") {
		if slug := fold.Slug(part); slug != "" && !plumbing.MatchString(part) && !dynamic.MatchString(part) && len(trail) < deepestTrail {
			trail = append(trail, crumb{slug: slug})
		}
	}
	return trail
}

func folderOf(trail []crumb) string {
	var parts []string
	for _, c := range trail {
		parts = append(parts, c.slug)
	}
	return strings.Join(parts, "/")
}

// sections makes a page for each section that a page of the site lies in. The addresses
// of lists lead there.
func (r *reader) sections() []*foreign.Page {
	all := map[string]*foreign.Page{}
	for _, s := range r.pages {
		if s.page.Kind == foreign.Home {
			continue
		}
		trail := s.trail
		if s.page.Kind == foreign.List {
			trail = r.listTrail(s)
		} else if list := r.listedBy[s]; len(trail) == 0 && list != nil {
			trail = r.listTrail(list)
		}
		s.page.Folder = folderOf(trail)
		for i, c := range trail {
			folder := folderOf(trail[:i+1])
			section := all[folder]
			if section == nil {
				section = &foreign.Page{File: "section:" + folder, Kind: foreign.Section, Folder: folder, Hash: foreign.HashOf([]byte(folder)), Language: s.page.Language}
				all[folder] = section
			}
			first(&section.Title, c.name)
			if to, _, ok := r.target(s, c.address); ok && c.address != "" && to != nil && to.page.Kind == foreign.List {
				addAddresses(section, to)
			}
		}
		if section := all[s.page.Folder]; section != nil && s.page.Kind == foreign.List {
			first(&section.Title, s.page.Title)
			addAddresses(section, s)
		}
	}
	r.bySection = all
	for folder, section := range all {
		first(&section.Title, path.Base(folder))
	}
	return slices.SortedFunc(maps.Values(all), func(a, b *foreign.Page) int { return cmp.Compare(a.Folder, b.Folder) })
}

// listTrail is where a list belongs: its own trail with its name behind it, unless the
// trail ends in the list itself.
func (r *reader) listTrail(s *saved) []crumb {
	if len(s.trail) > 0 {
		last := s.trail[len(s.trail)-1]
		if to, _, ok := r.target(s, last.address); last.address == "" || ok && to == s || fold.Slug(s.page.Title) == last.slug {
			return s.trail
		}
	}
	if bare, query, _ := strings.Cut(s.place.path, "?"); query != "" || len(s.trail) == 0 && bare != "/" {
		if slug := fold.Slug(s.page.Title); slug != "" && len(s.trail) == 0 {
			return []crumb{{name: s.page.Title, slug: slug}}
		}
	}
	return s.trail
}

func addAddresses(section *foreign.Page, s *saved) {
	for _, address := range append([]string{s.place.path}, s.place.others...) {
		if !slices.Contains(section.Others, address) {
			section.Others = append(section.Others, address)
		}
	}
}

// sectionPage is the page that a list is taken for; nil for none.
func (r *reader) sectionPage(s *saved) *foreign.Page { return r.bySection[s.page.Folder] }

// group joins the pages that name each other as versions in other languages.
func (r *reader) group() {
	leader := map[*saved]*saved{}
	var find func(*saved) *saved
	find = func(s *saved) *saved {
		if leader[s] == nil || leader[s] == s {
			return s
		}
		return find(leader[s])
	}
	for _, s := range r.pages {
		for _, tag := range slices.Sorted(maps.Keys(s.says.versions)) {
			to, _, ok := r.target(s, s.says.versions[tag])
			if !ok || to == nil || to == s {
				continue
			}
			if a, b := find(s), find(to); a != b {
				leader[b] = a
			}
			s.page.Group, to.page.Group = "+", "+"
		}
	}
	for _, s := range r.pages {
		if s.page.Group != "" {
			s.page.Group = find(s).file
		}
	}
}

// menu are the sections at the top.
func (r *reader) menu() []foreign.Link {
	var menu []foreign.Link
	for _, folder := range slices.Sorted(maps.Keys(r.bySection)) {
		if !strings.Contains(folder, "/") {
			menu = append(menu, foreign.Link{Name: r.bySection[folder].Title, Address: folder})
		}
	}
	return menu
}
