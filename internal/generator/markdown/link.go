package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// linkParser reads links and pictures, and keeps where their destination stands.
type linkParser struct{ parser.InlineParser }

func (p linkParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	_, at := block.Position()
	n := p.InlineParser.Parse(parent, block, pc)
	var dest []byte
	var reference *ast.ReferenceLink
	switch n := n.(type) {
	case *ast.Link:
		if guardOf(pc).lend(n.Reference, len(n.Destination)+len(n.Title), at) {
			n.Destination, n.Title = nil, nil
		}
		dest, reference = n.Destination, n.Reference
	case *ast.Image:
		if guardOf(pc).lend(n.Reference, len(n.Destination)+len(n.Title), at) {
			n.Destination, n.Title = nil, nil
		}
		dest, reference = n.Destination, n.Reference
	default:
		return n
	}
	found, ok := pc.Get(placesKey).(*linkPlaces)
	switch {
	case !ok:
	case reference != nil:
		found.of[n] = found.defined[util.ToLinkReference(reference.Value)]
	case len(dest) > 0:
		found.of[n] = spanFrom(block.Source(), dest, at.Start+len("]("))
	default:
		found.of[n] = span{n.Pos(), n.Pos()}
	}
	return n
}

// CloseBlock ends links that are still open.
func (p linkParser) CloseBlock(parent ast.Node, block text.Reader, pc parser.Context) {
	p.InlineParser.(parser.CloseBlocker).CloseBlock(parent, block, pc)
}

// linkPlaces tells where the destinations of links and pictures stand in a body, which
// the syntax tree does not keep. The parser's context has it under placesKey.
type linkPlaces struct {
	of      map[ast.Node]span // by link or picture
	defined map[string]span   // of definitions, by normalised label
}

var placesKey = parser.NewContextKey()

func (p *linkPlaces) reset() {
	clear(p.of)
	clear(p.defined)
}

// referenceTransformer takes definitions of links out of paragraphs. Most
// paragraphs do not begin as one does, and are spared a reader of their own.
type referenceTransformer struct{ parser.ParagraphTransformer }

func (t referenceTransformer) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	if lines := node.Lines(); lines.Len() > 0 {
		first := lines.At(0)
		line := first.Value(reader.Source())
		if start := util.TrimLeftSpaceLength(line); start < len(line) && line[start] != '[' {
			return
		}
	}
	parent, before := node.Parent(), node.PreviousSibling()
	t.ParagraphTransformer.Transform(node, reader, pc)
	places, ok := pc.Get(placesKey).(*linkPlaces)
	if !ok {
		return
	}
	n := parent.FirstChild()
	if before != nil {
		n = before.NextSibling()
	}
	for ; n != nil; n = n.NextSibling() {
		if definition, ok := n.(*ast.LinkReferenceDefinition); ok {
			places.define(definition, reader.Source())
		}
	}
}

// define keeps where a definition's destination stands. Of several with one label the
// first counts.
func (p *linkPlaces) define(n *ast.LinkReferenceDefinition, source []byte) {
	label := util.ToLinkReference(n.Label)
	if _, again := p.defined[label]; !again {
		p.defined[label] = spanFrom(source, n.Destination, n.Lines().At(0).Start+len("[]:")+len(n.Label))
	}
}

func (i *inline) link(n *ast.Link) {
	at := i.places.of[n]
	target, ok := i.links.target(n.Destination, at)
	if !ok || target.Plain {
		i.children(n)
		return
	}
	i.links.start(target, n.Title, at)
	i.children(n)
	i.links.end(target)
}

// autoLink is <https://…>, <name@host> or a bare address.
func (i *inline) autoLink(n *ast.AutoLink) {
	label := n.Label(i.source)
	dest := n.URL(i.source)
	if n.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(strings.ToLower(string(dest)), "mailto:") {
		dest = append([]byte("mailto:"), dest...)
	}
	at := spanFrom(i.source, label, n.Pos())
	target, ok := i.links.resolve(string(dest), at)
	if !ok || target.Plain {
		i.out.literal(label)
		return
	}
	i.links.start(target, nil, at)
	i.out.literal(label)
	i.links.end(target)
}
