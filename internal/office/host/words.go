package host

import (
	"embed"
	"errors"
	"time"

	"loa/internal/base/problem"
)

//go:embed words/*.txt
var wordFiles embed.FS

// Words are what is said of each fault, in a language that Loa speaks.
func Words(language string) *problem.Words {
	data, err := wordFiles.ReadFile("words/" + language + ".txt")
	if err != nil {
		return Words("en")
	}
	return problem.ParseWords(language, string(data))
}

// Said is an error of a host in one sentence, with the host's own words if it gave any, and
// what a person can do about it; false for an error that is none of a host.
func Said(words *problem.Words, err error, at Place) (message, hint string, ok bool) {
	var e *Error
	if !errors.As(err, &e) {
		return "", "", false
	}
	args := problem.Args{"host": at.Address, "project": at.Project, "time": ""}
	if !e.Until.IsZero() {
		args["time"] = e.Until.Local().Format(time.TimeOnly)
	}
	message, hint = words.Say(string(e.Fault), args), words.Hint(string(e.Fault), args)
	if e.Said != "" {
		message += " (" + words.Say("host-says", problem.Args{"text": e.Said}) + ")"
	}
	return message, hint, true
}
