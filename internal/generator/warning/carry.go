package warning

import (
	"slices"
	"strings"
	"time"

	"loa/internal/base/problem"
	"loa/internal/generator/relay"
)

// Carry adds to a list of warnings, as this site makes it, what an earlier list of the
// same site has from some hosts and this one lacks, as long as it holds and there is room,
// and counts them. The earlier list is read within the bounds of a warning; its HTML stays
// as it is, so that devices know the warning again. The error is that of a list which
// cannot be read.
func Carry(made, earlier []byte, hosts []string, now time.Time) (data []byte, count int, err error) {
	list, err := relay.Parse(made)
	if err != nil {
		return made, 0, err
	}
	old, err := relay.Parse(earlier)
	if err != nil {
		return made, 0, err
	}
	all := slices.DeleteFunc(old.Warnings, func(w relay.Warning) bool {
		return !goesOn(w, hosts, now) || slices.ContainsFunc(list.Warnings, func(m relay.Warning) bool { return m.ID == w.ID })
	})
	slices.SortStableFunc(all, orderListed)
	all = all[:min(len(all), max(problem.MaxWarnings.Most-len(list.Warnings), 0))]
	if len(all) == 0 {
		return made, 0, nil
	}
	for _, w := range all { // these, and nothing else
		list.Warnings = append(list.Warnings, relay.Warning{ID: w.ID, Level: w.Level, From: w.From, Until: w.Until, Units: w.Units, HTML: w.HTML, Source: w.Source})
	}
	slices.SortStableFunc(list.Warnings, orderListed)
	data, err = list.Encode()
	return data, len(all), err
}

// longestHTML is how many bytes a warning may have in a language: the theme's HTML around
// the words that one of another site may have.
const longestHTML = 16 << 10

func goesOn(w relay.Warning, hosts []string, now time.Time) bool {
	for _, html := range w.HTML {
		if len(html) > longestHTML {
			return false
		}
	}
	return slices.Contains(hosts, w.Source) && strings.HasPrefix(w.ID, w.Source+".") && slices.Contains(Levels(), Level(w.Level)) &&
		w.Until > now.Unix() && w.Until <= now.AddDate(0, 0, longest+1).Unix() && w.From < w.Until && len(w.HTML) > 0
}

func orderListed(a, b relay.Warning) int {
	if a.Level != b.Level {
		return slices.Index(Levels(), Level(a.Level)) - slices.Index(Levels(), Level(b.Level))
	}
	return int(max(min(a.Until-b.Until, 1), -1))
}
