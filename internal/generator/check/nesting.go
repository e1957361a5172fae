package check

import (
	"strings"

	"loa/internal/base/problem"
)

// set makes a set of names.
func set(s string) map[string]bool {
	names := map[string]bool{}
	for _, name := range strings.Fields(s) {
		names[name] = true
	}
	return names
}

// The elements of the HTML standard that nesting depends on (WHATWG, 13.1.2).
var (
	void      = set("area base br col embed hr img input link meta source track wbr")
	optional  = set("html head body p li dt dd rt rp option optgroup colgroup caption thead tbody tfoot tr td th")
	block     = set("address article aside blockquote details dialog div dl fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr main menu nav ol p pre search section table ul")
	phrase    = set("abbr b bdi bdo cite code dfn em i kbd mark q s samp small span strong sub sup u var button label h1 h2 h3 h4 h5 h6")
	paragraph = set("p")
	headings  = set("h1 h2 h3 h4 h5 h6")
)

// ends are the elements that a start tag ends without their end tag.
var ends = map[string]map[string]bool{
	"body": set("head"), "li": set("p li"), "dt": set("p dt dd"), "dd": set("p dt dd"), "option": set("option"), "optgroup": set("option optgroup"),
	"td": set("p td th"), "th": set("p td th"), "tr": set("p td th tr caption colgroup"),
	"thead": set("p caption colgroup"), "tbody": set("p td th tr thead tbody caption colgroup"), "tfoot": set("p td th tr thead tbody"),
}

// parents are where an element may stand.
var parents = map[string]map[string]bool{
	"li": set("ul ol menu"), "dt": set("dl div"), "dd": set("dl div"), "td": set("tr"), "th": set("tr"), "tr": set("table thead tbody tfoot"),
	"option": set("select datalist optgroup"),
}

// apart are elements that must not stand in one another, at any depth.
var apart = map[string][]string{
	"a": {"a", "button"}, "button": {"button", "a"}, "form": {"form"}, "label": {"label"},
	"input": {"button"}, "select": {"button", "a"}, "textarea": {"button", "a"},
}

// place looks where an element stands, and ends what its start tag ends.
func (r *reading) place(t tag) {
	ending := ends[t.name]
	if block[t.name] {
		ending = paragraph
	}
	for len(r.stack) > 0 && ending[r.top()] {
		r.pop()
	}
	inside := func(outer string) {
		r.fault(problem.HTMLNesting, problem.Args{"inner": "<" + t.name + ">", "outer": "<" + outer + ">"})
	}
	if allowed := parents[t.name]; allowed != nil && !allowed[r.top()] {
		inside(r.top())
	} else if top := r.top(); (top == "ul" || top == "ol") && t.name != "li" && t.name != "template" && t.name != "script" {
		inside(top)
	} else if phrase[top] && block[t.name] && !(headings[top] && t.name == "hr") {
		inside(top)
	}
	for _, outer := range apart[t.name] {
		if r.within(outer) {
			inside(outer)
		}
	}
}

func (r *reading) top() string {
	if len(r.stack) == 0 {
		return ""
	}
	return r.stack[len(r.stack)-1].name
}

func (r *reading) pop() element {
	e := r.stack[len(r.stack)-1]
	r.stack = r.stack[:len(r.stack)-1]
	r.leave(e)
	return e
}

// endTag ends an element, and those within it whose end tag may be left out.
func (r *reading) endTag(name string) {
	if name == "svg" || name == "math" {
		r.foreign = max(r.foreign-1, 0)
	}
	if !r.within(name) {
		r.fault(problem.HTMLStrayEnd, problem.Args{"element": "</" + name + ">"})
		return
	}
	for r.top() != name {
		if e := r.pop(); !optional[e.name] {
			r.fault(problem.HTMLUnclosed, problem.Args{"element": e.shown()})
		}
	}
	r.pop()
}
