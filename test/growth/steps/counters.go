package main

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"runtime/coverage"
)

// counted is the sum of all counters of the program since they were cleared.
func counted() (uint64, error) {
	var file bytes.Buffer
	if err := coverage.WriteCounters(&file); err != nil {
		return 0, err
	}
	return sum(file.Bytes())
}

// sum adds the counters of a file in the format of Go's package internal/coverage: a
// header, the header of a segment, names, and for each function how many counters it has,
// its package, its number and the counters.
func sum(file []byte) (total uint64, err error) {
	const header, names = 32, 48 // where the segment's header and the names begin
	if len(file) < names || !bytes.HasPrefix(file, []byte("\x00cwm")) {
		return 0, errors.New("counters of a format that is not known")
	}
	functions := binary.LittleEndian.Uint64(file[header:])
	skip := binary.LittleEndian.Uint32(file[header+8:]) + binary.LittleEndian.Uint32(file[header+12:])
	r := reader{bytes.NewReader(file[names:]), file[24] == raw}
	if _, err := r.Seek(int64(skip), io.SeekStart); err != nil {
		return 0, err
	}
	for range functions {
		n, err := r.number()
		if err != nil {
			return 0, err
		}
		for i := range n + 2 {
			counter, err := r.number()
			if err != nil {
				return 0, err
			}
			if i >= 2 { // after the package and the number
				total += counter
			}
		}
	}
	return total, nil
}

// raw is the flavour of counters that are written with four bytes each.
const raw = 1

type reader struct {
	*bytes.Reader
	raw bool
}

func (r reader) number() (uint64, error) {
	if !r.raw {
		return binary.ReadUvarint(r)
	}
	var four [4]byte
	_, err := io.ReadFull(r, four[:])
	return uint64(binary.LittleEndian.Uint32(four[:])), err
}
