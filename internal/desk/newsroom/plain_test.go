package newsroom_test

import "regexp"

// programmer finds names of keys and files where words for people should be.
var programmer = regexp.MustCompile(`\b(start|end|until|except|moved|nth|day|every|repeat|lunar|slug|alias(es)?|publish|expires|number|valid_to|effective|replaces)\b|\.md\b[^.)”]|\[(event|document|campaign)\]`)

var tag = regexp.MustCompile(`<[^>]*>`)
