package config

import (
	"loa/internal/problem"
	"loa/internal/tomlfile"
)

// Size is a number of bytes, written "14KB". 1 KB is 1,000 bytes.
type Size int64

// DecodeTOML takes a string with a unit (B, KB, MB) or a number of bytes.
func (s *Size) DecodeTOML(v tomlfile.Value) []problem.Problem { return nil }

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
}
