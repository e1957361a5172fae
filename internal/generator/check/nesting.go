package check

import (
	"maps"
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

// kind is what nesting depends on of an element. It is looked up once for each tag.
type kind struct {
	name                                    string
	void, optional, block, phrase, headline bool
	ends, parents                           map[string]bool
	apart                                   []string
}

// kindsByName has the elements of the standard that nesting depends on, and the other
// ones that pages often have, whose names need no memory then.
var kindsByName = func() map[string]*kind {
	all := set("a area html head body title meta link style script noscript template span div p img svg path use button form input select textarea option optgroup label details summary main time em strong small i b ul ol li dl dt dd picture source figure figcaption video audio track iframe")
	for _, names := range []map[string]bool{void, optional, block, phrase} {
		maps.Copy(all, names)
	}
	found := map[string]*kind{}
	for name := range all {
		found[name] = kindOf(name)
	}
	return found
}()

func kindOf(name string) *kind {
	k := &kind{name: name, void: void[name], optional: optional[name], block: block[name], phrase: phrase[name], headline: headings[name],
		ends: ends[name], parents: parents[name], apart: apart[name]}
	if k.block {
		k.ends = paragraph
	}
	return k
}

// kindNamed is the kind of an element.
func kindNamed(name []byte) *kind {
	if k := kindsByName[string(name)]; k != nil {
		return k
	}
	return kindOf(string(name))
}

// place looks where an element stands, and ends what its start tag ends.
func (r *reading) place(k *kind) {
	for len(r.stack) > 0 && k.ends[r.top().name] {
		r.pop()
	}
	inside := func(outer string) {
		r.fault(problem.HTMLNesting, problem.Args{"inner": "<" + k.name + ">", "outer": "<" + outer + ">"})
	}
	top := r.top()
	if k.parents != nil && !k.parents[top.name] {
		inside(top.name)
	} else if (top.name == "ul" || top.name == "ol") && k.name != "li" && k.name != "template" && k.name != "script" {
		inside(top.name)
	} else if top.phrase && k.block && !(top.headline && k.name == "hr") {
		inside(top.name)
	}
	for _, outer := range k.apart {
		if r.within(outer) {
			inside(outer)
		}
	}
}

// top is the kind of the element that is open; without a name if none is.
func (r *reading) top() *kind {
	if len(r.stack) == 0 {
		return &kind{}
	}
	return r.stack[len(r.stack)-1].kind
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
	for r.top().name != name {
		if e := r.pop(); !e.optional {
			r.fault(problem.HTMLUnclosed, problem.Args{"element": e.shown()})
		}
	}
	r.pop()
}
