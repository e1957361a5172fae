package sameness

import "math"

// answer is what Windows tells of an open file.
type answer struct {
	attributes       uint32
	size             int64
	written, changed int64 // of the bytes and of the entry, in steps of 100 ns since 1601
	volume           uint64
	number           [2]uint64 // of the file on its volume, the low half first
	elsewhere        bool      // another machine keeps the file
}

const (
	attributeFolder  = 0x10  // FILE_ATTRIBUTE_DIRECTORY
	attributeReparse = 0x400 // FILE_ATTRIBUTE_REPARSE_POINT: a link, or what a driver makes up
)

// since1601 is how many steps of 100 ns after 1601 the year 1970 began.
const since1601 = 116444736000000000

// of makes of an answer what tells the file. It reports false if that is not enough:
//
//   - FAT and exFAT keep no time of an entry's change and answer 0. The time of the
//     bytes' change, which remains, can be set by any program.
//   - A file system without numbers of files answers with zeros or ones.
//   - Windows keeps what a server said for some seconds, and the times are those of
//     the server's clock: what another machine changed may not be seen yet.
//
// Source: learn.microsoft.com, "FILE_BASIC_INFO structure", "FILE_ID_INFO structure".
func (f *File) of(a answer) bool {
	const least, most = since1601 - math.MaxInt64/100, since1601 + math.MaxInt64/100
	switch none, all := [2]uint64{}, uint64(math.MaxUint64); {
	case a.attributes&(attributeFolder|attributeReparse) != 0, a.elsewhere:
		return false
	case a.changed <= 0, a.changed > most, a.written < least, a.written > most:
		return false
	case a.number == none, a.number == [2]uint64{all}, a.number == [2]uint64{all, all}:
		return false
	}
	f.Size = a.size
	f.Times = [2]int64{(a.written - since1601) * 100, (a.changed - since1601) * 100}
	f.Node = [3]uint64{a.volume, a.number[0], a.number[1]}
	return true
}
