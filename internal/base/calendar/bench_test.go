package calendar

import "testing"

// BenchmarkComponent is one weekly event of a feed, with a date left out and one moved.
func BenchmarkComponent(b *testing.B) {
	entry, window := sampleEntries()[0], WindowAround(Date(2026, 6, 15))
	b.ReportAllocs()
	for b.Loop() {
		entry.Component(window)
	}
}

// BenchmarkBetween lists the same event's dates in a feed's window.
func BenchmarkBetween(b *testing.B) {
	event := sampleEntries()[0].Event
	from, to := WindowAround(Date(2026, 6, 15)).In(hanoi)
	b.ReportAllocs()
	for b.Loop() {
		event.Between(from, to)
	}
}

func BenchmarkMonthOf(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		MonthOf(2026, 9)
	}
}
