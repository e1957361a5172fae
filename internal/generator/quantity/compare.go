package quantity

import (
	"slices"
	"strings"
)

// Block is a part of a text that is compared with the same part in another language: its
// quantities, and the numbers that it writes as words.
type Block struct {
	Quantities []Found
	Words      []Quantity // what is written as words, each once and without its place
}

// Read reads a text of a block, also given in small letters; texts are told apart by
// their index. Nothing of the text is kept but how its quantities are written.
func (b *Block) Read(text, small, language string, index int) {
	for _, q := range Of(text, language) {
		if q.Phone != "" || q.Value != 0 { // 7:00 is 7h
			q.Text = strings.Clone(q.Text)
			b.Quantities = append(b.Quantities, Found{q, index})
		}
	}
	for _, q := range Words(small, language) {
		if w := (Quantity{Value: q.Value, Unit: q.Unit}); !slices.Contains(b.Words, w) {
			b.Words = append(b.Words, w)
		}
	}
}

// Join puts blocks together into one.
func Join(blocks []Block) Block {
	var all Block
	for _, b := range blocks {
		all.Quantities = append(all.Quantities, b.Quantities...)
		all.Words = append(all.Words, b.Words...)
	}
	return all
}

// Found is a quantity and in which of a block's texts it stands.
type Found struct {
	Quantity
	In int // the index of the text
}

// Difference is what two blocks do not both say. One of its sides may be empty.
type Difference struct {
	Source      []Found // what the translation does not say
	Translation []Found // what the source does not say
}

// Compare compares a block of a source with the same block of its translation. The
// quantities may stand in any order.
func Compare(source, translation Block) Difference {
	a, b := source.Quantities, translation.Quantities
	for _, equal := range []func(x, y Quantity) bool{identical, converted, oneUnknown} {
		a, b = unmatched(a, b, equal)
	}
	a = unanswered(a, translation.Words)
	b = unanswered(b, source.Words)
	return Difference{Source: a, Translation: b}
}

func identical(x, y Quantity) bool {
	return x.Phone == y.Phone && x.Unit == y.Unit && same(x.Value, y.Value)
}

// converted reports whether two quantities are equal in another unit: 60 minutes and an
// hour.
func converted(x, y Quantity) bool {
	return x.Phone == y.Phone && x.Unit.Dimension != "" && x.Unit.Dimension == y.Unit.Dimension &&
		same(x.Value*x.Unit.Factor, y.Value*y.Unit.Factor)
}

// oneUnknown reports whether two numbers are equal and what one of them counts is not
// known.
func oneUnknown(x, y Quantity) bool {
	return x.Phone == y.Phone && (x.Unit.Dimension == "" || y.Unit.Dimension == "") && same(x.Value, y.Value)
}

// unmatched removes the pairs of equal quantities from two lists.
func unmatched(a, b []Found, equal func(x, y Quantity) bool) (restA, restB []Found) {
	restB = slices.Clone(b)
	for _, x := range a {
		i := slices.IndexFunc(restB, func(y Found) bool { return equal(x.Quantity, y.Quantity) })
		if i < 0 {
			restA = append(restA, x)
			continue
		}
		restB = slices.Delete(restB, i, i+1)
	}
	return restA, restB
}

// unanswered removes the quantities that the other text says in words.
func unanswered(found []Found, words []Quantity) []Found {
	return slices.DeleteFunc(slices.Clone(found), func(f Found) bool {
		return slices.ContainsFunc(words, func(w Quantity) bool { return converted(f.Quantity, w) || oneUnknown(f.Quantity, w) })
	})
}
