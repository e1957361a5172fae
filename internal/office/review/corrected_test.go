package review_test

import (
	"errors"
	"strings"
	"testing"

	"loa/internal/office/clone"
	"loa/internal/office/host/hosttest"
	"loa/internal/office/review"
)

const twoParts = "+++\ntitle = \"Rào ao\"\n+++\n\nAo phải có rào.\n\nBể phải có nắp.\n"

// corrects writes a text into the branch of a review, as somebody does at the host.
func corrects(t *testing.T, s *hosttest.Server, branch, name, text string) {
	t.Helper()
	if err := s.Repo.(*hosttest.Bare).Write(branch, name, text); err != nil {
		t.Fatal(err)
	}
}

// What somebody has corrected in the branch of a review at the host stays when its author
// sends again: it comes into the author's folder, put together with what is new there.
func TestCorrectedAtHost(t *testing.T) {
	for _, kind := range []string{"gitea", "github", "gitlab"} {
		t.Run(kind, func(t *testing.T) {
			s, lan, hung := office(t, kind)
			bare := s.Repo.(*hosttest.Bare)
			sent := lan.sends(t, twoParts)
			corrected := strings.Replace(twoParts, "Bể phải có nắp.", "Bể nước phải có nắp đậy.", 1)
			corrects(t, s, sent.Branch, "content/ao.md", corrected)
			again := lan.sends(t, strings.Replace(twoParts, "có rào.", "có rào cao 1,2 m.", 1))
			wanted := strings.Replace(corrected, "có rào.", "có rào cao 1,2 m.", 1)
			if got := bare.FileOf(sent.Branch, "content/ao.md"); again.Number != sent.Number || got != strings.TrimSpace(wanted) {
				t.Errorf("the branch has\n%s", got)
			}
			if got := lan.read(t, "content/ao.md"); got != wanted {
				t.Errorf("the folder has\n%s", got)
			}
			// Once taken over it is the author's to change.
			last := strings.Replace(wanted, "Bể nước", "Bể chứa nước", 1)
			lan.sends(t, last)
			if got := bare.FileOf(sent.Branch, "content/ao.md"); got != strings.TrimSpace(last) {
				t.Errorf("the branch has\n%s", got)
			}
			if err := hung.Approve(t.Context(), hung.opens(t, sent.Number), "Duyệt"); err != nil {
				t.Error(err)
			}
		})
	}
}

// Where both have changed the same passage, nothing is sent: the host's text stands in the
// folder, the author's waits to be compared, and what the author then chooses is sent.
func TestCorrectedAtTheSamePlace(t *testing.T) {
	for _, kind := range []string{"gitea", "github", "gitlab"} {
		t.Run(kind, func(t *testing.T) {
			s, lan, _ := office(t, kind)
			bare := s.Repo.(*hosttest.Bare)
			sent := lan.sends(t, twoParts)
			theirs := strings.Replace(twoParts, "có rào.", "có rào chắn.", 1)
			corrects(t, s, sent.Branch, "content/ao.md", theirs)
			mine := strings.Replace(twoParts, "có rào.", "có rào cao 1,2 m.", 1)
			lan.put(t, "content/ao.md", mine)
			work := review.Work{Files: []string{"content/ao.md"}, Title: "Rào ao"}
			for range 2 { // as often as it is tried
				var trouble *clone.Trouble
				if _, err := lan.Room.Send(t.Context(), work); !errors.As(err, &trouble) || trouble.Kind != clone.Touching || trouble.Detail != "content/ao.md" {
					t.Fatalf("%v", err)
				}
				if got := bare.FileOf(sent.Branch, "content/ao.md"); got != strings.TrimSpace(theirs) {
					t.Fatalf("the branch has\n%s", got)
				}
			}
			if got := lan.read(t, "content/ao.md"); got != theirs {
				t.Errorf("the folder has\n%s", got)
			}
			state, err := lan.State()
			if err != nil || len(state.Conflicts) != 1 {
				t.Fatalf("%+v, %v", state, err)
			}
			waits := state.Conflicts[0]
			if kept, err := lan.Text(waits.Mine); err != nil || string(kept) != mine {
				t.Errorf("%q, %v", kept, err)
			}
			if err := lan.Settle(waits.Path, waits.Mine); err != nil {
				t.Fatal(err)
			}
			chosen := strings.Replace(twoParts, "có rào.", "có rào chắn cao 1,2 m.", 1)
			lan.sends(t, chosen)
			if got := bare.FileOf(sent.Branch, "content/ao.md"); got != strings.TrimSpace(chosen) {
				t.Errorf("the branch has\n%s", got)
			}
		})
	}
}

// What an approval writes into the branch is no correction: it does not come into the
// author's folder, sending the same again leaves it there, and another text has it no more.
func TestApprovalIsNoCorrection(t *testing.T) {
	s, lan, hung := office(t, "gitea")
	bare := s.Repo.(*hosttest.Bare)
	sent := lan.sends(t, twoParts)
	if err := hung.Approve(t.Context(), hung.opens(t, sent.Number), "Duyệt"); err != nil {
		t.Fatal(err)
	}
	before, _ := bare.Head(sent.Branch)
	lan.sends(t, twoParts)
	if after, _ := bare.Head(sent.Branch); after != before {
		t.Error("the same text again ended the approval")
	}
	last := strings.Replace(twoParts, "có rào.", "có rào cao.", 1)
	lan.sends(t, last)
	if got := bare.FileOf(sent.Branch, "content/ao.md"); got != strings.TrimSpace(last) {
		t.Errorf("the branch has\n%s", got)
	}
	if got := lan.read(t, "content/ao.md"); got != last {
		t.Errorf("the folder has\n%s", got)
	}
}

// What was corrected in files that are not sent this time is not lost either: a file that
// somebody added, one that was sent before, one that the author's folder does not know yet.
func TestCorrectedBeside(t *testing.T) {
	s, lan, _ := office(t, "gitea")
	bare := s.Repo.(*hosttest.Bare)
	lan.put(t, "content/be.md", page)
	lan.put(t, "content/ao.md", twoParts)
	both := review.Work{Files: []string{"content/ao.md", "content/be.md"}, Title: "Rào ao"}
	sent, err := lan.Room.Send(t.Context(), both)
	if err != nil {
		t.Fatal(err)
	}
	corrected := strings.Replace(page, "có rào.", "có nắp.", 1)
	corrects(t, s, sent.Branch, "content/be.md", corrected)
	corrects(t, s, sent.Branch, "content/them.md", page)
	lan.sends(t, strings.Replace(twoParts, "có rào.", "có rào cao.", 1))
	added := strings.Replace(page, "+++\n\n", "draft = true\n+++\n\n", 1) // until it is published
	for name, want := range map[string]string{"content/be.md": corrected, "content/them.md": added} {
		if got := lan.read(t, name); got != want {
			t.Errorf("the folder has of %s\n%s", name, got)
		}
	}
	if _, err := lan.Room.Send(t.Context(), both); err != nil {
		t.Fatal(err)
	}
	if got := bare.FileOf(sent.Branch, "content/be.md"); got != strings.TrimSpace(corrected) {
		t.Errorf("the branch has\n%s", got)
	}
}

// An account that goes on at another machine, which has not sent the review, loses nothing
// of it: where the texts touch nothing is sent, and each is whole, one in the folder and one
// on the list; what is chosen is then sent.
func TestSentFromAnotherMachine(t *testing.T) {
	s, lan, _ := office(t, "gitea")
	bare := s.Repo.(*hosttest.Bare)
	sent := lan.sends(t, twoParts)
	home := enter(t, s, lan.share, "lan", "Nguyễn Thị Lan", false)
	mine := page + "\nGiếng phải có nắp.\n"
	home.put(t, "content/ao.md", mine)
	var trouble *clone.Trouble
	if _, err := home.Room.Send(t.Context(), review.Work{Files: []string{"content/ao.md"}, Title: "Rào ao"}); !errors.As(err, &trouble) || trouble.Kind != clone.Touching || trouble.Detail != "content/ao.md" {
		t.Fatal(err)
	}
	if got := bare.FileOf(sent.Branch, "content/ao.md"); got != strings.TrimSpace(twoParts) {
		t.Errorf("the branch has\n%s", got)
	}
	if got := home.read(t, "content/ao.md"); got != twoParts {
		t.Errorf("the folder has\n%s", got)
	}
	state, err := home.State()
	if err != nil || len(state.Conflicts) != 1 {
		t.Fatalf("%+v, %v", state, err)
	}
	waits := state.Conflicts[0]
	if kept, err := home.Text(waits.Mine); err != nil || string(kept) != mine {
		t.Errorf("%q, %v", kept, err)
	}
	if err := home.Settle(waits.Path, waits.Mine); err != nil {
		t.Fatal(err)
	}
	both := twoParts + "\nGiếng phải có nắp.\n"
	again := home.sends(t, both)
	if got := bare.FileOf(sent.Branch, "content/ao.md"); again.Number != sent.Number || got != strings.TrimSpace(both) {
		t.Errorf("the branch has\n%s", got)
	}
}

// Where the other machine has the same text, and more at another place, that is sent.
func TestSentOnFromAnotherMachine(t *testing.T) {
	s, lan, _ := office(t, "gitea")
	sent := lan.sends(t, twoParts)
	home := enter(t, s, lan.share, "lan", "Nguyễn Thị Lan", false)
	home.put(t, "content/be.md", page)
	home.put(t, "content/ao.md", twoParts)
	again, err := home.Room.Send(t.Context(), review.Work{Files: []string{"content/ao.md", "content/be.md"}, Title: "Rào ao"})
	if err != nil || again.Number != sent.Number {
		t.Fatalf("%+v, %v", again, err)
	}
	for name, want := range map[string]string{"content/ao.md": twoParts, "content/be.md": page} {
		if got := s.Repo.(*hosttest.Bare).FileOf(sent.Branch, name); got != strings.TrimSpace(want) {
			t.Errorf("the branch has of %s\n%s", name, got)
		}
	}
	if state, err := home.State(); err != nil || len(state.Conflicts) > 0 {
		t.Errorf("%+v, %v", state, err)
	}
}

// What somebody corrected in a review that was published since comes in as it is: the
// author's text has been part of it, and nothing is left to choose.
func TestCorrectedAndPublished(t *testing.T) {
	s, lan, hung := office(t, "gitea")
	sent := lan.sends(t, twoParts)
	corrects(t, s, sent.Branch, "content/ao.md", strings.Replace(twoParts, "có rào.", "có rào chắn.", 1))
	if err := hung.Approve(t.Context(), hung.opens(t, sent.Number), "Duyệt"); err != nil {
		t.Fatal(err)
	}
	if err := hung.Room.Merge(t.Context(), hung.opens(t, sent.Number)); err != nil {
		t.Fatal(err)
	}
	if _, err := lan.Clone.Fetch(t.Context()); err != nil {
		t.Fatal(err)
	}
	if state, err := lan.State(); err != nil || len(state.Conflicts) > 0 || len(state.Unsent) > 0 {
		t.Errorf("%+v, %v", state, err)
	}
	if text := lan.read(t, "content/ao.md"); !strings.Contains(text, "có rào chắn.") || !strings.Contains(text, "approved_by") {
		t.Errorf("the folder has\n%s", text)
	}
}
