package site

import (
	"reflect"

	"loa/internal/base/problem"
	"loa/internal/generator/content"
)

// otherTimes reports translations of events that tell other times than their source.
func (b *builder) otherTimes() {
	for t := range b.site.Translations() {
		if t.Entry == nil || t.Source == nil || t.Entry.Event == nil || t.Source.Event == nil || sameEvent(t.Entry.Event, t.Source.Event) {
			continue
		}
		b.report(problem.TranslationTimes, t.Entry.Place("event", t.Entry.Event.Key()), problem.Args{"source": t.Source.File.Path})
	}
}

// sameEvent reports whether two tables tell of the same days, times and state.
func sameEvent(a, b *content.EventTable) bool {
	return a.State == b.State && reflect.DeepEqual(a.When, b.When)
}
