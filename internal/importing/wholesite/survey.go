package wholesite

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"loa/internal/base/fold"
	"loa/internal/importing/foreign"
	"loa/internal/importing/htmlimport"
)

// survey makes every page that is new or has changed once without writing it: only then
// are all places known to which links lead. What is lost is told of here.
func (r *run) survey() error {
	for _, p := range r.placed {
		r.claimOwn(p)
	}
	for _, p := range r.placed {
		if p.item.State == Joined {
			p.old = r.aliases(p)
		}
		if !p.comes() {
			continue
		}
		m, err := r.convert(p)
		if err != nil {
			return err
		}
		p.parts = partsOf(m)
		if p.name != "" && len(m.pictures)+len(m.attached) > 0 {
			for _, version := range p.all {
				version.bundle = true
			}
		}
		if r.tell(p, m); p.comes() {
			p.old = r.aliases(p)
		}
	}
	for _, p := range r.placed {
		p.item.Entry = p.entry()
	}
	return nil
}

// claimOwn keeps the address that a page has here from being an alias of another.
func (r *run) claimOwn(p *placed) {
	if p.item.State == Language || p.page.Kind == foreign.List {
		return
	}
	if own := claim(r.own(p)); own != claim(p.page.Address) {
		r.claimed[own] = true
	}
}

// comes reports whether a page is made.
func (p *placed) comes() bool { return p.item.State == New || p.item.State == Updated }

// tell fills the report of a page that was made.
func (r *run) tell(p *placed, m made) {
	p.item.Entry = p.entry()
	p.item.Pictures, p.item.Attached, p.item.Lost = nil, nil, m.lost
	for _, f := range m.pictures {
		p.item.Pictures = append(p.item.Pictures, f.Name)
	}
	p.item.Attached = slices.Sorted(maps.Keys(m.attached))
	after := []string{m.body, p.page.Title, m.title, p.page.Summary, strings.Join(p.page.Authors, "\n")}
	for _, one := range m.lost {
		after = append(after, one.Text)
	}
	p.item.Missing = missing(m.before, after...)
	if m.body == "" && len(m.pictures) == 0 && p.page.Kind == foreign.Article {
		p.item.State = Empty
	}
	r.lostPicture(p, m)
}

// lostPicture tells of the picture that stands for a page and that its text does not show:
// it has no words that say what is to be seen.
func (r *run) lostPicture(p *placed, m made) {
	if p.page.Picture == "" {
		return
	}
	target, ok := r.from.Source.Resolve(p.page, p.page.Picture)
	if ok && target.File != "" && slices.Contains(p.item.Pictures, fileName(target.File)) {
		return
	}
	if ok && target.File != "" {
		p.item.Lost = append(p.item.Lost, htmlimport.Loss{Kind: htmlimport.Picture, URL: p.page.Picture})
	}
}

// propose gathers what the other site declares and this one does not.
func (r *run) propose() {
	languages, topics := map[string]Proposal{}, map[string]Proposal{}
	for _, p := range r.placed {
		if p.item.State == Language {
			count(languages, p.item.Language, p.item.Language)
			continue
		}
		for _, name := range p.page.Topics {
			if key := fold.Slug(name); key != "" && !r.topics[key] {
				count(topics, key, name)
			}
		}
	}
	r.report.Languages, r.report.Topics = mostFirst(languages), mostFirst(topics)
	menu := map[string]bool{}
	for _, item := range r.into.Settings.Menu {
		menu[item.Page] = true
	}
	for _, p := range r.placed {
		file := strings.TrimPrefix(p.entry(), "content/")
		if p.page.Kind == foreign.Section && p.suffix == "" && p.dir != r.options.Section && !strings.Contains(strings.TrimPrefix(p.dir, r.options.Section+"/"), "/") && p.item.State != Language && !menu[file] {
			r.report.Menu = append(r.report.Menu, Proposal{Key: file, Name: p.page.Title, Pages: r.within(p.dir)})
		}
	}
	slices.SortStableFunc(r.report.Menu, func(a, b Proposal) int { return cmp.Compare(b.Pages, a.Pages) })
}

// within is how many articles lie in a folder.
func (r *run) within(dir string) int {
	n := 0
	for _, p := range r.placed {
		if p.page.Kind == foreign.Article && p.item.State != Language && (p.dir == dir || strings.HasPrefix(p.dir, dir+"/")) {
			n++
		}
	}
	return n
}

func count(all map[string]Proposal, key, name string) {
	one := all[key]
	if one.Name == "" {
		one.Key, one.Name = key, name
	}
	one.Pages++
	all[key] = one
}

func mostFirst(all map[string]Proposal) []Proposal {
	return slices.SortedFunc(maps.Values(all), func(a, b Proposal) int {
		return cmp.Or(cmp.Compare(b.Pages, a.Pages), cmp.Compare(a.Key, b.Key))
	})
}
