package markdown

import (
	"bytes"
	"slices"
	"strings"
	"sync"
	"testing"
)

func TestResultTellsWhatThePageNeeds(t *testing.T) {
	body := []byte("Một hai\n*ba* bốn[^1]. `năm`\n\n## A [b](#c) *d*\n\n```\nkhông đếm\n```\n\n- [x](x.md#y) sáu\n\n[^1]: bảy\n")
	result := testMarkdown(false).Render(Input{Text: body, Host: testHost{}, Plain: true})
	if result.Words != 11 {
		t.Errorf("%d words", result.Words)
	}
	if want := []string{"fn1", "fr1", "a-b-d"}; !slices.Equal(result.IDs, want) {
		t.Errorf("ids %q, want %q", result.IDs, want)
	}
	if want := (Heading{Level: 2, ID: "a-b-d", Text: "A b d", HTML: "A b <em>d</em>"}); len(result.Headings) != 1 || result.Headings[0] != want {
		t.Errorf("headings %+v, want %+v", result.Headings, want)
	}
	if want := "Một hai ba bốn. năm\nA b d\nkhông đếm\nx sáu\nbảy"; result.Plain != want {
		t.Errorf("plain %q, want %q", result.Plain, want)
	}
	for i, want := range []string{"#c", "/x/#y"} {
		a := result.Anchors[i]
		if a.URL != want || !bytes.HasSuffix(body[a.Offset:a.Offset+a.Length], []byte(want[len(want)-2:])) {
			t.Errorf("anchor %+v, want %s", a, want)
		}
	}
}

// With a prefix several bodies can share a page: every id and every link to
// one has it.
func TestIDPrefix(t *testing.T) {
	body := "## A {#a}\n\n## B\n\n[c](#a) d[^1]\n\n| e |\n|---|\n\n:::note {#f}\n:::\n\n[^1]: g"
	result := testMarkdown(false).Render(Input{Text: []byte(body), Host: testHost{}, IDPrefix: "p1-"})
	out := string(result.HTML)
	for _, part := range []string{"id=", "href=#", "labelledby="} {
		if strings.Count(out, part) == 0 || strings.Count(out, part) != strings.Count(out, part+"p1-") {
			t.Errorf("%s without the prefix in %s", part, out)
		}
	}
	if want := []string{"p1-a", "p1-fn1", "p1-fr1", "p1-b", "p1-f"}; !slices.Equal(result.IDs, want) {
		t.Errorf("ids %q, want %q", result.IDs, want)
	}
}

// A renderer serves many at once, and what it used for one body never shows in
// another.
func TestConcurrentRendersAgree(t *testing.T) {
	m := testMarkdown(false)
	var bodies, want [][]byte
	var plain []string
	for seed := range uint64(8) {
		bodies = append(bodies, append(article(seed, 4), ":::note A {#b}\n[x](y.md)[^1]\n\n[^1]: z\n"...))
		result := m.Render(Input{Text: bodies[seed], Words: testWords, Plain: true})
		want, plain = append(want, []byte(result.HTML)), append(plain, strings.Clone(result.Plain))
		result.Release()
	}
	var group sync.WaitGroup
	for worker := range 4 {
		group.Go(func() {
			for i := range 40 {
				n := (i + worker) % len(bodies)
				got := m.Render(Input{Text: bodies[n], Words: testWords, Plain: true})
				if string(got.HTML) != string(want[n]) || got.Plain != plain[n] {
					t.Errorf("body %d differs", n)
				}
				if i%3 > 0 { // some are kept
					got.Release()
				}
			}
		})
	}
	group.Wait()
}

// Parsing makes most of the garbage; rendering adds little to it.
func TestAllocations(t *testing.T) {
	m, body := testMarkdown(false), article(7, 6)
	parsing := testing.AllocsPerRun(20, func() { m.parse(body, nil) })
	all := testing.AllocsPerRun(20, func() {
		result := m.Render(Input{Text: body})
		result.Release()
	})
	t.Logf("parsing %v, rendering %v", parsing, all-parsing)
	if all-parsing > 120 || parsing > 600 {
		t.Errorf("parsing makes %v objects, rendering %v more", parsing, all-parsing)
	}
}

func BenchmarkRender(b *testing.B) {
	m, body := testMarkdown(false), article(7, 6)
	b.SetBytes(int64(len(body)))
	b.ReportAllocs()
	for b.Loop() {
		result := m.Render(Input{Text: body})
		result.Release()
	}
}

func BenchmarkParse(b *testing.B) {
	m, body := testMarkdown(false), article(7, 6)
	b.SetBytes(int64(len(body)))
	b.ReportAllocs()
	for b.Loop() {
		m.parse(body, nil)
	}
}

func BenchmarkSummary(b *testing.B) {
	body := article(7, 6)
	for b.Loop() {
		Summary(body)
	}
}

func BenchmarkBlocks(b *testing.B) {
	body := article(7, 6)
	for b.Loop() {
		for range Blocks(body) {
		}
	}
}
