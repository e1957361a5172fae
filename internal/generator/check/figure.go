package check

import (
	"strconv"
	"strings"

	"loa/internal/base/fold"
	"loa/internal/base/pattern"
	"loa/internal/base/problem"
	"loa/internal/generator/config"
	"loa/internal/generator/content"
	"loa/internal/generator/markdown"
)

// figures reports numbers without a source in the sections that owe one.
type figures struct {
	settings *config.Settings
	entries  []*content.Entry
}

const numeral = `(\d{1,3}(?:[.,]\d{3})+|\d+(?:[.,]\d+)?)`

// A figure is a share, or a count of people, cases or money. Lengths, times and
// ages are instructions, and short counts of people too (“two adults”).
var (
	share = pattern.New(numeral + `\s?(?:%|phần trăm|percent|per cent)`)
	count = pattern.New(numeral + `\s(?:(triệu|nghìn|ngàn|tỷ|tỉ|million|thousand|billion)|people|children|pupils|students|deaths|cases|accidents|drownings|victims|families|schools|` +
		`người|trẻ|em|bé|học sinh|ca|vụ|trường hợp|nạn nhân|lượt|hộ|gia đình|trường|xã|lớp)`)
)

func (f figures) Look(p *Page) []problem.Problem {
	if len(f.settings.Check.Figures) == 0 || len(p.Texts) == 0 || len(p.Entry.Sources) > 0 || !f.owes(p.Entry) {
		return nil
	}
	var problems []problem.Problem
	sourced := sources(p.Texts)
	for i, t := range p.Texts {
		if sourced[i] || t.Kind == markdown.AttrText || !strings.ContainsAny(t.Text, "0123456789") {
			continue
		}
		for _, at := range figuresIn(t.Lower) {
			problems = append(problems, t.Problem(problem.TextFigure, at[0], at[1], problem.Args{"figure": t.Text[at[0]:at[1]]}))
		}
	}
	return problems
}

func (f figures) owes(e *content.Entry) bool {
	for _, path := range f.settings.Check.Figures {
		if below(e.Key, path) {
			return true
		}
	}
	return false
}

// below reports whether an entry is that of a path or lies below it.
func below(key, path string) bool {
	return path == "" || key == path || strings.HasPrefix(key, path+"/")
}

// sources tells of each text whether a source stands with it: a link or a
// footnote in it, in the sentence that opens its list, or in any cell of its
// table.
func sources(texts []*Text) []bool {
	sourced := make([]bool, len(texts))
	for i := 0; i < len(texts); {
		end := i + 1
		own := texts[i].Noted || len(texts[i].Links) > 0
		switch kind := texts[i].Kind; kind {
		case markdown.CellText:
			for ; end < len(texts) && texts[end].Kind == kind && texts[end].Table == texts[i].Table; end++ {
				own = own || texts[end].Noted || len(texts[end].Links) > 0
			}
			for j := i; j < end; j++ {
				sourced[j] = own
			}
		case markdown.ItemText:
			sourced[i] = own || i > 0 && introduces(texts[i-1], sourced[i-1])
		default:
			sourced[i] = own
		}
		i = end
	}
	return sourced
}

// introduces reports whether what stands before an item hands its source on.
func introduces(t *Text, sourced bool) bool {
	return sourced && (t.Kind == markdown.ItemText && !t.Noted && len(t.Links) == 0 || strings.HasSuffix(strings.TrimSpace(t.Text), ":"))
}

func figuresIn(s string) [][2]int {
	var found [][2]int
	for _, form := range []*pattern.Pattern{share, count} {
		for _, m := range form.FindAllStringSubmatchIndex(s, -1) {
			ends := s[m[1]-1] == '%' || wordEnds(s, m[1])
			if ends && beginsNumber(s, m[2]) && (form == share || m[4] >= 0 || many(s[m[2]:m[3]])) {
				found = append(found, [2]int{m[0], m[1]})
			}
		}
	}
	return found
}

// beginsNumber reports whether a number begins here: it is no part of a date, a
// document's number or a longer number.
func beginsNumber(s string, at int) bool {
	return wordStarts(s, at) && (at == 0 || strings.IndexByte("/-.,:", s[at-1]) < 0)
}

// many reports whether a count is a finding: ten or more, and no year.
func many(number string) bool {
	n, _ := strconv.Atoi(strings.NewReplacer(".", "", ",", "").Replace(number))
	year := len(number) == 4 && n >= 1900 && n < 2100
	return n >= 10 && !year
}

// Close tells of paths in site.toml that lead to no page.
func (f figures) Close() []problem.Problem {
	var problems []problem.Problem
	for i, path := range f.settings.Check.Figures {
		found := path == ""
		var known []string
		for _, e := range f.entries {
			found = found || below(e.Key, path)
			if folder := e.Folder(); folder != "" && folder != "." {
				known = append(known, folder)
			}
		}
		if found {
			continue
		}
		args := problem.Args{"path": path}
		if near, ok := fold.Nearest(path, known); ok {
			args["suggestion"] = near + "/"
		}
		problems = append(problems, problem.New(problem.SiteCheckPath, f.settings.Place("check", "figures", i), args))
	}
	return problems
}
