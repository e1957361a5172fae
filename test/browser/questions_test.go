package browser

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"loa/test/search"
)

// floors are what a change of search, of words or of texts must not fall below, in percent,
// by group: a right answer first, and one among the first three.
var floors = [...]struct {
	name         string
	first, three int
}{{"tuned", 85, 95}, {"held", 85, 95}, {"late", 75, 85}}

// searchQuestions asks what people ask (test/search) and looks where it leads them.
func (h *house) searchQuestions(t *testing.T) {
	all, err := search.Questions()
	if err != nil {
		t.Fatal(err)
	}
	b := h.tab(t)
	b.see(look{width: 400})
	b.before(`history.replaceState = () => {}`) // Chromium complains of 200 in ten seconds
	var figures [len(floors)]search.Figures
	for page, at := range map[string]string{"vi": "/tim-kiem/", "en": "/en/search/"} {
		var some []search.Question
		var texts []string
		for _, q := range all {
			for _, address := range q.Right {
				if _, err := os.Stat(h.public + address + "index.html"); err != nil {
					t.Errorf("%s: %v", q.Text, err)
				}
			}
			if q.Page == page {
				some, texts = append(some, q), append(texts, q.Text)
			}
		}
		b.visit(at)
		for i, results := range b.answers(texts) {
			q := some[i]
			f := &figures[q.Group]
			before := f.First
			f.Add(q, results)
			if q.Group != search.Held && f.First == before {
				t.Logf("%s: want %s, got %s", q.Text, q.Right, results[:min(3, len(results))])
			}
		}
	}
	for i, f := range figures {
		floor := floors[i]
		fmt.Printf("| %s | %s |\n", floor.name, f)
		if 100*f.First < floor.first*f.Questions || 100*f.Three < floor.three*f.Questions {
			t.Errorf("%s: %d of %d have a right answer first, %d among the first three", floor.name, f.First, f.Questions, f.Three)
		}
	}
	if console, _ := b.heard(); len(console) > 0 {
		t.Errorf("the console says %q", console)
	}
}

// answers types questions into a search page, one after the other, and returns where the
// results of each lead.
func (b *tab) answers(questions []string) (all [][]string) {
	b.t.Helper()
	in, err := json.Marshal(questions)
	if err != nil {
		b.t.Fatal(err)
	}
	out := ask[string](b, `(async () => {
  const input = document.querySelector('#q'), form = document.querySelector('#search form'), status = document.querySelector('#search [role=status]'), all = [];
  for (const question of `+string(in)+`) {
    status.textContent = '';
    input.value = question;
    form.dispatchEvent(new Event('submit', {cancelable: true}));
    for (let i = 0; i < 2000 && !status.textContent; i++) await new Promise(r => setTimeout(r, 2));
    all.push(Array.from(document.querySelectorAll('.found h3 a')).map(a => a.pathname).join(' '));
  }
  return all.join('\n');
})()`)
	for line := range strings.SplitSeq(out, "\n") {
		all = append(all, strings.Fields(line))
	}
	return all
}
