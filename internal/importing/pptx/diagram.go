package pptx

import (
	"cmp"
	"encoding/xml"
	"slices"
	"strconv"
)

// diagram writes the words of a diagram (SmartArt, §21.4): its points as items of a list, below those that they
// belong to.
func (w *writer) diagram(part string) {
	if part == "" {
		return
	}
	tree, err := w.d.archive.Tree(part)
	if err != nil {
		w.d.unread = append(w.d.unread, part)
		return
	}
	links, err := w.d.relations(part)
	if err != nil {
		w.d.unread = append(w.d.unread, part)
	}
	ofSlide := w.links
	w.links = links
	defer func() { w.links = ofSlide }()
	d := diagram{w: w, points: map[string]*node{}, below: map[string][]*node{}}
	root, points := "", tree.Child("dataModel", "ptLst").All("pt")
	for _, p := range points {
		if d.points[p.Attr("modelId")] = p; p.Attr("type") == "doc" {
			root = p.Attr("modelId")
		}
	}
	for _, c := range tree.Child("dataModel", "cxnLst").All("cxn") {
		if kind := c.Attr("type"); kind == "" || kind == "parOf" {
			d.below[c.Attr("srcId")] = append(d.below[c.Attr("srcId")], c)
		}
	}
	d.write(root, 1)
	for _, p := range points { // those that nothing leads to
		d.point(p.Attr("modelId"), 1)
	}
}

type diagram struct {
	w      *writer
	points map[string]*node
	below  map[string][]*node // by the point, what it is joined with
}

// write writes the points below one. Each is written once, so that a ring of them ends.
func (d *diagram) write(id string, level int) {
	joined := d.below[id]
	delete(d.below, id)
	slices.SortStableFunc(joined, func(a, b *node) int { return cmp.Compare(order(a), order(b)) })
	for _, c := range joined {
		d.point(c.Attr("destId"), level)
		d.write(c.Attr("destId"), level+1)
	}
}

// point writes the words of a point that is not yet written.
func (d *diagram) point(id string, level int) {
	point := d.points[id]
	delete(d.points, id)
	for i, p := range point.Child("t").All("p") {
		if len(texts(&node{Children: []*node{p}})) == 0 {
			continue
		}
		if i == 0 {
			d.w.put(`<p style="mso-list:l0 level`, strconv.Itoa(min(level, 9)), ` lfo1"><span style="mso-list:Ignore">·</span>`)
		} else {
			d.w.put("<p>")
		}
		d.w.runs(p)
		d.w.put("</p>")
	}
}

func order(c *node) int {
	n, _ := strconv.Atoi(c.Attr("srcOrd"))
	return n
}

// element is what the reader of formulas asks of an element.
func element(n *node) (name, text string, attributes []xml.Attr, children []*node) {
	return n.Name, n.Text, n.Attrs, n.Children
}
