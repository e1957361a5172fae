package check

import (
	"slices"
	"strings"
	"sync"

	"loa/internal/base/fold"
	"loa/internal/base/pattern"
	"loa/internal/base/problem"
	"loa/internal/generator/config"
	"loa/internal/generator/markdown"
)

// phones reports telephone numbers that are on no list of the site. Contact
// blocks may stand on a later page than the number, so it speaks at the end.
type phones struct {
	mu    sync.Mutex
	known map[string]bool
	found []foundPhone
}

type foundPhone struct {
	digits string
	as     string // the author's form
	at     problem.Place
}

func newPhones(s *config.Settings) *phones {
	p := &phones{known: map[string]bool{}}
	for _, number := range s.Phones() {
		p.known[number] = true
	}
	return p
}

// know takes all numbers of a text for known.
func (p *phones) know(text string) {
	for _, m := range config.PhoneForm.FindAllString(text, -1) {
		p.known[config.Dialled(m)] = true
	}
}

// Short numbers are telephone numbers only behind such words.
var shortCall = pattern.New(`(?:gọi|bấm|quay|tổng đài|đường dây nóng|hotline|call|dial|phone)(?: ngay| số| đến| tới| vào| the| number)*:? \*{0,2}(1\d{2})`)

func (p *phones) Look(page *Page) []problem.Problem {
	var found []foundPhone
	for _, t := range page.Texts {
		switch {
		case t.Kind != markdown.AttrText:
			found = append(found, numbersIn(t)...)
		case t.Key == "phone":
			p.mu.Lock()
			p.know(t.Text)
			p.mu.Unlock()
		}
	}
	if len(found) > 0 {
		p.mu.Lock()
		p.found = append(p.found, found...)
		p.mu.Unlock()
	}
	return nil
}

// numbersIn finds the telephone numbers of a text. Of a tel: link the address
// counts, and not its words.
func numbersIn(t *Text) []foundPhone {
	var found []foundPhone
	var links []markdown.TextLink
	for _, l := range t.Links {
		if number, ok := strings.CutPrefix(strings.ToLower(l.Dest), "tel:"); ok {
			links = append(links, l)
			found = append(found, foundPhone{config.Dialled(number), number, t.destination(l)})
		}
	}
	inLink := func(start int) bool {
		return slices.ContainsFunc(links, func(l markdown.TextLink) bool { return l.Start <= start && start < l.Stop })
	}
	add := func(start, stop int) {
		if t.Text[start] == '(' && !strings.Contains(t.Text[start:stop], ")") {
			start++ // the bracket is around more
		}
		if number := t.Text[start:stop]; !inLink(start) && wordStarts(t.Text, start) && wordEnds(t.Text, stop) {
			found = append(found, foundPhone{config.Dialled(number), number, t.place(start, stop)})
		}
	}
	if !strings.ContainsAny(t.Text, "0123456789") {
		return found
	}
	for _, m := range config.PhoneForm.FindAllStringIndex(t.Text, -1) {
		if isPhone(t.Text[m[0]:m[1]]) && (m[0] == 0 || t.Text[m[0]-1] != '/') && (m[1] == len(t.Text) || t.Text[m[1]] != '/') {
			add(m[0], m[1])
		}
	}
	for _, m := range shortCall.FindAllStringSubmatchIndex(t.Lower, -1) {
		add(m[2], m[3])
	}
	return found
}

// isPhone reports whether a number has a form of the national plan: a mobile of
// ten digits, a fixed line of eleven (02…), or 1800 and 1900 with what follows
// (Circular 22/2014/TT-BTTTT).
func isPhone(number string) bool {
	digits := config.Dialled(number)
	switch {
	case strings.HasPrefix(digits, "02"):
		return len(digits) == 11
	case strings.HasPrefix(digits, "0"):
		return len(digits) == 10 && strings.IndexByte("35789", digits[1]) >= 0
	case strings.HasPrefix(number, "1800"), strings.HasPrefix(number, "1900"):
		return len(digits) >= 8 && len(digits) <= 10
	}
	return false
}

// Close compares what was found with the site's list.
func (p *phones) Close() []problem.Problem {
	var known []string
	for number := range p.known {
		if len(number) > 3 {
			known = append(known, number)
		}
	}
	slices.Sort(known)
	var problems []problem.Problem
	for _, f := range p.found {
		if p.known[f.digits] {
			continue
		}
		args := problem.Args{"number": f.as}
		if near, ok := fold.Nearest(f.digits, known); ok {
			args["suggestion"] = near
		}
		problems = append(problems, problem.New(problem.TextPhone, f.at, args))
	}
	return problems
}
