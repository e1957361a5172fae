package site

import (
	"crypto/sha256"
	"encoding/binary"
)

// Places is a digest of all that a link within the site can find: which pages there
// are, in which language their texts are, which entries are not on the site today, and
// whose each address is. The order of pages does not count.
func (s *Site) Places() [16]byte {
	var all sum
	for _, e := range s.Editions {
		for _, p := range e.Pages {
			all.add("page", e.Language.Tag, string(p.Kind), p.Key, p.Path, p.Source().Edition.Language.Tag, p.Place().File)
		}
	}
	for _, g := range s.groups {
		if len(g.sleeping) > 0 {
			all.add("sleeping", g.key)
		}
	}
	for path, owner := range s.addresses.owners {
		all.add("address", path, owner)
	}
	return all.bytes()
}

// sum is a digest of things in any order.
type sum struct {
	high, low uint64
	buffer    []byte
}

func (s *sum) add(words ...string) {
	s.buffer = s.buffer[:0]
	for _, w := range words {
		s.buffer = append(binary.AppendUvarint(s.buffer, uint64(len(w))), w...)
	}
	one := sha256.Sum256(s.buffer)
	s.high += binary.LittleEndian.Uint64(one[:])
	s.low += binary.LittleEndian.Uint64(one[8:])
}

func (s *sum) bytes() (all [16]byte) {
	binary.LittleEndian.PutUint64(all[:], s.high)
	binary.LittleEndian.PutUint64(all[8:], s.low)
	return all
}
