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

var (
	witnessFile = regexp.MustCompile(`^[a-z]+/[\w/-]+\.(?:go|txtar)$`)
	witnessTest = regexp.MustCompile(`^Test\w+$`)
)

// The tests that the answers for a review and the threat model call as witnesses
// exist, each in the file that is named before it; each row of the threat model has
// one.
func TestSecurityNamesItsTests(t *testing.T) {
	for _, document := range []string{"security.md", "threat-model.md"} {
		data, err := os.ReadFile(filepath.Join("../docs", document))
		if err != nil {
			t.Fatal(err)
		}
		found, kept := 0, false // kept: in a table of what keeps a promise
		for line := range strings.Lines(string(data)) {
			tests := witnesses(t, document, line)
			found += tests
			switch row := strings.HasPrefix(line, "| "); {
			case !row:
				kept = false
			case strings.Contains(line, "| kept by |"):
				kept = true
			case kept && tests == 0 && document == "threat-model.md" && !strings.HasPrefix(line, "| ---"):
				t.Errorf("%s: no test keeps: %s", document, line)
			}
		}
		if found < 15 {
			t.Errorf("%s names only %d tests", document, found)
		}
	}
}

// witnesses counts the tests that a line names, and fails if one does not exist.
func witnesses(t *testing.T, document, line string) int {
	t.Helper()
	found, file, text := 0, "", ""
	for _, word := range documentWord.FindAllString(line, -1) {
		switch word = strings.Trim(word, "`"); {
		case witnessFile.MatchString(word):
			data, err := os.ReadFile(filepath.Join("..", filepath.FromSlash(word)))
			if err != nil {
				t.Errorf("%s: there is no %s", document, word)
			}
			found, file, text = found+1, word, string(data)
		case witnessTest.MatchString(word):
			if found++; !strings.Contains(text, "func "+word+"(") {
				t.Errorf("%s: %s is not in %q", document, word, file)
			}
		}
	}
	return found
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
