package pack

import (
	"context"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"loa/internal/base/fold"
	"loa/internal/base/problem"
	"loa/internal/generator/build"
	"loa/internal/generator/content"
	"loa/internal/generator/render"
	"loa/internal/generator/site"
)

// runSingle makes one file of an article or a topic.
func runSingle(ctx context.Context, p *build.Project, o Options) (Result, error) {
	of, err := leafOf(p, o)
	if err != nil {
		return Result{}, err
	}
	name := dated(short(leafName(p, of)), p.Site.Now)
	target, err := open(o, name+".html")
	if err != nil {
		return Result{}, err
	}
	defer target.discard()
	file, err := within(ctx, p, of, int64(p.Settings.Offline.Single))
	if err != nil {
		return Result{}, err
	}
	problems := append(slices.Clone(p.Problems), file.Problems...)
	result := Result{Problems: p.Weigh(problems), Pages: len(of.Pages)}
	if result.Stopped = problem.Any(result.Problems, limit(o.Build)); result.Stopped {
		return result, nil
	}
	result.File = target.name
	result.Size, err = target.write(func(w io.Writer) error { _, err := w.Write(file.HTML); return err })
	return result, err
}

// leafOf finds what a person names: the file of an article, or a topic's key.
func leafOf(p *build.Project, o Options) (render.Leaf, error) {
	if err := knownLanguage(p, o.Language); err != nil {
		return render.Leaf{}, err
	}
	if strings.HasSuffix(o.Single, ".md") {
		return articleLeaf(p, o)
	}
	if err := knownTopic(p, o.Single); err != nil {
		return render.Leaf{}, err
	}
	leaf := topicLeaf(editionOf(p.Site, o.Language), o.Single)
	if leaf.Of == nil || len(leaf.Pages) == 0 {
		return leaf, refuse("pack-empty", problem.Args{"topic": o.Single})
	}
	return leaf, nil
}

// editionOf is the edition of a language, the default one for "".
func editionOf(s *site.Site, tag string) *site.Edition {
	for _, e := range s.Editions {
		if e.Language.Tag == tag {
			return e
		}
	}
	return s.Editions[0]
}

// articleLeaf is one entry; a section or a list is all that stands in it.
func articleLeaf(p *build.Project, o Options) (render.Leaf, error) {
	file := p.EntryFile(o.Single)
	for _, e := range p.Site.Editions {
		if o.Language != "" && e.Language.Tag != o.Language {
			continue
		}
		for _, page := range e.Pages {
			if page.Entry == nil || page.Entry.File.Path != file || page.Fallback && o.Language == "" {
				continue
			}
			if len(page.Items) > 0 {
				return listLeaf(page), nil
			}
			return render.Leaf{Of: page, Pages: []*site.Page{page}}, nil
		}
	}
	return render.Leaf{}, noEntry(p, o.Single)
}

// noEntry refuses a file that is no page of today's site, with the nearest.
func noEntry(p *build.Project, typed string) error {
	var known []string
	for _, e := range p.Entries {
		known = append(known, strings.TrimPrefix(e.File.Path, content.Root+"/"))
	}
	args := problem.Args{"file": typed}
	plain := strings.TrimPrefix(norm.NFC.String(filepath.ToSlash(typed)), content.Root+"/")
	if near, ok := fold.Nearest(plain, known); ok {
		args["suggestion"] = near
	}
	return refuse("no-page", args)
}

// topicLeaf is a topic in one language; without a page where nothing carries it.
func topicLeaf(e *site.Edition, key string) render.Leaf {
	if t := e.Term(site.Topic, key); t != nil && t.Page != nil {
		return listLeaf(t.Page)
	}
	return render.Leaf{}
}

func listLeaf(list *site.Page) render.Leaf { return render.Leaf{Of: list, Pages: list.Leaf()} }

// leafName is the name of the file of a leaf, without its day.
func leafName(p *build.Project, leaf render.Leaf) string {
	page := leaf.Of
	parts := strings.Split(strings.Trim(page.Path, "/"), "/")
	name := fold.Slug(parts[len(parts)-1])
	if name == "" {
		name = siteName(p)
	}
	if !page.Edition.Default() {
		name += "-" + strings.ToLower(page.Edition.Language.Tag)
	}
	return name
}

// within renders a leaf. If the file would be larger than the limit, pictures are
// left out, the heaviest first, as many as it takes. A problem says so.
func within(ctx context.Context, p *build.Project, leaf render.Leaf, limit int64) (render.LeafFile, error) {
	leaf.LeftOut = map[string]bool{}
	var out []string // as LeftOut, the heaviest of each round first
	for {
		if err := ctx.Err(); err != nil {
			return render.LeafFile{}, err
		}
		file, err := p.OneFile(leaf)
		over := int64(len(file.HTML)) - limit
		if err != nil || limit == 0 || over <= 0 {
			file.Problems = append(file.Problems, leftOut(leaf, out, limit)...)
			return file, err
		}
		if len(file.Pictures) == 0 {
			file.Problems = append(file.Problems, tooLarge(leaf, file, limit))
			return file, nil
		}
		for _, picture := range file.Pictures {
			if over <= 0 {
				break
			}
			leaf.LeftOut[picture.File] = true
			out = append(out, picture.File)
			over -= picture.Size
		}
	}
}

// named is how many of the heaviest a message names.
const named = 10

func leftOut(leaf render.Leaf, files []string, limit int64) []problem.Problem {
	if len(files) == 0 {
		return nil
	}
	return []problem.Problem{problem.New(problem.PackLeftOut, leafPlace(leaf), problem.Args{
		"count": len(files), "limit": problem.Size(limit), "heaviest": strings.Join(files[:min(named, len(files))], ", ")})}
}

func tooLarge(leaf render.Leaf, file render.LeafFile, limit int64) problem.Problem {
	var heaviest []string
	for _, c := range file.Chapters[:min(named, len(file.Chapters))] {
		heaviest = append(heaviest, c.File)
	}
	return problem.New(problem.PackTooLarge, leafPlace(leaf), problem.Args{
		"size": problem.Size(len(file.HTML)), "limit": problem.Size(limit), "heaviest": strings.Join(heaviest, ", ")})
}

func leafPlace(leaf render.Leaf) problem.Place {
	if leaf.Of.Entry != nil {
		return leaf.Of.Place()
	}
	return problem.Place{File: "site.toml"}
}
