package cli

import (
	"fmt"
	"strings"
	"sync/atomic"
	"time"

	"loa/internal/problem"
)

// bar is the progress bar of work that takes longer than a second.
type bar struct {
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

func newBar(v *voice, begun time.Time) *bar { return &bar{v: v, begun: begun} }

// show draws the bar; it may be called from any number of goroutines.
func (b *bar) show(done, total int) {
	now := int64(time.Since(b.begun))
	last := b.last.Load()
	if now < int64(patience) || now-last < int64(interval) || !b.last.CompareAndSwap(last, now) {
		return
	}
	b.drawn.Store(true)
	full := cells * done / max(total, 1)
	fmt.Fprintf(b.v.err, "\r%s%s %s\x1b[K", strings.Repeat("█", full), strings.Repeat("░", cells-full),
		b.v.Say("progress", problem.Args{"done": done, "total": total}))
}

func (b *bar) clear() {
	if b.drawn.Load() {
		fmt.Fprint(b.v.err, "\r\x1b[K")
	}
}
