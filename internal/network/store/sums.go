package store

import "strconv"

// sums are sums of bytes by their first 64 bits, since a network has millions of them. If two
// begin alike, bytes stay that could have gone, or the store is asked for them in vain.
type sums map[uint64]struct{}

func (s sums) add(sum string) { s[short(sum)] = struct{}{} }

func (s sums) has(sum string) bool {
	_, there := s[short(sum)]
	return there
}

func short(sum string) uint64 {
	n, _ := strconv.ParseUint(sum[:min(16, len(sum))], 16, 64) // 0 of what is no sum
	return n
}
