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
	of, err := singleOf(p, o)
	if err != nil {
		return Result{}, err
	}
	name := dated(short(singleName(p, of)), p.Site.Now)
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
	if result.Stopped = build.Stops(result.Problems, o.Build.Strict); result.Stopped {
		return result, nil
	}
	result.File = target.name
	result.Size, err = target.write(func(w io.Writer) error { _, err := w.Write(file.HTML); return err })
	return result, err
}

// singleOf finds what a person names: the file of an article, or a topic's key.
func singleOf(p *build.Project, o Options) (render.SinglePages, error) {
	if err := knownLanguage(p, o.Language); err != nil {
		return render.SinglePages{}, err
	}
	if strings.HasSuffix(o.Single, ".md") {
		return articlePages(p, o)
	}
	if err := knownTopic(p, o.Single); err != nil {
		return render.SinglePages{}, err
	}
	single := topicPages(editionOf(p.Site, o.Language), o.Single)
	if single.Of == nil || len(single.Pages) == 0 {
		return single, refuse("pack-empty", problem.Args{"topic": o.Single})
	}
	return single, nil
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

// articlePages is one entry; a section or a list is all that stands in it.
func articlePages(p *build.Project, o Options) (render.SinglePages, error) {
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
				return listPages(page), nil
			}
			return render.SinglePages{Of: page, Pages: []*site.Page{page}}, nil
		}
	}
	return render.SinglePages{}, noEntry(p, o.Single)
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

// topicPages is a topic in one language; without a page where nothing carries it.
func topicPages(e *site.Edition, key string) render.SinglePages {
	if t := e.Term(site.Topic, key); t != nil && t.Page != nil {
		return listPages(t.Page)
	}
	return render.SinglePages{}
}

func listPages(list *site.Page) render.SinglePages {
	return render.SinglePages{Of: list, Pages: list.SinglePages()}
}

// singleName is the name of a single file, without its day.
func singleName(p *build.Project, single render.SinglePages) string {
	page := single.Of
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

// within renders the pages of one file. If the file would be larger than the limit, pictures are
// left out, the heaviest first, as many as it takes. A problem says so.
func within(ctx context.Context, p *build.Project, single render.SinglePages, limit int64) (render.SingleFile, error) {
	single.LeftOut = map[string]bool{}
	var out []string // as LeftOut, the heaviest of each round first
	for {
		if err := ctx.Err(); err != nil {
			return render.SingleFile{}, err
		}
		file, err := p.OneFile(single)
		over := int64(len(file.HTML)) - limit
		if err != nil || limit == 0 || over <= 0 {
			file.Problems = append(file.Problems, leftOut(single, out, limit)...)
			return file, err
		}
		if len(file.Pictures) == 0 {
			file.Problems = append(file.Problems, tooLarge(single, file, limit))
			return file, nil
		}
		for _, picture := range file.Pictures {
			if over <= 0 {
				break
			}
			single.LeftOut[picture.File] = true
			out = append(out, picture.File)
			over -= picture.Size
		}
	}
}

// named is how many of the heaviest a message names.
const named = 10

func leftOut(single render.SinglePages, files []string, limit int64) []problem.Problem {
	if len(files) == 0 {
		return nil
	}
	return []problem.Problem{problem.New(problem.PackLeftOut, singlePlace(single), problem.Args{
		"count": len(files), "limit": problem.Size(limit), "heaviest": strings.Join(files[:min(named, len(files))], ", ")})}
}

func tooLarge(single render.SinglePages, file render.SingleFile, limit int64) problem.Problem {
	var heaviest []string
	for _, c := range file.Chapters[:min(named, len(file.Chapters))] {
		heaviest = append(heaviest, c.File)
	}
	return problem.New(problem.PackTooLarge, singlePlace(single), problem.Args{
		"size": problem.Size(len(file.HTML)), "limit": problem.Size(limit), "heaviest": strings.Join(heaviest, ", ")})
}

func singlePlace(single render.SinglePages) problem.Place {
	if single.Of.Entry != nil {
		return single.Of.Place()
	}
	return problem.Place{File: "site.toml"}
}
