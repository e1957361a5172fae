package review_test

import (
	"strings"
	"testing"

	"loa/internal/office/host/hosttest"
)

// A draft of the folder stays one while it waits for review, whatever others do in its
// branch, and is none any more once it is published, however the host merges it.
func TestDraftUntilPublished(t *testing.T) {
	const file = "content/moi.md"
	draft := strings.Replace(twoParts, "+++\n\n", "draft = true\n+++\n\n", 1)
	corrected := strings.Replace(twoParts, "có nắp.", "có nắp đậy.", 1)
	for name, c := range map[string]struct {
		correct string // what the branch has then; "" as it was sent
		after   string // what the author has written before the next sending; "" for nothing
		want    string // published
		by      hosttest.Method
		kind    string
	}{
		"as it was sent":           {"", "", twoParts, hosttest.Joined, "gitea"},
		"squashed":                 {"", "", twoParts, hosttest.Squashed, "gitea"},
		"rebased":                  {"", "", twoParts, hosttest.Rebased, "github"},
		"corrected":                {corrected, "", corrected, hosttest.Squashed, "gitlab"},
		"corrected, gone on":       {corrected, strings.Replace(draft, "có rào.", "có rào cao.", 1), strings.Replace(corrected, "có rào.", "có rào cao.", 1), hosttest.Joined, "gitea"},
		"made a draft by a reader": {draft, strings.Replace(draft, "có rào.", "có rào cao.", 1), strings.Replace(twoParts, "có rào.", "có rào cao.", 1), hosttest.Joined, "gitea"},
	} {
		t.Run(name, func(t *testing.T) {
			s, lan, hung := office(t, c.kind)
			bare := s.Repo.(*hosttest.Bare)
			lan.put(t, file, draft)
			sent := lan.sendsFiles(t, file)
			if got := bare.FileOf(sent.Branch, file) + "\n"; got != twoParts {
				t.Errorf("sent was\n%s", got)
			}
			if c.correct != "" {
				corrects(t, s, sent.Branch, file, c.correct)
			}
			if c.after != "" {
				lan.put(t, file, c.after)
				lan.sendsFiles(t, file)
			}
			if got := lan.has(file); strings.Count(got, "draft = true") != 1 || c.after == "" && got != draft {
				t.Errorf("while it waits the folder has\n%s", got)
			}
			lan.fetches(t)
			if got := lan.has(file); !strings.Contains(got, "draft = true") {
				t.Errorf("after a fetch the folder has\n%s", got)
			}
			must(t, hung.Approve(t.Context(), hung.opens(t, sent.Number), "Duyệt"))
			must(t, s.Press(sent.Number, c.by))
			lan.fetches(t)
			state, err := lan.State()
			must(t, err)
			if got := withoutApproval(lan.has(file)); got != c.want || len(state.Conflicts) > 0 || len(state.Unsent) > 0 {
				t.Errorf("%+v, the folder has\n%s", state, got)
			}
		})
	}
}

// A page that comes into another folder of the author from the branch of a review is a draft
// there, too, until it is published.
func TestDraftAtAnotherMachine(t *testing.T) {
	s, lan, hung := office(t, "gitea")
	draft := strings.Replace(twoParts, "+++\n\n", "draft = true\n+++\n\n", 1)
	lan.put(t, "content/ao.md", twoParts)
	lan.put(t, "content/moi.md", draft)
	sent := lan.sendsFiles(t, "content/ao.md", "content/moi.md")
	home := enter(t, s, lan.share, "lan", "Nguyễn Thị Lan", false)
	home.put(t, "content/ao.md", twoParts)
	home.put(t, "content/be.md", page)
	if next := home.sendsFiles(t, "content/ao.md", "content/be.md"); next.Number != sent.Number {
		t.Fatal(next)
	}
	if got := home.has("content/moi.md"); got != draft {
		t.Errorf("the folder has\n%s", got)
	}
	must(t, hung.Approve(t.Context(), hung.opens(t, sent.Number), "Duyệt"))
	must(t, s.Press(sent.Number, hosttest.Squashed))
	home.fetches(t)
	if got := withoutApproval(home.has("content/moi.md")); got != twoParts || home.waits(t) != "" {
		t.Errorf("%q waits, the folder has\n%s", home.waits(t), got)
	}
}

// Without an answer of the host a draft is no other text than what was published of it.
func TestDraftWithoutHost(t *testing.T) {
	s, lan, _ := office(t, "gitea")
	lan.put(t, "content/moi.md", strings.Replace(twoParts, "+++\n\n", "draft = true\n+++\n\n", 1))
	sent := lan.sendsFiles(t, "content/moi.md")
	must(t, s.Press(sent.Number, hosttest.Squashed))
	s.Down()
	lan.fetches(t)
	if got := lan.has("content/moi.md"); got != twoParts || lan.waits(t) != "" {
		t.Errorf("%q waits, the folder has\n%s", lan.waits(t), got)
	}
}
