package check

import (
	"compress/gzip"
	"encoding/binary"
	"io"
	"math"
	"path"
	"sync"

	hasty "github.com/klauspost/compress/gzip"

	"loa/internal/base/problem"
	"loa/internal/generator/site"
)

// Weight reports a page that is heavier than the limit when compressed, in
// bytes. A page is compressed only if it may be: if its plain size exceeds the
// limit, and what its letters alone say of it.
func Weight(p *site.Page, html []byte, limit int64) []problem.Problem {
	if limit <= 0 || int64(len(html)) <= limit || int64(len(html)) < 2*limit && byLetters(html) <= limit {
		return nil
	}
	// If it can be sent as one of the looks says, hosts send no more. Few pages of
	// more than four limits pass the first.
	if int64(len(html)) <= 4*limit && deflated(quick, html) <= limit || deflated(closer, html) <= limit {
		return nil
	}
	size := compressed(html)
	if size <= limit {
		return nil
	}
	return []problem.Problem{problem.New(problem.BudgetHTML, placeOf(p), problem.Args{"size": problem.Size(size), "limit": problem.Size(limit)})}
}

// Sheet reports a style sheet or a script of the theme that is heavier than the
// limit as a host sends it, in bytes.
func Sheet(file string, data []byte, limit int64) []problem.Problem {
	code := problem.BudgetCSS
	if path.Ext(file) == ".js" {
		code = problem.BudgetJS
	}
	return heavy(code, file, SentSize(file, data), limit)
}

// PictureSize reports a picture that is heavier than the limit as a host sends it, in
// bytes. The file is the one that its author knows.
func PictureSize(file string, size, limit int64) []problem.Problem {
	return heavy(problem.BudgetImage, file, size, limit)
}

func heavy(code problem.Code, file string, size, limit int64) []problem.Problem {
	if limit <= 0 || size <= limit {
		return nil
	}
	return []problem.Problem{problem.New(code, problem.Place{File: file}, problem.Args{"size": problem.Size(size), "limit": problem.Size(limit)})}
}

// placeOf is an entry's file, or the address of a page that has none.
func placeOf(p *site.Page) problem.Place {
	at := p.Place()
	if at.File == "" {
		at.File = "/" + p.Path
	}
	return at
}

// byLetters is more than what a page takes when each byte is written in as many
// bits as its frequency allows. Compressing looks for repeated words as well, and
// takes forty times as long.
func byLetters(html []byte) int64 {
	var counts [4][256]uint32 // four, since neighbours are often the same letter
	rest := html
	for ; len(rest) >= 8; rest = rest[8:] {
		eight := binary.LittleEndian.Uint64(rest)
		counts[0][byte(eight)]++
		counts[1][byte(eight>>8)]++
		counts[2][byte(eight>>16)]++
		counts[3][byte(eight>>24)]++
		counts[0][byte(eight>>32)]++
		counts[1][byte(eight>>40)]++
		counts[2][byte(eight>>48)]++
		counts[3][byte(eight>>56)]++
	}
	for _, c := range rest {
		counts[0][c]++
	}
	bits := 0.0
	for c := range counts[0] {
		if n := counts[0][c] + counts[1][c] + counts[2][c] + counts[3][c]; n > 0 {
			bits += float64(n) * math.Log2(float64(len(html))/float64(n))
		}
	}
	const tables = 400 // of the codes, and what surrounds them
	return int64(bits/8*1.15) + tables
}

// writer is one that compresses.
type writer interface {
	io.WriteCloser
	Reset(io.Writer)
}

// Writers are used again: a new one takes most of a megabyte. The quick look, by
// another library, takes a fifth of the usual time for a fifth more bytes, the
// closer one two fifths for a thirtieth more.
var (
	usual  = writers(func() (writer, error) { return gzip.NewWriterLevel(io.Discard, gzip.DefaultCompression) })
	quick  = writers(func() (writer, error) { return hasty.NewWriterLevel(io.Discard, 1) })
	closer = writers(func() (writer, error) { return hasty.NewWriterLevel(io.Discard, 6) })
)

func writers(make func() (writer, error)) *sync.Pool {
	return &sync.Pool{New: func() any {
		w, err := make()
		if err != nil {
			panic("check: " + err.Error()) // there are these levels
		}
		return w
	}}
}

// compressed is the size in which hosts send text.
func compressed(data []byte) int64 { return deflated(usual, data) }

func deflated(by *sync.Pool, data []byte) int64 {
	var n counter
	w := by.Get().(writer)
	defer by.Put(w)
	w.Reset(&n)
	w.Write(data)
	w.Close()
	return int64(n)
}

type counter int64

func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}
