package newsroom

import (
	"os/exec"
	"testing"
)

// A save waits for a program that is not there, and for nothing else: neither a token of an
// earlier run of the program nor a text that cannot be read back stands between what was typed
// and the disk.
func TestSaveMeetsTheProgram(t *testing.T) {
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("there is no Node.js")
	}
	said, err := exec.CommandContext(t.Context(), node, "testdata/keep.js", "files/keep.js").CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	want := `the program was started again: saved with the token new
the blocks are refused: saved with the token new
the screen has become what is read: nothing
the program goes away before the blocks, and comes back: told: away, told: back, saved with the token new
the program is away: told: away
the door is shut: told: shut
`
	if string(said) != want {
		t.Errorf("the saves ended so:\n%swant:\n%s", said, want)
	}
}
