package doc

// Records of drawings over the page ([MS-ODRAW] section 2.2).
const (
	recordStore     = 0xF001
	recordShape     = 0xF00A
	recordShapeLook = 0xF00B
	pictureOfShape  = 0x0104
	mostShapes      = 10_000
)

// drawings are the pictures that float over the pages: by the character that anchors them, their number
// among the pictures, from 1 on.
type drawings struct {
	pictures [][]byte // records
	shapes   map[int]int
	anchors  map[int]int
	last     int // the shape that was read last
}

// readDrawings reads the pictures of a document and where they are anchored (sections 2.8.37 and 2.9.172).
func (f *file) readDrawings() drawings {
	d := drawings{shapes: map[int]int{}, anchors: map[int]int{}}
	f.records(f.part(50), &d, 0)
	table := f.part(40)
	n := max((len(table)-4)/30, 0)
	for i := range min(n, mostShapes) {
		if number := d.shapes[f.long(table, 4*(n+1)+26*i)]; number > 0 {
			d.anchors[f.long(table, 4*i)] = number
		}
	}
	return d
}

// records walks through records, which may hold records.
func (f *file) records(data []byte, d *drawings, shape int) {
	for len(data) >= 8 && len(d.pictures) < mostShapes && len(d.shapes) < mostShapes {
		version, kind, length := f.short(data, 0), f.short(data, 2), f.long(data, 4)
		body := cut(data, 8, length)
		switch {
		case kind == recordEntry:
			d.pictures = append(d.pictures, f.stored(body))
		case kind == recordShape:
			shape = f.long(body, 0)
			d.last = shape
		case kind == recordShapeLook:
			for i := range version >> 4 {
				if d.shapes != nil && f.short(body, 6*i)&0x3FFF == pictureOfShape {
					d.shapes[shape] = f.long(body, 6*i+2)
				}
			}
		case version&0xF == 0xF: // a record of records: what is in it comes next
			data = data[8:]
			continue
		case version == 0 && kind>>12 != 0xF || kind < 0xF000: // between drawings stands a byte
			data = data[1:]
			continue
		}
		if length < 0 || length > len(data)-8 {
			return
		}
		data = data[8+length:]
	}
}

// stored is the record of a picture: behind its entry, or where that says in the main stream.
func (f *file) stored(entry []byte) []byte {
	if at := f.long(entry, 28); at > 0 {
		return cut(f.main, at, f.long(entry, 20))
	}
	if len(entry) <= entryHead {
		return nil
	}
	return cut(entry, entryHead+int(entry[33]), len(entry))
}

// float writes a picture that floats over the page, at its anchor.
func (w *writer) float(cp int) {
	number := w.drawings.anchors[cp]
	if number < 1 || number > len(w.drawings.pictures) {
		w.d.Drawings++
		return
	}
	w.show(w.drawings.pictures[number-1])
}
