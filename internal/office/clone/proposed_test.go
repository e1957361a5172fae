package clone

import (
	"errors"
	"strings"
	"testing"
)

// What one proposes, another reads beside what is published, and may add to it unless it has
// changed meanwhile.
func TestProposed(t *testing.T) {
	share := newShare(t)
	lan := begun(t, share, map[string]string{"content/a.md": page("A", "Một."), "content/b.md": page("B", "Hai.")})
	lan.send()
	hung := joined(t, share, "Hùng")
	ctx := t.Context()

	lan.save("content/a.md", page("A", "Một.", "Thêm."))
	lan.save("content/moi.md", page("Mới", "Mới."))
	sent, err := lan.Propose(ctx, Proposal{Branch: "duyet/a", Paths: []string{"content/a.md", "content/moi.md"}, By: Person{Name: "Lan"}, Message: "Sửa A"})
	if err != nil {
		t.Fatal(err)
	}
	commit := sent.Commit
	got, err := hung.Proposed(ctx, "duyet/a")
	if err != nil || got.Commit != commit || len(got.Files) != 2 {
		t.Fatalf("%+v, %v", got, err)
	}
	a, made := got.Files[0], got.Files[1]
	if a.Path != "content/a.md" || string(a.Old) != page("A", "Một.") || string(a.New) != page("A", "Một.", "Thêm.") || made.Old != nil || string(made.New) != page("Mới", "Mới.") {
		t.Errorf("%+v", got.Files)
	}
	if text := hung.read("content/moi.md"); text != "" {
		t.Error("the folder of who reads has the proposal")
	}

	stamped := strings.Replace(string(a.New), "title", "approved_by = \"Hùng\"\ntitle", 1)
	next, err := hung.Amend(ctx, "duyet/a", commit, map[string][]byte{"content/a.md": []byte(stamped)}, Person{Name: "Hùng"}, "Duyệt")
	if err != nil || next == commit {
		t.Fatal(next, err)
	}
	if got, err := hung.Proposed(ctx, "duyet/a"); err != nil || got.Commit != next || string(got.Files[0].New) != stamped {
		t.Errorf("%+v, %v", got, err)
	}
	if again, err := hung.Amend(ctx, "duyet/a", next, map[string][]byte{"content/a.md": []byte(stamped)}, Person{Name: "Hùng"}, "Duyệt"); err != nil || again != next {
		t.Errorf("the same again: %s, %v", again, err)
	}
	var moved *Trouble
	if _, err := hung.Amend(ctx, "duyet/a", commit, map[string][]byte{"content/a.md": nil}, Person{Name: "Hùng"}, "x"); !errors.As(err, &moved) || moved.Kind != Moving {
		t.Errorf("an older commit: %v", err)
	}
	if _, err := hung.Proposed(ctx, "duyet/khong"); !errors.As(err, &moved) || moved.Kind != Missing {
		t.Errorf("no branch: %v", err)
	}
	if author := git(t, share, "log", "-1", "--format=%an %s", "duyet/a"); author != "Hùng Duyệt\n" {
		t.Error(author)
	}
}
