// Package crawler tells programs from readers by the name that a browser gives itself.
//
//	list := crawler.Known()
//	if list.Has("Mozilla/5.0 (compatible; Googlebot/2.1; …)") { … }
//
// The list is that of the project crawler-user-agents, as patterns.txt says with version
// and licence; update.sh takes in a newer one. own.txt has what it lacks.
package crawler

import (
	_ "embed"
	"regexp"
	"regexp/syntax"
	"strings"
	"sync"
)

//go:embed patterns.txt
var patterns string

//go:embed own.txt
var own string

// List knows the names of programs.
type List struct {
	Version string // of the list, as its file says

	starts map[string][]rule // by the first bytes of the text that a name must have
	short  []rule            // the text is too short for that
	not    []string          // texts in names of readers
}

// rule is a pattern of the list.
type rule struct {
	text string         // in each name that matches; "" if there is none
	full *regexp.Regexp // nil if the text is all of the pattern
}

// length is how many bytes of a text rules are found by.
const length = 4

// Known is the list that the program has.
var Known = sync.OnceValue(func() *List {
	l := &List{starts: map[string][]rule{}}
	for _, line := range strings.Split(patterns+"\n"+own, "\n") {
		if version, ok := strings.CutPrefix(line, "# version: "); ok {
			l.Version = version
		}
		if text, ok := strings.CutPrefix(line, "!"); ok {
			l.not = append(l.not, text)
		} else if line != "" && !strings.HasPrefix(line, "#") {
			l.add(line)
		}
	}
	return l
})

func (l *List) add(pattern string) {
	one := ruleOf(pattern)
	if len(one.text) < length {
		l.short = append(l.short, one)
		return
	}
	start := one.text[:length]
	l.starts[start] = append(l.starts[start], one)
}

// ruleOf finds the longest text that each name must have.
func ruleOf(pattern string) rule {
	tree, err := syntax.Parse(pattern, syntax.Perl)
	if err != nil {
		panic("crawler: " + pattern + ": " + err.Error()) // the lists are embedded
	}
	if tree.Op == syntax.OpLiteral && tree.Flags&syntax.FoldCase == 0 {
		return rule{text: string(tree.Rune)}
	}
	one := rule{full: regexp.MustCompile(pattern)}
	if tree.Op == syntax.OpConcat {
		for _, part := range tree.Sub {
			if text := string(part.Rune); part.Op == syntax.OpLiteral && part.Flags&syntax.FoldCase == 0 && len(text) > len(one.text) {
				one.text = text
			}
		}
	}
	return one
}

func (r rule) fits(agent string) bool {
	if r.full != nil {
		return r.full.MatchString(agent)
	}
	return strings.Contains(agent, r.text)
}

// Has reports whether a name is that of a program.
func (l *List) Has(agent string) bool {
	for _, text := range l.not {
		if strings.Contains(agent, text) {
			return false
		}
	}
	for i := 0; i+length <= len(agent); i++ {
		for _, one := range l.starts[agent[i:i+length]] {
			if one.fits(agent) {
				return true
			}
		}
	}
	for _, one := range l.short {
		if one.fits(agent) {
			return true
		}
	}
	return false
}
