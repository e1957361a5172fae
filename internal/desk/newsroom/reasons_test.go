package newsroom

import (
	"strings"
	"testing"

	"loa/internal/publish/remote"
)

// A refusal of a place is said in the words of the command, with what it showed.
func TestReasonsOfAPlace(t *testing.T) {
	for _, language := range []string{"vi", "en"} {
		p := &publisher{words: newCatalogue(language)}
		for _, reason := range []remote.Reason{remote.UnknownHost, remote.WrongHost, remote.WrongLogin, remote.WrongPhrase, remote.NoTLS} {
			said := p.failure(&remote.Refused{Reason: reason, Detail: "X1"})
			if !strings.Contains(said, "X1") || strings.Contains(said, "refused (") {
				t.Errorf("%s: %s: %s", language, reason, said)
			}
		}
	}
}
