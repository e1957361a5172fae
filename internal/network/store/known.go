package store

import (
	"encoding/hex"
	"sync"
)

// mostKnown is how many sums are kept. What sites have in common is seen with the first ones;
// the rest is asked for.
const mostKnown = 200_000

// known are sums of blobs that were seen in the store in one generation, for any goroutine.
type known struct {
	mu         sync.Mutex
	generation string
	sums       map[[32]byte]struct{}
}

func (k *known) has(generation, sum string) bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	_, there := k.sums[binary(sum)]
	return there && k.generation == generation
}

func (k *known) add(generation, sum string) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.sums == nil || k.generation != generation {
		k.generation, k.sums = generation, map[[32]byte]struct{}{}
	}
	if len(k.sums) < mostKnown {
		k.sums[binary(sum)] = struct{}{}
	}
}

// binary is a sum that is written in hexadecimal, as digestForm has it.
func binary(sum string) (b [32]byte) {
	_, _ = hex.Decode(b[:], []byte(sum[:min(64, len(sum))]))
	return b
}
