package build

import (
	"runtime/debug"
	"runtime/metrics"
)

// LimitMemory sets the memory limit of the Go runtime to 96 MiB and 16 KiB for each
// entry, at most 1 GiB. The garbage collector runs as it does by default, and more
// often near the limit. It is meant for Options.Entries of a program that does nothing else. If more
// than half of the limit is in use already, nothing is set. Of a limit that the
// environment has set (GOMEMLIMIT) it takes half: who sets one is short of memory, and
// often of address space, of which the runtime takes many times more.
func LimitMemory(entries int) {
	const (
		base    = 96 << 20
		entry   = 16 << 10
		highest = 1 << 30
	)
	limit := min(int64(base+entry*entries), highest, debug.SetMemoryLimit(-1)/2)
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(live)
	if int64(live[0].Value.Uint64()) < limit/2 {
		debug.SetMemoryLimit(limit)
	}
}
