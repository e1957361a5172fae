package test

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"strings"
	"testing"

	"loa/internal/base/problem"
	"loa/themes"
)

// taggedMP4 is a film with a picture track of nothing and the place where it was made.
func taggedMP4() string {
	box := func(kind string, parts ...string) string {
		body := strings.Join(parts, "")
		return string(binary.BigEndian.AppendUint32(nil, uint32(8+len(body)))) + kind + body
	}
	place := "\x00" + string([]byte{byte(len(noted))}) + "\x15\xc7" + noted
	return box("ftyp", "isom\x00\x00\x02\x00isom") + box("moov", box("udta", box("\xa9xyz", place))) + box("mdat", "HEAR-AND-SEE")
}

// taggedMP3 is a sound with tags before and after it.
func taggedMP3() string {
	frame := "TPE1\x00\x00\x00" + string([]byte{byte(1 + len(noted))}) + "\x00\x00\x03" + noted
	return "ID3\x04\x00\x00\x00\x00\x00" + string([]byte{byte(len(frame))}) + frame + "\xff\xfb\x90\x00HEAR-AND-SEE" + strings.Repeat("\x00", 400) +
		"TAG" + (noted + strings.Repeat("\x00", 125))[:125]
}

// recorded is a site with films and sounds wherever they may lie.
func recorded() tree {
	return tree{
		"site.toml":                   "title = \"Trang\"\nbase_url = \"https://vi.example/\"\ntheme = \"rieng\"\n",
		"themes/rieng/theme.toml":     "extends = \"loa\"\n",
		"themes/rieng/static/nen.mp4": taggedMP4(),
		"themes/rieng/assets/nen.mp4": taggedMP4(),
		"content/_index.md":           "+++\ntitle = \"Trang\"\n+++\n::video{src=\"phim.mp4\"}\n\n::video{src=\"tieng.mp3\"}\n\n[Phim](khac.mp4)\n",
		"content/vb.md":               "+++\ntitle = \"Kế hoạch\"\n[document]\nnumber = \"1/KH\"\nfiles = [\"hop.mp3\"]\n+++\n",
		"content/phim.mp4":            taggedMP4(),
		"content/khac.mp4":            taggedMP4(),
		"content/tieng.mp3":           taggedMP3(),
		"content/hop.mp3":             taggedMP3(),
		"static/phim/a.mp4":           taggedMP4(),
		"static/phim/khong-duoi":      taggedMP4(),
		"static/phim/b.mp3":           taggedMP3(),
	}
}

// TestRecordingsAreCleaned: wherever a film or sound lies, what is published of it does
// not tell where and by whom it was made, is still heard, and has the size that pages
// say.
func TestRecordingsAreCleaned(t *testing.T) {
	o := options(t, t.TempDir(), "2026-06-15")
	write(t, o.Dir, recorded())
	result := run(t, o)
	if result.Stopped {
		t.Fatal(lines(result.Problems))
	}
	out, heard := read(t, o.Out), 0
	for name, data := range out {
		if strings.Contains(data, noted) {
			t.Errorf("%s tells what it must not", name)
		}
		heard += strings.Count(data, "HEAR-AND-SEE")
	}
	if heard != 9 {
		t.Errorf("%d of 9 films and sounds are published whole", heard)
	}
	told := lines(result.Problems)
	for _, name := range []string{"content/phim.mp4", "content/khac.mp4", "static/phim/a.mp4", "static/phim/khong-duoi", "themes/rieng/static/nen.mp4", "themes/rieng/assets/nen.mp4"} {
		if !strings.Contains(told, name+" "+string(problem.RecordingPlace)) {
			t.Errorf("nobody is told of the place in %s", name)
		}
	}
	if !strings.Contains(told, "content/tieng.mp3 "+string(problem.RecordingTags)) {
		t.Error("nobody is told of the tags")
	}
	sound := out["hop.mp3"]
	if sum := fmt.Sprintf("%x", sha256.Sum256([]byte(sound))); !strings.Contains(out["vb/index.html"], sum) {
		t.Error("the page of a document has another sum than its sound")
	}
	if size := fmt.Sprintf("%d", len(sound)); len(sound) >= len(taggedMP3()) || !strings.Contains(out["vb/index.html"], "hop.mp3, "+size) {
		t.Errorf("the page of a document does not say %s: %s", size, out["vb/index.html"])
	}
}

// TestRecordingsInPacks: a copy for a disk has the cleaned films.
func TestRecordingsInPacks(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, recorded())
	heard := 0
	for name, data := range packOf(t, dir, nil) {
		if strings.Contains(data, noted) {
			t.Errorf("%s tells what it must not", name)
		}
		heard += strings.Count(data, "HEAR-AND-SEE")
	}
	if heard == 0 {
		t.Error("the pack has no film")
	}
}

// TestRecordingWithheld: a film whose consent was withdrawn is in no output, also not
// as a copy under another name; pages say that it was taken down.
func TestRecordingWithheld(t *testing.T) {
	files := tree{
		"site.toml":                    "title = \"Trang\"\nbase_url = \"https://vi.example/\"\ntheme = \"rieng\"\n",
		"themes/rieng/theme.toml":      "extends = \"loa\"\n",
		"themes/rieng/strings/vi.toml": "[recording-withheld]\ntext = \"đã được gỡ\"\n",
		"content/_index.md":            "+++\ntitle = \"Trang\"\n+++\n::video{src=\"phim.mp4\"}\n\n[Bản sao](sao.mp4)\n",
		"content/phim.mp4":             taggedMP4(),
		"content/sao.mp4":              taggedMP4(),
		"static/sao.mp4":               taggedMP4(),
		"static/khac.mp3":              taggedMP3(),
		"data/consent.toml":            "[[picture]]\nfile = \"content/phim.mp4\"\nconsent = \"1\"\nwithdrawn = 2026-06-01\n",
	}
	o := options(t, t.TempDir(), "2026-06-15")
	write(t, o.Dir, files)
	result := run(t, o)
	if result.Stopped {
		t.Fatal(lines(result.Problems))
	}
	out := read(t, o.Out)
	for name := range out {
		if strings.HasSuffix(name, ".mp4") {
			t.Errorf("%s is published", name)
		}
	}
	if home := out["index.html"]; strings.Contains(home, ".mp4") || !strings.Contains(home, "đã được gỡ") {
		t.Error("the page shows a film that must not be shown")
	}
	if out["khac.mp3"] == "" {
		t.Error("a sound that nobody withdrew is missing")
	}
	if !result.Withdrawn.Holds("sao.mp4") || !result.Withdrawn.Holds("phim.mp4") || result.Withdrawn.Holds("khac.mp3") {
		t.Error("what must leave the host first is not told")
	}
}

// TestPodcastsThatHaveNothing: a podcast is written and linked where one of its recordings may be
// heard, in languages that the site is not written in as well.
func TestPodcastsThatHaveNothing(t *testing.T) {
	o := options(t, t.TempDir(), "2026-06-15")
	o.Builtin = themes.FS
	write(t, o.Dir, tree{
		"site.toml":         "title = \"Trang\"\nbase_url = \"https://vi.example/\"\n[languages.vi]\nname = \"Tiếng Việt\"\n[languages.en]\nname = \"English\"\nfallback = \"vi\"\n",
		"content/_index.md": "+++\ntitle = \"Trang\"\n+++\n",
		"content/a.md":      "+++\ntitle = \"Ao\"\ndate = 2026-05-01\n[recordings.vi]\nfrom = \"00000001\"\nnumbers = [\"0912\"]\n+++\nRào quanh ao.\n",
		"content/a.en.md":   "+++\ntitle = \"Ponds\"\ndate = 2026-05-01\n+++\nFence them.\n",
		"content/a.vi.wav":  silence, "content/a.mww.wav": silence,
	})
	if result := run(t, o); result.Stopped {
		t.Fatal(lines(result.Problems))
	}
	out := read(t, o.Out)
	if out["podcast.xml"] != "" || !strings.Contains(out["podcast.mww.xml"], "a.mww.") {
		t.Errorf("the podcasts are %q and %q", out["podcast.xml"], out["podcast.mww.xml"])
	}
	for _, page := range []string{"a/index.html", "en/a/index.html"} {
		if html := out[page]; !strings.Contains(html, "podcast.mww.xml") || strings.Contains(html, "podcast.xml") {
			t.Errorf("%s: %s", page, html)
		}
	}
}

// TestKeptRecordingsAreTold: the list of what devices keep tells of each recording which
// bytes it has, since it keeps its name and may keep its length when it is made anew. A
// build that keeps the file from the last one tells the same.
func TestKeptRecordingsAreTold(t *testing.T) {
	o := options(t, t.TempDir(), "2026-06-15")
	o.Builtin = themes.FS
	files := tree{
		"site.toml":         "title = \"Trang\"\nbase_url = \"https://vi.example/\"\n[offline]\nenabled = true\n",
		"content/_index.md": "+++\ntitle = \"Trang\"\n+++\n",
		"content/a.md":      "+++\ntitle = \"Ao\"\n+++\nRào quanh ao.\n",
		"content/a.mww.mp3": taggedMP3(),
	}
	list := func() string {
		write(t, o.Dir, files)
		if result := run(t, o); result.Stopped {
			t.Fatal(lines(result.Problems))
		}
		for name, data := range read(t, o.Out) {
			if strings.HasPrefix(name, "assets/photos.") {
				return data
			}
		}
		return ""
	}
	first := list()
	if !strings.Contains(first, `["a.mww.mp3",`) {
		t.Fatalf("the list does not name the recording: %q", first)
	}
	files["content/a.md"] += "Và cả giếng.\n"
	if now := list(); now != first {
		t.Errorf("the text changed, and of the recording is told %s, was %s", now, first)
	}
	files["content/a.mww.mp3"] = strings.Replace(files["content/a.mww.mp3"], "HEAR-AND-SEE", "HEAR-AND-SAW", 1)
	if now := list(); now == first {
		t.Errorf("the recording changed, and the list did not: %s", now)
	}
}

// TestCaptions: a film comes with its captions in each language, in the form that browsers
// read; the files of the site stay as they are.
func TestCaptions(t *testing.T) {
	o := options(t, t.TempDir(), "2026-06-15")
	o.Builtin = themes.FS
	write(t, o.Dir, tree{
		"site.toml":             "title = \"Trang\"\nbase_url = \"https://vi.example/\"\n[languages.vi]\nname = \"Tiếng Việt\"\n[languages.en]\nname = \"English\"\nfallback = \"vi\"\n",
		"content/_index.md":     "+++\ntitle = \"Trang\"\n+++\n::video{src=\"phim.mp4\" captions=\"phim.srt, phim.en.vtt, phim.mww.srt, /phim/chung.srt\" transcript=\"loi.md\" poster=\"bia.svg\"}\n",
		"content/_index.en.md":  "+++\ntitle = \"Site\"\n+++\n::video{src=\"phim.mp4\" captions=\"phim.srt, phim.en.vtt\"}\n",
		"content/loi.md":        "+++\ntitle = \"Lời\"\n+++\nGọi 114.\n",
		"content/phim.mp4":      taggedMP4(),
		"content/bia.svg":       "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 16 9\"><path d=\"M0 0h16v9H0z\"/></svg>",
		"content/phim.srt":      "1\r\n00:00:01,000 --> 00:00:02,500\r\n<font color=red>Gọi</font> 114.\r\n",
		"content/phim.en.vtt":   "WEBVTT\n\nNOTE made by Nguyễn Văn A\n\n00:01.000 --> 00:02.500\nCall 114.\n",
		"content/phim.mww.srt":  "1\n00:00:01,000 --> 00:00:02,500\nHu 114.\n",
		"static/phim/chung.srt": "1\n00:00:01,000 --> 00:00:02,500\nGọi 114.\n",
	})
	result := run(t, o)
	if result.Stopped {
		t.Fatal(lines(result.Problems))
	}
	out := read(t, o.Out)
	vi := "WEBVTT\n\n00:00:01.000 --> 00:00:02.500\nGọi 114.\n"
	for name, want := range map[string]string{
		"phim.srt.vtt": vi, "phim/chung.srt.vtt": vi, "phim.en.vtt": "WEBVTT\n\n00:00:01.000 --> 00:00:02.500\nCall 114.\n",
		"phim/chung.srt": "1\n00:00:01,000 --> 00:00:02,500\nGọi 114.\n",
	} {
		if out[name] != want {
			t.Errorf("%s is %q, want %q", name, out[name], want)
		}
	}
	for _, want := range []string{`"/phim.en.vtt" srclang="en" label="English"`, `"/phim.srt.vtt" srclang="vi"`, `"/phim.mww.srt.vtt" srclang="mww"`, `poster="/bia.`, `href="/loi/"`} {
		if !strings.Contains(out["index.html"], want) {
			t.Errorf("the page lacks %s: %s", want, out["index.html"])
		}
	}
	for _, want := range []string{`"/phim.en.vtt" srclang="en"`, `"/phim.srt.vtt" srclang="vi"`} { // whatever the page's language is
		if !strings.Contains(out["en/index.html"], want) {
			t.Errorf("the English page lacks %s: %s", want, out["en/index.html"])
		}
	}
}
