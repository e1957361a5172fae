package config

// URLs are the first parts of generated addresses, by language. Empty ones
// have the words fixed in the program; see Part.
type URLs struct {
	Topic     Text `toml:"topic"`
	Level     Text `toml:"level"`
	Unit      Text `toml:"unit"`
	Audience  Text `toml:"audience"`
	Author    Text `toml:"author"`
	Calendar  Text `toml:"calendar"`
	Documents Text `toml:"documents"`
	Search    Text `toml:"search"`
	Offline   Text `toml:"offline"`
}

// Part returns the first part of a generated address in a language: the site's
// own word, else Vietnamese for vi, else English. The name is a key of [urls]:
// "topic", "calendar".
func (u URLs) Part(name, tag string) string { return "" }
