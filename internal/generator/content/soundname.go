package content

import (
	"path"
	"slices"
	"strings"
)

// sounds are the endings of recordings that browsers play, the one that is taken first
// where a language has several.
var sounds = []string{".mp3", ".m4a", ".ogg", ".opus", ".wav"}

// SoundRank orders the endings of recordings: the lowest is taken. It is -1 for a file
// that is no sound.
func SoundRank(file string) int { return slices.Index(sounds, strings.ToLower(path.Ext(file))) }

// ParseSound splits the path of a recording below content/ ("duoi-nuoc/hoc-boi.mww.mp3")
// into the key of the entry that it is read from and the language of its voice, in small
// letters. The language need not be one of the site's. It reports false if the name has no
// language: such a file belongs to no page by its name.
func ParseSound(file string, languages []string) (key, language string, ok bool) {
	base := strings.TrimSuffix(file, path.Ext(file))
	suffix := strings.TrimPrefix(path.Ext(base), ".")
	if SoundRank(file) < 0 || !slices.Contains(languages, strings.ToLower(suffix)) && !looksLikeLanguage(suffix, languages) {
		return "", "", false
	}
	name := ParseName(strings.TrimSuffix(base, "."+suffix)+".md", languages)
	return name.Key, strings.ToLower(suffix), true
}
