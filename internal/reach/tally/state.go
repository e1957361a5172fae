package tally

import (
	"encoding/binary"
	"errors"
	"io"
	"maps"
	"slices"
	"time"

	"loa/internal/base/record"
	"loa/internal/reach/counts"
)

// form is the beginning of a state. Another one is not read.
const form = "loa reach 3\n"

// Keep writes the days that are open. Of what there are millions, hashes and readers,
// nothing is copied.
func (t *Tally) Keep(to io.Writer) error {
	w := record.NewWriter(to)
	w.Raw([]byte(form))
	w.Signed(t.earliest())
	w.Number(uint64(len(t.days)))
	for _, at := range slices.Sorted(maps.Keys(t.days)) {
		w.Signed(at)
		t.days[at].keep(w, &t.names)
	}
	return w.Flush()
}

// earliest is when the day was last read whose time is over first.
func (t *Tally) earliest() int64 {
	first := t.now.Unix()
	for _, d := range t.days {
		first = min(first, d.read)
	}
	return first
}

// Head is how many bytes of what Keep has written Due needs, at most.
const Head = 32

// Due reports whether the time of a day is over in what Keep has written. No more than
// the head of it is looked at.
func Due(head []byte, now time.Time) bool {
	r := record.NewReader(head[:min(len(head), Head)])
	if string(r.Raw(len(form))) != form {
		return false
	}
	read := r.Signed()
	return r.Err() == nil && over(read, now)
}

// over reports whether the time of a day is over that was last read at a moment.
func over(read int64, now time.Time) bool { return now.Unix()-read >= int64(Open.Seconds()) }

func (d *day) keep(w *record.Writer, names *names) {
	w.Text(d.name)
	w.Raw(d.salt[:])
	w.Signed(d.read)
	w.Number(uint64(len(d.figures)))
	for number, n := range d.figures {
		key := names.keys[number]
		w.Text(d.name)
		w.Shared(key.Log)
		w.Shared(string(key.Kind))
		w.Text(key.Address)
		w.Number(uint64(n))
	}
	w.Number(uint64(d.once.n))
	for _, hash := range d.once.places {
		if hash != 0 {
			number(w, hash)
		}
	}
	w.Number(uint64(len(d.visitors.first)))
	for reader, s := range d.visitors.first {
		number(w, reader)
		s.keep(w)
	}
	w.Number(uint64(len(d.visitors.more)))
	for reader, spans := range d.visitors.more {
		number(w, reader)
		w.Number(uint64(len(spans)))
		for _, s := range spans {
			s.keep(w)
		}
	}
}

func (s span) keep(w *record.Writer) {
	w.Number(uint64(s.From))
	w.Number(uint64(s.To))
}

// number writes a hash, which is as long as any other.
func number(w *record.Writer, hash uint64) {
	var eight [8]byte
	binary.LittleEndian.PutUint64(eight[:], hash)
	w.Raw(eight[:])
}

// errState is the error of a state that was changed by something else.
var errState = errors.New("is not what loa reach has written: remove it, and read the logs of the last two days again")

// Recall reads the days that are open, as Keep has written them. Those whose time is over
// are forgotten but for their figures, see Closed.
func (t *Tally) Recall(data []byte) error {
	r := record.NewReader(data)
	if string(r.Raw(len(form))) != form {
		return errState
	}
	r.Signed()
	days := map[int64]*day{}
	for range r.Count() {
		at := r.Signed()
		days[at] = recallDay(r, &t.names)
	}
	if r.Close() != nil {
		return errState
	}
	for at, d := range days {
		if over(d.read, t.now) {
			t.table(d, t.closed)
		} else {
			t.days[at] = d
		}
	}
	return nil
}

func recallDay(r *record.Reader, names *names) *day {
	d := &day{name: r.Text(), figures: figures{}, visitors: newVisitors()}
	copy(d.salt[:], r.Raw(len(d.salt)))
	d.read = r.Signed()
	for range r.Count() {
		r.Text() // the day once more
		key := counts.Key{Log: r.Shared(), Kind: counts.Kind(r.Shared()), Address: r.Text()}
		d.figures.set(names.number(key), r.Number())
	}
	hashes := r.Count()
	d.once = setFor(hashes)
	for range hashes {
		if hash := recallHash(r); hash != 0 {
			d.once.add(hash)
		}
	}
	readers := r.Count()
	d.visitors.first = make(map[uint64]span, readers)
	for range readers {
		reader := recallHash(r)
		d.visitors.first[reader] = recallSpan(r)
	}
	for range r.Count() {
		reader := recallHash(r)
		for range r.Count() {
			d.visitors.more[reader] = append(d.visitors.more[reader], recallSpan(r))
		}
	}
	return d
}

func recallSpan(r *record.Reader) span { return span{uint32(r.Number()), uint32(r.Number())} }

func recallHash(r *record.Reader) uint64 {
	eight := r.Raw(8)
	if len(eight) < 8 {
		return 0
	}
	return binary.LittleEndian.Uint64(eight)
}
