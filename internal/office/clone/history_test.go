package clone

import (
	"strings"
	"testing"
)

// A text that came by the merge of a review stands under the name of who wrote it, not of
// who merged it, and a history that is not looked at whole says so.
func TestHistoryOfMerge(t *testing.T) {
	remote := newShare(t)
	lan := begun(t, remote, map[string]string{"content/a.md": page("A"), "content/b.md": page("B")})
	lan.save("content/b.md", page("B", "Một."))
	if _, err := lan.Send(t.Context()); err != nil {
		t.Fatal(err)
	}
	lan.save("content/a.md", page("A", "Của Lan."))
	if _, err := lan.Propose(t.Context(), Proposal{Branch: "duyet/a", Paths: []string{"content/a.md"}, By: Person{Name: "Lan"}, Message: "A"}); err != nil {
		t.Fatal(err)
	}
	tree := strings.TrimSpace(git(t, remote, "rev-parse", "duyet/a^{tree}"))
	commit := strings.TrimSpace(git(t, remote, "-c", "user.name=Máy chủ", "-c", "user.email=a@b.c", "commit-tree", tree, "-p", "main", "-p", "duyet/a", "-m", "Merge"))
	git(t, remote, "update-ref", "refs/heads/main", commit)
	hoa := joined(t, remote, "Hoa")
	past, err := hoa.History("content/a.md", 50)
	var names []string
	for _, r := range past.Revisions {
		names = append(names, r.By.Name)
	}
	if err != nil || strings.Join(names, " ") != "Lan Lan" || past.Cut {
		t.Errorf("%q, %+v, %v", names, past, err)
	}
	if past, err := hoa.History("content/a.md", 1); err != nil || len(past.Revisions) != 1 || !past.Cut {
		t.Errorf("%+v, %v", past, err)
	}
}
