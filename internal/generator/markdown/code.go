package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
)

// code renders a block of code. There is no highlighter; the language becomes a
// class, for a theme that has one.
func (b *blocks) code(n ast.Node, language []byte) {
	b.out.block("<pre>")
	b.out.put("<code")
	if len(language) > 0 {
		language, _, _ = bytes.Cut(language, []byte("\t"))
		b.out.attr("class", "language-"+string(decode(language)))
	}
	b.out.put(">")
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		b.out.code(line.Value(b.source))
	}
	b.out.put("</code></pre>")
}
