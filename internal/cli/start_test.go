package cli_test

import (
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"testing"
)

var initialized = regexp.MustCompile(`(?m)^init (loa/\S+) .* (\d+) bytes, \d+ allocs$`)

// TestStart bounds what the program's packages take before a command begins: tables and
// parsers that few commands need are made when they are used.
func TestStart(t *testing.T) {
	t.Parallel()
	const limit = 500 << 10
	command := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^$")
	command.Env = append(os.Environ(), "GODEBUG=inittrace=1")
	out, err := command.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	all := 0
	for _, m := range initialized.FindAllStringSubmatch(string(out), -1) {
		bytes, _ := strconv.Atoi(m[2])
		all += bytes
	}
	if all == 0 || all > limit {
		t.Errorf("packages take %d bytes at the start, at most %d wanted\n%s", all, limit, out)
	}
}
