package content

import (
	"fmt"
	"strconv"
	"strings"

	"loa/internal/base/problem"
	"loa/internal/base/tomlfile"
)

// Stamp is translated_from: what a translation was made from. The hash of the
// whole source decides whether the translation is current; the digits for each
// part of the source only tell where it changed, and may be missing.
type Stamp struct {
	Whole uint32
	Parts []uint16
}

// ParseStamp reads "5f2c9a1e 3b1a 77f0".
func ParseStamp(text string) (Stamp, bool) {
	fields := strings.Fields(text)
	if len(fields) == 0 {
		return Stamp{}, false
	}
	var s Stamp
	for i, field := range fields {
		digits := 4
		if i == 0 {
			digits = 8
		}
		n, err := strconv.ParseUint(field, 16, 32)
		if err != nil || len(field) != digits {
			return Stamp{}, false
		}
		if i == 0 {
			s.Whole = uint32(n)
		} else {
			s.Parts = append(s.Parts, uint16(n))
		}
	}
	return s, true
}

func (s Stamp) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%08x", s.Whole)
	for _, part := range s.Parts {
		fmt.Fprintf(&b, " %04x", part)
	}
	return b.String()
}

// stampedBy are the commands that write stamps.
var stampedBy = map[string]string{"translated_from": "loa translated", "copy_of": "loa copy", "from": "loa recorded"}

// Mark is translated_from or copy_of as an entry keeps it: its first part alone. Changed
// reads the rest again.
type Mark uint32

// DecodeTOML takes the text that Stamp.String makes.
func (m *Mark) DecodeTOML(v tomlfile.Value) []problem.Problem {
	text, ok := v.Raw.(string)
	if !ok {
		return v.WrongType("text")
	}
	stamp, ok := ParseStamp(text)
	if !ok {
		return []problem.Problem{problem.New(problem.TranslationStamp, v.Place(), problem.Args{"value": text, "command": stampedBy[v.Key()]})}
	}
	*m = Mark(stamp.Whole)
	return nil
}
