package config

import "testing"

// TestProgram fails if listeners are told where on a machine a program lies.
func TestProgram(t *testing.T) {
	for command, want := range map[string]string{
		"":                                       "",
		"espeak-ng":                              "espeak-ng",
		"/home/an/bin/piper":                     "piper",
		`C:\Users\Nguyen Van An\piper\piper.exe`: "piper",
		`C:\Users\Nguyen Van An\Piper.EXE`:       "Piper",
		"C:/Users/an/piper.Exe":                  "piper",
		`\\server\an\piper.exe`:                  "piper",
		`C:piper.exe`:                            "piper",
		"piper.sh":                               "piper.sh",
	} {
		a := Audio{Command: []string{command, "{text}", "{out}"}}
		if command == "" {
			a.Command = nil
		}
		if got := a.Program(); got != want {
			t.Errorf("%s: %q, not %q", command, got, want)
		}
	}
}
