package output

import (
	"bufio"
	"errors"
	"io/fs"
	"os"
	"strings"

	"loa/internal/base/disk"
)

// The list of a folder's files is text: a line that names the form, a line that
// names the output folder, then one path a line, sorted.
const (
	listFile = "files"
	listForm = "loa output 1"
)

// longestList is how long a list may be, in bytes: a million paths and more.
const longestList = 128 << 20

// loadList reads the paths that Loa may have written to the folder. A list that
// is missing, of another form, about another folder or too long is an empty one: nothing
// is then taken for Loa's.
func loadList(memory *os.Root, folder string) (map[string]bool, error) {
	if info, err := memory.Stat(listFile); err == nil && info.Size() > longestList {
		return map[string]bool{}, nil
	}
	data, err := memory.ReadFile(listFile)
	if errors.Is(err, fs.ErrNotExist) {
		return map[string]bool{}, nil
	}
	if err != nil {
		return nil, err
	}
	form, rest, _ := strings.Cut(string(data), "\n")
	name, rest, _ := strings.Cut(rest, "\n")
	paths := make(map[string]bool, strings.Count(rest, "\n"))
	if form != listForm || name != folder {
		return paths, nil
	}
	for path := range strings.Lines(rest) {
		path, whole := strings.CutSuffix(path, "\n")
		if whole && Check(path) == nil {
			paths[path] = true
		}
	}
	return paths, nil
}

// saveList replaces the list. It is the one file that is forced to the disk
// itself: after a power cut everything else can be told from it.
func saveList(system disk.System, memory *os.Root, folder string, sorted []string) error {
	draft, err := system.Draft(memory, ".", 0o666)
	if err != nil {
		return err
	}
	w := bufio.NewWriterSize(draft, 64<<10)
	for _, line := range append([]string{listForm, folder}, sorted...) {
		w.WriteString(line)
		w.WriteByte('\n')
	}
	if err := w.Flush(); err != nil {
		draft.Discard()
		return err
	}
	return draft.Replace(listFile)
}
