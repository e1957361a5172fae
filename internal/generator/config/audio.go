package config

import (
	"maps"
	"slices"

	"loa/internal/base/problem"
	"loa/internal/media/speech"
)

// audio keeps a command that reads a text and writes a sound, and the names of voices that
// can be no flags of it.
func (c *checker) audio() {
	if all := c.Audio.Command; all != nil && !speech.Complete(all) {
		c.add(problem.SiteUnknownValue, c.Place("audio", "command"), problem.Args{"key": "command", "value": all,
			"known": []string{`["espeak-ng", "-v", "{voice}", "-f", "{text}", "-w", "{out}"]`}})
		c.Audio.Command = nil
	}
	for _, tag := range slices.Sorted(maps.Keys(c.Audio.Voices)) {
		if voice := c.Audio.Voices[tag]; !speech.ValidVoice(voice) {
			c.add(problem.SiteUnknownValue, c.Place("audio", "voices", tag), problem.Args{"key": tag, "value": voice, "known": []string{"vi", "en", "vi-vn-x-south"}})
			delete(c.Audio.Voices, tag)
		}
	}
}
