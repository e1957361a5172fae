package htmlimport

import (
	"crypto/sha256"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"loa/internal/base/pattern"
)

// walker goes through the input once and makes the blocks that are written.
type walker struct {
	options Options
	sheet   sheet
	decoder *decoder
	title   string
	root    *block
	into    *block  // where the next block goes
	block   string  // what the next block is: p, h2 …
	highest int     // the least level of a heading; noHeading for none
	runs    []run   // of the block that is being read
	due     string  // the mark of an item, which stands before its text
	cell    *cell   // instead of blocks: the cell that is being read
	lists   []level // the Word lists that are open
	notes   map[string]bool
	asked   []string // notes that the text points at, in order
	ends    []*block // the notes
	inNote  bool
	lost    []Loss
	files   []File
	sums    map[[sha256.Size]byte]int // the place of a picture in files, by its bytes
	named   map[string]bool           // names of files
	tracked map[string]bool           // parameters of links that were taken away
	beside  map[string]File           // pictures that were asked for, by their source
}

func newWalker(o Options, document *html.Node) *walker {
	root := &block{}
	w := &walker{options: o, sheet: sheet{}, root: root, into: root, block: "p", highest: noHeading, notes: map[string]bool{},
		sums: map[[sha256.Size]byte]int{}, named: map[string]bool{}, tracked: map[string]bool{}, beside: map[string]File{}}
	for n := range document.Descendants() {
		switch {
		case n.Type == html.TextNode && n.Parent.Data == "style":
			w.sheet.read(n.Data)
		case n.Type == html.ElementNode && n.Data == "base" || n.Type == html.CommentNode:
			w.from(n)
		}
	}
	w.decoder = decode(document, w.sheet)
	if n := element(document, "title"); n != nil && n.FirstChild != nil {
		title, _ := letters(n.FirstChild.Data, style{})
		w.title = strings.Join(strings.Fields(title), " ")
	}
	return w
}

func (w *walker) children(n *html.Node, s style) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.Type {
		case html.TextNode:
			w.text(c.Data, s)
		case html.ElementNode:
			w.element(c, s)
		}
	}
}

func (w *walker) text(data string, s style) {
	clean, unknown := letters(data, s)
	if unknown != "" {
		w.lose(Symbol, unknown, "")
	}
	if !s.pre {
		clean = white.ReplaceAllString(clean, " ")
	}
	if w.due != "" && strings.TrimSpace(clean) != "" {
		w.runs = append(w.runs, run{text: w.due + " "})
		w.due = ""
	}
	if clean != "" {
		w.runs = append(w.runs, run{text: clean, bold: s.bold, italic: s.italic, strike: s.strike, code: s.code, raised: s.raised, href: s.href})
	}
}

var white = pattern.New(`[ \t\r\n\f]+`)

// apart are elements that stand on lines of their own.
var apart = []string{"address", "article", "aside", "body", "center", "dd", "details", "div", "dl", "fieldset", "figure", "footer", "header", "hgroup", "html", "legend", "main", "p", "section", "summary", "caption", "tr", "td", "th"}

func (w *walker) element(n *html.Node, s style) {
	d := w.sheet.of(n)
	if slices.Contains(unseen, n.Data) || (d.hidden() || has(n, "hidden")) && !behindPicture(n) || shownAgain(n) || w.dropped(n, d) || w.noted(n, d) {
		return
	}
	s = s.with(n, d)
	switch n.Data {
	case "br":
		w.runs = append(w.runs, run{br: true})
	case "hr":
		w.flush()
		if w.cell == nil && !w.inNote {
			w.add(&block{kind: "hr"})
		}
	case "h1", "h2", "h3", "h4", "h5", "h6":
		w.heading(n, n.Data, s)
	case "p":
		w.paragraph(n, d, s)
	case "ul", "ol", "menu", "dir":
		w.list(n, s)
	case "li":
		w.loose(n, s)
	case "blockquote":
		w.within("blockquote", func() { w.children(n, s) })
	case "pre":
		w.preformatted(n)
	case "table":
		w.table(n, s)
	case "math":
		w.formula(n, s)
	case "a":
		w.anchor(n, s)
	case "img":
		w.picture(n, s)
	case "dt":
		s.bold = true
		w.apart(n, s)
	case "q":
		w.text("“", s)
		w.children(n, s)
		w.text("”", s)
	default:
		if slices.Contains(apart, n.Data) {
			w.apart(n, s)
			return
		}
		w.children(n, s)
	}
}

// apart reads an element that begins and ends a block.
func (w *walker) apart(n *html.Node, s style) {
	w.flush()
	w.children(n, s)
	w.flush()
}

func (w *walker) paragraph(n *html.Node, d declarations, s style) {
	level, listed := wordLevel(d)
	switch class := strings.ToLower(attr(n, "class")); {
	case class == "msotitle":
		w.heading(n, "h1", s)
	case class == "msosubtitle":
		w.heading(n, "h2", s)
	case listed:
		w.wordItem(n, level, s)
	default:
		w.apart(n, s)
	}
}

func (w *walker) heading(n *html.Node, name string, s style) {
	w.flush()
	if w.cell != nil {
		w.apart(n, s)
		return
	}
	outer := w.block
	w.block = name
	s.bold = false
	w.children(n, s)
	w.flush()
	w.block = outer
}

// flush ends the block that is being read. Two line breaks in a row end one as
// well: that is how old editors made paragraphs.
func (w *walker) flush() {
	runs := leveled(w.runs)
	w.runs = nil
	for _, part := range paragraphs(runs) {
		if w.cell != nil {
			w.cell.take(part)
			continue
		}
		if level := headingLevel(w.block); level > 0 {
			w.highest = min(w.highest, level)
		}
		w.add(&block{kind: w.block, runs: part})
	}
}

// add puts a block behind the others. A Word list ends there.
func (w *walker) add(b *block) {
	w.lists = nil
	w.into.add(b)
}

// within reads what belongs into a block that holds blocks.
func (w *walker) within(name string, read func()) {
	w.flush()
	if w.cell != nil {
		read()
		w.flush()
		return
	}
	b := &block{kind: name}
	w.inside(b, read)
	if !b.empty() {
		w.add(b)
	}
}

func (w *walker) inside(b *block, read func()) {
	into, lists, block := w.into, w.lists, w.block
	w.into, w.lists, w.block = b, nil, "p"
	read()
	w.flush()
	w.into, w.lists, w.block = into, lists, block
}

func (w *walker) preformatted(n *html.Node) {
	if w.cell != nil {
		w.apart(n, style{code: true})
		return
	}
	w.flush()
	var text strings.Builder
	for c := range n.Descendants() {
		switch {
		case c.Type == html.TextNode && c.Parent.Data == "sup":
			text.WriteString(raise(lastRune(text.String()), c.Data, "", 'u'))
		case c.Type == html.TextNode && c.Parent.Data == "sub":
			text.WriteString(raise(lastRune(text.String()), c.Data, "", 'd'))
		case c.Type == html.TextNode:
			text.WriteString(c.Data)
		case c.Type == html.ElementNode && c.Data == "br":
			text.WriteByte('\n')
		}
	}
	clean, unknown := letters(text.String(), style{})
	if unknown != "" {
		w.lose(Symbol, unknown, "")
	}
	if strings.TrimSpace(clean) != "" {
		w.add(&block{kind: "pre", code: strings.TrimRight(strings.ReplaceAll(clean, "\r", ""), "\n ")})
	}
}

// lose notes a loss.
func (w *walker) lose(kind Kind, text, address string) {
	if last := len(w.lost) - 1; kind == Contents && last >= 0 && w.lost[last].Kind == Contents {
		w.lost[last].Text += "; " + strings.Join(strings.Fields(text), " ")
		return
	}
	w.lost = append(w.lost, Loss{Kind: kind, Text: strings.Join(strings.Fields(text), " "), URL: address})
}

// loseAll notes an element with all its words.
func (w *walker) loseAll(kind Kind, n *html.Node, address string) {
	text := w.visible(n)
	if strings.TrimSpace(text) != "" || address != "" {
		w.lose(kind, text, address)
	}
}

// visible is the text that a reader would see of an element.
func (w *walker) visible(n *html.Node) string {
	var out strings.Builder
	var read func(*html.Node, style)
	read = func(n *html.Node, s style) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Type == html.TextNode {
				clean, _ := letters(c.Data, s)
				if s.raised != 0 {
					clean = raise(lastRune(out.String()), clean, "", s.raised)
				}
				out.WriteString(clean)
			}
			if c.Type != html.ElementNode || slices.Contains(unseen, c.Data) {
				continue
			}
			if c.Data == "math" {
				out.WriteString((&linear{}).row(c).text)
				continue
			}
			d := w.sheet.of(c)
			if d.hidden() || has(c, "hidden") {
				continue
			}
			if !slices.Contains(inlineNames, c.Data) {
				out.WriteByte(' ')
			}
			read(c, s.with(c, d))
			if !slices.Contains(inlineNames, c.Data) {
				out.WriteByte(' ')
			}
		}
	}
	read(n, style{})
	return out.String()
}

var inlineNames = []string{"a", "b", "strong", "i", "em", "span", "font", "u", "sup", "sub", "ins", "del", "s", "strike", "code", "mark", "small", "big"}

// markdown writes what was read. Headings move so that the highest is of level 2: the
// title of a page is its own.
func (w *walker) markdown() string {
	moved := 0
	if w.highest < noHeading {
		moved = 2 - w.highest
	}
	return writer{moved: moved, notes: w.notes}.document(w.root)
}

const noHeading = 7

// headingLevel is the level of h1 to h6; 0 for other names.
func headingLevel(name string) int {
	if len(name) == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6' {
		return int(name[1] - '0')
	}
	return 0
}

func isHeading(n *html.Node) bool { return n.Type == html.ElementNode && headingLevel(n.Data) > 0 }

func has(n *html.Node, key string) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == key })
}

// element is the first element of a name, nil for none.
func element(document *html.Node, name string) *html.Node {
	for n := range document.Descendants() {
		if n.Type == html.ElementNode && n.Data == name {
			return n
		}
	}
	return nil
}
