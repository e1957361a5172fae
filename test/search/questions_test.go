package search

import "testing"

func TestFigures(t *testing.T) {
	var f Figures
	q := Question{Right: []string{"/a/", "/b/"}}
	f.Add(q, []string{"/a/", "/x/", "/b/", "/y/"}) // two of three
	f.Add(q, []string{"/x/", "/b/"})               // not first
	f.Add(q, []string{"/x/", "/y/", "/z/", "/a/"}) // too late
	f.Add(q, nil)
	if got, want := f.String(), "4 | 25.0 % | 50.0 % | 0.29"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// The table has what it promises: enough questions, every third of them held, the late
// ones at the end, and no question twice.
func TestQuestions(t *testing.T) {
	all, err := Questions()
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for i, q := range all {
		late := q.Group == Late
		if !late && (q.Group == Held) != (i%3 == 2) || late && i < 190 || len(q.Right) == 0 || seen[q.Page+q.Text] {
			t.Errorf("question %d: %+v", i+1, q)
		}
		seen[q.Page+q.Text] = true
	}
	if len(all) < 150 {
		t.Errorf("only %d questions", len(all))
	}
}

func TestReadRefuses(t *testing.T) {
	for _, line := range []string{"yes\tvi\tao", "maybe\tvi\tao\t/ao/", "no\tvi\tao\t/ao/\tmore"} {
		if _, err := read(line + "\n"); err == nil {
			t.Errorf("%q is taken", line)
		}
	}
}
