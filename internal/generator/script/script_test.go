package script

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"loa/internal/generator/markdown"
)

var update = flag.Bool("update", false, "write what comes out into testdata")

// dialect has the directives of the built-in theme.
func dialect() *markdown.Markdown {
	d := markdown.Dialect{Directives: map[string]markdown.Directive{}, Aliases: map[string]string{"canh-bao": "warning", "khong-nen": "dont", "loi-giang": "notes"}}
	for _, name := range strings.Fields("note tip warning danger do dont timeline cards beat notes copy steps checklist hotline claim emergency measure contact figure gallery quiz video audio events document") {
		d.Directives[name] = markdown.Directive{Container: true, Leaf: true}
	}
	return markdown.New(d)
}

// facts stand in for a site.
type facts map[string][]string

func (f facts) Directive(name string, value func(string) string) []string {
	var all []string
	for _, s := range f[name] {
		all = append(all, strings.NewReplacer("{number}", value("number"), "{count}", value("count")).Replace(s))
	}
	return all
}

var known = map[string]facts{
	"vi": {
		"emergency": {"Trẻ còn ở dưới nước: gọi 114 hoặc 112.", "Nói: “Có trẻ đuối nước ở…”"},
		"hotline":   {"Gọi {number}."}, "claim": {"Gần 2.000 trẻ (WHO, 2025)."}, "document": {"Kế hoạch số {number}."}, "events": {"15/6/2027, 8h30: Hội bơi"},
	},
	"en": {
		"emergency": {"Child in the water: call 114 or 112."},
		"hotline":   {"Call {number}."}, "claim": {"About 2,000 children (WHO, 2025)."}, "document": {"Plan {number}."}, "events": {"15/6/2027, 8:30: Swimming day"},
	},
}

// written is a script with its doubts, as the golden files have it.
func written(body []byte, s Script) string {
	var b strings.Builder
	for _, p := range s.Paragraphs {
		if b.Len() > 0 {
			b.WriteByte('\n')
		}
		if p.Act {
			b.WriteString("(act)\n")
		}
		for _, one := range p.Sentences {
			b.WriteString(one + "\n")
		}
	}
	b.WriteString("\n---\n")
	line := func(offset int) (int, int) {
		before := string(body[:offset])
		at := strings.LastIndex(before, "\n") + 1
		return strings.Count(before, "\n") + 1, len([]rune(before[at:])) + 1
	}
	for _, d := range s.Doubts {
		l, c := line(d.Offset)
		fmt.Fprintf(&b, "%d:%d+%d %q is said %q\n", l, c, d.Length, d.Written, d.Said)
	}
	for _, u := range s.Unread {
		l, c := line(u.Offset)
		fmt.Fprintf(&b, "%d:%d+%d unread\n", l, c, u.Length)
	}
	return b.String()
}

// A page with all blocks of Markdown and of the dialect.
func TestScriptOfEverything(t *testing.T) {
	for _, language := range []string{"vi", "en"} {
		body, err := os.ReadFile("testdata/" + language + ".md")
		if err != nil {
			t.Fatal(err)
		}
		got := written(body, Of(dialect().Outline(body), NewVoice(language, nil), known[language]))
		file := "testdata/" + language + ".want"
		if *update {
			if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil || got != string(want) {
			t.Errorf("%s: %v\n%s", language, err, got)
		}
		if strings.ContainsAny(strings.Split(got, "\n---\n")[0], "0123456789{}<>*_~`|") {
			t.Errorf("%s: a digit or a mark is left", language)
		}
	}
}
