package host_test

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"loa/internal/office/host"
	"loa/internal/office/host/hosttest"
)

// The tokens of the people of these tests.
const (
	officer  = "secret-officer"
	approver = "secret-approver"
	reader   = "secret-reader"
)

var (
	first  = strings.Repeat("a", 40)
	second = strings.Repeat("b", 40)
)

var kinds = []string{"gitea", "github", "gitlab"}

// eachHost runs a test against a host of each kind, with three accounts and a branch.
func eachHost(t *testing.T, test func(t *testing.T, s *hosttest.Server)) {
	for _, kind := range kinds {
		t.Run(kind, func(t *testing.T) {
			s := hosttest.New(t, kind)
			s.Person(officer, hosttest.Person{Name: "lan", Full: "Nguyễn Thị Lan", Push: true})
			s.Person(approver, hosttest.Person{Name: "hung", Full: "Trần Văn Hùng", Push: true, Admin: true})
			s.Person(reader, hosttest.Person{Name: "khach", Full: "Khách"})
			s.Push("main", strings.Repeat("0", 40))
			s.Push("duyet/rao-ao", first)
			test(t, s)
		})
	}
}

func as(s *hosttest.Server, token string) host.Host {
	return host.New(place(s), host.Options{Token: token, Web: http.DefaultTransport, Agent: "Loa test", Clock: func() time.Time { return morning }})
}

func place(s *hosttest.Server) host.Place {
	return host.Place{Kind: host.Kind(s.Kind), Address: s.URL, Project: hosttest.Project}
}

var morning = time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC)

var draft = host.Draft{Branch: "duyet/rao-ao", Into: "main", Title: "Rào ao, giếng", Text: "- Rào ao\n- Giếng <có nắp>", Reviewers: []string{"hung"}}

func opened(t *testing.T, s *hosttest.Server) host.Review {
	t.Helper()
	r, err := as(s, officer).Open(t.Context(), draft)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func stateIs(t *testing.T, s *hosttest.Server, number int, want host.State) host.Review {
	t.Helper()
	r, err := as(s, officer).Review(t.Context(), number)
	if err != nil {
		t.Fatal(err)
	}
	if r.State != want {
		t.Fatalf("the review is %s, not %s", r.State, want)
	}
	return r
}

// A text is sent, returned with notes, sent again, approved and merged.
func TestReview(t *testing.T) {
	eachHost(t, func(t *testing.T, s *hosttest.Server) {
		ctx, lan, hung := t.Context(), as(s, officer), as(s, approver)
		r := opened(t, s)
		if r.Number != 1 || r.Commit != first || r.Title != draft.Title || !slices.Equal(r.Reviewers, []string{"hung"}) || r.Unassigned != nil || !strings.HasPrefix(r.Address, s.URL) {
			t.Fatalf("opened as %+v", r)
		}
		notes := []host.Note{{File: "content/rao-ao.md", Line: 7, Quote: "Giếng phải có nắp.\nLuôn luôn.", Text: "Nắp bằng gì?"}}
		if err := hung.Return(ctx, r.Number, first, "Xin xem lại.", notes); err != nil {
			t.Fatal(err)
		}
		r = stateIs(t, s, r.Number, host.Returned)
		i := slices.IndexFunc(r.Notes, func(n host.Note) bool { return n.File != "" })
		if i < 0 {
			t.Fatalf("no note at a passage: %+v", r.Notes)
		}
		if n := r.Notes[i]; n.By != "hung" || n.File != notes[0].File || n.Line != 7 || n.Quote != notes[0].Quote || n.Text != notes[0].Text {
			t.Errorf("the note came back as %+v", n)
		}
		if !slices.ContainsFunc(r.Notes, func(n host.Note) bool { return n.Text == "Xin xem lại." }) {
			t.Error("the reason of the return is lost")
		}

		s.Push("duyet/rao-ao", second)
		again, err := lan.Open(ctx, draft)
		if err != nil || again.Number != r.Number {
			t.Fatalf("sent again as %+v, %v", again, err)
		}
		stateIs(t, s, r.Number, host.Waiting)
		if err := lan.Note(ctx, r.Number, "Đã sửa: nắp gỗ."); err != nil {
			t.Fatal(err)
		}
		stateIs(t, s, r.Number, host.Waiting)
		if err := hung.Approve(ctx, r.Number, first); !host.Is(err, host.Changed) {
			t.Errorf("an older commit was approved: %v", err)
		}
		if err := hung.Merge(ctx, r.Number, second); err == nil {
			t.Error("merged without an approval")
		}
		if err := hung.Approve(ctx, r.Number, second); err != nil {
			t.Fatal(err)
		}
		if err := hung.Approve(ctx, r.Number, second); err != nil {
			t.Errorf("approved twice: %v", err)
		}
		r = stateIs(t, s, r.Number, host.Approved)
		if a := r.Approvals[0]; a.By != "hung" || a.Commit != second && a.Commit != "" {
			t.Errorf("the approval is %+v", a)
		}
		if err := lan.Merge(ctx, r.Number, first); !host.Is(err, host.Changed) {
			t.Errorf("another commit was merged: %v", err)
		}
		if err := lan.Merge(ctx, r.Number, second); err != nil {
			t.Fatal(err)
		}
		stateIs(t, s, r.Number, host.Merged)
	})
}

// A project that wants one commit of each review, or its commits made anew, gets them.
func TestMergedAsAllowed(t *testing.T) {
	for _, only := range []hosttest.Method{hosttest.Joined, hosttest.Squashed, hosttest.Rebased} {
		t.Run(string(only), func(t *testing.T) {
			eachHost(t, func(t *testing.T, s *hosttest.Server) {
				s.Methods = []hosttest.Method{only}
				r := opened(t, s)
				if err := as(s, approver).Approve(t.Context(), r.Number, first); err != nil {
					t.Fatal(err)
				}
				if err := as(s, reader).Merge(t.Context(), r.Number, first); !host.Is(err, host.Forbidden) && !host.Is(err, host.Unready) {
					t.Errorf("a reader: %v", err)
				}
				if err := as(s, officer).Merge(t.Context(), r.Number, first); err != nil {
					t.Fatal(err)
				}
				stateIs(t, s, r.Number, host.Merged)
			})
		})
	}
}

// An approval is of one commit: what is sent after it waits.
func TestApprovalOfOlderCommit(t *testing.T) {
	eachHost(t, func(t *testing.T, s *hosttest.Server) {
		r := opened(t, s)
		if err := as(s, approver).Approve(t.Context(), r.Number, first); err != nil {
			t.Fatal(err)
		}
		stateIs(t, s, r.Number, host.Approved)
		s.Push("duyet/rao-ao", second)
		stateIs(t, s, r.Number, host.Waiting)
		if err := as(s, officer).Merge(t.Context(), r.Number, second); err == nil {
			t.Error("merged by the approval of another commit")
		}
	})
}

// Nobody approves an own review, and a refusal is a refusal of the person, not of the token.
func TestFourEyes(t *testing.T) {
	eachHost(t, func(t *testing.T, s *hosttest.Server) {
		r := opened(t, s)
		if err := as(s, officer).Approve(t.Context(), r.Number, first); !host.Is(err, host.Forbidden) {
			t.Errorf("the author: %v", err)
		}
		stateIs(t, s, r.Number, host.Waiting)
	})
}

func TestRefuse(t *testing.T) {
	eachHost(t, func(t *testing.T, s *hosttest.Server) {
		r := opened(t, s)
		if err := as(s, approver).Refuse(t.Context(), r.Number, "Bài này đã đăng rồi."); err != nil {
			t.Fatal(err)
		}
		r = stateIs(t, s, r.Number, host.Refused)
		if len(r.Notes) != 1 || r.Notes[0].Text != "Bài này đã đăng rồi." {
			t.Errorf("the reason is %+v", r.Notes)
		}
		all, err := as(s, officer).Reviews(t.Context(), "main")
		if err != nil || len(all) != 1 || all[0].State != host.Refused || all[0].Title != draft.Title {
			t.Errorf("listed as %+v, %v", all, err)
		}
		if next := opened(t, s); next.Number == r.Number {
			t.Error("a review that was refused is sent again as itself")
		}
	})
}

// Notes at lines that a review does not change are kept as text where the host takes no
// others.
func TestNotesElsewhere(t *testing.T) {
	eachHost(t, func(t *testing.T, s *hosttest.Server) {
		s.Lines = map[string][]int{"content/rao-ao.md": {7}}
		r := opened(t, s)
		notes := []host.Note{{File: "content/rao-ao.md", Line: 7, Quote: "Nắp", Text: "một"}, {File: "content/rao-ao.md", Line: 90, Quote: "Ao", Text: "hai"}}
		if err := as(s, approver).Return(t.Context(), r.Number, first, "Xin xem.", notes); err != nil {
			t.Fatal(err)
		}
		var all []string
		for _, n := range stateIs(t, s, r.Number, host.Returned).Notes {
			all = append(all, n.File+n.Quote+n.Text)
		}
		text := strings.Join(all, "\n")
		for _, want := range []string{"một", "hai", "Nắp", "Ao", "content/rao-ao.md", "Xin xem."} {
			if strings.Count(text, want) == 0 {
				t.Errorf("%q is lost in %q", want, text)
			}
		}
	})
}

// A reviewer that the host does not accept is told and hinders nothing.
func TestUnassigned(t *testing.T) {
	eachHost(t, func(t *testing.T, s *hosttest.Server) {
		d := draft
		d.Reviewers = []string{"ai-do", "hung"}
		r, err := as(s, officer).Open(t.Context(), d)
		if err != nil || !slices.Equal(r.Unassigned, []string{"ai-do"}) || !slices.Equal(r.Reviewers, []string{"hung"}) {
			t.Errorf("%v: asked %v, not %v", err, r.Reviewers, r.Unassigned)
		}
	})
}

func TestWho(t *testing.T) {
	eachHost(t, func(t *testing.T, s *hosttest.Server) {
		for token, want := range map[string]host.Account{
			officer:  {Name: "lan", Full: "Nguyễn Thị Lan", Push: true},
			approver: {Name: "hung", Full: "Trần Văn Hùng", Push: true, Admin: true},
			reader:   {Name: "khach", Full: "Khách"},
		} {
			if got, err := as(s, token).Who(t.Context()); err != nil || got != want {
				t.Errorf("%+v, %v", got, err)
			}
		}
		if _, err := as(s, reader).Open(t.Context(), draft); !host.Is(err, host.Forbidden) {
			t.Errorf("an account without rights: %v", err)
		}
	})
}

func TestRules(t *testing.T) {
	eachHost(t, func(t *testing.T, s *hosttest.Server) {
		s.Approvals = 2
		rules, err := as(s, approver).Rules(t.Context(), "main")
		if want := (host.Rules{Protected: true, Approvals: 2}); err != nil || rules != want {
			t.Errorf("%+v, %v", rules, err)
		}
		s.Kept = true
		if rules, err := as(s, approver).Rules(t.Context(), "main"); err != nil || !rules.Kept {
			t.Errorf("kept: %+v, %v", rules, err)
		}
		if rules, err := as(s, reader).Rules(t.Context(), "main"); err != nil || !rules.Protected || rules.Approvals == 0 {
			t.Errorf("for a reader: %+v, %v", rules, err)
		}
		s.Protected = false
		if rules, err := as(s, officer).Rules(t.Context(), "main"); err != nil || rules.Protected || !rules.Push {
			t.Errorf("open: %+v, %v", rules, err)
		}
		if _, err := as(s, officer).Rules(t.Context(), "chinh"); !host.Is(err, host.Missing) {
			t.Errorf("no branch: %v", err)
		}
	})
}

// More reviews and notes than a page holds are all read, up to the bound.
func TestPages(t *testing.T) {
	eachHost(t, func(t *testing.T, s *hosttest.Server) {
		r := opened(t, s)
		for range 120 {
			if err := as(s, officer).Note(t.Context(), r.Number, "Xin chào"); err != nil {
				t.Fatal(err)
			}
		}
		if got := stateIs(t, s, r.Number, host.Waiting); len(got.Notes) != 120 {
			t.Errorf("%d notes", len(got.Notes))
		}
	})
}

func TestOf(t *testing.T) {
	for remote, want := range map[string]string{
		"https://git.tinh.vn/xa-an/trang.git":       "https://git.tinh.vn/xa-an/trang",
		"https://Git.Tinh.vn:8443/xa-an/trang/":     "https://git.tinh.vn:8443/xa-an/trang",
		"http://10.0.0.5:3000/xa-an/trang":          "http://10.0.0.5:3000/xa-an/trang",
		"git@git.tinh.vn:xa-an/trang.git":           "https://git.tinh.vn/xa-an/trang",
		"ssh://git@git.tinh.vn:2222/xa-an/trang":    "https://git.tinh.vn/xa-an/trang",
		"https://lan:mat-khau@git.tinh.vn/a/b":      "",
		"https://git.tinh.vn/trang":                 "",
		"https://git.tinh.vn/a/b/c":                 "",
		"https://git.tinh.vn/a/../b":                "",
		"//may-chu/chung/trang.git":                 "",
		`C:\trang.git`:                              "",
		"D:/trang.git":                              "",
		"file:///srv/trang.git":                     "",
		"https://git.tinh.vn/a/b?private_token=abc": "",
		"": "",
	} {
		got, ok := host.Of(remote, "forgejo")
		if ok != (want != "") || ok && got.String() != want {
			t.Errorf("%s is %q", remote, got)
		}
	}
	if p, ok := host.Of("https://git.tinh.vn/so/xa-an/trang", "gitlab"); !ok || p.Project != "so/xa-an/trang" {
		t.Errorf("a group in a group: %v", p)
	}
	p, _ := host.Of("git@ssh.tinh.vn:xa-an/trang.git", "gitea")
	if p, ok := p.At("https://git.tinh.vn/forgejo/"); !ok || p.String() != "https://git.tinh.vn/forgejo/xa-an/trang" {
		t.Errorf("with an address: %v", p)
	}
	for _, address := range []string{"git.tinh.vn", "ftp://git.tinh.vn", "https://a:b@git.tinh.vn", "https://git.tinh.vn?x=1"} {
		if _, ok := p.At(address); ok {
			t.Errorf("%s is an address", address)
		}
	}
}

// Nothing is sent without a token or a network, and the context ends what waits.
func TestNothingSent(t *testing.T) {
	eachHost(t, func(t *testing.T, s *hosttest.Server) {
		if _, err := as(s, "").Who(t.Context()); !host.Is(err, host.NoToken) {
			t.Errorf("without a token: %v", err)
		}
		h := host.New(place(s), host.Options{Token: officer, Clock: time.Now})
		if _, err := h.Who(t.Context()); !host.Is(err, host.NoNetwork) {
			t.Errorf("without a network: %v", err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := as(s, officer).Who(ctx); !errors.Is(err, context.Canceled) {
			t.Errorf("cancelled: %v", err)
		}
		if all, _ := s.Requests(); len(all) > 0 {
			t.Errorf("sent %v", all)
		}
	})
}
