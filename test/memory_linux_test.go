package test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"loa/test/corpus"
)

// A site of ten thousand pages builds on a computer with little memory: with the limit of
// GOMEMLIMIT the program never holds more than that, and 2 GB of address space are enough,
// of which the runtime of Go reserves many times what it holds.
func TestManyPagesInLittleMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("takes some ten seconds")
	}
	const most = 256 << 20 // bytes
	dir := t.TempDir()
	if err := corpus.Write(dir, 5000); err != nil { // in two languages
		t.Fatal(err)
	}
	program := child("little memory", "build", "--source", dir, "--now", "2026-06-15", "--quiet")
	// As released the program has no C library, which reserves 64 MB more for each thread.
	status := filepath.Join(t.TempDir(), "status")
	program.Env = append(program.Env, "GOMEMLIMIT=256MiB", "MALLOC_ARENA_MAX=1", statusFile+"="+status)
	said, err := program.CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %.2000s", err, said)
	}
	text, err := os.ReadFile(status)
	if err != nil {
		t.Fatal(err)
	}
	// Not what the system says of a child: that counts what its parent held, too.
	_, line, _ := strings.Cut(string(text), "VmHWM:")
	var held int
	if _, err := fmt.Sscan(line, &held); err != nil {
		t.Fatal(err)
	}
	if held <<= 10; held > most {
		t.Errorf("held %d bytes of memory, more than %d", held, most)
	}
	t.Logf("%d bytes held, %v of CPU", held, program.ProcessState.UserTime())
}
