package cli

import (
	"fmt"
	"strings"
	"sync/atomic"
	"time"

	"loa/internal/base/problem"
)

// bar is the progress bar of work that takes longer than a second.
type bar struct {
	unit  string // the key of the words behind the bar
	v     *voice
	begun time.Time
	last  atomic.Int64 // when it was drawn, in nanoseconds since begun
	drawn atomic.Bool
}

const (
	patience = time.Second            // before it shows itself
	interval = 100 * time.Millisecond // between two drawings
	cells    = 24
)

func newBar(v *voice, begun time.Time) *bar { return &bar{unit: "progress", v: v, begun: begun} }

// show draws the bar; it may be called from any number of goroutines.
func (b *bar) show(done, total int) { b.draw(done, total, done, total) }

// of draws the bar for other things than its own; unit is the key of their words.
func (b *bar) of(unit string) func(done, total int) {
	return func(done, total int) {
		other := bar{unit: unit, v: b.v, begun: b.begun}
		other.show(done, total)
		if other.drawn.Load() {
			b.drawn.Store(true)
		}
	}
}

// showSize draws the bar for numbers of bytes. A bar that is nil stays away.
func (b *bar) showSize(done, total int64) {
	if b != nil {
		b.draw(int(done), int(total), problem.Size(done), problem.Size(total))
	}
}

func (b *bar) draw(done, total int, doneWords, totalWords any) {
	now := int64(time.Since(b.begun))
	last := b.last.Load()
	if now < int64(patience) || now-last < int64(interval) || !b.last.CompareAndSwap(last, now) {
		return
	}
	b.drawn.Store(true)
	full := cells * done / max(total, 1)
	fmt.Fprintf(b.v.screen, "\r%s%s %s\x1b[K", strings.Repeat("█", full), strings.Repeat("░", cells-full),
		b.v.Say(b.unit, problem.Args{"done": doneWords, "total": totalWords}))
}

func (b *bar) clear() {
	if b != nil && b.drawn.Load() {
		fmt.Fprint(b.v.screen, "\r\x1b[K")
	}
}
