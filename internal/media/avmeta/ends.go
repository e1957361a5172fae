package avmeta

import "encoding/binary"

// tagsAtEnds cuts off the tags that stand before and behind a file, whatever it is:
// ID3v2 (id3.org, "ID3 tag version 2.4.0"), ID3v1, APEv2 and Lyrics3.
func (s *scan) tagsAtEnds() error {
	f := &s.file
	for {
		if err := s.count(); err != nil {
			return err
		}
		n, err := s.tagBefore()
		if err != nil {
			return err
		}
		if n == 0 {
			break
		}
		s.found(Tags)
		f.start += n
	}
	for {
		if err := s.count(); err != nil {
			return err
		}
		n, err := s.tagBehind()
		if err != nil {
			return err
		}
		if n == 0 {
			return nil
		}
		s.found(Tags)
		f.end -= n
	}
}

// tagBefore returns the length of the tag that the file begins with; 0 for none.
func (s *scan) tagBefore() (int64, error) {
	head := make([]byte, 10)
	if s.file.end-s.file.start < int64(len(head)) {
		return 0, nil
	}
	if err := s.read(head, s.file.start); err != nil || string(head[:3]) != "ID3" {
		return 0, err
	}
	n := int64(len(head)) + syncsafe(head[6:])
	if head[5]&0x10 != 0 { // a footer
		n += int64(len(head))
	}
	if n > s.file.end-s.file.start {
		return 0, ErrBroken
	}
	return n, nil
}

// syncsafe reads four bytes of seven bits.
func syncsafe(b []byte) int64 {
	return int64(b[0]&0x7f)<<21 | int64(b[1]&0x7f)<<14 | int64(b[2]&0x7f)<<7 | int64(b[3]&0x7f)
}

// tagBehind returns the length of the tag that the file ends with; 0 for none.
func (s *scan) tagBehind() (int64, error) {
	left := s.file.end - s.file.start
	tail := make([]byte, min(128, left))
	if err := s.read(tail, s.file.end-int64(len(tail))); err != nil {
		return 0, err
	}
	last := func(n int) string {
		if len(tail) < n {
			return ""
		}
		return string(tail[len(tail)-n:])
	}
	var n int64
	switch {
	case len(tail) == 128 && string(tail[:3]) == "TAG":
		n = 128
	case len(tail) >= 32 && last(32)[:8] == "APETAGEX":
		footer := []byte(last(32))
		n = int64(binary.LittleEndian.Uint32(footer[12:])) // its items and this footer
		if binary.LittleEndian.Uint32(footer[20:])&(1<<31) != 0 {
			n += 32 // its header
		}
	case last(9) == "LYRICS200":
		for _, digit := range last(15)[:6] {
			if digit < '0' || digit > '9' {
				return 0, ErrBroken
			}
			n = n*10 + int64(digit-'0')
		}
		n += 15
	case len(tail) >= 10 && last(10)[:3] == "3DI":
		n = 20 + syncsafe([]byte(last(4)))
	}
	if n < 0 || n > left {
		return 0, ErrBroken
	}
	return n, nil
}

// isMPEG recognises a frame of MPEG audio, layer I to III (ISO/IEC 11172-3).
func isMPEG(head []byte) bool {
	return len(head) > 3 && head[0] == 0xff && head[1]&0xe0 == 0xe0 && head[1]&0x18 != 0x08 && head[1]&0x06 != 0 && head[2]&0xf0 != 0xf0
}

// isADTS recognises a frame of AAC with its header of ISO/IEC 13818-7.
func isADTS(head []byte) bool { return len(head) > 3 && head[0] == 0xff && head[1]&0xf6 == 0xf0 }
