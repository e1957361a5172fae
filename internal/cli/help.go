package cli

import "strings"

// helpAsked reports whether the line asks for help, and for which command. Help
// is written by hand in both languages (words/*.txt), because a list of flags
// made by a library speaks no Vietnamese.
func helpAsked(args []string) (topic string, asked bool) {
	if len(args) == 0 {
		return "", true
	}
	for i, a := range args {
		switch {
		case i > 0 && takesValue(args[i-1]): // the value of a flag
		case a == "--help" || a == "-h" || a == "-help":
			asked = true
		case a == "help" && topic == "":
			asked = true
		case topic == "" && !strings.HasPrefix(a, "-"):
			topic = a
		}
	}
	return topic, asked
}

// takesValue reports whether what follows an argument belongs to it.
func takesValue(arg string) bool {
	switch arg {
	case "--source", "--out", "--base-url", "--now", "--lang", "--format", "--port", "--jobs", "--server":
		return true
	}
	return false
}

func (v *voice) help(topic string) string {
	if key := "help." + topic; topic != "" && v.Has(key) {
		return v.Explain(key) + "\n\n" + v.Explain("help.flags") + "\n"
	}
	return v.Explain("help") + "\n\n" + v.Explain("help.flags") + "\n"
}

// langFlag finds --lang in a line that may not be parsed as a whole.
func langFlag(args []string) string {
	for i, a := range args {
		if value, ok := strings.CutPrefix(a, "--lang="); ok {
			return value
		}
		if a == "--lang" && i+1 < len(args) {
			return args[i+1]
		}
	}
	return ""
}
