package clone

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// mergedAt merges a branch of a shared repository into another, as a host does.
func mergedAt(t *testing.T, share, branch, other string) {
	t.Helper()
	tree := strings.Fields(git(t, share, "merge-tree", "--write-tree", branch, other))[0]
	commit := strings.TrimSpace(git(t, share, "commit-tree", tree, "-p", branch, "-p", other, "-m", "Merge"))
	git(t, share, "update-ref", "refs/heads/"+branch, commit)
}

func (p *place) propose(branch string, files ...string) {
	p.t.Helper()
	if _, err := p.Propose(p.t.Context(), Proposal{Branch: branch, Paths: files, By: Person{Name: "Lan"}, Message: "Sửa"}); err != nil {
		p.t.Fatal(err)
	}
}

func (p *place) proposed(branch string) Proposed {
	p.t.Helper()
	got, err := p.Proposed(p.t.Context(), branch)
	if err != nil {
		p.t.Fatal(err)
	}
	return got
}

func names(p Proposed) string {
	var all []string
	for _, f := range p.Files {
		all = append(all, f.Path)
	}
	return strings.Join(all, " ")
}

// A proposal holds what its merge would bring and nothing else, however often what is
// published was merged into it, or the other way.
func TestProposedAfterMerges(t *testing.T) {
	share := newShare(t)
	lan := begun(t, share, map[string]string{"content/a.md": page("A", "Một."), "content/b.md": page("B", "Hai."), "content/c.md": page("C", "Ba.")})
	lan.send()
	hung := joined(t, share, "Hùng")
	lan.save("content/a.md", page("A", "Một mới."))
	lan.propose("duyet/a", "content/a.md")

	for i := range 2 {
		hung.save("content/b.md", page("B", fmt.Sprintf("Hai, lần %d.", i)))
		hung.send()
		mergedAt(t, share, "duyet/a", "main")
		if got := names(hung.proposed("duyet/a")); got != "content/a.md" {
			t.Fatalf("merged %d times: %s", i+1, got)
		}
	}
	lan.save("content/c.md", page("C", "Ba mới."))
	lan.propose("duyet/a", "content/c.md")
	if got := names(hung.proposed("duyet/a")); got != "content/a.md content/c.md" {
		t.Errorf("after one more: %s", got)
	}
	hung.save("content/c.md", page("C", "Ba mới."))
	hung.send()
	if got := names(hung.proposed("duyet/a")); got != "content/a.md" {
		t.Errorf("what is published with the same bytes: %s", got)
	}
	mergedAt(t, share, "main", "duyet/a")
	if got := names(hung.proposed("duyet/a")); got != "" {
		t.Errorf("what is published already: %s", got)
	}
}

// What nobody could look at is told: too many files, texts that are too long, and what is
// no file.
func TestProposedBounds(t *testing.T) {
	share := newShare(t)
	lan := begun(t, share, map[string]string{"content/a.md": page("A", "Một.")})
	lan.send()
	hung := joined(t, share, "Hùng")
	files := []string{"content/dai.md", "static/anh.png", "static/phim.mp4"}
	lan.write("content/dai.md", page("D", strings.Repeat("Một đoạn dài.\n\n", longestText/16)))
	lan.write("static/anh.png", "\x89PNG\x00")
	lan.write("static/phim.mp4", "\x00"+strings.Repeat("x", longestBinary))
	if _, err := lan.SaveAll(); err != nil {
		t.Fatal(err)
	}
	lan.propose("duyet/a", files...)
	kinds := map[string]ProposedFile{}
	for _, f := range hung.proposed("duyet/a").Files {
		kinds[f.Path] = f
	}
	if f := kinds["content/dai.md"]; !f.Cut || f.New == nil || len(f.New) > 0 {
		t.Errorf("a long text: %v, %d bytes", f.Cut, len(f.New))
	}
	if f := kinds["static/anh.png"]; f.Cut || !f.Binary || string(f.New) != "\x89PNG\x00" || f.Old != nil {
		t.Errorf("a picture: %+v", f)
	}
	if f := kinds["static/phim.mp4"]; f.Cut || !f.Binary || f.New == nil || len(f.New) > 0 {
		t.Errorf("a film: %v, %d bytes", f.Binary, len(f.New))
	}

	files = files[:0]
	for i := range mostProposed + 5 {
		files = append(files, fmt.Sprintf("content/t%03d.md", i))
		lan.write(files[i], page("T", "Một."))
	}
	if _, err := lan.SaveAll(); err != nil {
		t.Fatal(err)
	}
	lan.propose("duyet/nhieu", files...)
	if got := hung.proposed("duyet/nhieu"); len(got.Files) != mostProposed || got.More != 5 {
		t.Errorf("%d files and %d more", len(got.Files), got.More)
	}

	blob := strings.TrimSpace(git(t, share, "rev-parse", "main:content/a.md"))
	git(t, share, "update-index", "--add", "--cacheinfo", "120000,"+blob+",lien-ket")
	tree := strings.TrimSpace(git(t, share, "write-tree"))
	commit := strings.TrimSpace(git(t, share, "commit-tree", tree, "-p", "main", "-m", "x"))
	git(t, share, "update-ref", "refs/heads/duyet/link", commit)
	all := hung.proposed("duyet/link").Files
	if i := slices.IndexFunc(all, func(f ProposedFile) bool { return f.Path == "lien-ket" }); i < 0 || !all[i].Cut || all[i].New == nil {
		t.Errorf("a link: %+v", all)
	}
}
