package review_test

import (
	"context"
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"loa/internal/base/disk"
	"loa/internal/generator/content"
	"loa/internal/office/clone"
	"loa/internal/office/host"
	"loa/internal/office/host/hosttest"
	"loa/internal/office/review"
)

// person is somebody with a clone and an account.
type person struct {
	*review.Room
	*clone.Clone
	dir, share string
}

const page = "+++\ntitle = \"Rào ao\"\n+++\n\nAo phải có rào.\n"

// office is a host with the repository of a site, and two people.
func office(t *testing.T, kind string) (s *hosttest.Server, lan, hung person) {
	share := filepath.Join(t.TempDir(), "trang.git")
	if err := clone.StartShare(share, "main", disk.System{}); err != nil {
		t.Fatal(err)
	}
	s = hosttest.New(t, kind)
	s.Git(share)
	lan = enter(t, s, share, "lan", "Nguyễn Thị Lan", true)
	if _, err := lan.Clone.Send(t.Context()); err != nil {
		t.Fatal(err)
	}
	return s, lan, enter(t, s, share, "hung", "Trần Văn Hùng", false)
}

// enter gives a person an account and a clone.
func enter(t *testing.T, s *hosttest.Server, share, name, full string, first bool) person {
	t.Helper()
	s.Person("secret-"+name, hosttest.Person{Name: name, Full: full, Push: true})
	p := person{dir: filepath.Join(t.TempDir(), name), share: share}
	h := host.New(host.Place{Kind: host.Kind(s.Kind), Address: s.URL, Project: hosttest.Project}, host.Options{Token: "secret-" + name, Web: http.DefaultTransport, Clock: time.Now})
	o := clone.Options{Dir: p.dir, Remote: share, Clock: time.Now, OfText: review.ApprovalKeys(), FolderKeys: review.FolderKeys(),
		Merged: func(ctx context.Context) (map[string]clone.Merge, error) { return review.Merged(ctx, h, "main") },
		Who:    clone.Person{Name: full, Email: name + "@example.vn"}}
	var err error
	if first {
		p.put(t, "site.toml", "title = \"Trang\"\n")
		p.put(t, "content/ao.md", page)
		err = clone.Start(o)
	} else {
		err = clone.Join(t.Context(), o)
	}
	if err == nil {
		p.Clone, err = clone.Open(o)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.Clone.Close() })
	p.Room = review.New(review.Options{Host: h, Clone: p.Clone, Branch: "main", Clock: time.Now, Wait: func(time.Duration) {}})
	return p
}

func (p person) put(t *testing.T, name, text string) {
	t.Helper()
	at := filepath.Join(p.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(at), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(at, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

func (p person) read(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(p.dir, filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// A page goes from one clone to another person, comes back with a note, goes again, is
// approved and published; both clones then have it, with the name and the bytes.
func TestFlow(t *testing.T) {
	for _, kind := range []string{"gitea", "github", "gitlab"} {
		t.Run(kind, func(t *testing.T) {
			_, lan, hung := office(t, kind)
			ctx := t.Context()
			work := review.Work{Files: []string{"content/ao.md"}, Title: "Rào ao", Text: "- Rào ao", Reviewers: []string{"hung", "lan"}}
			lan.put(t, "content/ao.md", strings.Replace(page, "rào.", "rào cao.", 1))
			sent, err := lan.Room.Send(ctx, work)
			if err != nil || len(sent.Reviewers) != 1 || sent.Reviewers[0] != "hung" {
				t.Fatalf("%+v, %v", sent, err)
			}
			piece, err := hung.Room.Open(ctx, sent.Number)
			if err != nil || len(piece.Files) != 1 || string(piece.Files[0].Old) != page {
				t.Fatalf("%+v, %v", piece, err)
			}
			if err := hung.Return(ctx, piece, "Cao bao nhiêu?", []host.Note{{File: "content/ao.md", Line: 5, Quote: "Ao phải có rào cao.", Text: "Ghi số."}}); err != nil {
				t.Fatal(err)
			}
			if all := lan.Standing(ctx, true); all.Err != nil || all.Reviews[0].State != host.Returned {
				t.Fatalf("%+v", all)
			}
			wanted := strings.Replace(page, "rào.", "rào cao 1,2 m.", 1)
			lan.put(t, "content/ao.md", wanted)
			again, err := lan.Room.Send(ctx, work)
			if err != nil || again.Number != sent.Number {
				t.Fatalf("%+v, %v", again, err)
			}
			old := piece
			if piece, err = hung.Room.Open(ctx, sent.Number); err != nil {
				t.Fatal(err)
			}
			if err := hung.Approve(ctx, old, "Duyệt"); err == nil {
				t.Error("what was read before was approved")
			}
			if own, err := lan.Room.Open(ctx, sent.Number); err != nil || !host.Is(lan.Approve(ctx, own, "Duyệt"), host.Forbidden) {
				t.Error("own work was approved", err)
			}
			if err := hung.Approve(ctx, piece, "Duyệt Rào ao"); err != nil {
				t.Fatal(err)
			}
			if piece, err = lan.Room.Open(ctx, sent.Number); err != nil || piece.State != host.Approved {
				t.Fatalf("%+v, %v", piece.Review, err)
			}
			if err := lan.Room.Merge(ctx, piece); err != nil {
				t.Fatal(err)
			}
			if _, err := hung.Clone.Fetch(ctx); err != nil {
				t.Fatal(err)
			}
			for _, p := range []person{lan, hung} {
				text := p.read(t, "content/ao.md")
				if !strings.Contains(text, `approved_by = "Trần Văn Hùng"`) || !strings.Contains(text, content.ApprovedText([]byte(wanted))) || content.ApprovedText([]byte(text)) != content.ApprovedText([]byte(wanted)) {
					t.Errorf("published as\n%s", text)
				}
			}
			if state, err := lan.State(); err != nil || state.Ahead > 0 || len(state.Conflicts) > 0 {
				t.Errorf("the clone of the author: %+v, %v", state, err)
			}
			lan.put(t, "content/ao.md", page)
			next, err := lan.Room.Send(ctx, work)
			if err != nil || next.Number == sent.Number {
				t.Errorf("after the end: %+v, %v", next, err)
			}
		})
	}
}

// Without the host, what is known stays, and the reason is told.
func TestStandingWithoutHost(t *testing.T) {
	s, lan, _ := office(t, "gitea")
	if first := lan.Standing(t.Context(), false); first.Err != nil || first.Me.Name != "lan" {
		t.Fatalf("%+v", first)
	}
	before, _ := s.Requests()
	lan.Standing(t.Context(), false)
	if after, _ := s.Requests(); len(after) != len(before) {
		t.Error("asked again at once")
	}
	s.Instead(func(w http.ResponseWriter, _ *http.Request) bool {
		w.WriteHeader(http.StatusBadGateway)
		return true
	})
	got := lan.Standing(t.Context(), true)
	if !host.Is(got.Err, host.Down) || got.Me.Name != "lan" || got.At.IsZero() {
		t.Errorf("%+v", got)
	}
}

// An approval stamps what it was given for: not what the host merged from what is published.
func TestApprovesWhatIsProposed(t *testing.T) {
	s, lan, hung := office(t, "gitea")
	ctx := t.Context()
	lan.put(t, "content/khac.md", page)
	if _, err := lan.Clone.Send(ctx); err != nil {
		t.Fatal(err)
	}
	sent := lan.sends(t, strings.Replace(page, "rào.", "rào cao.", 1))
	if _, err := hung.Clone.Fetch(ctx); err != nil {
		t.Fatal(err)
	}
	unread := strings.Replace(page, "rào.", "nắp.", 1)
	hung.put(t, "content/khac.md", unread)
	if _, err := hung.Clone.Send(ctx); err != nil {
		t.Fatal(err)
	}
	bare := s.Repo.(*hosttest.Bare)
	if err := bare.Update(sent.Branch, "main"); err != nil {
		t.Fatal(err)
	}
	piece := hung.opens(t, sent.Number)
	if len(piece.Files) != 1 || piece.Files[0].Path != "content/ao.md" {
		t.Fatalf("%+v", piece.Files)
	}
	if err := hung.Approve(ctx, piece, "Duyệt"); err != nil {
		t.Fatal(err)
	}
	if text := bare.FileOf(sent.Branch, "content/khac.md"); text != strings.TrimSpace(unread) {
		t.Errorf("approved unseen:\n%s", text)
	}
	if text := bare.FileOf(sent.Branch, "content/ao.md"); !strings.Contains(text, "approved_by") {
		t.Errorf("not approved:\n%s", text)
	}
}

// What cannot be shown whole is not approved.
func TestUnseen(t *testing.T) {
	for name, text := range map[string]string{"a long page": page + strings.Repeat("Một đoạn dài.\n\n", 200_000), "no text": page + "\xff\x00"} {
		t.Run(name, func(t *testing.T) {
			s, lan, hung := office(t, "gitea")
			sent := lan.sends(t, text)
			piece := hung.opens(t, sent.Number)
			if piece.Unseen() != "content/ao.md" {
				t.Errorf("%q", piece.Unseen())
			}
			var trouble *clone.Trouble
			if err := hung.Approve(t.Context(), piece, "Duyệt"); !errors.As(err, &trouble) || trouble.Kind != clone.Unseen {
				t.Error(err)
			}
			if text := s.Repo.(*hosttest.Bare).FileOf(sent.Branch, "content/ao.md"); strings.Contains(text, "approved_by") {
				t.Error("approved")
			}
		})
	}
	if unseen := (review.Piece{More: 5}).Unseen(); unseen != "+5" {
		t.Error(unseen)
	}
}

// sends sends the page for review with a text.
func (p person) sends(t *testing.T, text string) review.Sent {
	t.Helper()
	p.put(t, "content/ao.md", text)
	sent, err := p.Room.Send(t.Context(), review.Work{Files: []string{"content/ao.md"}, Title: "Rào ao"})
	if err != nil {
		t.Fatal(err)
	}
	return sent
}

// opens opens a review.
func (p person) opens(t *testing.T, number int) review.Piece {
	t.Helper()
	piece, err := p.Room.Open(t.Context(), number)
	if err != nil {
		t.Fatal(err)
	}
	return piece
}

// Two people can approve one text where the host asks for two: the second approves the
// commit that the first did.
func TestTwoApprovals(t *testing.T) {
	for _, kind := range []string{"gitea", "github", "gitlab"} {
		t.Run(kind, func(t *testing.T) {
			s, lan, hung := office(t, kind)
			s.Approvals = 2
			minh := enter(t, s, lan.share, "minh", "Lê Văn Minh", false)
			text := strings.Replace(page, "rào.", "rào cao.", 1)
			forged := strings.Replace(text, "+++\n\n", "approved_by = \"Lê Văn Minh\"\napproved_text = \""+content.ApprovedText([]byte(text))+"\"\n+++\n\n", 1)
			sent := lan.sends(t, forged)
			if err := hung.Approve(t.Context(), hung.opens(t, sent.Number), "Duyệt"); err != nil {
				t.Fatal(err)
			}
			first := minh.opens(t, sent.Number)
			if err := minh.Approve(t.Context(), first, "Duyệt"); err != nil {
				t.Fatal(err)
			}
			both := lan.opens(t, sent.Number)
			if both.Commit != first.Commit {
				t.Error("the second approval ended the first")
			}
			if err := lan.Room.Merge(t.Context(), both); err != nil {
				t.Fatal(err)
			}
			if text := lan.read(t, "content/ao.md"); !strings.Contains(text, `approved_by = "Trần Văn Hùng"`) {
				t.Errorf("a name that the author wrote stayed:\n%s", text)
			}
		})
	}
}

// A host that refuses an approval leaves no name in the branch.
func TestRefusedApproval(t *testing.T) {
	s, lan, hung := office(t, "gitea")
	sent := lan.sends(t, strings.Replace(page, "rào.", "rào cao.", 1))
	piece := hung.opens(t, sent.Number)
	bare := s.Repo.(*hosttest.Bare)
	before := bare.FileOf(sent.Branch, "content/ao.md")
	s.Instead(func(w http.ResponseWriter, r *http.Request) bool {
		if r.Method != http.MethodPost || !strings.HasSuffix(r.URL.Path, "/reviews") {
			return false
		}
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusForbidden)
		return true
	})
	if err := hung.Approve(t.Context(), piece, "Duyệt"); !host.Is(err, host.Forbidden) {
		t.Fatal(err)
	}
	if after := bare.FileOf(sent.Branch, "content/ao.md"); after != before {
		t.Errorf("the branch has\n%s", after)
	}
	s.Instead(nil)
	if err := hung.Approve(t.Context(), hung.opens(t, sent.Number), "Duyệt"); err != nil {
		t.Error(err)
	}
}
