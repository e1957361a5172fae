// Package recording makes films and sounds ready to be published: without
// metadata on place, time, device and people, and only if consent allows it.
//
//	processor := recording.New(recording.Options{Ledger: ledger, Today: day, Carrier: consent.Web})
//	r := processor.Look("content/boi/film.mp4", open)
//	f, err := r.Open()   // the cleaned file, streamed
//
// Nothing is read whole into memory: the headers are, and the rest is copied.
package recording

import (
	"crypto/sha256"
	"errors"
	"io"
	"io/fs"
	"path"
	"strings"
	"sync"
	"time"

	"loa/internal/media/avmeta"
	"loa/internal/media/consent"
)

// Options say what a Processor works with.
type Options struct {
	Ledger  *consent.Ledger
	Today   time.Time
	Carrier string                 // consent.Web or consent.Disk
	Ask     bool                   // every recording needs an entry in the ledger
	Allowed func(file string) bool // files that the site publishes although they cannot be cleaned
	// MadeBy is the program whose voice a file has; "" for people. It is written into what
	// is published (Law 134/2025/QH15 on artificial intelligence, article 11). May be nil.
	MadeBy func(file string) string
	// Narrated reports whether the site's own command made a file: nobody is heard in it who
	// could agree. May be nil.
	Narrated func(file string) bool
}

// Processor looks at the films and sounds of one site on one day. It may be used from
// several goroutines.
type Processor struct {
	Options
	looked sync.Map // path → *Recording
}

// New returns a Processor that has looked at nothing.
func New(o Options) *Processor { return &Processor{Options: o} }

// Opener opens a file of the site or of its theme.
type Opener = func() (fs.File, error)

// Recording is a film or sound that was looked at.
type Recording struct {
	File     string // its path in the site's folder
	Verdict  consent.Verdict
	Unlisted bool          // the ledger must name it and does not
	Size     int64         // of the cleaned file in bytes
	Found    []avmeta.Kind // what was taken out
	Unplayed string        // the form that browsers do not play; "" if they play it
	Err      error         // it cannot be cleaned, and must not be published
	Remark   string        // what was written into it; "" for nothing

	raw  bool // the file is published as it is
	open Opener
	once sync.Once
}

// Named reports whether a file's ending is that of a film or sound, also of one that
// cannot be cleaned.
func Named(name string) bool {
	return avmeta.Named(name) || unreadable[strings.ToLower(path.Ext(name))]
}

// unreadable are films and sounds of formats that Loa cannot clean.
var unreadable = map[string]bool{
	".wmv": true, ".asf": true, ".wma": true, ".flv": true, ".f4v": true, ".mpg": true, ".mpeg": true, ".mpe": true, ".m1v": true, ".m2v": true,
	".mp2": true, ".vob": true, ".mts": true, ".m2ts": true, ".rm": true, ".rmvb": true, ".ra": true, ".amr": true, ".3ga": true, ".awb": true, ".aif": true,
	".aiff": true, ".caf": true, ".au": true, ".ogm": true, ".divx": true, ".mxf": true, ".wv": true, ".ape": true, ".dv": true, ".qt": true, ".insv": true, ".lrv": true,
}

// Look looks at a film or sound, once.
func (p *Processor) Look(file string, open Opener) *Recording {
	value, ok := p.looked.Load(file)
	if !ok {
		value, _ = p.looked.LoadOrStore(file, &Recording{File: file, open: open})
	}
	r := value.(*Recording)
	r.once.Do(func() { r.Err = p.look(r) })
	return r
}

// errNoRandomAccess is that of a file system whose files can only be read from their
// beginning.
var errNoRandomAccess = errors.New("the file cannot be read at any place")

func (p *Processor) look(r *Recording) error {
	f, at, size, err := r.source()
	if err != nil {
		return err
	}
	defer f.Close()
	if err := p.judge(r, io.NewSectionReader(at, 0, size)); err != nil {
		return err
	}
	if p.Narrated != nil && p.Narrated(r.File) {
		r.Unlisted = false
	}
	r.Size = size
	inspected, err := avmeta.Inspect(at, size)
	if err != nil {
		if r.raw = p.Allowed != nil && p.Allowed(r.File); r.raw {
			return nil
		}
		return err
	}
	if p.MadeBy != nil {
		if program := p.MadeBy(r.File); program != "" {
			r.Remark = Remark(program)
		}
	}
	r.Size, r.Found, r.Unplayed = r.marked(inspected).Size(), inspected.Found, inspected.Unplayed
	return nil
}

// Remark says, to listeners in Vietnamese and English, that a program speaks.
func Remark(program string) string { return "Giọng máy, machine voice: " + program }

// marked is the cleaned file with its remark.
func (r *Recording) marked(f *avmeta.File) *avmeta.File {
	if r.Remark == "" {
		return f
	}
	f, _ = f.Marked(r.Remark) // pages say it as well
	return f
}

// judge asks the ledger, which wants to know the bytes only if it names anything.
func (p *Processor) judge(r *Recording, content io.Reader) error {
	if p.Ledger.Empty() {
		r.Unlisted = p.Ask
		return nil
	}
	hash := sha256.New()
	if _, err := io.Copy(hash, content); err != nil {
		return err
	}
	r.Verdict = p.Ledger.Of(r.File, consent.Sum(hash.Sum(nil)), p.Today, p.Carrier)
	r.Unlisted = p.Ask && r.Verdict == consent.Unknown
	return nil
}

// source opens the file as it lies in the site. The caller closes f.
func (r *Recording) source() (f fs.File, at io.ReaderAt, size int64, err error) {
	if f, err = r.open(); err != nil {
		return nil, nil, 0, err
	}
	info, err := f.Stat()
	at, ok := f.(io.ReaderAt)
	if err == nil && !ok {
		err = errNoRandomAccess
	}
	if err != nil {
		f.Close()
		return nil, nil, 0, err
	}
	return f, at, info.Size(), nil
}

// Open opens the cleaned file, a stream. fs.ErrNotExist is the error of one that must
// not be published.
func (r *Recording) Open() (io.ReadCloser, error) {
	if r.Err != nil || r.Verdict.Withheld() {
		return nil, fs.ErrNotExist
	}
	f, at, size, err := r.source()
	if err != nil || r.raw {
		return f, err
	}
	inspected, err := avmeta.Inspect(at, size) // again: the file may have changed
	if err == nil {
		if inspected = r.marked(inspected); inspected.Size() != r.Size {
			err = errChanged
		}
	}
	if err != nil {
		f.Close()
		return nil, err
	}
	return stream{inspected.Reader(at), f}, nil
}

var errChanged = errors.New("the file changed while the site was built: build again")

// stream can be read at any place, as players do.
type stream struct {
	*io.SectionReader
	io.Closer
}

// Withheld lists the files that were looked at and must not be shown.
func (p *Processor) Withheld() []string {
	var files []string
	p.looked.Range(func(file, value any) bool {
		if value.(*Recording).Verdict.Withheld() {
			files = append(files, file.(string))
		}
		return true
	})
	return files
}
