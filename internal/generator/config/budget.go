package config

import (
	"strconv"
	"strings"

	"loa/internal/base/pattern"
	"loa/internal/base/problem"
	"loa/internal/base/tomlfile"
)

// Size is a number of bytes, written "14KB". 1 KB is 1,000 bytes.
type Size int64

const (
	kilobyte Size = 1000
	megabyte Size = 1000 * kilobyte
)

// Budget is how heavy a page may be; 0 means no limit. All but Page and Image
// are compressed sizes.
type Budget struct {
	HTML  Size `toml:"html"`
	CSS   Size `toml:"css"`
	JS    Size `toml:"js"`
	Image Size `toml:"image"` // one picture
	Page  Size `toml:"page"`  // the page with all that it loads
}

// Offline sets what readers keep on their device.
type Offline struct {
	Enabled bool `toml:"enabled"`
	Budget  Size `toml:"budget"` // up to this size the whole text is saved
	Packs   bool `toml:"packs"`  // offer the disk carrier for download
	Single  Size `toml:"single"` // how large a single file may be
}

var sizeForm = pattern.New(`^(\d+)(?:[.,](\d))?\s*(B|KB|MB)$`)

// DecodeTOML takes a text with a unit (B, KB, MB) or a number of bytes.
func (s *Size) DecodeTOML(v tomlfile.Value) []problem.Problem {
	switch raw := v.Raw.(type) {
	case int64:
		if raw >= 0 {
			*s = Size(raw)
			return nil
		}
	case string:
		if size, ok := ParseSize(raw); ok {
			*s = size
			return nil
		}
	default:
		return v.WrongType("text")
	}
	return []problem.Problem{v.Problem(problem.SiteBadSize, problem.Args{"key": v.Key(), "value": v.Raw})}
}

// ParseSize reads "14KB", "1.5 MB", "900 B".
func ParseSize(text string) (size Size, ok bool) {
	m := sizeForm.FindStringSubmatch(strings.ToUpper(strings.TrimSpace(text)))
	if m == nil {
		return 0, false
	}
	unit := map[string]Size{"B": 1, "KB": kilobyte, "MB": megabyte}[m[3]]
	whole, err := strconv.ParseInt(m[1], 10, 32)
	tenths, _ := strconv.ParseInt("0"+m[2], 10, 32)
	return Size(whole)*unit + Size(tenths)*unit/10, err == nil
}
