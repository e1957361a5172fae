package markdown

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

type example struct {
	Markdown, HTML, Section string
	Example                 int
}

// The examples of CommonMark 0.31.2, https://spec.commonmark.org/0.31.2/
// (CC BY-SA 4.0).
func examples(t testing.TB) []example {
	t.Helper()
	data, err := os.ReadFile("testdata/commonmark-0.31.2.json")
	if err != nil {
		t.Fatal(err)
	}
	var all []example
	if err := json.Unmarshal(data, &all); err != nil {
		t.Fatal(err)
	}
	return all
}

func dropID(n *html.Node) {
	if len(n.Data) == 2 && n.Data[0] == 'h' && n.Data != "hr" {
		n.Attr = nil
	}
}

// The examples that our dialect reads otherwise on purpose, by the reason;
// docs/markdown.md explains them.
var (
	figures       = []int{572, 573, 576, 577, 584, 585, 586, 588, 589, 591} // a picture with a title alone in a paragraph
	bareAddresses = []int{608, 611, 612}                                    // an address without brackets is a link
	empty         = []int{200, 485, 486, 487, 567}                          // a link without an address
	schemes       = []int{596, 598, 599, 601}                               // a scheme that is not allowed
	asText        = []int{
		21, 31, 148, 149, 150, 151, 152, 153, 154, 155, 156, 157, 158, 159, 160, 161, 162, 163, 164, 165, 166, 167,
		169, 170, 171, 172, 173, 174, 175, 176, 177, 178, 180, 181, 182, 184, 185, 186, 187, 188, 189, 190, 191, 201,
		344, 475, 476, 477, 491, 494, 524, 536, 613, 614, 615, 616, 617, 623, 627, 628, 629, 630, 631, 642, 643,
	} // HTML is shown as text
)

// With raw HTML let through untouched, all examples must give the tree of the
// specification but for the ones listed.
func TestCommonMarkTrusted(t *testing.T) {
	m := New(Dialect{})
	m.trusted = true
	differ := compare(t, func(e example) (got, want string) {
		return tree(t, string(m.Render(Input{Text: []byte(e.Markdown)}).HTML), dropID), tree(t, strings.TrimSpace(e.HTML), dropID)
	}, slices.Concat(figures, bareAddresses))
	documented(t, len(examples(t))-differ)
}

// As a site is built, HTML is text, schemes are refused, a level 1 is a 2.
func TestCommonMarkAsBuilt(t *testing.T) {
	m := New(Dialect{})
	differ := compare(t, func(e example) (got, want string) {
		return tree(t, string(m.Render(Input{Text: []byte(e.Markdown)}).HTML), dropOurs), tree(t, strings.TrimSpace(e.HTML), dropOurs)
	}, slices.Concat(figures, bareAddresses, empty, schemes, asText))
	documented(t, len(examples(t))-differ)
}

func compare(t *testing.T, trees func(example) (got, want string), known []int) (differ int) {
	for _, e := range examples(t) {
		got, want := trees(e)
		if got != want {
			differ++
		}
		if expected := !slices.Contains(known, e.Example); (got == want) != expected {
			t.Errorf("%d (%s)\n%s\n got %s\nwant %s", e.Example, e.Section, e.Markdown, got, want)
		}
	}
	return differ
}

// documented fails if the reference tells another number than is true.
func documented(t *testing.T, pass int) {
	reference, err := os.ReadFile("../../../docs/markdown.md")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(reference), fmt.Sprintf(" %d ", pass)) {
		t.Errorf("%d examples pass; docs/markdown.md says something else", pass)
	}
}
