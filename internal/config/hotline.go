package config

// Hotline is an emergency number, shown on every page.
type Hotline struct {
	Number string `toml:"number"` // digits, as they are dialled
	Label  Text   `toml:"label"`
	Note   Text   `toml:"note"` // "free, day and night"
}
