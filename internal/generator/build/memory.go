package build

import (
	"runtime/debug"
	"runtime/metrics"
)

// Frugal, as Options.Entries, asks the runtime to keep the program within about
// 48 MiB and 5 KiB an entry, 9 KiB if their texts are searched: the collector runs
// seldom, and more often as it comes near. It is for a program that does nothing
// else; a site whose entries alone need more than half of that is left to the
// collector's own judgement.
func Frugal(entries int, searched bool) {
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
