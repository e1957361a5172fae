package host_test

import (
	"errors"
	"testing"
	"time"

	"loa/internal/office/host"
)

// Every fault has its words in both languages, and they say what to do.
func TestWords(t *testing.T) {
	at := host.Place{Address: "https://git.tinh.example.vn", Project: "xa-an/trang"}
	for _, language := range []string{"en", "vi"} {
		words := host.Words(language)
		seen := map[string]bool{}
		for _, fault := range host.Faults() {
			message, hint, ok := host.Said(words, &host.Error{Fault: fault, Until: time.Now()}, at)
			if !ok || message == "" || hint == "" || message == string(fault) || seen[message] {
				t.Errorf("%s, %s: %q, %q", language, fault, message, hint)
			}
			seen[message] = true
		}
	}
	if _, _, ok := host.Said(host.Words("vi"), errors.New("x"), at); ok {
		t.Error("any error is one of a host")
	}
}
