package build

import (
	"loa/internal/base/output"
	"loa/internal/base/problem"
	"loa/internal/base/source"
	"loa/internal/generator/check"
	"loa/internal/generator/feed"
	"loa/internal/generator/site"
)

// calendars are the .ics files and the register of documents as data.
func (p *Project) calendars() []Output {
	var all []Output
	add := func(path string, data func() []byte) {
		all = append(all, Output{Path: path, Class: output.EntryPoint, make: plain(data)})
	}
	all = append(all, p.icsFiles()...)
	for _, e := range p.Site.Editions {
		if path := e.RegisterPath("json"); path != "" {
			add(path, func() []byte { return feed.RegisterJSON(p.Site, e, p.documentFiles) })
			add(e.RegisterPath("csv"), func() []byte { return feed.RegisterCSV(p.Site, e, p.documentFiles) })
		}
	}
	return all
}

// icsFiles are the .ics files, with what must be said of those that are too heavy.
func (p *Project) icsFiles() []Output {
	var all []Output
	calendars := feed.NewCalendars(p.Site)
	for _, e := range p.Site.Editions {
		feeds := e.ICSFeeds()
		for _, f := range feeds {
			all = append(all, Output{Path: f.Path, Class: output.EntryPoint, make: func() (Made, error) {
				data := calendars.AppendICS(nil, e, f)
				return Made{Data: data, Problems: check.Feed(f, feeds, len(data))}, nil
			}})
		}
	}
	return all
}

func (p *Project) documentFiles(page *site.Page) []feed.DocumentFile {
	var files []feed.DocumentFile
	for _, f := range p.Renderer.DocumentFiles(page) {
		files = append(files, feed.DocumentFile{Name: f.Name, URL: f.Absolute, Size: f.Size, SHA256: f.SHA256()})
	}
	return files
}

// Unread are the files of content/ without the spreadsheets of events, which are
// read and not published.
func (p *Project) Unread() []source.File {
	sheets := map[string]bool{}
	for _, s := range p.sheets() {
		sheets[s.File] = true
	}
	if len(sheets) == 0 {
		return p.Files
	}
	var files []source.File
	for _, f := range p.Files {
		if !sheets[f.Path] {
			files = append(files, f)
		}
	}
	return files
}

// changed warns of events whose times differ from those of the last output while
// their updated does not.
func (p *Project) changed(last map[string]string) []problem.Problem {
	var problems []problem.Problem
	for _, e := range p.Entries {
		if e.Event == nil {
			continue
		}
		if before, ok := last[e.File.Path]; ok && before != times(e) && updatedIn(before) == e.Updated.String() {
			problems = append(problems, problem.New(problem.EventUpdated, e.Place("event", e.Event.Key()), nil))
		}
	}
	for _, s := range p.sheets() {
		for i := range s.Rows {
			row := &s.Rows[i]
			now := rowTimes(row)
			if before, ok := last[rowName(s.File, row)]; ok && !sameTimes(before, now) && updatedIn(before) == updatedIn(now) {
				problems = append(problems, problem.New(problem.SheetUpdated, problem.Place{File: s.File, Line: row.Line, Column: 1}, problem.Args{"row": row.Line}))
			}
		}
	}
	return append(problems, p.gone(last)...)
}
