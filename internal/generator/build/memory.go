package build

import (
	"runtime/debug"
	"runtime/metrics"
)

// LimitMemory sets the memory limit of the Go runtime to about 48 MiB and 5 KiB for
// each entry, 9 KiB if texts are searched. The garbage collector runs seldom, and more
// often near the limit. It is meant for Options.Entries of a program that does nothing
// else. If more than half of the limit is in use already, nothing is set.
func LimitMemory(entries int, searched bool) {
	const (
		base  = 34 << 20 // without the program's own code
		entry = 4800
		text  = 3600
	)
	limit := int64(base + entry*entries)
	if searched {
		limit += int64(text * entries)
	}
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(live)
	if int64(live[0].Value.Uint64()) < limit/2 {
		debug.SetMemoryLimit(limit)
		debug.SetGCPercent(400) // bounded by the limit
	}
}
