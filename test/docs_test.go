package test

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"loa/internal/base/problem"
)

// Every link between the files of documentation leads to a file, and to a heading
// where it names one.
func TestDocumentsLinkToOneAnother(t *testing.T) {
	documents := documents(t)
	links := 0
	for name, text := range documents {
		for _, m := range documentLink.FindAllStringSubmatch(documentWord.ReplaceAllString(text, "x"), -1) {
			target, heading, _ := strings.Cut(m[1], "#")
			if strings.Contains(target, ":") {
				continue
			}
			links++
			to := name
			if target != "" {
				to = path.Join(path.Dir(name), target)
			}
			if _, err := os.Stat(filepath.Join("..", filepath.FromSlash(to))); err != nil {
				t.Errorf("%s: %s leads nowhere", name, m[1])
			} else if heading != "" && !anchors(documents[to])[heading] {
				t.Errorf("%s: %s has no heading #%s", name, to, heading)
			}
		}
	}
	if links < 100 {
		t.Errorf("only %d links found", links)
	}
}

// What staff of a host read is there in both languages, and each guide says how
// the site is built every day.
func TestHostingGuidesAreInBothLanguages(t *testing.T) {
	documents := documents(t)
	for name, text := range documents {
		dir, file := path.Split(name)
		twin, daily := "", regexp.MustCompile(`(?m)^## Every night|^\*\*(Every night|A build a day)`)
		switch dir {
		case "docs/hosting/":
			twin = "docs/vi/hosting/" + file
		case "docs/vi/hosting/":
			twin, daily = "docs/hosting/"+file, regexp.MustCompile(`(?m)^## Mỗi đêm|^\*\*(Mỗi đêm|Mỗi ngày dựng một lần)`)
		default:
			continue
		}
		if documents[twin] == "" {
			t.Errorf("%s has no %s", name, twin)
		}
		if !daily.MatchString(text) {
			t.Errorf("%s does not say how to build every day", name)
		}
	}
}

// The tests that docs/security.md calls as witnesses exist.
func TestSecurityNamesItsTests(t *testing.T) {
	data, err := os.ReadFile("../docs/security.md")
	if err != nil {
		t.Fatal(err)
	}
	tests := ""
	for _, m := range regexp.MustCompile("`([a-z]+/[\\w/-]+\\.(?:go|txtar))`").FindAllStringSubmatch(string(data), -1) {
		text, err := os.ReadFile(filepath.Join("..", filepath.FromSlash(m[1])))
		if err != nil {
			t.Errorf("there is no %s", m[1])
		}
		tests += string(text)
	}
	names := regexp.MustCompile("`(Test\\w+)`").FindAllStringSubmatch(string(data), -1)
	if len(names) < 5 {
		t.Errorf("only %d tests found", len(names))
	}
	for _, m := range names {
		if !strings.Contains(tests, "func "+m[1]+"(") {
			t.Errorf("no file that is named has %s", m[1])
		}
	}
}

// The codes that staff are told of exist.
func TestGuideToProblemsNamesCodes(t *testing.T) {
	data, err := os.ReadFile("../docs/vi/loi.md")
	if err != nil {
		t.Fatal(err)
	}
	rows := regexp.MustCompile("(?m)^\\| `([a-z0-9-]+\\.[a-z0-9-]+)` \\|").FindAllStringSubmatch(string(data), -1)
	if len(rows) != 30 {
		t.Errorf("%d codes, not thirty", len(rows))
	}
	for _, m := range rows {
		if !slices.Contains(problem.Codes(), problem.Code(m[1])) {
			t.Errorf("there is no code %s", m[1])
		}
	}
}

var (
	documentLink = regexp.MustCompile(`\]\(<?([^)\s>]+)`)
	documentCode = regexp.MustCompile("(?ms)^````.*?^````$|^```.*?^```$")
	documentWord = regexp.MustCompile("`[^`\n]+`")
	documentHead = regexp.MustCompile(`(?m)^#+ +(.+)$`)
)

// documents are the Markdown files for people, without their examples.
func documents(t *testing.T) map[string]string {
	t.Helper()
	found := map[string]string{}
	err := fs.WalkDir(os.DirFS(".."), ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && strings.Contains(name, "/") && !strings.HasPrefix(name, "docs/"):
			return fs.SkipDir
		case path.Ext(name) != ".md" || strings.Contains(name, "/") && !strings.HasPrefix(name, "docs/"):
			return nil
		}
		data, err := os.ReadFile(filepath.Join("..", filepath.FromSlash(name)))
		found[name] = documentCode.ReplaceAllString(string(data), "")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// anchors are the ids that GitHub gives the headings of a text.
func anchors(text string) map[string]bool {
	ids := map[string]bool{}
	for _, m := range documentHead.FindAllStringSubmatch(text, -1) {
		id := strings.Map(func(r rune) rune {
			switch {
			case r == ' ':
				return '-'
			case r == '-' || r == '_' || unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r):
				return unicode.ToLower(r)
			}
			return -1
		}, m[1])
		ids[id] = true
	}
	return ids
}

// Decisions are numbered from 0001 in the order in which they came, and their
// headings leave the number to the name of the file.
func TestDecisionsAreNumbered(t *testing.T) {
	files, err := filepath.Glob("../docs/decisions/*.md")
	if err != nil || len(files) == 0 {
		t.Fatal("no decisions", err)
	}
	heading := regexp.MustCompile(`^# [^\d\s]`)
	for i, file := range files {
		if want := fmt.Sprintf("%04d-", i+1); !strings.HasPrefix(filepath.Base(file), want) {
			t.Errorf("%s should begin with %s: no number comes twice, none is left out", file, want)
		}
		if text, err := os.ReadFile(file); err != nil || !heading.Match(text) {
			t.Errorf("%s does not begin with a heading without a number (%v)", file, err)
		}
	}
}
