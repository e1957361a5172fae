package test

import (
	"os/exec"
	"path"
	"strings"
	"testing"

	"loa/internal/generator/script/ssmltest"
)

// aloud: the scripts are SSML as its schema has it, no digit is left in them, and espeak-ng
// says all of the Vietnamese ones with its Vietnamese voice: it writes (en) where it takes a
// word for an English one. It is run if it is installed.
func (s builtSite) aloud(t *testing.T) {
	program, err := exec.LookPath("espeak-ng")
	if err != nil {
		t.Log("espeak-ng is not installed: nothing is pronounced")
	}
	var scripts int
	var vietnamese, english strings.Builder
	for name, text := range s.files {
		switch {
		case path.Base(name) == "loa.ssml":
			if err := ssmltest.Check([]byte(text)); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		case path.Base(name) == "loa.txt":
			scripts++
			if i := strings.IndexAny(text, "0123456789"); i >= 0 {
				t.Errorf("%s: a digit is left: %q", name, text[i:min(len(text), i+40)])
			}
			if strings.HasPrefix(name, "en/") {
				english.WriteString(text + "\n")
			} else {
				vietnamese.WriteString(text + "\n")
			}
		}
	}
	if scripts < 20 || vietnamese.Len() == 0 || english.Len() == 0 {
		t.Fatalf("%d scripts: the site does not show what it can", scripts)
	}
	if program == "" {
		return
	}
	for _, line := range pronounced(t, program, "vi", vietnamese.String()) {
		if strings.Contains(line, "(en)") {
			t.Errorf("espeak-ng takes a word for an English one: %s", line)
		}
	}
	if lines := pronounced(t, program, "vi", "Xin chào weather.\n"); !strings.Contains(strings.Join(lines, " "), "(en)") {
		t.Errorf("espeak-ng does not tell where it changes the language: %q", lines)
	}
}

// pronounced are the lines of phonemes that espeak-ng makes of a text.
func pronounced(t *testing.T, program, voice, text string) []string {
	t.Helper()
	say := exec.Command(program, "-v", voice, "-x", "-q")
	say.Stdin = strings.NewReader(text)
	out, err := say.CombinedOutput()
	if err != nil {
		t.Fatalf("espeak-ng: %v: %s", err, out)
	}
	return strings.Split(string(out), "\n")
}
