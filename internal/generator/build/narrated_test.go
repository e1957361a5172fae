package build

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"loa/internal/base/problem"
	"loa/internal/media/speech"
	"loa/themes"
)

// speaker stands in for the command of [audio] and notes what it was asked to say.
type speaker struct {
	said  []string
	fault speech.Fault // for texts with the word “hỏng”
	err   error
}

var speakerWords = []string{"speaker", "{text}", "{out}"}

func (s *speaker) Runs(words []string) bool { return slices.Equal(words, speakerWords) }

func (s *speaker) Say(_ context.Context, t speech.Text) (speech.Sound, error) {
	s.said = append(s.said, string(t.Plain))
	if s.err != nil {
		return speech.Sound{}, s.err
	}
	if strings.Contains(strings.ToLower(string(t.Plain)), "hỏng") {
		return speech.Sound{}, &speech.Error{Program: "speaker", Fault: s.fault}
	}
	if !bytes.Contains(t.SSML, []byte("<speak ")) || t.Voice != "vi-south" {
		return speech.Sound{}, errors.New("no SSML, or another voice: " + t.Voice)
	}
	return speech.Sound{Data: beep(len(t.Plain)), Ending: ".wav"}, nil
}

// beep is a WAV of so many samples, 8 bits at 8,000 Hz.
func beep(samples int) []byte {
	var b bytes.Buffer
	b.WriteString("RIFF")
	_ = binary.Write(&b, binary.LittleEndian, uint32(36+samples))
	b.WriteString("WAVEfmt \x10\x00\x00\x00\x01\x00\x01\x00\x40\x1f\x00\x00\x40\x1f\x00\x00\x01\x00\x08\x00data")
	_ = binary.Write(&b, binary.LittleEndian, uint32(samples))
	b.Write(make([]byte, samples))
	return b.Bytes()
}

// narratedSite is a site with a command, two texts without a recording, and one with it.
func narratedSite(t *testing.T) (Options, *speaker) {
	t.Helper()
	dir, s := t.TempDir(), &speaker{}
	put(t, dir, "site.toml", "title = \"Trang\"\nbase_url = \"https://vi.example/\"\n[outlets]\nloudspeaker = true\n[images]\npeople = \"ask\"\n"+
		"[audio]\ncommand = [\"speaker\", \"{text}\", \"{out}\"]\n[audio.voices]\nvi = \"vi-south\"\n")
	put(t, dir, "content/a.md", article("A", "Gọi 111."))
	put(t, dir, "content/muc/b.vi.md", article("B", "Gọi 112."))
	put(t, dir, "content/c.md", article("C", "Có người đọc."))
	put(t, dir, "content/c.vi.wav", string(beep(50)))
	put(t, dir, "data/consent.toml", "[[recording]]\nfile = \"content/c.vi.wav\"\nvoice = \"machine\"\nchildren = false\n")
	o := Options{Dir: dir, Out: filepath.Join(dir, "public"), Builtin: themes.FS, Now: today, Fixed: true, Speech: asked(s), Memory: &Memory{Program: func() string { return "1" }, Clock: time.Now}}
	return o, s
}

// asked is an answer that does not change.
func asked(s Speech) func() Speech { return func() Speech { return s } }

func article(title, text string) string {
	return "+++\ntitle = \"Bài " + title + "\"\ndate = 2026-01-01\n+++\n" + text + "\n"
}

func built(t *testing.T, o Options) Result {
	t.Helper()
	r, err := Run(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestNarrated fails if a missing recording is not made, is made twice, or is not marked as
// a machine's.
func TestNarrated(t *testing.T) {
	o, s := narratedSite(t)
	r := built(t, o)
	if r.Stopped || len(s.said) != 2 {
		t.Fatal(codesOf(r.Problems), s.said) // nobody has to agree to a machine's voice
	}
	for page, file := range map[string]string{"a/index.html": "a.vi.wav", "muc/b/index.html": "muc/b.vi.wav"} {
		sound, err := os.ReadFile(filepath.Join(o.Out, filepath.FromSlash(file)))
		if err != nil || !bytes.Contains(sound, []byte("machine voice: speaker")) {
			t.Error(file, "is not marked:", err)
		}
		html, err := os.ReadFile(filepath.Join(o.Out, filepath.FromSlash(page)))
		if err != nil || !bytes.Contains(html, []byte(filepath.Base(file))) || !bytes.Contains(html, []byte("speaker")) {
			t.Error(page, "does not offer its recording:", err)
		}
	}
	if podcast, err := os.ReadFile(filepath.Join(o.Out, "podcast.xml")); err != nil || !bytes.Contains(podcast, []byte("/a.vi.wav")) {
		t.Error("the podcast lacks it", err)
	}
	before := tree(t, o.Out)

	for _, known := range []bool{true, false} { // with the memory of the last build, and without
		if !known {
			o.Memory = nil
		}
		built(t, o)
		if len(s.said) != 2 {
			t.Errorf("with memory %v a text that is the same was said again: %q", known, s.said[2:])
		}
		if !equal(before, tree(t, o.Out)) {
			t.Errorf("with memory %v the second build is another", known)
		}
	}
	if _, err := Check(context.Background(), o); err != nil || len(s.said) != 2 {
		t.Error("a check runs the command:", s.said, err)
	}
}

// TestNarratedAnew fails if a recording outlives its text, or the text of another page is
// said again.
func TestNarratedAnew(t *testing.T) {
	o, s := narratedSite(t)
	built(t, o)
	old, err := os.ReadFile(filepath.Join(o.Out, "a.vi.wav"))
	if err != nil {
		t.Fatal(err)
	}
	put(t, o.Dir, "content/a.md", article("A", "Gọi 113 ngay bây giờ."))
	built(t, o)
	if len(s.said) != 3 || !strings.Contains(s.said[2], "một một ba") {
		t.Fatal(s.said)
	}
	now, err := os.ReadFile(filepath.Join(o.Out, "a.vi.wav"))
	if err != nil || bytes.Equal(old, now) {
		t.Error("the old recording stays", err)
	}
	if kept, _ := os.ReadDir(filepath.Join(o.Dir, ".loa", "audio")); len(kept) != 2 {
		t.Error("recordings of earlier texts are kept:", kept)
	}

	s.fault = speech.Slow // the next text has no recording, so the page has none
	put(t, o.Dir, "content/a.md", article("A", "Loa hỏng, gọi 114."))
	r := built(t, o)
	if !slices.Contains(codesOf(r.Problems), "audio.failed content/a.md") {
		t.Error(codesOf(r.Problems))
	}
	if _, err := os.Stat(filepath.Join(o.Out, "a.vi.wav")); err == nil {
		t.Error("the recording says another number than the text")
	}
	said := len(s.said)
	built(t, o)
	if len(s.said) != said+1 {
		t.Error("what failed is not tried again:", len(s.said)-said)
	}
}

// TestNotAllowed fails if a command runs that nobody has allowed, or another than that, or
// if a program that stays open does not hear of the answer.
func TestNotAllowed(t *testing.T) {
	o, s := narratedSite(t)
	var answer Speech
	o.Speech = func() Speech { return answer }
	r := built(t, o)
	if !slices.Contains(codesOf(r.Problems), "audio.not-allowed site.toml") || r.Stopped {
		t.Error(r.Problems)
	}
	answer = s
	built(t, o)
	if len(s.said) != 2 {
		t.Error("allowed, and yet not run:", s.said)
	}
	text, err := os.ReadFile(filepath.Join(o.Dir, "site.toml"))
	if err != nil {
		t.Fatal(err)
	}
	put(t, o.Dir, "site.toml", strings.ReplaceAll(string(text), "\"speaker\", ", "\"speaker\", \"-x\", "))
	r = built(t, o)
	if len(s.said) != 2 || !slices.Contains(codesOf(r.Problems), "audio.not-allowed site.toml") {
		t.Error("another command was run:", s.said, codesOf(r.Problems))
	}

	put(t, o.Dir, "site.toml", string(text))
	put(t, o.Dir, "content/a.md", article("A", "Gọi 114."))
	answer = nil
	if r = built(t, o); len(s.said) != 2 || !slices.Contains(codesOf(r.Problems), "audio.not-allowed site.toml") {
		t.Error("run after the answer was taken back:", s.said, codesOf(r.Problems))
	}
}

// TestNarrationBreaks fails if a disk that breaks is told as a fault of the command, or if
// a build without end follows a command that always fails.
func TestNarrationBreaks(t *testing.T) {
	o, s := narratedSite(t)
	s.err = errors.New("disk")
	if _, err := Run(context.Background(), o); !errors.Is(err, s.err) {
		t.Error(err)
	}
	s.err, s.said, s.fault = nil, nil, speech.Silent
	for _, name := range []string{"a", "d", "e", "f", "g", "h", "muc/b.vi"} {
		put(t, o.Dir, "content/"+name+".md", article(name, "Loa hỏng."))
	}
	r := built(t, o)
	failed := 0
	for _, p := range r.Problems {
		if p.Code == problem.AudioFailed {
			failed++
		}
	}
	if failed != mostFailed || r.Stopped {
		t.Error(failed, s.said)
	}
}

// TestNarratedInTheEnd fails if texts for which the command always fails keep later ones
// without a recording, if a build tries them as often as others, or if it does not tell how
// many were left.
func TestNarratedInTheEnd(t *testing.T) {
	o, s := narratedSite(t)
	s.fault = speech.Slow
	for _, name := range []string{"a", "aa", "ab", "ac"} {
		put(t, o.Dir, "content/"+name+".md", article(name, "Loa hỏng."))
	}
	var steps [][2]int
	o.Spoken = func(done, total int) { steps = append(steps, [2]int{done, total}) }
	for i, want := range []struct{ said, made, left int }{
		{3, 1, 2}, // a, aa, ab fail
		{3, 2, 2}, // ac fails, b is said, one that failed before is tried
		{1, 2, 3},
		{1, 2, 3},
	} {
		s.said, steps = nil, nil
		r := built(t, o)
		left := 0
		for _, p := range r.Problems {
			if p.Code == problem.AudioUntried {
				left = p.Args["count"].(int)
			}
		}
		made := 0
		for _, file := range []string{"muc/b.vi.wav", "c.vi.wav"} {
			if _, err := os.Stat(filepath.Join(o.Out, filepath.FromSlash(file))); err == nil {
				made++
			}
		}
		if len(s.said) != want.said || made != want.made || left != want.left || len(steps) != want.said || steps[0] != [2]int{0, want.said + want.left} {
			t.Errorf("build %d: %d said, %d recordings, %d left, steps %v; want %v", i+1, len(s.said), made, left, steps, want)
		}
	}
	s.fault = ""
	for _, name := range []string{"a", "aa", "ab", "ac"} {
		put(t, o.Dir, "content/"+name+".md", article(name, "Gọi 114."))
	}
	built(t, o)
	if files, err := os.ReadDir(filepath.Join(o.Dir, ".loa", "audio")); err != nil || len(files) != 5 {
		t.Error("what failed is remembered of texts that are no more:", files, err)
	}
}

// TestPreviewOfNarrated fails if the preview plays the recording of an earlier text.
func TestPreviewOfNarrated(t *testing.T) {
	o, _ := narratedSite(t)
	built(t, o)
	p := load(t, o.Dir)
	heard := func(p *Project) int { return len(p.Site.Editions[0].Page("a").Recordings()) }
	if heard(p) != 1 {
		t.Fatal("the preview has no recording")
	}
	put(t, o.Dir, "content/a.md", article("A", "Gọi 115."))
	next, err := p.With([]string{"content/a.md"})
	if err != nil || heard(next) != 0 {
		t.Error("the preview has the recording of the earlier text", err)
	}
}
