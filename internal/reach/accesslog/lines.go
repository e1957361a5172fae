package accesslog

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"iter"
)

// Lines are the lines of a log, also of one that gzip has packed, whatever its name says.
// A line of more than MaxLine bytes is cut to one byte more. The second value is false
// for a last line that has no end: it may still be written. After an error nothing more
// comes.
func Lines(from io.Reader, fail func(error)) iter.Seq2[[]byte, bool] {
	return func(yield func([]byte, bool) bool) {
		buffered, err := Plain(from)
		if err != nil {
			fail(err)
			return
		}
		for {
			line, err := buffered.ReadSlice('\n')
			switch {
			case err == nil:
				if !yield(line[:len(line)-1], true) {
					return
				}
				continue
			case errors.Is(err, bufio.ErrBufferFull):
				long := line[:MaxLine+1]
				if !yield(long, true) {
					return
				}
				if err = skip(buffered); err == nil {
					continue
				}
			}
			if len(line) > 0 && len(line) <= MaxLine {
				yield(line, false)
			}
			if !errors.Is(err, io.EOF) {
				fail(err)
			}
			return
		}
	}
}

// skip reads to the end of a line.
func skip(from *bufio.Reader) error {
	for {
		if _, err := from.ReadSlice('\n'); !errors.Is(err, bufio.ErrBufferFull) {
			return err
		}
	}
}

// Plain is a log without the packing of gzip.
func Plain(from io.Reader) (*bufio.Reader, error) {
	return unpacked(bufio.NewReaderSize(from, MaxLine+2))
}

// unpacked unpacks what gzip has packed, also several pieces behind each other.
func unpacked(from *bufio.Reader) (*bufio.Reader, error) {
	head, _ := from.Peek(2) // a shorter file is no gzip
	if !bytes.Equal(head, []byte{0x1F, 0x8B}) {
		return from, nil
	}
	plain, err := gzip.NewReader(from)
	if err != nil {
		return nil, err
	}
	return bufio.NewReaderSize(plain, MaxLine+2), nil
}
