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

// name is that of a print in the store; without one, of the list of all prints.
// What belongs to one picture begins alike, so that it can be found and removed.
func (r *Processor) name(p *Picture, print Variant) string {
	base := hex.EncodeToString(p.sum[:12]) + "-" + r.Plan.Key()
	if print.Width == 0 {
		return base
	}
	return fmt.Sprintf("%s-%d%s", base, print.Width, print.Ending)
}

func (r *Processor) load(name string) ([]byte, bool) {
	r.used.Store(name, true)
	return r.Store.Load(name)
}

// keep keeps a file, or remembers that the store cannot: the picture is none the worse.
func (r *Processor) keep(name string, data []byte) {
	r.used.Store(name, true)
	if err := r.Store.Keep(name, data); err != nil {
		r.fault.CompareAndSwap(nil, &err)
	}
}

// Fault is why something could not be kept, if so.
func (r *Processor) Fault() error {
	if err := r.fault.Load(); err != nil {
		return *err
	}
	return nil
}

// prints lists the prints of a picture; what the store has not is made. Copies of one
// picture that come at the same time are made once.
func (r *Processor) prints(p *Picture, data []byte) ([]Variant, error) {
	if picture.Memory(data) == 0 { // nothing to scale, or nothing that can be read
		_, err := picture.Prints(p.File.Path, data, r.Plan)
		return nil, err
	}
	list := r.name(p, Variant{})
	value, err, _ := r.flight.Do(list, func() (any, error) {
		if text, ok := r.load(list); ok {
			if prints, ok := parse(text); ok {
				return prints, nil
			}
		}
		made, err := r.develop(p, data)
		if err != nil {
			return nil, err
		}
		prints := make([]Variant, len(made))
		for i, m := range made {
			prints[i] = Variant{m.Width, m.Height, int64(len(m.Data)), m.Ending, m.Kept, sumOf(m.Data)}
		}
		r.keep(list, format(prints))
		return prints, nil
	})
	prints, _ := value.([]Variant)
	for _, print := range prints {
		r.used.Store(r.name(p, print), true)
	}
	return prints, err
}

// develop makes the prints of a picture and keeps them.
func (r *Processor) develop(p *Picture, data []byte) ([]picture.Print, error) {
	defer r.sit(data)()
	made, err := picture.Prints(p.File.Path, data, r.Plan)
	if err != nil {
		return nil, err
	}
	for _, m := range made {
		r.keep(r.name(p, Variant{Width: m.Width, Ending: m.Ending}), m.Data)
	}
	return made, nil
}

// The list of a picture's prints: a line for each, closed by a line that a file
// which was cut off has not.
const closing = "end\n"

func format(prints []Variant) []byte {
	var b bytes.Buffer
	for _, p := range prints {
		fmt.Fprintln(&b, p.Width, p.Height, p.Size, p.Ending, p.Kept, p.sum)
	}
	b.WriteString(closing)
	return b.Bytes()
}

func parse(text []byte) ([]Variant, bool) {
	lines, whole := strings.CutSuffix(string(text), closing)
	var prints []Variant
	for line := range strings.Lines(lines) {
		var p Variant
		if n, err := fmt.Sscan(line, &p.Width, &p.Height, &p.Size, &p.Ending, &p.Kept, &p.sum); n < 6 || err != nil {
			return nil, false
		}
		prints = append(prints, p)
	}
	return prints, whole && len(prints) > 0
}

// sit waits until there is memory for decoding a picture. What it returns gives it
// back.
func (r *Processor) sit(data []byte) func() {
	weight := min(max(picture.Memory(data), 1), workbench)
	_ = r.bench.Acquire(context.Background(), weight) // waits for ever, so it never fails
	return func() { r.bench.Release(weight) }
}

// Original gives a picture whole and without metadata, as a file that keeps its
// name needs it. If it must not be shown, a grey box of its size comes instead.
func (r *Processor) Original(file string, data []byte) ([]byte, consent.Verdict, error) {
	sum := sha256.Sum256(data)
	verdict := r.Ledger.Of(file, sum, r.Today, r.Carrier)
	if verdict.Withheld() {
		r.gone.Store(file, true)
		return picture.Box(file, data), verdict, nil
	}
	if !picture.Turned(data) {
		clean, err := picture.Strip(file, data)
		return clean, verdict, err
	}
	name := hex.EncodeToString(sum[:12]) + "-upright.jpg"
	if kept, ok := r.load(name); ok && bytes.HasSuffix(kept, []byte("\xff\xd9")) {
		return kept, verdict, nil
	}
	defer r.sit(data)()
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

// Wants reports whether this room has asked for a file of the store. What it has not
// asked for must go: it holds what was made of pictures that are withheld by now.
func (r *Processor) Wants(name string) bool {
	_, asked := r.used.Load(name)
	return asked
}
