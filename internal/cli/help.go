package cli

import (
	"strings"

	"github.com/alecthomas/kong"
)

// helpAsked reports whether the line asks for help, and for which command. Help
// is written by hand in both languages (words/*.txt), because a list of flags
// made by a library speaks no Vietnamese.
func helpAsked(args []string, takesValue func(flag string) bool) (topic string, asked bool) {
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

// valued tells of a flag whether what follows it belongs to it.
func valued(parser *kong.Kong) func(flag string) bool {
	return func(flag string) bool {
		known := false
		_ = kong.Visit(parser.Model.Node, func(node kong.Visitable, next kong.Next) error {
			if f, ok := node.(*kong.Flag); ok && "--"+f.Name == flag {
				known = !f.IsBool()
			}
			return next(nil)
		})
		return known
	}
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
