package doctest

import (
	"encoding/binary"
	"maps"
	"slices"
	"unicode/utf16"
)

// Marks of a table of sectors ([MS-CFB] section 2.1), and the size of the shortest stream that lies in them.
const (
	endOfChain = 0xFFFFFFFE
	ofTable    = 0xFFFFFFFD
	free       = 0xFFFFFFFF
	shortest   = 4096
	entries    = page / 4 // of one sector of the table
)

// compound writes streams as a compound file: first the streams, then their list, then the table of sectors, which has
// room for some seven megabytes.
func compound(streams map[string][]byte) []byte {
	var body []byte
	var table []uint32
	add := func(data []byte) (start uint32) {
		data = append(data, make([]byte, (page-len(data)%page)%page)...)
		start = uint32(len(table))
		for i := range len(data) / page {
			table = append(table, start+uint32(i)+1)
		}
		table[len(table)-1] = endOfChain
		body = append(body, data...)
		return start
	}
	list := entry("Root Entry", 5, endOfChain, 0)
	for _, name := range slices.Sorted(maps.Keys(streams)) {
		data := streams[name]
		data = append(data, make([]byte, max(shortest-len(data), 0))...)
		list = append(list, entry(name, 2, add(data), len(data))...)
	}
	first := add(list)

	at, count := len(table), 1
	for count*entries < at+count {
		count++
	}
	for range count {
		table = append(table, ofTable)
	}
	for len(table) < count*entries {
		table = append(table, free)
	}

	head := make([]byte, page)
	copy(head, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
	for place, n := range map[int]uint16{24: 0x3E, 26: 3, 28: 0xFFFE, 30: 9, 32: 6} {
		binary.LittleEndian.PutUint16(head[place:], n)
	}
	for place, n := range map[int]uint32{44: uint32(count), 48: first, 56: shortest, 60: endOfChain, 68: endOfChain} {
		binary.LittleEndian.PutUint32(head[place:], n)
	}
	for i := range (page - 76) / 4 {
		n := uint32(free)
		if i < count {
			n = uint32(at + i)
		}
		binary.LittleEndian.PutUint32(head[76+4*i:], n)
	}
	out := append(head, body...)
	for _, n := range table {
		out = binary.LittleEndian.AppendUint32(out, n)
	}
	return out
}

// entry is one of the list of streams (section 2.6).
func entry(name string, kind byte, start uint32, size int) []byte {
	b := make([]byte, 128)
	units := utf16.Encode([]rune(name))
	for i, unit := range units {
		binary.LittleEndian.PutUint16(b[2*i:], unit)
	}
	binary.LittleEndian.PutUint16(b[64:], uint16(2*len(units)+2))
	b[66] = kind
	binary.LittleEndian.PutUint32(b[116:], start)
	binary.LittleEndian.PutUint32(b[120:], uint32(size))
	return b
}
