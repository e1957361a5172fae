package browser

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
)

// searchVectors runs the vectors of internal/generator/search through the script that must
// make the same of them.
func (h *house) searchVectors(t *testing.T) {
	script, err := os.ReadFile("../../themes/loa/assets/js/search/words.js")
	if err != nil {
		t.Fatal(err)
	}
	table, err := os.ReadFile("../../internal/generator/search/testdata/vectors.tsv")
	if err != nil {
		t.Fatal(err)
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
	got := ask[string](h.tab(t), `(() => { `+string(script)+`
		const run = {
			words: ([, text, want]) => [loaWords.words(text, true).map(w => w.folded + (w.marked ? '/' + w.marks : '')).join(' '), want],
			gaps: ([, numbers, gaps]) => { const all = []; loaWords.pages(gaps, 1, page => all.push(page)); return [all.join(' '), numbers]; },
			keys: ([, keys, piece]) => [Object.keys(loaWords.lines(piece).of).join(','), keys],
		};
		return JSON.stringify(`+string(in)+`.filter(v => { const [got, want] = run[v[0]](v); v.push(got); return got !== want; }));
	})()`)
	if got != "[]" {
		t.Errorf("the script makes something else (last) of %s", got)
	}
}
