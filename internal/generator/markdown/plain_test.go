package markdown

import (
	"fmt"
	"reflect"
	"sync"
	"testing"
)

// comparePlain renders a body once as always and once with every paragraph parsed
// for marks: it is the same.
func comparePlain(t *testing.T, body string) {
	t.Helper()
	in := Input{Text: []byte(body), Place: placer([]byte(body)), Host: testHost{}, Words: testWords, Plain: true, Thorough: true}
	quick, thorough := bothWays()
	got, want := quick.Render(in), thorough.Render(in)
	for _, r := range []*Result{&got, &want} {
		r.renderer = nil
		for i := range r.Passages {
			r.Passages[i].pieces = joined(r.Passages[i].pieces)
		}
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%.300q becomes\n%.900s\nand, with marks looked for,\n%.900s", body, fmt.Sprintf("%+v", got), fmt.Sprintf("%+v", want))
	}
}

var bothWays = sync.OnceValues(func() (quick, thorough *Markdown) {
	quick, thorough = testMarkdown(true), testMarkdown(true)
	thorough.plain = newThoroughParser(false)
	return quick, thorough
})

// joined makes one piece of those that follow each other in text and source.
func joined(pieces []piece) (all []piece) {
	for _, p := range pieces {
		if n := len(all) - 1; n >= 0 && all[n].text+all[n].length == p.text && all[n].source+all[n].length == p.source {
			all[n].length += p.length
		} else {
			all = append(all, p)
		}
	}
	return all
}

func TestPlainParagraphs(t *testing.T) {
	for _, body := range []string{
		"One line", "  Two \t\nlines  \n", "a  \nb\n", "a\\\nb", "a \nb\tc\t\n d", "a\n\n    \nb",
		"Title\n=====\n\nText\n---", "Term\n: meaning\n\nText\n\n: meaning after an empty line\n\nMore", "Term\n\n:no meaning", "Text\n\n:::note\nBody\n:::\n",
		"- a\n- b\n", "- a\n\n- b\n", "- a\n  - b\n\n    c\n- d", "1. a\n\n   b\n2. c", "- a\n  b\n\n\n\nc", "- # a\n- b\n  ===\n",
		"> a\n> b\n\nc\nd\n> e", "> - a\n>\n> - b", "[^1]: note\n\n    more\n\nText[^1]", "::: note\nBody\n\nMore\n:::\n", ":::steps\n1. One\n2. Two\n\n   three\n:::\n",
		"| a | b |\n|---|---|\n| c | d |\n", "a\n| b |\n|---|\n| c |", "| a\\|b | *c* | |\n|:-:|--:|---|\n| d  |  | `e` |\n| f | g |\n\nh", "- x\n\n  | a | b |\n  |---|:-:|\n  | c | d |\n- y", "| a |\n|---|\n| b |\n\n| c |\n|---|", "Text!\n]a\n", "<b>x\n\ny", "\f", "a\n\f\n\n\f b", "a\x00b", "a\u00a0\nb", "- [ ] a\n- [x] b\n- c",
	} {
		comparePlain(t, body)
	}
	for seed := range uint64(20) {
		comparePlain(t, string(article(seed, 6)))
	}
	for _, cases := range allCases(t) {
		for _, c := range cases {
			comparePlain(t, c.body+"\n")
		}
	}
	for _, e := range examples(t) {
		comparePlain(t, e.Markdown)
	}
}

func FuzzPlainParagraphs(f *testing.F) {
	for _, body := range []string{"a\nb\n\n: c", "- a\n\n  b\n- c", "> a\n\nb\n===\n", "::: note\na\n\nb\n:::\n", "[^a]: b\n\nc[^a]", "a\n| b | c |\n|---|:-:|\n| d | |\n: e"} {
		f.Add(body)
	}
	f.Fuzz(func(t *testing.T, body string) { comparePlain(t, body) })
}
