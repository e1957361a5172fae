// Package shard shares the sites of a network out between processes that know nothing of
// each other. Each is told its number and how many there are, by a flag or by the
// scheduler that started it:
//
//	s, err := shard.Parse("3/16")
//	s, err := shard.FromEnvironment(os.Getenv)
//	if s.Has("an-lac") { … }
//
// A site goes to the shard whose name, hashed together with the site's, gives the highest
// number (rendezvous hashing, Thaler and Ravishankar 1998): a new site moves no other, and
// one shard more takes sites from the others and moves none between them.
package shard

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"strconv"
	"strings"
)

// Shard is one of several equal parts of the work.
type Shard struct {
	Number int // from 1
	Of     int
}

// Whole is the only shard of one.
var Whole = Shard{1, 1}

// most is how many shards there may be.
const most = 100_000

// Has reports whether a site belongs to the shard.
func (s Shard) Has(key string) bool { return Of(key, s.Of) == s.Number }

// String writes the shard as Parse reads it.
func (s Shard) String() string { return fmt.Sprintf("%d/%d", s.Number, s.Of) }

// Of is the number of the shard that a site belongs to, of so many.
func Of(key string, shards int) int {
	best, highest := 1, uint64(0)
	for n := 1; n <= shards; n++ {
		if w := weight(key, n); w > highest || n == 1 {
			best, highest = n, w
		}
	}
	return best
}

// weight is how much a shard wants a site.
func weight(key string, number int) uint64 {
	sum := sha256.Sum256([]byte(key + "\x00" + strconv.Itoa(number)))
	return binary.BigEndian.Uint64(sum[:])
}

// Wrong is the error of a shard that cannot be.
type Wrong struct {
	Fault Fault
	Value string   // what was given
	Names []string // the variables that it comes from; none for a flag
}

// Fault says what is wrong with a shard.
type Fault string

// The faults.
const (
	NoForm    Fault = "form"     // it is no I/N
	TooHigh   Fault = "too-high" // its number is not between 1 and N
	None      Fault = "none"     // no scheduler says anything
	Missing   Fault = "missing"  // a scheduler says a part of it; Names lack
	Disagree  Fault = "disagree" // two schedulers say different things
	Unaligned Fault = "steps"    // the numbers of a Slurm array have gaps
)

func (w *Wrong) Error() string {
	return fmt.Sprintf("no shard (%s): %q %s", w.Fault, w.Value, strings.Join(w.Names, ", "))
}

// Parse reads "I/N". The error is *Wrong.
func Parse(text string) (Shard, error) {
	first, second, _ := strings.Cut(text, "/")
	number, err := strconv.Atoi(first)
	of, err2 := strconv.Atoi(second)
	if err != nil || err2 != nil || of < 1 || of > most {
		return Shard{}, &Wrong{Fault: NoForm, Value: text}
	}
	if number < 1 || number > of {
		return Shard{}, &Wrong{Fault: TooHigh, Value: text}
	}
	return Shard{number, of}, nil
}
