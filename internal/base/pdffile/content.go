package pdffile

import (
	"bytes"
	"fmt"

	"loa/internal/base/officefile"
)

// mostOperands is how many objects may stand before an operator.
const mostOperands = 512

// Operator is an operator of a content with what stands before it (section 7.8.2).
type Operator struct {
	Name     string
	Operands []Object // valid until the next operator
	Inline   *Stream  // of BI: a picture that stands in the content
}

// Float is an operand as a number; 0 if there is none.
func (o Operator) Float(i int) float64 {
	if i < len(o.Operands) {
		switch n := o.Operands[i].(type) {
		case int:
			return float64(n)
		case float64:
			return n
		}
	}
	return 0
}

// Floats are the first operands as numbers.
func (o Operator) Floats(count int) []float64 {
	all := make([]float64, count)
	for i := range all {
		all[i] = o.Float(i)
	}
	return all
}

// NameAt is an operand as a name; "" if there is none.
func (o Operator) NameAt(i int) Name {
	if i < len(o.Operands) {
		n, _ := o.Operands[i].(Name)
		return n
	}
	return ""
}

// Each reads a content and gives each operator to visit, until that returns an error.
func (f *File) Each(content []byte, visit func(Operator) error) error {
	if f.content -= len(content); f.content < 0 {
		return fmt.Errorf("%w: contents", officefile.ErrTooLarge)
	}
	l := &lexer{data: content, budget: &f.tokens, plain: true}
	var operands []Object
	for {
		o := l.object(0)
		k, isWord := o.(keyword)
		if !isWord {
			if len(operands) < mostOperands {
				operands = append(operands, o)
			}
			continue
		}
		if k == end {
			if f.tokens <= 0 {
				return fmt.Errorf("%w: contents", officefile.ErrTooLarge)
			}
			return nil
		}
		operator := Operator{Name: string(k), Operands: operands}
		if k == "BI" {
			operator.Inline = l.inline()
		}
		if err := visit(operator); err != nil {
			return err
		}
		operands = operands[:0]
	}
}

// inline reads a picture that stands in the content (section 8.9.7): up to an EI that
// stands alone.
func (l *lexer) inline() *Stream {
	d := Dict{}
	for {
		switch key := l.token().(type) {
		case Name:
			if value := l.object(1); value != end {
				d[key] = value
			}
		case keyword:
			if key != "ID" && key != end {
				continue
			}
			start := min(l.at+1, len(l.data))
			for at := start; ; {
				i := bytes.Index(l.data[at:], []byte("EI"))
				if i < 0 {
					l.at = len(l.data)
					return &Stream{Dict: d, raw: l.data[start:]}
				}
				after := at + i + 2
				if i > 0 && isSpace(l.data[at+i-1]) && (after == len(l.data) || isSpace(l.data[after])) {
					l.at = after
					return &Stream{Dict: d, raw: l.data[start : at+i-1]}
				}
				at = after
			}
		}
	}
}
