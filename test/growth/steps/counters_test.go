package main

import (
	"encoding/binary"
	"slices"
	"testing"
)

// The sum is that of the counters alone, however long the names before them are.
func TestSum(t *testing.T) {
	header := append([]byte("\x00cwm\x01\x00\x00\x00"), make([]byte, 24)...)
	segment := binary.LittleEndian.AppendUint64(nil, 2)
	segment = binary.LittleEndian.AppendUint32(segment, 3)
	segment = binary.LittleEndian.AppendUint32(segment, 5)
	names, footer := []byte("namesargs")[:8], make([]byte, 16)
	packed := []byte{2, 200, 1, 9, 1, 0x80, 0x02, 1, 7, 7, 4} // two functions: 1 and 256, and 4
	if n, err := sum(slices.Concat(header, segment, names, packed, footer)); n != 261 || err != nil {
		t.Error(n, err)
	}
	header[24] = raw
	var wide []byte
	for _, n := range []uint32{2, 200, 9, 1, 256, 1, 7, 7, 4} {
		wide = binary.LittleEndian.AppendUint32(wide, n)
	}
	if n, err := sum(slices.Concat(header, segment, names, wide, footer)); n != 261 || err != nil {
		t.Error(n, err)
	}
	if _, err := sum([]byte("no counters")); err == nil {
		t.Error("no error")
	}
}
