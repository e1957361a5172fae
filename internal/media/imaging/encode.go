package imaging

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"loa/internal/media/consent"
	"loa/internal/media/picture"
)

// name is that of a variant in the store; of the zero variant, that of the list of all.
// The names of one picture begin alike, so that they can be found and removed.
func (r *Processor) name(p *Picture, v Variant) string {
	base := hex.EncodeToString(p.sum[:12]) + "-" + r.plan(p).Key()
	if v.Width == 0 {
		return base
	}
	return fmt.Sprintf("%s-%d%s", base, v.Width, v.Ending)
}

func (r *Processor) load(name string) ([]byte, bool) {
	r.used.Store(name, true)
	return r.Store.Load(name)
}

// keep puts a file into the store. An error is remembered for Fault: the picture can be
// used all the same.
func (r *Processor) keep(name string, data []byte) {
	r.used.Store(name, true)
	if err := r.Store.Keep(name, data); err != nil {
		r.fault.CompareAndSwap(nil, &err)
	}
}

// Fault returns the first error of the store.
func (r *Processor) Fault() error {
	if err := r.fault.Load(); err != nil {
		return *err
	}
	return nil
}

// variants returns the variants of a picture, from the store or made anew. Copies of
// one picture that are asked for at the same time are made once.
func (r *Processor) variants(p *Picture, data []byte) ([]Variant, error) {
	if picture.Memory(data) == 0 { // nothing to scale, or nothing that can be read
		_, err := picture.Prints(p.File.Path, data, r.plan(p))
		return nil, err
	}
	list := r.name(p, Variant{})
	value, err, _ := r.flight.Do(list, func() (any, error) {
		if text, ok := r.load(list); ok {
			if variants, ok := parse(text); ok {
				return variants, nil
			}
		}
		made, err := r.encodeAll(p, data)
		if err != nil {
			return nil, err
		}
		variants := make([]Variant, len(made))
		for i, m := range made {
			variants[i] = Variant{m.Width, m.Height, int64(len(m.Data)), m.Ending, m.Kept, sumOf(m.Data)}
		}
		r.keep(list, format(variants))
		return variants, nil
	})
	variants, _ := value.([]Variant)
	for _, v := range variants {
		r.used.Store(r.name(p, v), true)
	}
	return variants, err
}

// encodeAll makes the variants of a picture and puts them into the store.
func (r *Processor) encodeAll(p *Picture, data []byte) ([]picture.Print, error) {
	defer r.reserve(data)()
	made, err := picture.Prints(p.File.Path, data, r.plan(p))
	if err != nil {
		return nil, err
	}
	for _, m := range made {
		r.keep(r.name(p, Variant{Width: m.Width, Ending: m.Ending}), m.Data)
	}
	return made, nil
}

// The list of a picture's variants has a line for each and a closing line, which a
// truncated file lacks.
const closing = "end\n"

func format(variants []Variant) []byte {
	var b bytes.Buffer
	for _, p := range variants {
		fmt.Fprintln(&b, p.Width, p.Height, p.Size, p.Ending, p.Kept, p.sum)
	}
	b.WriteString(closing)
	return b.Bytes()
}

func parse(text []byte) ([]Variant, bool) {
	lines, whole := strings.CutSuffix(string(text), closing)
	var variants []Variant
	for line := range strings.Lines(lines) {
		var p Variant
		if n, err := fmt.Sscan(line, &p.Width, &p.Height, &p.Size, &p.Ending, &p.Kept, &p.sum); n < 6 || err != nil {
			return nil, false
		}
		variants = append(variants, p)
	}
	return variants, whole && len(variants) > 0
}

// reserve waits until there is memory for decoding a picture, and returns the function
// that frees it.
func (r *Processor) reserve(data []byte) func() {
	weight := min(max(picture.Memory(data), 1), decodeMemory)
	_ = r.memory.Acquire(context.Background(), weight) // without a deadline it cannot fail
	return func() { r.memory.Release(weight) }
}

// whole reports whether a picture that was kept has its end: a JPEG, or a PNG.
func whole(kept []byte) bool {
	return bytes.HasSuffix(kept, []byte("\xff\xd9")) || bytes.HasSuffix(kept, []byte("IEND\xaeB`\x82"))
}

// Original returns a whole picture without metadata, for a file that keeps its name.
// A picture that must not be shown is replaced by a grey box of its size.
func (r *Processor) Original(file string, data []byte) ([]byte, consent.Verdict, error) {
	sum := sha256.Sum256(data)
	verdict := r.judgement(file, sum, data)
	if verdict.Withheld() {
		r.gone.Store(file, true)
		return picture.Box(file, data), verdict, nil
	}
	if !picture.Turned(data) {
		clean, err := picture.Strip(file, data)
		return clean, verdict, err
	}
	name := hex.EncodeToString(sum[:12]) + "-upright"
	if kept, ok := r.load(name); ok && whole(kept) {
		return kept, verdict, nil
	}
	defer r.reserve(data)()
	clean, err := picture.Strip(file, data)
	if err != nil {
		return nil, verdict, err
	}
	r.keep(name, clean)
	return clean, verdict, nil
}

// Unlisted reports whether a picture is a photograph that the ledger must name and
// does not.
func (r *Processor) Unlisted(file string, data []byte) bool {
	return r.Ask && picture.Photo(file, data) && r.Ledger.Of(file, sha256.Sum256(data), r.Today, r.Carrier) == consent.Unknown
}

// Wants reports whether a file of the store was used. The caller must remove the others:
// among them are variants of pictures that are withheld by now.
func (r *Processor) Wants(name string) bool {
	_, asked := r.used.Load(name)
	return asked
}
