package build

import (
	"slices"
	"sync"

	"loa/internal/base/output"
	"loa/internal/generator/render"
	"loa/internal/generator/site"
)

// scriptFiles are the scripts for the loudspeaker: of each page that asks for one the page
// to read from, and the files that the site wants beside it; and for each language their list and the programme
// of the week. Devices keep none of them.
func scriptFiles(p *Project) []Output {
	var all []Output
	for _, e := range p.Site.Editions {
		pages := e.Scripts()
		for _, page := range pages {
			all = append(all, scriptOf(p, page)...)
		}
		if len(pages) == 0 {
			continue
		}
		all = append(all, Output{Path: e.ScriptsPath() + "index.html", Class: output.Page, aside: true, make: func() (Made, error) {
			return template(p.Renderer.ScriptList(e))
		}})
		if week := e.Week(); week != nil {
			all = append(all, Output{Path: e.WeekPath() + "index.html", Class: output.Page, aside: true, make: func() (Made, error) {
				return template(p.Renderer.ScriptWeek(e, week))
			}})
		}
	}
	return all
}

// scriptOf are the files of one script, which is made once for all of them.
func scriptOf(p *Project, page *site.Page) []Output {
	files := page.ScriptFiles()
	made := onceFor(1+len(files), func() (render.Script, error) { return p.Renderer.Script(page) })
	return scriptFrom(p, page, files, made)
}

// readAlong are the same files of a page that was rendered just now with its blocks: its text
// is parsed once for both.
func readAlong(p *Project, page *site.Page, rendered render.Output) []Output {
	s := p.Renderer.ScriptOf(page, rendered)
	return scriptFrom(p, page, page.ScriptFiles(), func() (render.Script, error) { return s, nil })
}

func scriptFrom(p *Project, page *site.Page, files []string, made func() (render.Script, error)) []Output {
	folder := page.ScriptPath()
	file := func(name string, write func(render.Script) (Made, error)) Output {
		return Output{Path: folder + name, Class: output.Page, aside: true, text: page, make: func() (Made, error) {
			s, err := made()
			if err != nil {
				return Made{}, err
			}
			return write(s)
		}}
	}
	all := []Output{file("index.html", func(s render.Script) (Made, error) {
		m, err := template(p.Renderer.ScriptPage(page, s))
		m.Problems = append(m.Problems, s.Problems...)
		return m, err
	})}
	for _, name := range files {
		write := render.Script.Text
		if name == site.ScriptSSML {
			write = render.Script.SSML
		}
		all = append(all, file(name, func(s render.Script) (Made, error) { return Made{Data: write(s)}, nil }))
	}
	return all
}

// alongWith makes the script of a page that was made just now and asks for one. The stage of
// scripts makes all others.
func (r *run) alongWith(page *site.Page, rendered render.Output) error {
	for _, o := range readAlong(r.Project, page, rendered) {
		if err := r.one(o); err != nil {
			return err
		}
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.scripted == nil {
		r.scripted = map[*site.Page]bool{}
	}
	r.scripted[page] = true
	return nil
}

// unmade leaves out scripts that were made along with their pages.
func (r *run) unmade(outputs []Output) []Output {
	if len(r.scripted) == 0 {
		return outputs
	}
	return slices.DeleteFunc(outputs, func(o Output) bool { return o.text != nil && r.scripted[o.text] })
}

// template is a file that a template made and that is compared with no other page.
func template(out render.Output, err error) (Made, error) {
	return Made{Data: out.HTML, Problems: out.Problems, release: out.Release}, err
}

// onceFor returns what a function makes, and forgets it when it was asked for n times: the
// files of a script are made one after the other, and a site may have ten thousand.
func onceFor[T any](n int, produce func() (T, error)) func() (T, error) {
	var mu sync.Mutex
	var value T
	var err error
	asked := 0
	return func() (T, error) {
		mu.Lock()
		defer mu.Unlock()
		if asked == 0 {
			value, err = produce()
		}
		result := value
		if asked = (asked + 1) % n; asked == 0 {
			var none T
			value = none
		}
		return result, err
	}
}
