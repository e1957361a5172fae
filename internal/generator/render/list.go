package render

import (
	"loa/internal/generator/site"
)

// list fills what a list shows on one of its pages.
func (ps *pages) list(p *site.Page, v *Page, number int) {
	switch p.Kind {
	case site.CalendarPage:
		v.Cards = ps.allCards(beside(p))
		v.Calendar = ps.calendars.calendar(p, number)
		if month := v.Calendar.Month; !month.IsZero() {
			v.Calendar.Warnings = ps.calendars.warned(ps.site.Warnings, month)
		}
		ps.pager(ps.dates.agendaOf(p), v, number)
		return
	case site.DocumentsPage:
		v.Cards = ps.allCards(beside(p))
		return
	}
	if len(p.Items) == 0 {
		return
	}
	v.Cards = ps.allCards(p.On(number))
	ps.pager(p, v, number)
}

// pager links the pages of a list that has several.
func (ps *pages) pager(p *site.Page, v *Page, number int) {
	count := p.PageCount()
	if count < 2 {
		return
	}
	if number > 1 {
		v.URL = ps.url(p.PathOn(number))
		v.Canonical = ps.absolute(p.PathOn(number))
	}
	v.Pager = &Pager{Number: number, Count: count}
	if number > 1 {
		v.Lead, v.Schedule, v.Pager.Previous = "", "", ps.url(p.PathOn(number-1))
	}
	if number < count {
		v.Pager.Next = ps.url(p.PathOn(number + 1))
	}
	for _, n := range pagerNumbers(number, count) {
		link := PagerLink{Number: n, Current: n == number}
		if n > 0 {
			link.URL = ps.url(p.PathOn(n))
		}
		v.Pager.Pages = append(v.Pager.Pages, link)
	}
}

// pagerNumbers are the pages worth a link: the ends and the neighbours, with a
// 0 for each gap.
func pagerNumbers(current, count int) []int {
	var numbers []int
	for n := 1; n <= count; n++ {
		if n == 1 || n == count || (n >= current-2 && n <= current+2) {
			numbers = append(numbers, n)
		} else if numbers[len(numbers)-1] != 0 {
			numbers = append(numbers, 0)
		}
	}
	return numbers
}

// beside are the pages of a section that hosts the calendar or the register and that
// these do not show themselves.
func beside(p *site.Page) []*site.Page {
	if p.Entry == nil {
		return nil
	}
	shown := map[site.Kind]site.Kind{site.CalendarPage: site.Event, site.DocumentsPage: site.Document}[p.Kind]
	var others []*site.Page
	for _, item := range p.Items {
		if item.Kind != shown {
			others = append(others, item)
		}
	}
	return others
}
