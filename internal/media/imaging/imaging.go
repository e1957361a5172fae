// Package imaging processes the pictures of a site. Every published picture passes
// through it: it removes metadata, makes the widths that pages load, and returns
// nothing that the consent ledger withholds.
//
//	images := imaging.New(imaging.Options{…})
//	picture := images.Look(file)                          // its variants, one for each width
//	data, err := images.Encode(picture, 0)                // the bytes of one
//	clean, verdict, err := images.Original(name, data)    // the whole picture, without metadata
//
// Results are cached in a store under the hash of the source and of the plan. Without
// the store the same bytes are made again.
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

	"loa/internal/base/problem"
	"loa/internal/base/source"
	"loa/internal/media/consent"
	"loa/internal/media/picture"
)

// Options are what a Processor works with.
type Options struct {
	Disk    fs.FS // the site's folder
	Plan    picture.Plan
	Plans   map[string]picture.Plan // of single files, by their paths, that pages show in other widths
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

// Processor processes the pictures of one site on one day. Several goroutines may use
// it.
type Processor struct {
	Options
	memory *semaphore.Weighted // bytes of pictures being decoded
	looked sync.Map            // path → *Picture
	used   sync.Map            // names in the store
	others sync.Map            // path → consent.Verdict of files that are no pictures
	gone   sync.Map            // files that are withheld
	fault  atomic.Pointer[error]
	flight singleflight.Group
}

// decodeMemory is how many bytes decoded pictures may take at a time. A picture that
// needs more is decoded alone.
const decodeMemory = 192 << 20

// New returns a Processor.
func New(o Options) *Processor {
	return &Processor{Options: o, memory: semaphore.NewWeighted(decodeMemory)}
}

// Picture is a picture that was looked at.
type Picture struct {
	File          source.File
	Verdict       consent.Verdict
	Unlisted      bool // a photograph that the ledger must name and does not
	Width, Height int  // as pages show it: of the widest variant
	Variants      []Variant
	GPS           bool  // it says where it was taken
	Err           error // it cannot be published; Variants is empty

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

// Look reads a picture of the site, once. It makes the variants if the store has none.
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
	if p.File.Size > int64(problem.MaxPicture.Most) {
		return picture.ErrLong
	}
	data, err := fs.ReadFile(r.Disk, p.File.Name)
	if err != nil {
		return err
	}
	p.sum = sha256.Sum256(data)
	r.judge(p, data)
	if p.GPS = picture.HasGPS(data); p.Verdict.Withheld() { // only its size is of use: that of the box in its place
		return r.measure(p, data)
	}
	if p.Variants, err = r.variants(p, data); err != nil {
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

// plan says how a picture is made.
func (r *Processor) plan(p *Picture) picture.Plan {
	if plan, ok := r.Plans[p.File.Path]; ok {
		return plan
	}
	return r.Plan
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

// VariantName is the file name of a variant; name is that of the picture.
func (r *Processor) VariantName(p *Picture, i int, name string) string {
	sum := sha256.Sum256([]byte(hex.EncodeToString(p.sum[:]) + r.plan(p).Key()))
	return fmt.Sprintf("%s.%d.%x%s", strings.TrimSuffix(name, path.Ext(name)), p.Variants[i].Width, sum[:4], p.Variants[i].Ending)
}

// judge asks the ledger.
func (r *Processor) judge(p *Picture, data []byte) {
	p.Verdict = r.judgement(p.File.Path, p.sum, data)
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
	if widths := r.plan(p).Widths; len(widths) > 0 && w > widths[len(widths)-1] {
		p.Width = widths[len(widths)-1]
		p.Height = max(h*p.Width/w, 1)
	}
	return nil
}

// Encode returns the bytes of one variant of a picture.
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
	made, err := r.encodeAll(p, data)
	if err != nil {
		return nil, err
	}
	return made[i].Data, nil
}

func sumOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:8])
}
