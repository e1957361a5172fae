package avmeta

import "fmt"

// flac makes padding of all blocks but those which a player needs (RFC 9639, 8.1).
func (s *scan) flac() error {
	const streamInfo, padding, seekTable, picture = 0, 1, 3, 6
	at := s.file.start + 4
	for last := false; !last; {
		if err := s.count(); err != nil {
			return err
		}
		var head [4]byte
		if err := s.read(head[:], at); err != nil {
			return err
		}
		last = head[0]&0x80 != 0
		end := at + 4 + int64(head[1])<<16 + int64(head[2])<<8 + int64(head[3])
		if end > s.file.end {
			return fmt.Errorf("%w: a block is longer than the file", ErrBroken)
		}
		switch head[0] & 0x7f {
		case streamInfo, seekTable:
		case padding:
			s.erase(at+4, end)
		default:
			if head[0]&0x7f == picture {
				s.found(Picture)
			} else if end > at+4 {
				s.found(Tags)
			}
			s.replace(at, []byte{head[0]&0x80 | padding})
			s.erase(at+4, end)
		}
		at = end
	}
	return nil
}
