package browser

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
)

// searchVectors runs the vectors of internal/generator/search through the part of
// search.js that must make the same of them.
func (h *house) searchVectors(t *testing.T) {
	script, err := os.ReadFile("../../themes/loa/assets/js/search.js")
	if err != nil {
		t.Fatal(err)
	}
	table, err := os.ReadFile("../../internal/generator/search/testdata/vectors.tsv")
	if err != nil {
		t.Fatal(err)
	}
	_, part, ok := strings.Cut(string(script), "  // --- Words and numbers:")
	part, _, end := strings.Cut(part, "  // --- Data. ---")
	if !ok || !end {
		t.Fatal("search.js has no part for words and numbers")
	}
	var vectors [][]string
	for line := range strings.Lines(string(table)) {
		vectors = append(vectors, strings.Split(strings.TrimSuffix(line, "\n"), "\t"))
	}
	if len(vectors) < 30 {
		t.Fatalf("only %d vectors", len(vectors))
	}
	in, err := json.Marshal(vectors)
	if err != nil {
		t.Fatal(err)
	}
	got := ask[string](h.tab(t), `(() => { // `+part+`
		const names = { pages: 1 }, run = {
			words: ([, text, want]) => [words(text, true).map(w => w.folded + (w.marked ? '/' + w.marks : '')).join(' '), want],
			gaps: ([, numbers, gaps]) => { const all = []; pages(gaps, page => all.push(page)); return [all.join(' '), numbers]; },
			keys: ([, keys, piece]) => [Object.keys(lines(piece).of).join(','), keys],
		};
		return JSON.stringify(`+string(in)+`.filter(v => { const [got, want] = run[v[0]](v); v.push(got); return got !== want; }));
	})()`)
	if got != "[]" {
		t.Errorf("search.js makes something else (last) of %s", got)
	}
}
