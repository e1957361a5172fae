package avmeta

import (
	"encoding/binary"
	"fmt"
	"slices"
)

// WAV and AVI are chunks of RIFF (Microsoft and IBM, "Multimedia Programming Interface
// and Data Specifications 1.0"). A chunk that is not needed becomes one named "JUNK".

// keptChunks are the chunks that a player needs.
var keptChunks = []string{
	"fmt ", "fact", "data", "cue ", "smpl", "wavl", "slnt", "PEAK", // WAV
	"hdrl", "strl", "movi", "rec ", "odml", "avih", "strh", "strf", "strd", "indx", "idx1", "vprp", "dmlh", "JUNK", // AVI
}

func isRIFF(kind string) func([]byte) bool {
	return func(head []byte) bool {
		return len(head) >= 12 && string(head[:4]) == "RIFF" && string(head[8:12]) == kind
	}
}

func (s *scan) riff() error {
	if s.file.Format == "avi" {
		s.unplayed("AVI")
	}
	at := s.file.start
	for s.file.end-at >= 12 { // a long AVI is several of them, one behind the other
		var head [12]byte
		if err := s.read(head[:], at); err != nil {
			return err
		}
		if string(head[:4]) != "RIFF" {
			break
		}
		end := at + 8 + int64(binary.LittleEndian.Uint32(head[4:]))
		if end > s.file.end { // a recorder that was switched off wrote no length
			end = s.file.end
		}
		if err := s.chunks(at+12, end, 0); err != nil {
			return err
		}
		at = end + end%2
	}
	if at < s.file.end {
		s.found(Tags)
		s.file.end = at
	}
	return nil
}

// deepest is how many lists lie in each other in an AVI: hdrl and strl.
const deepest = 4

func (s *scan) chunks(at, end int64, depth int) error {
	if depth > deepest {
		return fmt.Errorf("%w: lists lie too deep", ErrBroken)
	}
	for end-at >= 8 {
		if err := s.count(); err != nil {
			return err
		}
		var head [12]byte
		if err := s.read(head[:8], at); err != nil {
			return err
		}
		kind, body := string(head[:4]), at+8
		next := body + int64(binary.LittleEndian.Uint32(head[4:]))
		if next > end {
			next = end
		}
		inside := kind
		if kind == "LIST" && next-body >= 4 {
			if err := s.read(head[8:], body); err != nil {
				return err
			}
			inside = string(head[8:])
		}
		switch {
		case !slices.Contains(keptChunks, inside):
			s.found(chunkTells(inside))
			s.replace(at, []byte("JUNK"))
			s.erase(body, next)
		case kind == "JUNK" || kind == "strd": // strd holds a camera's own notes
			s.erase(body, next)
		case kind == "LIST" && inside != "movi":
			if err := s.chunks(body+4, next, depth+1); err != nil {
				return err
			}
		}
		at = next + next%2
	}
	return nil
}

func chunkTells(kind string) Kind {
	if kind == "IDIT" || kind == "ISMP" {
		return Time
	}
	return Tags
}
