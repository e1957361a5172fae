package output

import (
	"os"
	pathpkg "path"
	"strings"
)

// Respelt finds among old paths those that stand in the way of new ones where a disk
// does not tell capitals apart: the path or a folder on its way is written in other
// capitals now. They must go before the new files come, since afterwards they would be
// the new files; and a folder gets its new name only if it is empty for a moment.
func Respelt(old, now []string) map[string]bool {
	spelt := make(map[string]string, len(now)) // files and folders, by their small form
	for _, path := range now {
		for ; path != "."; path = pathpkg.Dir(path) {
			small := strings.ToLower(path)
			if spelt[small] == path {
				break
			}
			spelt[small] = path
		}
	}
	respelt := map[string]bool{}
	for _, path := range old {
		for part := path; part != "."; part = pathpkg.Dir(part) {
			if new := spelt[strings.ToLower(part)]; new != "" && new != part {
				respelt[path] = true
			}
		}
	}
	return respelt
}

// twin is the path under which an earlier build wrote a path in other capitals, ""
// if none did. Where a disk does not tell them apart the old file would be found
// equal, and then be removed under its old name.
func (s *Stage) twin(path string) string {
	small := strings.ToLower(path)
	if other, ok := s.cased[small]; ok && other != path {
		return other
	}
	if small != path && s.owned[small] {
		return small
	}
	return ""
}

// owns reports whether an earlier build wrote what lies at a path, also under a name
// in other capitals that the disk takes for the same.
func (s *Stage) owns(path string) bool {
	if s.owned[path] {
		return true
	}
	other := s.twin(path)
	if other == "" {
		return false
	}
	here, errHere := s.disk.lstat(path)
	there, errThere := s.disk.lstat(other)
	return errHere == nil && errThere == nil && os.SameFile(here, there)
}
