// Package imaging makes the pictures of a site ready to be published. No bytes of
// a picture reach a reader but through it: it takes metadata out, makes the widths
// that pages load, and gives out nothing that the consent ledger withholds.
//
//	room := darkroom.New(darkroom.Options{…})
//	picture := room.Look(file)            // its prints, known by size
//	data, err := room.Print(picture, 0)   // the bytes of one
//	clean, err := room.Original(file)     // the whole picture, without metadata
//
// What takes time is kept in a store by the bytes it was made from and how, so it
// happens once; without the store the same bytes are made again.
package imaging

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/sync/semaphore"
	"golang.org/x/sync/singleflight"

	"loa/internal/base/source"
	"loa/internal/media/consent"
	"loa/internal/media/picture"
)

// Options say what a darkroom works with.
type Options struct {
	Disk    fs.FS // the site's folder
	Plan    picture.Plan
	Ledger  *consent.Ledger
	Today   time.Time
	Carrier string // consent.Web or consent.Disk
	Ask     bool   // every photograph needs an entry in the ledger
	Store   Store
}

// Store keeps what was made. Names are plain file names.
type Store interface {
	Load(name string) ([]byte, bool)
	Keep(name string, data []byte) error
}

// Processor is a darkroom for one site on one day. It may be used from several
// goroutines.
type Processor struct {
	Options
	bench  *semaphore.Weighted // bytes of pictures being decoded
	looked sync.Map            // path → *Picture
	used   sync.Map            // names in the store
	gone   sync.Map            // files that are withheld
	fault  atomic.Pointer[error]
	flight singleflight.Group
}

// workbench is how much memory pictures may take at a time; one that needs more
// has it to itself.
const workbench = 192 << 20

// New opens a darkroom.
func New(o Options) *Processor {
	return &Processor{Options: o, bench: semaphore.NewWeighted(workbench)}
}

// Picture is a picture that was looked at.
type Picture struct {
	File          source.File
	Verdict       consent.Verdict
	Unlisted      bool // a photograph that the ledger must name and does not
	Width, Height int  // as pages show it: of the widest print
	Variants      []Variant
	GPS           bool  // it says where it was taken
	Err           error // it cannot be published; the prints are empty

	sum  consent.Sum
	once sync.Once
}

// Variant is a picture in one width.
type Variant struct {
	Width, Height int
	Size          int64
	Ending        string
	Kept          bool   // the picture as Original gives it
	sum           string // of its bytes
}

// Look looks at a picture of the site, once. Prints are made if the store has none.
func (r *Processor) Look(f source.File) *Picture {
	value, ok := r.looked.Load(f.Path)
	if !ok {
		value, _ = r.looked.LoadOrStore(f.Path, &Picture{File: f})
	}
	p := value.(*Picture)
	p.once.Do(func() { p.Err = r.look(p) })
	return p
}

func (r *Processor) look(p *Picture) error {
	data, err := fs.ReadFile(r.Disk, p.File.Name)
	if err != nil {
		return err
	}
	p.sum = sha256.Sum256(data)
	r.judge(p, data)
	if p.GPS = picture.HasGPS(data); p.Verdict.Withheld() { // only its size is of use: that of the box in its place
		return r.measure(p, data)
	}
	if p.Variants, err = r.prints(p, data); err != nil {
		return err
	}
	if len(p.Variants) > 0 {
		p.Width, p.Height = p.Variants[0].Width, p.Variants[0].Height
		return nil
	}
	p.Width, p.Height, err = picture.Size(bytes.NewReader(data), p.File.Path)
	return err
}

// Withheld lists the files that must not be shown: those that the ledger names, and
// the copies of them that were met so far.
func (r *Processor) Withheld() []string {
	files := r.Ledger.Withheld(r.Today, r.Carrier)
	r.gone.Range(func(file, _ any) bool {
		files = append(files, file.(string))
		return true
	})
	return files
}

// Verdict asks the ledger about a picture without looking at it.
func (r *Processor) Verdict(f source.File) consent.Verdict {
	if r.Ledger.Empty() {
		return consent.Unknown
	}
	return r.Look(f).Verdict
}

// Name puts into a picture's name what its bytes depend on.
func (p *Picture) Name(name string) string {
	ending := path.Ext(name)
	return strings.TrimSuffix(name, ending) + "." + hex.EncodeToString(p.sum[:4]) + ending
}

// PrintName names a print beside the picture's own name.
func (r *Processor) PrintName(p *Picture, i int, name string) string {
	sum := sha256.Sum256([]byte(hex.EncodeToString(p.sum[:]) + r.Plan.Key()))
	return fmt.Sprintf("%s.%d.%x%s", strings.TrimSuffix(name, path.Ext(name)), p.Variants[i].Width, sum[:4], p.Variants[i].Ending)
}

// judge asks the ledger.
func (r *Processor) judge(p *Picture, data []byte) {
	p.Verdict = r.Ledger.Of(p.File.Path, p.sum, r.Today, r.Carrier)
	p.Unlisted = r.Unlisted(p.File.Path, data)
	if p.Verdict.Withheld() {
		r.gone.Store(p.File.Path, true)
	}
}

func (r *Processor) measure(p *Picture, data []byte) error {
	w, h, err := picture.Size(bytes.NewReader(data), p.File.Path)
	if err != nil || w < 1 || h < 1 {
		w, h = 480, 320
	}
	p.Width, p.Height = w, h
	if n := len(r.Plan.Widths); n > 0 && w > r.Plan.Widths[n-1] {
		p.Width = r.Plan.Widths[n-1]
		p.Height = max(h*p.Width/w, 1)
	}
	return nil
}

// Encode gives the bytes of one print of a picture.
func (r *Processor) Encode(p *Picture, i int) ([]byte, error) {
	want := p.Variants[i]
	if data, ok := r.load(r.name(p, want)); ok && sumOf(data) == want.sum {
		return data, nil
	}
	data, err := fs.ReadFile(r.Disk, p.File.Name)
	if err != nil {
		return nil, err
	}
	if sha256.Sum256(data) != p.sum {
		return nil, fmt.Errorf("%s changed while the site was built: build again", p.File.Path)
	}
	made, err := r.develop(p, data)
	if err != nil {
		return nil, err
	}
	return made[i].Data, nil
}

func sumOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:8])
}
