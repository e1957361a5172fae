package pack

import (
	"slices"
	"strings"

	"loa/internal/base/fold"
	"loa/internal/base/problem"
	"loa/internal/generator/build"
)

// knownLanguage refuses a tag that the site does not have.
func knownLanguage(p *build.Project, tag string) error {
	return among("unknown-language", "tag", tag, p.Settings.Languages.Tags())
}

// knownTopic refuses a key that the site does not have.
func knownTopic(p *build.Project, key string) error {
	return among("unknown-topic", "topic", key, topicKeys(p))
}

func topicKeys(p *build.Project) []string {
	var keys []string
	for _, t := range p.Settings.Topics {
		keys = append(keys, t.Key)
	}
	return keys
}

// among refuses a word that is not among those of the site; "" asks for none.
func among(sentence, argument, word string, known []string) error {
	if word == "" || slices.Contains(known, word) {
		return nil
	}
	args := problem.Args{argument: word, "known": strings.Join(known, ", ")}
	if near, ok := fold.Nearest(word, known); ok {
		args["suggestion"] = near
	}
	return refuse(sentence, args)
}
