package test

import (
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"loa/internal/base/problem"
)

// Every code has a broken site that shows it.
func TestEveryCodeHasABrokenSite(t *testing.T) {
	shown := map[problem.Code]bool{
		problem.ThemeHook:      true, // internal/cli/testdata/theme.txtar: the theme of the bad sites has no scripts
		problem.WarningUnshown: true, // internal/cli/testdata/warn.txtar: that theme shows warnings

		problem.WarningFromAway:   true, // internal/generator/build/relayed_test.go: no bad site asks another one
		problem.WarningFromClosed: true, // internal/cli/relay_test.go

		problem.LayerNotAllowed: true, // internal/cli/testdata/layers.txtar: it names a folder of this disk

		problem.LimitProblems: true, // internal/base/problem/bounded_test.go: a thousand lines of problems
	}
	for _, file := range badSites(t) {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(archive.Files[len(archive.Files)-1].Data)) {
			if words := strings.Fields(line); len(words) >= 2 {
				shown[problem.Code(words[len(words)-2])] = true
			}
		}
	}
	for _, code := range problem.Codes() {
		if !shown[code] {
			t.Errorf("no site in bad/ has the problem %s", code)
		}
	}
}
