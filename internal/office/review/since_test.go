package review_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"loa/internal/office/clone"
	"loa/internal/office/host/hosttest"
	"loa/internal/office/review"
)

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// has is a file of the folder; "" if it is not there.
func (p person) has(name string) string {
	text, _ := os.ReadFile(filepath.Join(p.dir, filepath.FromSlash(name)))
	return string(text)
}

func (p person) gone(t *testing.T, name string) {
	t.Helper()
	must(t, os.Remove(filepath.Join(p.dir, filepath.FromSlash(name))))
}

// publishes sends texts to the published branch, without a review.
func (p person) publishes(t *testing.T, texts map[string]string) {
	t.Helper()
	for name, text := range texts {
		p.put(t, name, text)
	}
	_, err := p.Clone.Send(t.Context())
	must(t, err)
}

// sendsFiles sends files for review as they are in the folder.
func (p person) sendsFiles(t *testing.T, files ...string) review.Sent {
	t.Helper()
	sent, err := p.Room.Send(t.Context(), review.Work{Files: files, Title: "Rào ao"})
	must(t, err)
	return sent
}

func (p person) fetches(t *testing.T) {
	t.Helper()
	_, err := p.Clone.Fetch(t.Context())
	must(t, err)
}

// waits are the paths that wait for a person.
func (p person) waits(t *testing.T) string {
	t.Helper()
	state, err := p.State()
	must(t, err)
	var all []string
	for _, c := range state.Conflicts {
		all = append(all, c.Path)
	}
	return strings.Join(all, " ")
}

func about(title, text string) string { return "+++\ntitle = \"" + title + "\"\n+++\n\n" + text + "\n" }

// What a host brought into the branch of a review from what is published is no correction,
// also when it was withdrawn there since: it comes neither into the author's folder nor
// back to the readers.
func TestWithdrawnStaysWithdrawn(t *testing.T) {
	s, lan, hung := office(t, "gitea")
	bare := s.Repo.(*hosttest.Bare)
	sent := lan.sends(t, twoParts)
	right, wrong := about("Số", "Gọi 111."), about("Số", "Gọi 999.")
	hung.publishes(t, map[string]string{"content/sai.md": page, "content/so.md": right})
	hung.publishes(t, map[string]string{"content/so.md": wrong})
	must(t, bare.Update(sent.Branch, "main"))
	hung.gone(t, "content/sai.md")
	hung.publishes(t, map[string]string{"content/so.md": right})
	next := strings.Replace(twoParts, "rào.", "rào cao.", 1)
	lan.sends(t, next)
	if lan.has("content/sai.md") != "" || lan.has("content/so.md") != right || lan.waits(t) != "" {
		t.Errorf("the folder has %q, %q; waits: %s", lan.has("content/sai.md"), lan.has("content/so.md"), lan.waits(t))
	}
	_, err := lan.Clone.Send(t.Context())
	must(t, err)
	if bare.File("content/sai.md") != "" || bare.File("content/so.md") != strings.TrimSpace(right) || bare.File("content/ao.md") != strings.TrimSpace(next) {
		t.Errorf("published: %q, %q, %q", bare.File("content/sai.md"), bare.File("content/so.md"), bare.File("content/ao.md"))
	}
}

// The same of a passage of the very page that is under review: with it stands a correction,
// which comes in alone.
func TestWithdrawnPassage(t *testing.T) {
	s, lan, hung := office(t, "gitea")
	bare := s.Repo.(*hosttest.Bare)
	three := about("Rào ao", "Ao phải có rào.\n\nBể phải có nắp.\n\nGọi 111.")
	lan.publishes(t, map[string]string{"content/ao.md": three})
	hung.fetches(t)
	sent := lan.sends(t, strings.Replace(three, "rào.", "rào cao.", 1))
	hung.publishes(t, map[string]string{"content/ao.md": strings.Replace(three, "111", "999", 1)})
	must(t, bare.Update(sent.Branch, "main"))
	hung.publishes(t, map[string]string{"content/ao.md": three})
	corrects(t, s, sent.Branch, "content/ao.md", strings.Replace(bare.FileOf(sent.Branch, "content/ao.md")+"\n", "có nắp.", "có nắp đậy.", 1))
	lan.sends(t, strings.Replace(three, "rào.", "rào cao 1,2 m.", 1))
	want := about("Rào ao", "Ao phải có rào cao 1,2 m.\n\nBể phải có nắp đậy.\n\nGọi 111.")
	if got := lan.has("content/ao.md"); got != want || lan.waits(t) != "" {
		t.Errorf("waits: %s; the folder has\n%s", lan.waits(t), got)
	}
}

// What a reviewer takes out of the branch, or puts back to what is published, is a
// correction: sending the same files again does not bring it back.
func TestTakenOutStaysOut(t *testing.T) {
	s, lan, hung := office(t, "gitea")
	bare := s.Repo.(*hosttest.Bare)
	old := about("Bể", "Bể có nắp.")
	lan.publishes(t, map[string]string{"content/be.md": old})
	lan.put(t, "content/be.md", about("Bể", "Bể không cần nắp."))
	lan.put(t, "content/anh.md", page)
	lan.put(t, "content/ao.md", twoParts)
	files := []string{"content/ao.md", "content/be.md", "content/anh.md"}
	sent := lan.sendsFiles(t, files...)
	must(t, bare.Remove(sent.Branch, "content/anh.md"))
	corrects(t, s, sent.Branch, "content/be.md", old)
	hung.publishes(t, map[string]string{"content/khac.md": page})
	must(t, bare.Update(sent.Branch, "main"))
	lan.put(t, "content/ao.md", strings.Replace(twoParts, "rào.", "rào cao.", 1))
	next := lan.sendsFiles(t, files...)
	if got := bare.FileOf(sent.Branch, "content/anh.md"); got != "" || lan.has("content/anh.md") != page || strings.Join(next.LeftOut, " ") != "content/anh.md" {
		t.Errorf("what was taken out: %q, in the folder %q, told %q", got, lan.has("content/anh.md"), next.LeftOut)
	}
	if got := bare.FileOf(sent.Branch, "content/be.md"); got != strings.TrimSpace(old) || lan.has("content/be.md") != old {
		t.Errorf("what was put back is there: %q, %q", got, lan.has("content/be.md"))
	}
	if lan.waits(t) != "" {
		t.Error(lan.waits(t))
	}
	next = lan.sendsFiles(t, files...)
	if got := bare.FileOf(sent.Branch, "content/anh.md"); got != strings.TrimSpace(page) || len(next.LeftOut) > 0 {
		t.Errorf("sent once more: %q, told %q", got, next.LeftOut)
	}
}

// Who could not send what a reader had taken a page out of is told when it is sent.
func TestTakenOutIsToldOnceSent(t *testing.T) {
	s, lan, _ := office(t, "gitea")
	bare := s.Repo.(*hosttest.Bare)
	lan.put(t, "content/anh.md", page)
	lan.put(t, "content/ao.md", twoParts)
	files := []string{"content/ao.md", "content/anh.md"}
	sent := lan.sendsFiles(t, files...)
	must(t, bare.Remove(sent.Branch, "content/anh.md"))
	corrects(t, s, sent.Branch, "content/ao.md", strings.Replace(twoParts, "rào.", "rào chắn.", 1))
	mine := strings.Replace(twoParts, "rào.", "rào cao.", 1)
	lan.put(t, "content/ao.md", mine)
	var trouble *clone.Trouble
	if _, err := lan.Room.Send(t.Context(), review.Work{Files: files, Title: "Rào ao"}); !errors.As(err, &trouble) || trouble.Kind != clone.Touching {
		t.Fatal(err)
	}
	state, err := lan.State()
	must(t, err)
	must(t, lan.Settle(state.Conflicts[0].Path, state.Conflicts[0].Mine))
	lan.put(t, "content/ao.md", mine)
	next := lan.sendsFiles(t, files...)
	if bare.FileOf(sent.Branch, "content/anh.md") != "" || lan.has("content/anh.md") != page || strings.Join(next.LeftOut, " ") != "content/anh.md" {
		t.Errorf("in the folder %q, told %q", lan.has("content/anh.md"), next.LeftOut)
	}
}

// A text that went for review long ago and is written again is the author's own: a fetch
// does not give it up for somebody else's.
func TestWrittenAgain(t *testing.T) {
	s, lan, hung := office(t, "gitea")
	sent := lan.sends(t, twoParts)
	must(t, s.Press(sent.Number, hosttest.Joined))
	for _, p := range []person{lan, hung} {
		p.fetches(t)
	}
	hung.publishes(t, map[string]string{"content/ao.md": strings.Replace(twoParts, "có rào.", "không cần rào.", 1)})
	lan.fetches(t)
	lan.put(t, "content/ao.md", twoParts)
	hung.publishes(t, map[string]string{"content/ao.md": strings.Replace(twoParts, "có rào.", "không cần rào đâu.", 1)})
	lan.fetches(t)
	if lan.waits(t) != "content/ao.md" {
		t.Errorf("nobody is told; the folder has\n%s", lan.has("content/ao.md"))
	}
}

// The commit of a review has all files of the site as they were when it was sent; that does
// not mean that they went for review.
func TestWrittenAgainBesideReview(t *testing.T) {
	s, lan, hung := office(t, "gitea")
	old := about("Bể", "Bể có nắp.")
	lan.publishes(t, map[string]string{"content/be.md": old})
	sent := lan.sends(t, twoParts)
	hung.fetches(t)
	hung.publishes(t, map[string]string{"content/be.md": about("Bể", "Bể không cần nắp.")})
	lan.fetches(t)
	lan.put(t, "content/be.md", old)
	hung.publishes(t, map[string]string{"content/be.md": about("Bể", "Bể không cần nắp đâu.")})
	must(t, s.Press(sent.Number, hosttest.Joined))
	lan.fetches(t)
	if lan.waits(t) != "content/be.md" {
		t.Errorf("waits: %q; the folder has\n%s", lan.waits(t), lan.has("content/be.md"))
	}
}

// A page that its author takes away after an approval is taken away: the approval is no
// change of somebody else's.
func TestRemovedAfterApproval(t *testing.T) {
	s, lan, hung := office(t, "gitea")
	sent := lan.sends(t, twoParts)
	must(t, hung.Approve(t.Context(), hung.opens(t, sent.Number), "Duyệt"))
	lan.gone(t, "content/ao.md")
	lan.sendsFiles(t, "content/ao.md")
	if got := s.Repo.(*hosttest.Bare).FileOf(sent.Branch, "content/ao.md"); got != "" || lan.has("content/ao.md") != "" || lan.waits(t) != "" {
		t.Errorf("waits: %q; the branch has %q, the folder %q", lan.waits(t), got, lan.has("content/ao.md"))
	}
}

// A review that was sent before it was noted what was sent: the folder's own history says
// it. The author's older text is nobody else's, and a correction still comes in.
func TestSentBeforeItWasNoted(t *testing.T) {
	s, lan, _ := office(t, "gitea")
	bare := s.Repo.(*hosttest.Bare)
	sent := lan.sends(t, twoParts)
	must(t, os.RemoveAll(filepath.Join(lan.dir, ".git", "refs", "loa", "proposed")))
	next := strings.Replace(twoParts, "có rào.", "có rào cao 1,2 m.", 1)
	lan.sends(t, next)
	if got := bare.FileOf(sent.Branch, "content/ao.md"); got != strings.TrimSpace(next) || lan.has("content/ao.md") != next {
		t.Errorf("the branch has\n%s\nthe folder\n%s", got, lan.has("content/ao.md"))
	}
	must(t, os.RemoveAll(filepath.Join(lan.dir, ".git", "refs", "loa", "proposed")))
	corrects(t, s, sent.Branch, "content/ao.md", strings.Replace(next, "có nắp.", "có nắp đậy.", 1))
	lan.sends(t, strings.Replace(next, "1,2 m", "1,5 m", 1))
	if got := lan.has("content/ao.md"); got != about("Rào ao", "Ao phải có rào cao 1,5 m.\n\nBể phải có nắp đậy.") {
		t.Errorf("the folder has\n%s", got)
	}
}

// A file that somebody puts in the branch where the author has a folder, and the reverse,
// takes none of the author's texts away.
func TestFolderWhereTheyHaveAFile(t *testing.T) {
	for name, c := range map[string]struct{ mine, theirs, unsent string }{
		"file for folder": {"content/ghi/x.md", "content/ghi", "content/ghi/moi.md"},
		"folder for file": {"content/ghi", "content/ghi/x.md", "content/moi.md"},
	} {
		t.Run(name, func(t *testing.T) {
			s, lan, _ := office(t, "gitea")
			bare := s.Repo.(*hosttest.Bare)
			lan.put(t, c.mine, page)
			work := review.Work{Files: []string{c.mine}, Title: "Ghi"}
			sent := lan.sendsFiles(t, c.mine)
			theirs, mine := about("Ghi", "Của máy chủ."), strings.Replace(page, "rào.", "rào cao.", 1)
			corrects(t, s, sent.Branch, c.theirs, theirs)
			lan.put(t, c.unsent, twoParts)
			lan.put(t, c.mine, mine)
			var trouble *clone.Trouble
			if _, err := lan.Room.Send(t.Context(), work); !errors.As(err, &trouble) || trouble.Kind != clone.Touching {
				t.Fatalf("%v", err)
			}
			if got := strings.Replace(lan.has(c.theirs), "draft = true\n", "", 1); got != theirs {
				t.Errorf("theirs is %q", got)
			}
			for _, text := range []string{twoParts, mine} {
				if !lan.anywhere(text) {
					t.Errorf("not in the folder:\n%s", text)
				}
			}
			if got := bare.FileOf(sent.Branch, c.theirs); got != strings.TrimSpace(theirs) || !strings.Contains(lan.waits(t), c.mine) {
				t.Errorf("the branch has %q; waits: %s", got, lan.waits(t))
			}
			lan.fetches(t)
			state, err := lan.State()
			if must(t, err); len(state.Unsaved) > 0 {
				t.Errorf("%+v", state.Unsaved)
			}
		})
	}
}

// anywhere reports whether a file of the folder has a text.
func (p person) anywhere(text string) (found bool) {
	_ = filepath.WalkDir(filepath.Join(p.dir, "content"), func(at string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			got, _ := os.ReadFile(at)
			found = found || string(got) == text
		}
		return nil
	})
	return found
}
