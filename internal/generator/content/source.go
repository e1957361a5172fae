package content

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"hash"
	"maps"
	"slices"
	"strings"

	"loa/internal/base/problem"
	"loa/internal/base/source"
	"loa/internal/base/tomlfile"
	"loa/internal/generator/markdown"
)

// Part is a piece of a source that a translator works on: a front matter value,
// or a heading with the text below it.
type Part struct {
	Key     string // of the value: "title", "event.place", "sources.name"
	Heading string // of the block; "" for what stands before the first heading
	digits  uint16
}

// hashed are the keys that sum reads, by name, and of a table the keys that
// count; nil if all do.
var hashed = hashedKeys()

type hashedKey struct {
	name string
	only []string
}

func hashedKeys() []hashedKey {
	var all []hashedKey
	for _, k := range keys {
		switch k.Hashed {
		case "":
		case "all":
			all = append(all, hashedKey{k.Name, nil})
		default:
			all = append(all, hashedKey{k.Name, strings.Fields(k.Hashed)})
		}
	}
	slices.SortFunc(all, func(a, b hashedKey) int { return strings.Compare(a.name, b.name) })
	return all
}

// sum hashes what a translator works on, and calls each, if it is not nil, with
// every part. The result is never 0.
func sum(front map[string]any, body []byte, each func(Part)) uint32 {
	s := summer{whole: sha256.New(), each: each}
	for _, key := range hashed {
		if value, ok := front[key.name]; ok {
			s.value(key.name, value, key.only)
		}
	}
	for written, folded := range markdown.Blocks(body) {
		if len(folded) == 0 { // nothing stands before the first heading
			continue
		}
		var p Part
		if each != nil {
			p.Heading = markdown.BlockTitle(written)
		}
		s.add(p, folded)
	}
	return max(binary.BigEndian.Uint32(s.whole.Sum(s.buffer[:0])), 1)
}

type summer struct {
	whole  hash.Hash
	each   func(Part)
	buffer []byte
}

// value adds a front matter value; of a table or a list, all that it holds.
func (s *summer) value(key string, value any, only []string) {
	switch value := value.(type) {
	case map[string]any:
		for _, k := range slices.Sorted(maps.Keys(value)) {
			if only == nil || slices.Contains(only, k) {
				s.value(key+"."+k, value[k], nil)
			}
		}
	case []any:
		for _, item := range value {
			s.value(key, item, only)
		}
	case string:
		if only == nil && key != "campaign" { // image = "a.jpg", campaign = "path": a reference
			s.text(key, value)
		}
	default:
		s.text(key, fmt.Sprint(value))
	}
}

func (s *summer) text(key, value string) {
	s.buffer = append(append(s.buffer[:0], key...), '=')
	start := len(s.buffer)
	s.buffer = markdown.Fold(s.buffer, value)
	if len(s.buffer) > start {
		s.add(Part{Key: key}, s.buffer)
	}
}

// add hashes one part; a zero byte, which no part holds, ends it.
func (s *summer) add(p Part, folded []byte) {
	s.whole.Write(folded)
	s.whole.Write([]byte{0})
	if s.each != nil {
		digest := sha256.Sum256(folded)
		p.digits = binary.BigEndian.Uint16(digest[:])
		s.each(p)
	}
}

// Text reads a file as its author wrote it.
func (r *Reader) Text(f source.File) (source.Text, []problem.Problem, error) {
	return source.Read(r.files, f)
}

// Stamp reads a file and returns the stamp of translations made from it, with
// the parts that its digits stand for.
func (r *Reader) Stamp(f source.File) (Stamp, []Part, error) {
	text, _, err := source.Read(r.files, f)
	if err != nil {
		return Stamp{}, nil, err
	}
	stamp, parts := stampAndParts(text)
	return stamp, parts, nil
}

func stampAndParts(text source.Text) (Stamp, []Part) {
	front, start, _ := split(text)
	doc, _ := tomlfile.Parse(front)
	var parts []Part
	stamp := Stamp{Whole: sum(doc.Map(), text.Bytes[start:], func(p Part) { parts = append(parts, p) })}
	for _, p := range parts {
		stamp.Parts = append(stamp.Parts, p.digits)
	}
	return stamp, parts
}

// Same reports whether two parts say the same.
func (p Part) Same(other Part) bool { return p == other }

// Stamp is Reader.Stamp of the entry's file.
func (e *Entry) Stamp() (Stamp, []Part, error) { return e.reader.Stamp(e.File) }

// Changed tells in which parts the source of a translation differs from what
// the translation was made from, and how many parts are gone. Both files are
// read again. A stamp without digits tells nothing.
func (e *Entry) Changed(from *Entry) (changed []Part, gone int, err error) {
	return e.changedSince("translated_from", from)
}

// ChangedOriginal is Changed for a text that stands in place of another in an earlier
// layer.
func (e *Entry) ChangedOriginal(original *Entry) (changed []Part, gone int, err error) {
	return e.changedSince("copy_of", original)
}

func (e *Entry) changedSince(key string, from *Entry) (changed []Part, gone int, err error) {
	front, _ := e.reader.front(e.File)
	doc, _ := tomlfile.Parse(front)
	text, _ := doc.Map()[key].(string)
	old, ok := ParseStamp(text)
	_, parts, err := from.Stamp()
	if err != nil || !ok || len(old.Parts) == 0 {
		return nil, 0, err
	}
	changed, gone = compare(old.Parts, parts)
	return changed, gone, nil
}
