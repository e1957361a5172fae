package docx

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

// node is an element of XML; one without a name is text.
type node struct {
	name     string // without its prefix
	attrs    []xml.Attr
	children []*node
	text     string
}

// deepest is how deep elements are followed. Word nests a few dozens.
const deepest = 256

// tree reads a part; one that is not there is empty.
func (d *Document) tree(part string) (*node, error) {
	root := &node{}
	f := d.files[part]
	if f == nil {
		return root, nil
	}
	data, err := d.left.xml(f)
	if err != nil {
		return nil, err
	}
	decoder := xml.NewDecoder(bytes.NewReader(data))
	open := []*node{root}
	for {
		token, err := decoder.RawToken()
		if errors.Is(err, io.EOF) {
			return root, nil
		}
		if err != nil {
			return nil, fmt.Errorf("%w: %s: %w", ErrNot, part, err)
		}
		top := open[len(open)-1]
		switch token := token.(type) {
		case xml.StartElement:
			if len(open) > deepest {
				return nil, fmt.Errorf("%w: %s", ErrTooLarge, part)
			}
			n := &node{name: token.Name.Local, attrs: token.Attr}
			top.children = append(top.children, n)
			open = append(open, n)
		case xml.EndElement:
			if len(open) == 1 {
				return nil, fmt.Errorf("%w: %s", ErrNot, part)
			}
			open = open[:len(open)-1]
		case xml.CharData:
			if top.name == "t" || top.name == "delText" || top.name == "instrText" {
				top.children = append(top.children, &node{text: string(token)})
			}
		}
	}
}

// shown is the text of a w:t. Spaces at its ends count only where it says so (ECMA-376-1 §17.3.3.31, XML 1.0 §2.10).
func (n *node) shown() string {
	if n.attr("space") == "preserve" {
		return n.inner()
	}
	return strings.Trim(n.inner(), " \t\r\n")
}

// attr is an attribute by its name without prefix.
func (n *node) attr(name string) string {
	if n == nil {
		return ""
	}
	for _, a := range n.attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// mostProperties is how many children are searched for one of a name. Those that
// are asked for stand first by the schema, among a few dozens; each run asks anew.
const mostProperties = 256

// child is the first element of a name, nil if there is none; it can be asked
// of nil.
func (n *node) child(names ...string) *node {
	for _, name := range names {
		if n == nil {
			return nil
		}
		var found *node
		for _, c := range n.children[:min(len(n.children), mostProperties)] {
			if c.name == name {
				found = c
				break
			}
		}
		n = found
	}
	return n
}

// val is the w:val of a child.
func (n *node) val(name string) string { return n.child(name).attr("val") }

// all are the elements of a name at any depth, in order.
func (n *node) all(name string) []*node {
	var found []*node
	for _, c := range n.children {
		if c.name == name {
			found = append(found, c)
		}
		found = append(found, c.all(name)...)
	}
	return found
}

// inner is the text within, of any kind.
func (n *node) inner() string {
	var out strings.Builder
	var read func(*node)
	read = func(n *node) {
		out.WriteString(n.text)
		for _, c := range n.children {
			read(c)
		}
	}
	read(n)
	return out.String()
}
