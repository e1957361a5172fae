package pack

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"maps"
	"os"
	"path"
	"slices"
	"strings"
	"sync"
	"time"

	"loa/internal/base/disk"
	"loa/internal/base/output"
	"loa/internal/generator/build"
)

// archive gathers the files of a pack in any order and writes them in one: it is
// a build.Sink. What is written waits compressed in a file, since all of a site
// may be more than the memory has room for; what is copied is read when the ZIP
// is written.
//
// The ZIP is as plain as can be, since Windows Explorer and the file managers of
// old phones must open it: one folder at the top, names in UTF-8 with the flag
// that says so (APPNOTE.TXT, 4.4.4, bit 11), sizes before the data and not behind
// it, no links, no rights. Sorted, with one time for all, it is the same for the
// same files.
type archive struct {
	top  string    // the folder at the top
	time time.Time // of all files

	mu      sync.Mutex
	files   map[string]*file // by path below the folder
	waiting *disk.Scratch
	end     int64 // of waiting
}

type file struct {
	at   int64 // where it waits; unless open is set
	open build.Opener
	head zip.FileHeader
}

// newArchive begins an archive. The caller closes it.
func newArchive(system disk.System, top string, at time.Time) (*archive, error) {
	waiting, err := system.Scratch(os.TempDir())
	if err != nil {
		return nil, fmt.Errorf("packing: %w", err)
	}
	return &archive{top: top, time: at, files: map[string]*file{}, waiting: waiting}, nil
}

// close releases what was not written.
func (a *archive) close() {
	_ = a.waiting.Close() // nobody needs it any more
}

// small is how large a copied file may be to be compressed.
const small = 1 << 20

// Write takes in a file.
func (a *archive) Write(name string, _ output.Class, data []byte) error {
	f := &file{head: a.header(name, zip.Deflate)}
	f.head.CRC32 = crc32.ChecksumIEEE(data)
	f.head.UncompressedSize64 = uint64(len(data))
	stored, err := deflated(data)
	if err != nil {
		return err
	}
	if dense(name) || len(stored) >= len(data) {
		f.head.Method, stored = zip.Store, data
	}
	f.head.CompressedSize64 = uint64(len(stored))
	return a.add(name, f, stored)
}

// Copy takes in a file that will be read when the ZIP is written.
func (a *archive) Copy(name string, class output.Class, open build.Opener, size int64) error {
	in, err := open()
	if err != nil {
		return err
	}
	defer in.Close()
	if !dense(name) && size >= 0 && size <= small {
		data, err := io.ReadAll(in)
		if err != nil {
			return err
		}
		return a.Write(name, class, data)
	}
	sum := crc32.NewIEEE()
	n, err := io.Copy(sum, in)
	if err != nil {
		return err
	}
	f := &file{open: open, head: a.header(name, zip.Store)}
	f.head.CRC32 = sum.Sum32()
	f.head.UncompressedSize64, f.head.CompressedSize64 = uint64(n), uint64(n)
	return a.add(name, f, nil)
}

// add takes in a file, and what of it has to wait.
func (a *archive) add(name string, f *file, stored []byte) error {
	if err := output.Check(a.top + "/" + name); err != nil {
		return err
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.files[name] != nil {
		return fmt.Errorf("pack: %s is written twice", name)
	}
	f.at = a.end
	if _, err := a.waiting.WriteAt(stored, f.at); err != nil {
		return fmt.Errorf("packing: %w", err)
	}
	a.end += int64(len(stored))
	a.files[name] = f
	return nil
}

const utf8Names = 1 << 11

func (a *archive) header(name string, method uint16) zip.FileHeader {
	h := zip.FileHeader{Name: a.top + "/" + name, Method: method, Flags: utf8Names, ReaderVersion: 20}
	//lint:ignore SA1019 a raw header is written as it is, and old programs read these fields
	h.ModifiedDate, h.ModifiedTime = dosTime(a.time)
	return h
}

// dosTime is a moment as MS-DOS counts, in its own zone: APPNOTE.TXT, 4.4.6. It
// knows no year before 1980.
func dosTime(t time.Time) (day, clock uint16) {
	year := max(t.Year(), 1980)
	return uint16(t.Day() + int(t.Month())<<5 + (year-1980)<<9), uint16(t.Second()/2 + t.Minute()<<5 + t.Hour()<<11)
}

// writeTo writes the ZIP with a comment by which it is known again.
func (a *archive) writeTo(w io.Writer, comment string) error {
	z := zip.NewWriter(w)
	for _, name := range slices.Sorted(maps.Keys(a.files)) {
		if err := a.files[name].writeTo(z, a.waiting); err != nil {
			return fmt.Errorf("packing %s: %w", name, err)
		}
	}
	if err := z.SetComment(comment); err != nil {
		return err
	}
	return z.Close()
}

var errChanged = errors.New("the file changed while it was being packed")

func (f *file) writeTo(z *zip.Writer, waiting io.ReaderAt) error {
	out, err := z.CreateRaw(&f.head)
	if err != nil {
		return err
	}
	if f.open == nil {
		_, err := io.Copy(out, io.NewSectionReader(waiting, f.at, int64(f.head.CompressedSize64)))
		return err
	}
	in, err := f.open()
	if err != nil {
		return err
	}
	defer in.Close()
	sum := crc32.NewIEEE()
	n, err := io.Copy(io.MultiWriter(out, sum), in)
	if err == nil && (sum.Sum32() != f.head.CRC32 || uint64(n) != f.head.UncompressedSize64) {
		err = errChanged
	}
	return err
}

var deflaters = sync.Pool{New: func() any {
	w, err := flate.NewWriter(nil, flate.BestCompression)
	if err != nil {
		panic(err) // the level is a constant
	}
	return w
}}

func deflated(data []byte) ([]byte, error) {
	var out bytes.Buffer
	w := deflaters.Get().(*flate.Writer)
	defer deflaters.Put(w)
	w.Reset(&out)
	_, err := w.Write(data)
	err = errors.Join(err, w.Close())
	return out.Bytes(), err
}

// dense reports whether files of a kind are compressed by themselves.
func dense(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".mp4", ".m4v", ".webm", ".mp3", ".m4a", ".ogg", ".zip", ".docx", ".xlsx", ".pptx", ".woff2":
		return true
	}
	return false
}
