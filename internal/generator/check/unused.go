package check

import (
	"path"
	"slices"
	"strings"

	"loa/internal/base/problem"
	"loa/internal/base/source"
	"loa/internal/generator/render"
)

// Unused reports files of content/ that no page uses: they are not published. waiting
// gives the paths of those that an entry will use which has no page yet; they are not
// reported.
func Unused(files []source.File, used []*render.Published, waiting func([]source.File) map[string]bool) []problem.Problem {
	needed := make(map[string]bool, len(used))
	for _, p := range used {
		needed[p.Source.Path] = true
	}
	left := slices.DeleteFunc(slices.Clone(files), func(f source.File) bool { return needed[f.Path] })
	if len(left) == 0 {
		return nil
	}
	named := waiting(left)
	var problems []problem.Problem
	for _, f := range left {
		if !named[f.Path] {
			problems = append(problems, problem.New(problem.FileUnused, problem.Place{File: f.Path}, problem.Args{"rename": meantAsPage(f.Path)}))
		}
	}
	return problems
}

// meantAsPage is the name that a file would need to be a page, "" if it was hardly
// meant as one: bai.MD, bai.markdown, and bai.md.txt, as editors of Windows save it.
func meantAsPage(file string) string {
	ending := path.Ext(file)
	stem := strings.TrimSuffix(file, ending)
	switch strings.ToLower(ending) {
	case ".md", ".markdown", ".mkd", ".mdown":
		return path.Base(stem) + ".md"
	case ".txt":
		if strings.EqualFold(path.Ext(stem), ".md") {
			return path.Base(strings.TrimSuffix(stem, path.Ext(stem))) + ".md"
		}
	}
	return ""
}
