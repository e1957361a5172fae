package officefile

import (
	"bufio"
	"encoding/xml"
	"errors"
	"io"
	"strings"
)

// Bounds of XML. A few kilobytes of ZIP can hold millions of elements, and a single element
// millions of attributes; each costs many times its bytes once it is read.
const (
	mostAttributes  = 20_000 // of one element, with the equal signs of the text behind it
	mostDepth       = 256
	elementsAtFirst = 150_000 // that may become nodes whatever the length of the file; beyond, one for each byte of it
	mostElements    = 1_000_000
)

// Element is the beginning or the end of an element, or text.
type Element struct {
	Name  string // without its prefix; "" for text
	Attrs []xml.Attr
	End   bool
	Text  string
}

// Attr is the value of an attribute by its name without prefix.
func (e Element) Attr(name string) string { return attr(e.Attrs, name) }

func attr(attrs []xml.Attr, name string) string {
	for _, a := range attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// Each reads a part of XML from its beginning and gives each element and text to visit, and keeps
// nothing. It ends early when visit returns an error, which it returns. A part that is not
// there has no elements.
func (a *Archive) Each(part string, visit func(Element) error) error {
	r, err := a.open(part)
	if err != nil || r == nil {
		return err
	}
	defer r.Close()
	decoder := xml.NewDecoder(&tags{r: bufio.NewReaderSize(r, 32<<10)})
	decoder.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	depth := 0
	for {
		token, err := decoder.RawToken()
		if errors.Is(err, io.EOF) {
			if depth > 0 {
				return broken(part, io.ErrUnexpectedEOF)
			}
			return nil
		}
		if err != nil {
			return broken(part, err)
		}
		var e Element
		switch token := token.(type) {
		case xml.StartElement:
			e = Element{Name: token.Name.Local, Attrs: token.Attr}
			if depth++; depth > mostDepth {
				return broken(part, ErrTooLarge)
			}
		case xml.EndElement:
			e = Element{Name: token.Name.Local, End: true}
			if depth--; depth < 0 {
				return broken(part, errors.New("an element ends that has not begun"))
			}
		case xml.CharData:
			e = Element{Text: string(token)}
		default:
			continue
		}
		if err := visit(e); err != nil {
			return err
		}
	}
}

// tags lets XML through byte by byte as long as no element has too many attributes, since
// the decoder holds all of an element's in memory.
type tags struct {
	r      *bufio.Reader
	equals int // since the last <
}

func (t *tags) Read(b []byte) (int, error) {
	if len(b) == 0 {
		return 0, nil
	}
	c, err := t.ReadByte()
	if err != nil {
		return 0, err
	}
	b[0] = c
	return 1, nil
}

// ReadByte makes the decoder take bytes from here without a buffer of its own.
func (t *tags) ReadByte() (byte, error) {
	c, err := t.r.ReadByte()
	if err != nil {
		return 0, err
	}
	switch c {
	case '<':
		t.equals = 0
	case '=':
		if t.equals++; t.equals > mostAttributes {
			return 0, ErrTooLarge
		}
	}
	return c, nil
}

// Node is an element of XML with all that is in it; one without a name is text.
type Node struct {
	Name     string // without its prefix
	Attrs    []xml.Attr
	Children []*Node
	Text     string
}

// Tree reads a part whole; one that is not there is empty.
func (a *Archive) Tree(part string) (*Node, error) {
	root := &Node{}
	open := []*Node{root}
	err := a.Each(part, func(e Element) error {
		if e.End {
			open = open[:len(open)-1]
			return nil
		}
		if a.elements -= 1 + len(e.Attrs)/2; a.elements < 0 {
			return broken(part, ErrTooLarge)
		}
		n := &Node{Name: e.Name, Attrs: e.Attrs, Text: e.Text}
		top := open[len(open)-1]
		top.Children = append(top.Children, n)
		if e.Name != "" {
			open = append(open, n)
		}
		return nil
	})
	return root, err
}

// Attr is an attribute by its name without prefix; it can be asked of nil.
func (n *Node) Attr(name string) string {
	if n == nil {
		return ""
	}
	return attr(n.Attrs, name)
}

// Child is the first element on a path of names, nil if there is none; it can be asked of nil.
func (n *Node) Child(names ...string) *Node {
	for _, name := range names {
		if n == nil {
			return nil
		}
		var found *Node
		for _, c := range n.Children {
			if c.Name == name {
				found = c
				break
			}
		}
		n = found
	}
	return n
}

// All are the elements of a name at any depth, in order. One that lies in another of them is not among them: what is
// read of each is then read once, however deep a file nests them.
func (n *Node) All(name string) []*Node {
	var found []*Node
	var look func(*Node)
	look = func(n *Node) {
		for _, c := range n.Children {
			if c.Name == name {
				found = append(found, c)
			} else {
				look(c)
			}
		}
	}
	if n != nil {
		look(n)
	}
	return found
}

// Inner is the text within.
func (n *Node) Inner() string {
	if n == nil {
		return ""
	}
	var out strings.Builder
	var read func(*Node)
	read = func(n *Node) {
		out.WriteString(n.Text)
		for _, c := range n.Children {
			read(c)
		}
	}
	read(n)
	return out.String()
}
