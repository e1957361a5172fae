package render

import (
	"loa/internal/site"
)

// list fills what a list shows on one of its pages.
func (e *edition) list(p *site.Page, v *Page, number int) {
	if len(p.Items) == 0 {
		return
	}
	v.Cards = e.allCards(p.On(number))
	count := p.PageCount()
	if count < 2 {
		return
	}
	v.URL = e.r.url(p.PathOn(number))
	v.Canonical = e.r.absolute(p.PathOn(number))
	v.Pager = &Pager{Number: number, Count: count}
	if number > 1 {
		v.Lead, v.Pager.Previous = "", e.r.url(p.PathOn(number-1))
	}
	if number < count {
		v.Pager.Next = e.r.url(p.PathOn(number + 1))
	}
	for _, n := range pagerNumbers(number, count) {
		link := PagerLink{Number: n, Current: n == number}
		if n > 0 {
			link.URL = e.r.url(p.PathOn(n))
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
