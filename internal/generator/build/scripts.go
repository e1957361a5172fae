package build

import (
	"sync"

	"loa/internal/base/output"
	"loa/internal/generator/render"
	"loa/internal/generator/script"
	"loa/internal/generator/site"
)

// scriptFiles are the scripts for the loudspeaker: of each page that asks for one the page
// to read from, plain text and SSML; and for each language their list and the programme
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
	folder := page.ScriptPath()
	made := once3(func() (render.Script, error) { return p.Renderer.Script(page) })
	file := func(name string, write func(render.Script) (Made, error)) Output {
		return Output{Path: folder + name, Class: output.Page, aside: true, text: page, make: func() (Made, error) {
			s, err := made()
			if err != nil {
				return Made{}, err
			}
			return write(s)
		}}
	}
	return []Output{
		file("index.html", func(s render.Script) (Made, error) {
			m, err := template(p.Renderer.ScriptPage(page, s))
			m.Problems = append(m.Problems, s.Problems...)
			return m, err
		}),
		file(site.ScriptText, func(s render.Script) (Made, error) {
			var text []byte
			for i, b := range s.Bulletins {
				if i > 0 {
					text = append(text, "\n* * *\n\n"...)
				}
				text = b.Text(text)
			}
			return Made{Data: text}, nil
		}),
		file(site.ScriptSSML, func(s render.Script) (Made, error) { return Made{Data: script.SSML(s.Language, s.Bulletins)}, nil }),
	}
}

// template is a file that a template made and that is compared with no other page.
func template(out render.Output, err error) (Made, error) {
	return Made{Data: out.HTML, Problems: out.Problems}, err
}

// once3 returns what a function makes, and forgets it when it was asked for three times:
// the three files of a script are made one after the other, and a site may have ten
// thousand.
func once3[T any](produce func() (T, error)) func() (T, error) {
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
		if asked = (asked + 1) % 3; asked == 0 {
			var none T
			value = none
		}
		return result, err
	}
}
