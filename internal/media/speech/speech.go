// Package speech runs the command that turns a text into a recording, espeak-ng or
// another, within bounds.
//
//	command, err := speech.Find(words, siteDir, exec.LookPath, os.Getenv)
//	sound, err := command.Say(ctx, speech.Text{Voice: "vi", Plain: plain, SSML: ssml})
//
// No shell reads the words. The program works in a new folder that is removed afterwards,
// and sees no other variables than those a program needs to start. It has a time limit,
// and what it prints and writes has a bound. Only a whole sound that browsers play is
// returned. Whether a site may run its command at all is for the caller to know.
package speech

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"loa/internal/media/avmeta"
)

// The words of a command that are replaced: files in the folder of the run, and the voice.
const (
	textFile  = "{text}"  // to read: a sentence a line, UTF-8
	ssmlFile  = "{ssml}"  // to read: the same as SSML 1.1
	outFile   = "{out}"   // to write: the sound
	voiceName = "{voice}" // of the text's language
)

// Complete reports whether a command can make recordings: it has a program, reads the text
// and writes the sound.
func Complete(words []string) bool {
	has := func(part string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(w, part) })
	}
	return len(words) > 0 && words[0] != "" && !strings.Contains(words[0], "{") && has(outFile) && (has(textFile) || has(ssmlFile))
}

// ValidVoice reports whether a name can be that of a voice. It never begins like a flag
// and leads to no other folder.
func ValidVoice(name string) bool {
	for i, r := range name {
		letter := r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
		if !letter && (i == 0 || !strings.ContainsRune("_-+.", r)) {
			return false
		}
	}
	return name != "" && !strings.Contains(name, "..")
}

// Fault says why there is no sound.
type Fault string

// The faults of a command.
const (
	Missing  Fault = "speech-missing"  // there is no such program on this machine
	Inside   Fault = "speech-inside"   // the program or one of its files lies in the site's folder
	Hidden   Fault = "speech-hidden"   // the words do not show what is run: "..", or a shell with a command
	Slow     Fault = "speech-slow"     // it did not end in time
	Long     Fault = "speech-long"     // it printed or wrote too much
	Failed   Fault = "speech-failed"   // it ended with an error
	Silent   Fault = "speech-silent"   // it wrote nothing
	Unplayed Fault = "speech-unplayed" // what it wrote is no sound that browsers play
)

// Error is what was wrong with a command.
type Error struct {
	Program string
	Fault   Fault
	Said    string // the last line that the program printed; "" for none
}

func (e *Error) Error() string { return fmt.Sprintf("%s: %s (%s)", e.Program, e.Fault, e.Said) }

// Command is a command that can be run.
type Command struct {
	Words   []string // as the site has them
	Program string   // the absolute path of the first

	Longest   time.Duration // that a run may take
	MostBytes int64         // of the sound
	Temp      string        // where the folders of runs are made; "" for the system's

	environ func(string) string
	err     error // of Find
}

// The bounds of a run: an article of 20 minutes as WAV of a telephone's quality, by a
// program that speaks four times as fast as a person.
const (
	longest   = 5 * time.Minute
	mostBytes = 64 << 20
)

// Find looks for the program of a command. With an error it returns one of which every Say
// has that error. look finds a program by its name, as
// exec.LookPath; nil finds none. environ is that of this program. Neither the program nor a
// file that the words name may lie in the site's folder: a new version of the site would
// change what is run. What a program reads elsewhere, or puts together of several words, is
// not seen.
func Find(words []string, site string, look func(string) (string, error), environ func(string) string) (*Command, error) {
	fault := func(f Fault) (*Command, error) {
		err := &Error{Program: words[0], Fault: f}
		return &Command{Words: words, err: err}, err
	}
	if !filepath.IsAbs(words[0]) && strings.ContainsAny(words[0], `/\:`) {
		return fault(Inside)
	}
	if look == nil {
		return fault(Missing)
	}
	program, err := look(words[0])
	if err == nil {
		program, err = filepath.Abs(program)
	}
	if err != nil {
		return fault(Missing)
	}
	kept := placeOf(site)
	switch all := append([]string{program}, words...); {
	case slices.ContainsFunc(all, kept.ledInto):
		return fault(Inside)
	case slices.ContainsFunc(words, climbs), shellReads(all):
		return fault(Hidden)
	}
	return &Command{Words: words, Program: program, Longest: longest, MostBytes: mostBytes, environ: environ}, nil
}

// Runs reports whether it is the command that a site has.
func (c *Command) Runs(words []string) bool { return slices.Equal(c.Words, words) }

// Text is what is said.
type Text struct {
	Voice string
	Plain []byte
	SSML  []byte
}

// Sound is a recording.
type Sound struct {
	Data   []byte
	Ending string // of its form: ".wav"
}

// endings are those of the forms that browsers play, by the form that the bytes have.
var endings = map[string]string{"wav": ".wav", "mp3": ".mp3", "ogg": ".ogg", "mp4": ".m4a"}

// sound is what a program wrote, if browsers play it.
func sound(data []byte) (Sound, Fault) {
	f, err := avmeta.Inspect(bytes.NewReader(data), int64(len(data)))
	switch {
	case len(data) == 0:
		return Sound{}, Silent
	case err != nil || f.Unplayed != "" || endings[f.Format] == "" || cutOff(f.Format, data):
		return Sound{}, Unplayed
	}
	return Sound{Data: data, Ending: endings[f.Format]}, ""
}

// cutOff reports whether a WAV says that it is longer than it is: its program did not get to
// the end, or wrote a stream, whose length players do not know.
func cutOff(format string, data []byte) bool {
	return format == "wav" && int64(binary.LittleEndian.Uint32(data[4:]))+8 > int64(len(data))
}
