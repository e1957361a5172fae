package avmeta

import (
	"encoding/binary"
	"fmt"
)

// samples lists where the samples of a track lie, a range for each chunk.
func (t *track) samples() ([]edit, error) {
	tables, err := t.sampleTables()
	if err != nil || len(tables) == 0 {
		return nil, err
	}
	offsets, err := t.offsets(tables)
	if err != nil {
		return nil, err
	}
	sizes, err := t.sizes(tables["stsz"])
	if err != nil {
		return nil, err
	}
	counts, err := t.numbers(tables["stsc"], 8, 12)
	if err != nil {
		return nil, err
	}
	return chunks(offsets, sizes, counts)
}

// chunks puts together where chunks begin, how long samples are and how many samples
// a chunk has (ISO/IEC 14496-12, 8.7.4).
func chunks(offsets []int64, sizes func(int) (int64, bool), counts [][]byte) ([]edit, error) {
	var ranges []edit
	sample, run := 0, 0
	for i, at := range offsets {
		for run+1 < len(counts) && int(binary.BigEndian.Uint32(counts[run+1])) <= i+1 {
			run++
		}
		if run >= len(counts) {
			return nil, fmt.Errorf("%w: a chunk has no samples", ErrBroken)
		}
		end := at
		for range min(binary.BigEndian.Uint32(counts[run][4:]), mostParts) {
			size, ok := sizes(sample)
			if !ok {
				break
			}
			end += size
			sample++
		}
		ranges = append(ranges, edit{at: at, end: end})
	}
	if _, more := sizes(sample); more {
		return nil, fmt.Errorf("%w: samples lie in no chunk", ErrBroken)
	}
	return ranges, nil
}

// sampleTables are the boxes of stbl, by kind.
func (t *track) sampleTables() (map[string]box, error) {
	at := t.media
	for _, kind := range []string{"minf", "stbl"} {
		inside, err := t.boxes(at.body, at.end)
		if err != nil {
			return nil, err
		}
		found := false
		for _, b := range inside {
			if b.kind == kind {
				at, found = b, true
			}
		}
		if !found {
			return nil, nil
		}
	}
	inside, err := t.boxes(at.body, at.end)
	tables := map[string]box{}
	for _, b := range inside {
		tables[b.kind] = b
	}
	return tables, err
}

func (t *track) offsets(tables map[string]box) ([]int64, error) {
	width := int64(4)
	table, ok := tables["stco"]
	if !ok {
		table, width = tables["co64"], 8
	}
	rows, err := t.numbers(table, 8, width)
	all := make([]int64, len(rows))
	for i, row := range rows {
		if width == 8 {
			all[i] = int64(binary.BigEndian.Uint64(row))
		} else {
			all[i] = int64(binary.BigEndian.Uint32(row))
		}
	}
	return all, err
}

// sizes tells the length of a sample, and whether there is such a sample.
func (t *track) sizes(b box) (func(int) (int64, bool), error) {
	var head [12]byte
	if b.end-b.body < 12 {
		return func(int) (int64, bool) { return 0, false }, nil
	}
	if err := t.read(head[:], b.body); err != nil {
		return nil, err
	}
	if same := binary.BigEndian.Uint32(head[4:]); same != 0 {
		count := int(binary.BigEndian.Uint32(head[8:]))
		if count > mostParts {
			return nil, ErrTooMany
		}
		return func(i int) (int64, bool) { return int64(same), i < count }, nil
	}
	rows, err := t.numbers(b, 12, 4)
	return func(i int) (int64, bool) {
		if i >= len(rows) {
			return 0, false
		}
		return int64(binary.BigEndian.Uint32(rows[i])), true
	}, err
}

// numbers reads the rows of a table. Their count stands in the four bytes before the
// first, which begins skip bytes after the box does.
func (t *track) numbers(b box, skip, width int64) ([][]byte, error) {
	if b.end-b.body < skip {
		return nil, nil
	}
	var head [4]byte
	if err := t.read(head[:], b.body+skip-4); err != nil {
		return nil, err
	}
	n := int64(binary.BigEndian.Uint32(head[:]))
	if n > mostParts {
		return nil, ErrTooMany
	}
	if n*width > b.end-b.body-skip {
		return nil, fmt.Errorf("%w: a table is shorter than it says", ErrBroken)
	}
	data := make([]byte, n*width)
	if err := t.read(data, b.body+skip); err != nil {
		return nil, err
	}
	rows := make([][]byte, n)
	for i := range rows {
		rows[i] = data[int64(i)*width : int64(i+1)*width]
	}
	return rows, nil
}
