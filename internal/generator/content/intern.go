package content

import (
	"slices"
	"sync"
)

// interner keeps one copy of equal lists: thousands of entries have the same few
// topics and audiences.
type interner struct {
	mu    sync.Mutex
	lists map[string][]string
}

// intern returns the list that stands for all like it. It must not be changed.
func (s *interner) intern(list []string) []string {
	if len(list) == 0 {
		return list
	}
	var room [128]byte
	key := room[:0]
	for _, word := range list {
		key = append(append(key, word...), 0)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if known, ok := s.lists[string(key)]; ok {
		return known
	}
	if s.lists == nil {
		s.lists = map[string][]string{}
	}
	s.lists[string(key)] = slices.Clip(list)
	return s.lists[string(key)]
}
