package review_test

import (
	"strings"
	"testing"

	"loa/internal/office/clone"
	"loa/internal/office/host/hosttest"
)

// mergedWhileSending sends a text for review that the host merges, and keeps its branch,
// while a next one is on its way to that branch.
func mergedWhileSending(t *testing.T, s *hosttest.Server, lan person, by hosttest.Method, next func()) (branch string) {
	t.Helper()
	bare := s.Repo.(*hosttest.Bare)
	sent := lan.sendsFiles(t, "content/ao.md")
	published, _ := bare.Head("main")
	first, _ := bare.Head(sent.Branch)
	must(t, s.Press(sent.Number, by))
	merged, _ := bare.Head("main")
	must(t, bare.Move("main", published))
	must(t, bare.Move(sent.Branch, first))
	next()
	_, err := lan.SaveAll()
	must(t, err)
	_, err = lan.Propose(t.Context(), clone.Proposal{Branch: sent.Branch, Paths: []string{"content/ao.md"}, By: clone.Person{Name: "Lan"}, Message: "Rào ao"})
	must(t, err)
	must(t, bare.Move("main", merged))
	return sent.Branch
}

// What was sent to the branch of a review after the host had merged that is not published:
// it stays in the folder and waits to be sent.
func TestSentAfterMerged(t *testing.T) {
	for _, c := range []struct {
		kind string
		by   hosttest.Method
	}{{"gitea", hosttest.Joined}, {"gitea", hosttest.Squashed}, {"github", hosttest.Squashed}, {"gitlab", hosttest.Squashed}} {
		by := c.by
		t.Run(string(by)+" at "+c.kind, func(t *testing.T) {
			s, lan, _ := office(t, c.kind)
			one := strings.Replace(twoParts, "có rào.", "có rào cao.", 1)
			two := strings.Replace(one, "có nắp.", "có nắp đậy kín.", 1)
			lan.put(t, "content/ao.md", one)
			branch := mergedWhileSending(t, s, lan, by, func() { lan.put(t, "content/ao.md", two) })
			lan.fetches(t)
			state, err := lan.State()
			must(t, err)
			if got := lan.has("content/ao.md"); got != two || len(state.Conflicts) > 0 || strings.Join(state.Unsent, " ") != "content/ao.md" {
				t.Errorf("%+v, the folder has\n%s", state, got)
			}
			three := strings.Replace(two, "rào cao", "rào rất cao", 1)
			lan.put(t, "content/ao.md", three)
			next := lan.sendsFiles(t, "content/ao.md")
			if got := s.Repo.(*hosttest.Bare).FileOf(next.Branch, "content/ao.md"); next.Branch == branch || got != strings.TrimSpace(three) {
				t.Errorf("%s has\n%s", next.Branch, got)
			}
		})
	}
}

// An approver takes a new page out of a review: it was published never, and stays in the
// folder of its author.
func TestLeftOut(t *testing.T) {
	other := about("Nắp", "Bể phải có nắp.")
	for kind, by := range map[string]hosttest.Method{"gitea": hosttest.Joined, "github": hosttest.Rebased, "gitlab": hosttest.Squashed} {
		t.Run(string(by)+" at "+kind, func(t *testing.T) {
			s, lan, _ := office(t, kind)
			lan.put(t, "content/a.md", twoParts)
			lan.put(t, "content/b.md", other)
			sent := lan.sendsFiles(t, "content/a.md", "content/b.md")
			must(t, s.Repo.(*hosttest.Bare).Remove(sent.Branch, "content/b.md"))
			must(t, s.Press(sent.Number, by))
			for range 2 {
				lan.fetches(t)
			}
			state, err := lan.State()
			must(t, err)
			if got := lan.has("content/b.md"); got != other || len(state.Conflicts) > 0 || strings.Join(state.Unsent, " ") != "content/b.md" {
				t.Errorf("%+v, the folder has\n%s", state, got)
			}
		})
	}
}

// A new page that was published and then withdrawn does not come back from the folder of its
// author, also where that hears of both at once; and one that was there before goes.
func TestPublishedAndWithdrawn(t *testing.T) {
	for _, file := range []string{"content/moi.md", "content/ao.md"} {
		s, lan, _ := office(t, "github")
		lan.put(t, file, twoParts)
		sent := lan.sendsFiles(t, file)
		must(t, s.Press(sent.Number, hosttest.Squashed))
		must(t, s.Repo.(*hosttest.Bare).Remove("main", file))
		lan.fetches(t)
		if state, err := lan.State(); err != nil || lan.has(file) != "" || len(state.Conflicts)+len(state.Unsent) > 0 {
			t.Errorf("%s: %+v, %v", lan.has(file), state, err)
		}
	}
}

// An approval of a page is not taken back by what is sent of another page in the same review.
func TestApprovedBeforeMoreIsSent(t *testing.T) {
	s, lan, hung := office(t, "gitea")
	lan.put(t, "content/a.md", twoParts)
	lan.put(t, "content/b.md", page)
	sent := lan.sendsFiles(t, "content/a.md", "content/b.md")
	must(t, hung.Approve(t.Context(), hung.opens(t, sent.Number), "Duyệt"))
	lan.put(t, "content/b.md", twoParts)
	lan.sendsFiles(t, "content/a.md", "content/b.md")
	must(t, hung.Approve(t.Context(), hung.opens(t, sent.Number), "Duyệt"))
	must(t, s.Press(sent.Number, hosttest.Squashed))
	lan.fetches(t)
	if state, err := lan.State(); err != nil || len(state.Conflicts)+len(state.Unsent) > 0 || !strings.Contains(lan.has("content/a.md"), "approved_by") {
		t.Errorf("%+v, %v\n%s", state, err, lan.has("content/a.md"))
	}
}
