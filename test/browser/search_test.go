package browser

import (
	"os"
	"strings"
	"testing"
)

// search types the questions of testdata/search.txt and looks at what comes
// first. A line is a question and the address it should lead to; a line that
// begins with "#" says what the next ones try.
func (h *house) search(t *testing.T) {
	table, err := os.ReadFile("testdata/search.txt")
	if err != nil {
		t.Fatal(err)
	}
	b := h.tab(t)
	b.see(look{width: 400})
	page := ""
	for line := range strings.Lines(string(table)) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		query, want, ok := strings.Cut(line, " → ")
		if !ok {
			t.Fatalf("no arrow in %q", line)
		}
		at := "/tim-kiem/"
		if strings.HasPrefix(want, "/en/") {
			at = "/en/search/"
		}
		if at != page {
			b.visit(at)
			page = at
		}
		if got := b.find(query); len(got) == 0 || got[0] != want {
			t.Errorf("%s: want %s, got %q", query, want, got[:min(len(got), 4)])
		}
	}
	t.Run("use", func(t *testing.T) { h.searchUse(t) })
}

// find types a question and returns where the results lead.
func (b *tab) find(query string) []string {
	b.t.Helper()
	return strings.Fields(ask[string](b, `(async () => {
  const input = document.querySelector('#q'), status = document.querySelector('#search [role=status]');
  status.textContent = 'waiting';
  input.value = `+quoted(query)+`;
  input.dispatchEvent(new Event('input', {bubbles: true}));
  for (let i = 0; i < 500 && (status.textContent === 'waiting' || !status.textContent); i++) await new Promise(r => setTimeout(r, 10));
  return Array.from(document.querySelectorAll('.found h3 a')).map(a => a.pathname).join(' ');
})()`))
}

func quoted(s string) string {
	return "'" + strings.NewReplacer(`\`, `\\`, `'`, `\'`).Replace(s) + "'"
}

// searchUse: addresses with a question, which only the device reads, keys, what is announced, what stays
// without script.
func (h *house) searchUse(t *testing.T) {
	b := h.tab(t)
	b.see(look{width: 400})
	b.visit("/tim-kiem/#q=duoi+nuoc")
	first := ask[string](b, `(async () => {
  for (let i = 0; i < 500 && !document.querySelector('.found a'); i++) await new Promise(r => setTimeout(r, 10));
  const a = document.querySelector('.found a');
  return a.pathname + ' ' + document.querySelectorAll('.found mark').length + ' ' + document.querySelector('#search [role=status]').textContent;
})()`)
	if !strings.HasPrefix(first, "/duoi-nuoc/") || !strings.Contains(first, "Số kết quả: ") || strings.Contains(first, " 0 ") {
		t.Errorf("#q=: %q", first)
	}
	b.visit("/tim-kiem/?q=hoc+di+vat")
	b.wait(`document.querySelector('.found h3 a')?.pathname === '/tai-nan-trong-nha/hoc-di-vat/'`)
	b.find("duoi nuoc")
	b.wait(`location.hash === '#q=duoi%20nuoc' && !location.search`) // what was typed, without a press of Enter
	b.follow(`.found h3 a`)
	ask[any](b, `history.back()`)
	b.wait(`document.querySelector('#q')?.value === 'duoi nuoc' && document.querySelectorAll('.found a').length > 1`)
	ask[any](b, `history.forward()`)
	b.wait(`location.pathname.startsWith('/duoi-nuoc/') && document.readyState === 'complete'`)
	ask[any](b, `history.back()`)
	b.wait(`document.querySelector('#q')?.value === 'duoi nuoc' && document.querySelectorAll('.found a').length > 1`)
	ask[any](b, `history.back()`) // to what was asked by its address, or further
	b.wait(`location.hash !== '#q=duoi%20nuoc' && document.readyState === 'complete'`)
	ask[any](b, `history.forward()`) // and to the search again, as it was left
	b.wait(`document.querySelector('#q')?.value === 'duoi nuoc' && document.querySelectorAll('.found a').length > 1`)
	if got := ask[string](b, `(() => {
  document.querySelector('#q').value = 'bị xâm hại';
  document.querySelector('#search form').requestSubmit();
  return location.search + ' ' + new URLSearchParams(location.hash.slice(1)).get('q');
})()`); got != " bị xâm hại" {
		t.Errorf("words that a host would be told when the page is loaded again: %q", got)
	}
	b.wait("document.querySelector('.found h3 a')?.pathname.startsWith('/bao-ve-tre-em/')") // the answer to what was sent
	if got := ask[string](b, `(() => {
  const press = key => document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true}));
  const all = Array.from(document.querySelectorAll('.found h3 a')), at = () => all.indexOf(document.activeElement), seen = [];
  document.querySelector('#q').focus();
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowUp', 'ArrowUp']) { press(key); seen.push(at()); }
  return seen.join(' ') + ' ' + (document.activeElement.id);
})()`); got != "0 1 0 -1 q" {
		t.Errorf("arrows: %q", got)
	}
	b.find("choking baby")
	if got := ask[string](b, `(() => { const li = document.querySelector('.found li');
  return li.querySelector('h3 a').pathname + ' | ' + li.lang + ' ' + li.dir + ' | ' + li.querySelector('small').textContent + ' | ' + document.querySelector('#search [role=status]').textContent; })()`); got != "/en/home-accidents/choking/ | en ltr | First aid | Không có bài bằng tiếng Việt. Kết quả bằng English: 2" {
		t.Errorf("in another language: %q", got)
	}
	b.find("nuot nghenj")
	if got := ask[string](b, `Array.from(document.querySelectorAll('.found li h3 mark'), m => m.textContent).join(' ')`); !strings.Contains(got, "hóc") {
		t.Errorf("the word that was meant is not marked: %q", got)
	}
	if got := b.find("xyzxyz"); len(got) > 0 {
		t.Errorf("results for nonsense: %q", got)
	}
	if console, _ := b.heard(); len(console) > 0 {
		t.Errorf("the console says %q", console)
	}
	b.see(look{width: 400, noScript: true})
	b.visit("/tim-kiem/")
	b.see(look{width: 400})
	if got := ask[bool](b, `document.querySelector('#search').hidden && document.querySelectorAll('main a').length > 5`); !got {
		t.Error("without script the page has no lists, or a form that does nothing")
	}
}
