package review_test

import (
	"strings"
	"testing"

	"loa/internal/office/host"
	"loa/internal/office/host/hosttest"
)

// However somebody merges a review on the pages of the host, its author has what was
// published then: nothing to choose, nothing that waits to be sent but what is new.
func TestMergedAtHost(t *testing.T) {
	corrected := strings.Replace(twoParts, "có nắp.", "có nắp đậy.", 1)
	for name, c := range map[string]struct {
		file    string
		texts   []string // that the author saves one after the other; the last is sent
		correct string   // what the branch has then; "" as it was sent
		after   string   // what the author writes before the next fetch; "" for nothing
		folder  string   // without the approval
		unsent  bool
	}{
		"a page that was there":    {"content/ao.md", []string{twoParts}, "", "", twoParts, false},
		"a new page":               {"content/moi.md", []string{twoParts}, "", "", twoParts, false},
		"changed and changed back": {"content/ao.md", []string{strings.Replace(page, "Rào ao", "Rào ao hồ", 1), twoParts}, "", "", twoParts, false},
		"corrected":                {"content/ao.md", []string{twoParts}, corrected, "", corrected, false},
		"new and corrected":        {"content/moi.md", []string{twoParts}, corrected, "", corrected, false},
		"gone on":                  {"content/ao.md", []string{twoParts}, "", strings.Replace(twoParts, "có rào.", "có rào cao.", 1), strings.Replace(twoParts, "có rào.", "có rào cao.", 1), true},
		"new, corrected, gone on":  {"content/moi.md", []string{twoParts}, corrected, strings.Replace(twoParts, "có rào.", "có rào cao.", 1), strings.Replace(corrected, "có rào.", "có rào cao.", 1), true},
		"written back":             {"content/ao.md", []string{twoParts}, "", page, page, true},
	} {
		ways := map[string]hosttest.Method{"gitea": hosttest.Squashed}
		if name == "new, corrected, gone on" || name == "written back" {
			ways = map[string]hosttest.Method{"gitea": hosttest.Joined, "github": hosttest.Rebased, "gitlab": hosttest.Squashed}
		}
		for kind, by := range ways {
			t.Run(name+" by "+string(by)+" at "+kind, func(t *testing.T) {
				s, lan, hung := office(t, kind)
				for _, text := range c.texts {
					lan.put(t, c.file, text)
					_, err := lan.SaveAll()
					must(t, err)
				}
				sent := lan.sendsFiles(t, c.file)
				if c.correct != "" {
					corrects(t, s, sent.Branch, c.file, c.correct)
				}
				must(t, hung.Approve(t.Context(), hung.opens(t, sent.Number), "Duyệt"))
				must(t, s.Press(sent.Number, by))
				if c.after != "" {
					lan.put(t, c.file, c.after)
				}
				lan.fetches(t)
				state, err := lan.State()
				must(t, err)
				if len(state.Conflicts) > 0 || (len(state.Unsent) > 0) != c.unsent || (state.Ahead > 0) != c.unsent {
					t.Errorf("%+v", state)
				}
				if got := withoutApproval(lan.has(c.file)); got != c.folder {
					t.Errorf("the folder has\n%s", got)
				}
				if all := lan.Standing(t.Context(), true); all.Err != nil || all.Reviews[0].State != host.Merged {
					t.Errorf("%+v", all)
				}
				if c.unsent {
					next := lan.sendsFiles(t, c.file)
					if got := withoutApproval(s.Repo.(*hosttest.Bare).FileOf(next.Branch, c.file) + "\n"); next.Number == sent.Number || got != c.folder {
						t.Errorf("sent again as %d\n%s", next.Number, got)
					}
				}
			})
		}
	}
}

// withoutApproval is a page without the lines that an approval writes.
func withoutApproval(text string) string {
	var lines []string
	for _, line := range strings.SplitAfter(text, "\n") {
		if !strings.HasPrefix(line, "approved_") {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "")
}

// Where the host does not answer which reviews it has merged, an approval alone is nothing
// to choose; of a text that somebody corrected both are shown, and none is lost.
func TestSquashedWithoutHost(t *testing.T) {
	corrected := strings.Replace(twoParts, "có nắp.", "có nắp đậy.", 1)
	for name, c := range map[string]struct{ correct, waits string }{
		"approved":  {"", ""},
		"corrected": {corrected, "content/moi.md"},
	} {
		t.Run(name, func(t *testing.T) {
			s, lan, hung := office(t, "gitea")
			lan.put(t, "content/moi.md", twoParts)
			sent := lan.sendsFiles(t, "content/moi.md")
			if c.correct != "" {
				corrects(t, s, sent.Branch, "content/moi.md", c.correct)
			}
			must(t, hung.Approve(t.Context(), hung.opens(t, sent.Number), "Duyệt"))
			must(t, s.Press(sent.Number, hosttest.Squashed))
			s.Down()
			lan.fetches(t)
			state, err := lan.State()
			must(t, err)
			if lan.waits(t) != c.waits || state.Ahead > 0 {
				t.Errorf("waits: %q, %+v", lan.waits(t), state)
			}
			for _, one := range state.Conflicts {
				if kept, err := lan.Text(one.Mine); err != nil || string(kept) != twoParts {
					t.Errorf("%q, %v", kept, err)
				}
			}
		})
	}
}
