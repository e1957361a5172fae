package pdffile

import "io"

// earlyLZW undoes LZW whose codes grow one code early, which is the rule in PDF (section 7.4.4)
// and which compress/lzw does not read.
type earlyLZW struct {
	data    []byte
	bits    uint32
	count   uint // of bits
	width   uint
	table   [4096]struct{ before, length uint16 } // and the last byte
	last    [4096]byte
	next    int
	prior   int // the code before; -1 for none
	out     []byte
	scratch []byte
}

const (
	lzwClear = 256
	lzwEnd   = 257
)

func newEarlyLZW(data []byte) *earlyLZW {
	l := &earlyLZW{data: data}
	for i := range 256 {
		l.last[i], l.table[i].length = byte(i), 1
	}
	l.clear()
	return l
}

func (l *earlyLZW) clear() { l.width, l.next, l.prior = 9, 258, -1 }

func (l *earlyLZW) code() (int, bool) {
	for l.count < l.width {
		if len(l.data) == 0 {
			return 0, false
		}
		l.bits = l.bits<<8 | uint32(l.data[0])
		l.data, l.count = l.data[1:], l.count+8
	}
	l.count -= l.width
	return int(l.bits >> l.count & (1<<l.width - 1)), true
}

func (l *earlyLZW) Read(b []byte) (int, error) {
	for len(l.out) == 0 {
		code, ok := l.code()
		switch {
		case !ok, code == lzwEnd:
			return 0, io.EOF
		case code == lzwClear:
			l.clear()
			continue
		case code > l.next || code == l.next && l.prior < 0:
			return 0, io.ErrUnexpectedEOF
		}
		l.take(code)
	}
	n := copy(b, l.out)
	l.out = l.out[n:]
	return n, nil
}

// take puts what a code stands for out, and adds an entry to the table.
func (l *earlyLZW) take(code int) {
	if l.prior >= 0 && l.next < 4096 {
		first := code
		if code == l.next {
			first = l.prior
		}
		for first > lzwEnd {
			first = int(l.table[first].before)
		}
		l.table[l.next].before, l.table[l.next].length = uint16(l.prior), l.table[l.prior].length+1
		l.last[l.next] = l.last[first]
		l.next++
	}
	length := int(l.table[code].length)
	if cap(l.scratch) < length {
		l.scratch = make([]byte, 4096)
	}
	l.out = l.scratch[:length]
	for at, i := code, length-1; i >= 0; i-- {
		l.out[i] = l.last[at]
		at = int(l.table[at].before)
	}
	l.prior = code
	if l.next+1 >= 1<<l.width && l.width < 12 {
		l.width++
	}
}
