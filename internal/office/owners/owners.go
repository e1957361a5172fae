// Package owners writes CODEOWNERS: which accounts a Git host asks before a file is changed.
//
//	text := owners.File(owners.RegExp, []owners.Rule{{Path: "content/xa-an/", Names: []string{"lan"}}}, "# …")
//
// GitHub and GitLab read patterns as in .gitignore; Gitea and Forgejo read regular
// expressions of Go and want no slash in front. In all of them the last rule that fits
// counts, except in Gitea and Forgejo, where all do.
package owners

import (
	"cmp"
	"path"
	"regexp"
	"slices"
	"strings"
)

// Form is how a host reads patterns.
type Form int

// The forms.
const (
	Glob   Form = iota // GitHub, GitLab
	RegExp             // Gitea, Forgejo
)

// Rule says who is asked for a file, or for a folder whose name ends in a slash; "" is for
// all files that have no rule of their own.
type Rule struct {
	Path  string
	Names []string
}

// Rules are the rules for files with their owners, in as few lines as say the same: a
// folder of which all files belong to the same people is one rule. Names must be sorted.
func Rules(files map[string][]string, all []string) []Rule {
	folders := map[string][]string{}
	mixed := map[string]bool{}
	for file, names := range files {
		for dir := path.Dir(file); dir != "."; dir = path.Dir(dir) {
			if known, ok := folders[dir]; ok && !slices.Equal(known, names) {
				mixed[dir] = true
			}
			folders[dir] = names
		}
	}
	rules := map[string][]string{}
	for file, names := range files {
		at := file
		for dir := path.Dir(file); dir != "." && !mixed[dir]; dir = path.Dir(dir) {
			at = dir + "/"
		}
		if len(names) > 0 && !slices.Equal(names, all) {
			rules[at] = names
		}
	}
	var list []Rule
	for at, names := range rules {
		list = append(list, Rule{at, names})
	}
	slices.SortFunc(list, func(a, b Rule) int { return cmp.Compare(a.Path, b.Path) })
	if len(all) > 0 {
		list = append([]Rule{{"", all}}, list...)
	}
	return list
}

// File is CODEOWNERS in a form, with a comment above.
func File(form Form, rules []Rule, comment string) string {
	var b strings.Builder
	b.WriteString("# " + comment + "\n")
	for _, r := range rules {
		b.WriteString(pattern(form, r.Path, rules))
		for _, name := range r.Names {
			b.WriteString(" @" + name)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func pattern(form Form, at string, rules []Rule) string {
	if form == RegExp {
		return expression(at, rules)
	}
	if at == "" {
		return "*"
	}
	var b strings.Builder
	b.WriteByte('/')
	for _, r := range at {
		if strings.ContainsRune(` *?[]\#!`, r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// expression is a pattern of Gitea, where every rule that fits counts: that for all other
// files is the negation of all others.
func expression(at string, rules []Rule) string {
	if at != "" {
		return escaped(at)
	}
	var others []string
	for _, r := range rules {
		if r.Path != "" {
			others = append(others, escaped(r.Path))
		}
	}
	if len(others) == 0 {
		return ".*"
	}
	return "!(" + strings.Join(others, "|") + ")"
}

// escaped is a path as a regular expression for CODEOWNERS, whose own sign for escapes is
// the same as that of regular expressions. Gitea puts ^ and $ around.
func escaped(at string) string {
	text := strings.ReplaceAll(regexp.QuoteMeta(at), `\`, `\\`)
	text = strings.NewReplacer(" ", `\ `, "#", `\#`).Replace(text)
	if strings.HasSuffix(at, "/") {
		text += ".*"
	}
	return text
}
