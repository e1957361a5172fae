package test

import (
	"bytes"
	"compress/gzip"
	"io/fs"
	"os"
	"path"
	"regexp"
	"strings"
	"testing"

	"loa/internal/media/picture"
)

var (
	stepsBlock  = regexp.MustCompile(`(?ms)^:::steps.*?^:::$`)
	step        = regexp.MustCompile(`(?m)^\d+\. .*`)
	headPicture = regexp.MustCompile(`(?m)^image = \{ src = "([^"]+)"`)
	drawnStep   = regexp.MustCompile(`(?m)^(?:\d+\.|   -) !\[[^\]]{12,}\]\((/hinh/buoc/[a-z0-9-]+\.svg)\)$`)
	stepPart    = regexp.MustCompile(`(?m)^   - `)
)

// TestStepsAreDrawn: each step of first aid has a drawing that says in words what it
// shows, or each part of a step that differs by age has its own, in every language, and
// both languages show the same ones.
func TestStepsAreDrawn(t *testing.T) {
	t.Parallel()
	shown := map[string][]string{}
	site := os.DirFS("..")
	err := fs.WalkDir(site, "content", func(file string, d fs.DirEntry, err error) error {
		if err != nil || path.Ext(file) != ".md" {
			return err
		}
		text, err := fs.ReadFile(site, file)
		if err != nil || !bytes.Contains(text, []byte("\nemergency = true\n")) {
			return err
		}
		for _, block := range stepsBlock.FindAllString(string(text), -1) {
			starts := step.FindAllStringIndex(block, -1)
			for i, start := range starts {
				text := block[start[0]:]
				if i+1 < len(starts) {
					text = block[start[0]:starts[i+1][0]]
				}
				found := drawnStep.FindAllStringSubmatch(text, -1)
				if parts := stepPart.FindAllString(text, -1); len(found) == 0 || len(found) < len(parts) {
					t.Errorf("%s: a step, or a part of it, without a drawing: %s", file, text)
				}
				for _, one := range found {
					shown[file] = append(shown[file], one[1])
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(shown) < 30 {
		t.Fatalf("only %d pages of first aid have steps", len(shown))
	}
	for file, drawings := range shown {
		source := strings.Replace(file, ".en.md", ".md", 1)
		if got, want := strings.Join(drawings, " "), strings.Join(shown[source], " "); got != want {
			t.Errorf("%s shows %s, its source %s", file, got, want)
		}
	}
}

// TestDrawingsAreOneHand: the drawings of the site know both colour schemes, say what
// they show, and are light.
func TestDrawingsAreOneHand(t *testing.T) {
	t.Parallel()
	drawings, count := os.DirFS("../static/hinh"), 0
	err := fs.WalkDir(drawings, ".", func(file string, d fs.DirEntry, err error) error {
		if err != nil || path.Ext(file) != ".svg" {
			return err
		}
		data, err := fs.ReadFile(drawings, file)
		if err != nil {
			return err
		}
		count++
		for _, want := range []string{"<title>", "prefers-color-scheme:dark"} {
			if !bytes.Contains(data, []byte(want)) && file != "trung-thu.svg" { // a night in both
				t.Errorf("%s has no %s", file, want)
			}
		}
		if _, err := picture.NewDrawing(data); err != nil {
			t.Errorf("%s on a share picture: %v", file, err)
		}
		var packed bytes.Buffer
		w := gzip.NewWriter(&packed)
		w.Write(data)
		w.Close()
		if packed.Len() > 6000 {
			t.Errorf("%s takes %d bytes compressed", file, packed.Len())
		}
		return nil
	})
	if err != nil || count < 100 {
		t.Fatalf("%d drawings: %v", count, err)
	}
}

// TestArticlesHaveTheirOwn: no two articles of the site show the same drawing at their
// head, whatever they are: quizzes, lessons, leaflets, documents and news, too. Sections,
// events and campaigns may show that of an article that they are about.
func TestArticlesHaveTheirOwn(t *testing.T) {
	t.Parallel()
	site, shown := os.DirFS(".."), map[string]string{}
	err := fs.WalkDir(site, "content", func(file string, d fs.DirEntry, err error) error {
		name := path.Base(file)
		if err != nil || path.Ext(file) != ".md" || strings.HasSuffix(file, ".en.md") || name == "_index.md" {
			return err
		}
		if path.Base(path.Dir(file)) == "ve-trang-nay" { // of the site, not of its subjects
			return nil
		}
		text, err := fs.ReadFile(site, file)
		if err != nil || bytes.Contains(text, []byte("\n[event]")) || bytes.Contains(text, []byte("\n[campaign]")) {
			return err
		}
		found := headPicture.FindSubmatch(text)
		if found == nil {
			t.Errorf("%s has no drawing", file)
			return nil
		}
		if other := shown[string(found[1])]; other != "" {
			t.Errorf("%s shows %s, as %s does", file, found[1], other)
		}
		shown[string(found[1])] = file
		return nil
	})
	if err != nil || len(shown) < 55 {
		t.Fatalf("%d articles: %v", len(shown), err)
	}
}
