package tally

import (
	"encoding/gob"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"

	"loa/internal/reach/counts"
)

// form is the first line of a state. Another one is not read.
const form = "loa reach 1\n"

// kept is a day as it is kept.
type kept struct {
	Number int64
	Name   string
	Salt   [16]byte
	Read   int64
	Table  counts.Table
	Once   []uint64
	First  map[uint64]span
	More   map[uint64][]span
}

// Keep writes the days that are open.
func (t *Tally) Keep(to io.Writer) error {
	if _, err := io.WriteString(to, form); err != nil {
		return err
	}
	all := gob.NewEncoder(to)
	for _, number := range slices.Sorted(maps.Keys(t.days)) {
		d := t.days[number]
		once := slices.DeleteFunc(slices.Clone(d.once.places), func(hash uint64) bool { return hash == 0 })
		if err := all.Encode(kept{number, d.name, d.salt, d.read, d.table, once, d.visitors.first, d.visitors.more}); err != nil {
			return err
		}
	}
	return nil
}

// errState is the error of a state that was changed by something else.
var errState = errors.New("is not what loa reach has written: remove it, and read the logs of the last two days again")

// Recall reads the days that are open. Those whose time is over are forgotten.
func (t *Tally) Recall(from io.Reader) error {
	head := make([]byte, len(form))
	if _, err := io.ReadFull(from, head); err != nil || string(head) != form {
		return errState
	}
	for all := gob.NewDecoder(from); ; {
		var k kept
		err := all.Decode(&k)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%w (%w)", errState, err)
		}
		if t.now.Unix()-k.Read >= int64(Open.Seconds()) {
			continue
		}
		d := &day{name: k.Name, salt: k.Salt, read: k.Read, table: counts.Table{}, visitors: newVisitors()}
		d.table.Join(k.Table)
		for _, hash := range k.Once {
			d.once.add(hash)
		}
		maps.Copy(d.visitors.first, k.First)
		maps.Copy(d.visitors.more, k.More)
		t.days[k.Number] = d
	}
}
