package offline

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
)

func noted(t *testing.T, order []int) *Ledger {
	t.Helper()
	l := NewLedger(plan.Core)
	for _, i := range order {
		noise := make([]byte, 4000)
		rand.NewChaCha8([32]byte{byte(i)}).Read(noise)
		l.Note(fmt.Sprintf("bai/so-%d/index.html", i), fmt.Appendf(nil, "%x", noise))
	}
	for _, path := range []string{"index.html", "404.html", "en/404.html", "worker.js", "anh/ao.jpg", "anh/be.0123abcd.jpg", "doc.vi.mp3", "to-roi.pdf", "lich/all.ics", "feed.xml"} {
		l.Note(path, []byte(path))
	}
	return l
}

var plan = Plan{Core: []string{"index.html", "bai/so-1/index.html", "khong-co.css", "index.html"}, Never: map[string]bool{"bai/so-2/index.html": true},
	Topics: []Topic{{Key: "nuoc", Paths: []string{"bai/so-1/index.html", "bai/so-2/index.html", "bai/so-3/index.html", "anh/ao.jpg", "anh/rut.jpg", "anh/ao.jpg"}}}, Photos: []string{"anh/ao.jpg"}, Offline: map[string]string{"": "ngoai-tuyen/"}, Budget: 1_000_000}

func TestMake(t *testing.T) {
	outputs, w := Make(noted(t, []int{1, 2, 3, 4}), plan)
	if len(outputs) != 3 || outputs[2].Path != Worker {
		t.Fatalf("%d files", len(outputs))
	}
	line, _, _ := strings.Cut(string(outputs[2].Data), ";\n")
	var f facts
	if err := json.Unmarshal([]byte(strings.TrimPrefix(line, "var site=")), &f); err != nil {
		t.Fatal(err)
	}
	if len(f.Core) != 2 || f.Core[0][0] != "" || f.Core[1][0] != "bai/so-1/" || f.List != outputs[0].Path || f.Photos != outputs[1].Path || !f.Auto || f.Version == "" {
		t.Errorf("%+v", f)
	}
	var all list
	if err := json.Unmarshal(outputs[0].Data, &all); err != nil {
		t.Fatal(err)
	}
	// Neither the core, nor what is never kept, nor photos, papers and 404 pages.
	if all.Paths != "bai/so-3/\nbai/so-4/\nlich/all.ics" || len(all.Sums) != 3*sumLength || len(all.Sizes) != 3 {
		t.Errorf("%+v", all)
	}
	if got := all.Topics[0]; len(got.Files) != 1 || got.Files[0] != 0 || got.Bytes <= 0 {
		t.Errorf("%+v", got)
	}
	if w.Core <= 0 || w.Text <= w.Core {
		t.Errorf("%+v", w)
	}
	// Of the photos those that are there; one that is withheld has no file.
	// Where the name says nothing of the bytes there is their sum.
	if got, want := string(outputs[1].Data), `{"files":[["anh/ao.jpg",10,"e4jg"],["anh/be.0123abcd.jpg",19],["doc.vi.mp3",10,"7gTu"]],"topics":{"nuoc":[0]},"all":[0]}`; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if got := all.Topics[0].Photos; got != 10 {
		t.Errorf("the topic's photos have %d bytes", got)
	}
}

// TestRecall: a ledger that recalls the notes of another one makes the same of them.
func TestRecall(t *testing.T) {
	first, second := noted(t, []int{1, 2, 3, 4}), NewLedger(plan.Core)
	for path := range first.files {
		second.Recall(path, first.Noted(path))
	}
	for path := range first.photos {
		second.Recall(path, first.Noted(path))
	}
	second.Recall("to-roi.pdf", first.Noted("to-roi.pdf"))
	a, weightA := Make(first, plan)
	b, weightB := Make(second, plan)
	if !reflect.DeepEqual(a, b) || !reflect.DeepEqual(weightA, weightB) {
		t.Errorf("%v, %v", weightA, weightB)
	}
}

// TestListIsSmall: of a large site, a few bytes a file remain when it is compressed.
func TestListIsSmall(t *testing.T) {
	const files = 5000
	l, p := NewLedger(nil), Plan{Topics: make([]Topic, 12)}
	for i := range files {
		path := fmt.Sprintf("duoi-nuoc/bai-%06d/index.html", i)
		l.Note(path, fmt.Appendf(nil, "%d", i))
		p.Topics[i%12].Paths = append(p.Topics[i%12].Paths, path)
		p.Topics[i*7/3%12].Paths = append(p.Topics[i*7/3%12].Paths, path)
	}
	outputs, w := Make(l, p)
	if most := int64(8 * files); w.List > most {
		t.Errorf("the list of %d files takes %d bytes of %d, want %d at most", files, w.List, len(outputs[0].Data), most)
	}
}

func TestDistances(t *testing.T) {
	if got := fmt.Sprint(distances([]int{3, 4, 6})); got != "[3 1 2]" {
		t.Error(got)
	}
}

// TestSameInAnyOrder: who is first does not matter.
func TestSameInAnyOrder(t *testing.T) {
	a, _ := Make(noted(t, []int{1, 2, 3, 4}), plan)
	b, _ := Make(noted(t, []int{4, 2, 1, 3}), plan)
	for i := range a {
		if a[i].Path != b[i].Path || !bytes.Equal(a[i].Data, b[i].Data) {
			t.Errorf("%s differs from %s", a[i].Path, b[i].Path)
		}
	}
}

// TestCoreHasALimit: what is too much for it is saved with the rest.
func TestCoreHasALimit(t *testing.T) {
	var order []int
	p := Plan{}
	for i := range 100 {
		order = append(order, i)
		p.Core = append(p.Core, fmt.Sprintf("bai/so-%d/index.html", i))
	}
	outputs, w := Make(noted(t, order), p)
	if w.Core > CoreLimit || w.Core < CoreLimit/2 || !strings.Contains(string(outputs[0].Data), "bai/so-99/") || len(w.Left) < 50 || w.Left[len(w.Left)-1] != "/bai/so-99/" {
		t.Errorf("%+v", w)
	}
}

// TestOverBudget: a reader then chooses.
func TestOverBudget(t *testing.T) {
	p := plan
	p.Budget = 100
	outputs, w := Make(noted(t, []int{1, 2, 3}), p)
	if w.Auto || !bytes.Contains(outputs[len(outputs)-1].Data, []byte(`"auto":false`)) || w.List <= 0 {
		t.Errorf("%+v", w)
	}
	if list := string(outputs[0].Data); strings.Contains(list, "all.ics") || !strings.Contains(list, "bai/so-3/") {
		t.Errorf("the list has what no reader can choose, or lacks a page: %s", list)
	}
}

// TestChosen: what is of use only where readers choose is listed on a site over its
// budget, and neither listed nor weighed on one below.
func TestChosen(t *testing.T) {
	p := plan
	p.Chosen = []string{"lich/all.ics"}
	outputs, small := Make(noted(t, []int{1, 2, 3, 4}), p)
	if strings.Contains(string(outputs[0].Data), "all.ics") || !small.Auto {
		t.Errorf("%s", outputs[0].Data)
	}
	p.Chosen, p.Budget = nil, small.Text
	if _, w := Make(noted(t, []int{1, 2, 3, 4}), p); w.Auto {
		t.Error("not weighed when everything is saved")
	}
	p.Chosen, p.Budget = []string{"lich/all.ics"}, 1
	if outputs, _ := Make(noted(t, []int{1, 2, 3, 4}), p); !strings.Contains(string(outputs[0].Data), "all.ics") {
		t.Errorf("%s", outputs[0].Data)
	}
}

// TestGone: the worker of a site without one still is one.
func TestGone(t *testing.T) {
	if g := Gone(); g.Path != Worker || !bytes.Contains(g.Data, []byte("unregister")) {
		t.Errorf("%s: %s", g.Path, g.Data)
	}
}
