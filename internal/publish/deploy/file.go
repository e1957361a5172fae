package deploy

import (
	"fmt"
	"strconv"
	"strings"

	"loa/internal/base/output"
	"loa/internal/publish/remote"
)

// file is one file of a release: a sum of its bytes (and of the headers, where
// the place keeps them), how long it is as it was sent, and when it is its turn.
type file struct {
	sum   string // the first 128 bits of SHA-256, in hexadecimal
	size  int64
	class output.Class
	other bool // not sent by Loa; kept by a release that was told to overwrite it; sum is only a name
}

// classLetters write a class in a line, by its number.
const classLetters = "apef"

func (f file) line(mark, path string) string {
	return fmt.Sprintf("%s %c %s %d %s\n", mark, classLetters[f.class], f.sum, f.size, path)
}

// parseFile reads what line writes, without the mark.
func parseFile(line string) (string, file, error) {
	parts := strings.SplitN(line, " ", 4)
	if len(parts) != 4 || len(parts[0]) != 1 || remote.Check(parts[3]) != nil {
		return "", file{}, errDamaged
	}
	class := strings.Index(classLetters, parts[0])
	size, err := strconv.ParseInt(parts[2], 10, 64)
	if class < 0 || err != nil {
		return "", file{}, errDamaged
	}
	return parts[3], file{sum: parts[1], size: size, class: output.Class(class)}, nil
}
