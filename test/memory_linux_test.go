package test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"loa/internal/base/pdffile/pdffiletest"
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
	program.Env = append(program.Env, "GOMEMLIMIT=256MiB", "MALLOC_ARENA_MAX=1")
	if held := heldBy(t, program); held > most {
		t.Errorf("held %d bytes of memory, more than %d", held, most)
	}
}

// A PDF of many full pages is imported page by page: what waits for the other pages takes little.
func TestPDFOfManyPagesInLittleMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("takes some seconds")
	}
	const pages, lines, most = 300, 52, 200 << 20
	words := strings.Fields("mot hai ba bon nam sau bay tam chin muoi")
	contents := make([]string, pages)
	for p := range contents {
		for l := range lines {
			text := "dong "
			for digit := p*lines + l + 1; digit > 0; digit /= 10 { // a head would be alike on each page
				text += words[digit%10] + " "
			}
			if l%7 < 6 { // the seventh ends a paragraph
				text += strings.Repeat("nuoc ao ho ", 6)
			}
			contents[p] += pdffiletest.Line("F", 8, 40, 780-14*l, text)
		}
	}
	dir := t.TempDir()
	pdf := filepath.Join(dir, "so-tay.pdf")
	if err := os.CopyFS(dir, fstest.MapFS{
		"so-tay.pdf": {Data: pdffiletest.Pages(pdffiletest.Fonts, nil, contents...)},
		"site.toml":  {Data: []byte("title = \"Xã\"\nbase_url = \"https://xa.example/\"\n")},
	}); err != nil {
		t.Fatal(err)
	}
	if held := heldBy(t, child("imports", "import", "--source", dir, pdf)); held > most {
		t.Errorf("held %d bytes of memory, more than %d", held, most)
	}
	entries, err := filepath.Glob(filepath.Join(dir, "content", "*.md"))
	if err != nil || len(entries) != 1 {
		t.Fatal(entries, err)
	}
	text, err := os.ReadFile(entries[0])
	if n := strings.Count(string(text), "dong"); err != nil || n != pages*lines {
		t.Errorf("%d of %d lines, %v", n, pages*lines, err)
	}
}

// heldBy runs a program and says how many bytes of memory it held at most. The system's own figure
// for a child would count what its parent held, too.
func heldBy(t *testing.T, program *exec.Cmd) int {
	t.Helper()
	status := filepath.Join(t.TempDir(), "status")
	program.Env = append(program.Env, statusFile+"="+status)
	said, err := program.CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %.2000s", err, said)
	}
	text, err := os.ReadFile(status)
	if err != nil {
		t.Fatal(err)
	}
	_, line, _ := strings.Cut(string(text), "VmHWM:")
	var held int
	if _, err := fmt.Sscan(line, &held); err != nil {
		t.Fatal(err)
	}
	t.Logf("%d KiB held, %v of CPU", held, program.ProcessState.UserTime())
	return held << 10
}
