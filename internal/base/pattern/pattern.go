// Package pattern has regular expressions that are compiled when they are first used.
// The program has some three hundred, most of them for files that one command in a
// hundred reads: compiling all of them was a third of what every start cost.
package pattern

import (
	"regexp"
	"sync"
)

// Pattern is a regular expression of package regexp, compiled once when one of its
// methods is first called. The methods are those of regexp.Regexp. It is safe for
// several goroutines.
type Pattern struct {
	text     string
	once     sync.Once
	compiled *regexp.Regexp
}

// New keeps an expression for later. One that is not valid panics when it is first used;
// TestPatterns compiles every one.
func New(text string) *Pattern { return &Pattern{text: text} }

// String is the expression as it is written.
func (p *Pattern) String() string { return p.text }

// Regexp is the compiled expression, for what takes one.
func (p *Pattern) Regexp() *regexp.Regexp {
	p.once.Do(func() { p.compiled = regexp.MustCompile(p.text) })
	return p.compiled
}

func (p *Pattern) Match(b []byte) bool                  { return p.Regexp().Match(b) }
func (p *Pattern) MatchString(s string) bool            { return p.Regexp().MatchString(s) }
func (p *Pattern) Find(b []byte) []byte                 { return p.Regexp().Find(b) }
func (p *Pattern) FindIndex(b []byte) []int             { return p.Regexp().FindIndex(b) }
func (p *Pattern) FindString(s string) string           { return p.Regexp().FindString(s) }
func (p *Pattern) FindStringIndex(s string) []int       { return p.Regexp().FindStringIndex(s) }
func (p *Pattern) FindSubmatch(b []byte) [][]byte       { return p.Regexp().FindSubmatch(b) }
func (p *Pattern) FindSubmatchIndex(b []byte) []int     { return p.Regexp().FindSubmatchIndex(b) }
func (p *Pattern) FindStringSubmatch(s string) []string { return p.Regexp().FindStringSubmatch(s) }
func (p *Pattern) FindStringSubmatchIndex(s string) []int {
	return p.Regexp().FindStringSubmatchIndex(s)
}
func (p *Pattern) FindAllIndex(b []byte, n int) [][]int   { return p.Regexp().FindAllIndex(b, n) }
func (p *Pattern) FindAllString(s string, n int) []string { return p.Regexp().FindAllString(s, n) }
func (p *Pattern) FindAllStringIndex(s string, n int) [][]int {
	return p.Regexp().FindAllStringIndex(s, n)
}
func (p *Pattern) FindAllSubmatch(b []byte, n int) [][][]byte {
	return p.Regexp().FindAllSubmatch(b, n)
}
func (p *Pattern) FindAllSubmatchIndex(b []byte, n int) [][]int {
	return p.Regexp().FindAllSubmatchIndex(b, n)
}
func (p *Pattern) FindAllStringSubmatch(s string, n int) [][]string {
	return p.Regexp().FindAllStringSubmatch(s, n)
}
func (p *Pattern) FindAllStringSubmatchIndex(s string, n int) [][]int {
	return p.Regexp().FindAllStringSubmatchIndex(s, n)
}
func (p *Pattern) ReplaceAll(src, repl []byte) []byte { return p.Regexp().ReplaceAll(src, repl) }
func (p *Pattern) ReplaceAllFunc(src []byte, repl func([]byte) []byte) []byte {
	return p.Regexp().ReplaceAllFunc(src, repl)
}
func (p *Pattern) ReplaceAllString(src, repl string) string {
	return p.Regexp().ReplaceAllString(src, repl)
}
func (p *Pattern) ReplaceAllStringFunc(src string, repl func(string) string) string {
	return p.Regexp().ReplaceAllStringFunc(src, repl)
}
func (p *Pattern) Split(s string, n int) []string { return p.Regexp().Split(s, n) }
