package pdffile

import (
	"bytes"
	"fmt"
	"strconv"

	"loa/internal/base/officefile"
)

// mostTables is how many tables may follow each other: each save of a file adds one.
const mostTables = 1000

// readTables reads the tables of objects from the last to the first (section 7.5.4), and reports
// whether all are whole.
func (f *File) readTables() bool {
	tail := f.data[max(0, len(f.data)-2048):]
	at := bytes.LastIndex(tail, []byte("startxref"))
	if at < 0 {
		return false
	}
	l := &lexer{data: tail, at: at + len("startxref"), budget: &f.budget}
	offset, ok := l.token().(int)
	if !ok {
		return false
	}
	next, seen := []int{offset}, map[int]bool{}
	for len(next) > 0 {
		offset, next = next[0], next[1:]
		if seen[offset] {
			continue
		}
		seen[offset] = true
		if offset < 0 || offset >= len(f.data) || len(seen) > mostTables {
			return false
		}
		trailer, ok := f.readTable(offset)
		if !ok {
			return false
		}
		if f.trailer == nil {
			f.trailer = trailer
		}
		for _, key := range []Name{"XRefStm", "Prev"} {
			if n, ok := trailer[key].(int); ok {
				next = append(next, n)
			}
		}
	}
	return true
}

// readTable reads a table at a place and gives its trailer.
func (f *File) readTable(offset int) (Dict, bool) {
	l := &lexer{data: f.data, at: offset, budget: &f.budget}
	if first := l.token(); first != keyword("xref") {
		return f.readTableStream(offset)
	}
	for {
		switch first := l.token().(type) {
		case keyword:
			if first != "trailer" {
				return nil, false
			}
			trailer, ok := l.object(0).(Dict)
			return trailer, ok
		case int:
			count, ok := l.token().(int)
			if !ok || count < 0 || count > len(f.data)/10 {
				return nil, false
			}
			for i := range count {
				where, ok1 := l.token().(int)
				generation, ok2 := l.token().(int)
				kind, ok3 := l.token().(keyword)
				if !ok1 || !ok2 || !ok3 {
					return nil, false
				}
				f.note(first+i, entry{offset: where, generation: generation, free: kind != "n"})
			}
		default:
			return nil, false
		}
	}
}

// note takes where an object lies, unless a later table has said it.
func (f *File) note(number int, e entry) {
	if _, there := f.table[number]; !there {
		f.table[number] = e
	}
}

// readTableStream reads a table that is a stream (section 7.5.8).
func (f *File) readTableStream(offset int) (Dict, bool) {
	s, ok := f.objectAt(offset, -1).(*Stream)
	if !ok || s.Dict["Type"] != Name("XRef") {
		return nil, false
	}
	data, err := f.Data(s)
	widths := f.Numbers(s.Dict["W"], 3)
	if err != nil || widths == nil {
		return nil, false
	}
	row := 0
	for _, w := range widths {
		if w < 0 || w > 8 {
			return nil, false
		}
		row += int(w)
	}
	index := f.Array(s.Dict["Index"])
	if index == nil {
		index = Array{0, f.Int(s.Dict["Size"], 0)}
	}
	for ; len(index) >= 2 && row > 0; index = index[2:] {
		first, count := f.Int(index[0], 0), f.Int(index[1], 0)
		for i := 0; i < count && len(data) >= row; i++ {
			f.noteRow(first+i, data[:row], widths)
			data = data[row:]
		}
	}
	return s.Dict, true
}

func (f *File) noteRow(number int, row []byte, widths []float64) {
	var fields [3]int
	if widths[0] == 0 {
		fields[0] = 1
	}
	for i, w := range widths {
		for range int(w) {
			fields[i] = fields[i]<<8 | int(row[0])
			row = row[1:]
		}
	}
	switch fields[0] {
	case 0:
		f.note(number, entry{free: true})
	case 1:
		f.note(number, entry{offset: fields[1], generation: fields[2]})
	case 2:
		f.note(number, entry{offset: fields[1], packed: true})
	}
}

// objectAt reads “12 0 obj …” at a place; nil if another object stands there. A number of -1
// is any.
func (f *File) objectAt(offset, number int) Object {
	if offset < 0 || offset >= len(f.data) {
		return nil
	}
	l := &lexer{data: f.data, at: offset, budget: &f.budget}
	n, ok1 := l.token().(int)
	generation, ok2 := l.token().(int)
	if !ok1 || !ok2 || l.token() != keyword("obj") || number >= 0 && n != number {
		return nil
	}
	o := l.object(0)
	if _, ok := o.(keyword); ok {
		return nil
	}
	ref := Ref{n, generation}
	d, ok := o.(Dict)
	if !ok {
		return f.decrypted(o, ref)
	}
	d = f.decrypted(d, ref).(Dict)
	l.space()
	if !bytes.HasPrefix(f.data[l.at:], []byte("stream")) {
		return d
	}
	start := l.at + len("stream")
	if start < len(f.data) && f.data[start] == '\r' {
		start++
	}
	if start < len(f.data) && f.data[start] == '\n' {
		start++
	}
	return &Stream{Dict: d, raw: f.body(start, d["Length"]), ref: ref}
}

// body are the bytes of a stream: as many as it says if it ends there, else up to its end.
func (f *File) body(start int, length Object) []byte {
	rest := f.data[min(start, len(f.data)):]
	if n := f.Int(length, -1); n >= 0 && n <= len(rest) {
		after := bytes.TrimLeft(rest[n:min(len(rest), n+20)], " \r\n")
		if bytes.HasPrefix(after, []byte("endstream")) {
			return rest[:n]
		}
	}
	if f.search -= len(rest); f.search < 0 {
		return nil
	}
	if n := bytes.Index(rest, []byte("endstream")); n >= 0 {
		f.search += len(rest) - n
		return bytes.TrimSuffix(bytes.TrimSuffix(rest[:n], []byte("\n")), []byte("\r"))
	}
	return rest
}

// rebuild makes the table by looking for objects in the whole file; of several with one number the
// last counts.
func (f *File) rebuild() error {
	f.forget()
	f.rebuilt, f.trailer = true, Dict{}
	var packs []int
	for at := 0; ; {
		i := bytes.Index(f.data[at:], []byte(" obj"))
		if i < 0 {
			break
		}
		number, start, ok := headBefore(f.data, at+i)
		at += i + len(" obj")
		if ok {
			f.table[number] = entry{offset: start}
			if bytes.Contains(f.data[at:min(len(f.data), at+300)], []byte("/ObjStm")) {
				packs = append(packs, number)
			}
		}
	}
	f.findTrailers()
	for _, number := range packs {
		for inner := range f.pack(number) {
			if _, there := f.table[inner]; !there {
				f.table[inner] = entry{offset: number, packed: true}
			}
		}
	}
	if !f.rooted() {
		f.findRoot()
	}
	if !f.rooted() {
		return fmt.Errorf("%w: no pages", officefile.ErrNot)
	}
	return nil
}

// headBefore reads the two numbers before “ obj”.
func headBefore(data []byte, end int) (number, start int, ok bool) {
	digits := func(end int) (int, int) {
		start := end
		for start > 0 && end-start < 10 && data[start-1] >= '0' && data[start-1] <= '9' {
			start--
		}
		n, err := strconv.Atoi(string(data[start:end]))
		if err != nil {
			return 0, -1
		}
		return n, start
	}
	_, at := digits(end)
	if at < 1 || !isSpace(data[at-1]) {
		return 0, 0, false
	}
	for at > 0 && isSpace(data[at-1]) {
		at--
	}
	number, start = digits(at)
	return number, start, start >= 0
}

// findTrailers takes what the trailers of a file say, the last first.
func (f *File) findTrailers() {
	for end := len(f.data); ; {
		at := bytes.LastIndex(f.data[:end], []byte("trailer"))
		if at < 0 {
			break
		}
		end = at
		l := &lexer{data: f.data, at: at + len("trailer"), budget: &f.budget}
		if d, ok := l.object(0).(Dict); ok {
			for key, value := range d {
				if _, there := f.trailer[key]; !there {
					f.trailer[key] = value
				}
			}
		}
		if f.budget <= 0 {
			break
		}
	}
}

// findRoot looks for the catalogue among the objects, and for the trailer among tables that are streams.
func (f *File) findRoot() {
	for number := range f.table {
		d := f.Dict(Ref{Number: number})
		switch d["Type"] {
		case Name("Catalog"):
			if f.Dict(d["Pages"]) != nil {
				f.trailer["Root"] = Ref{Number: number}
			}
		case Name("XRef"):
			for _, key := range []Name{"Encrypt", "ID", "Info"} {
				if d[key] != nil && f.trailer[key] == nil {
					f.trailer[key] = d[key]
				}
			}
		}
	}
}

// unpacked is an object that lies in a stream of objects.
func (f *File) unpacked(pack, number int) Object { return f.pack(pack)[number] }

// pack reads a stream of objects (section 7.5.7).
func (f *File) pack(number int) map[int]Object {
	if all, there := f.packs[number]; there {
		return all
	}
	f.packs[number] = nil // one that holds itself is empty
	if at := f.table[number]; at.packed {
		return nil
	}
	s, ok := f.object(number).(*Stream)
	if !ok {
		return nil
	}
	data, err := f.Data(s)
	if err != nil {
		return nil
	}
	count, first := f.Int(s.Dict["N"], 0), f.Int(s.Dict["First"], 0)
	if first < 0 || first > len(data) {
		return nil
	}
	head, all := &lexer{data: data[:first], budget: &f.budget}, map[int]Object{}
	for range min(count, first) {
		inner, ok1 := head.token().(int)
		offset, ok2 := head.token().(int)
		if !ok1 || !ok2 || offset < 0 || first+offset >= len(data) {
			break
		}
		l := &lexer{data: data, at: first + offset, budget: &f.budget}
		if o := l.object(0); o != nil {
			if _, isWord := o.(keyword); !isWord {
				all[inner] = o
			}
		}
	}
	f.packs[number] = all
	return all
}
