package speech

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// A place is a folder that no word of a command may lead into.
type place struct {
	folder fs.FileInfo
	looks  int // that are left: links can lead in circles
}

// mostLooks bounds how many folders and links are looked at for the words of a command.
const mostLooks = 20_000

// placeOf is a place. One that cannot be looked at has no folder; nothing lies in it.
func placeOf(dir string) *place {
	folder, err := os.Stat(dir)
	if err != nil {
		folder = nil
	}
	return &place{folder: folder, looks: mostLooks}
}

// ledInto reports whether a word of a command names the place or what lies in it, also
// behind a flag, inside a list, or by a link. A word with too many links counts as one.
func (p *place) ledInto(word string) bool {
	return slices.ContainsFunc(paths(word), p.holds)
}

// paths are all absolute paths that a program may read in a word: "-I/a", "--model=/a" and
// "/a:/b" have some.
func paths(word string) []string {
	const ends = ":;,= \"'|"
	var all []string
	for _, text := range []string{word, filepath.FromSlash(word)} {
		for i := range text {
			rest := text[i:]
			if !filepath.IsAbs(rest) && rest[0] != filepath.Separator {
				continue
			}
			all = append(all, rest)
			drive := len(filepath.VolumeName(rest)) // "C:" is no end
			if end := strings.IndexAny(rest[drive:], ends); end > 0 {
				all = append(all, rest[:drive+end])
			}
		}
	}
	return all
}

// holds reports whether a path leads to or through the place. Files are compared, not
// names: capitals, short names and links are other names of one folder.
func (p *place) holds(path string) bool {
	path, err := filepath.Abs(path)
	if err != nil || p.folder == nil {
		return false
	}
	for at := path; ; at = filepath.Dir(at) {
		if p.looks--; p.looks < 0 {
			return true
		}
		if info, err := os.Stat(at); err == nil && os.SameFile(info, p.folder) {
			return true
		}
		if target, err := os.Readlink(at); err == nil && p.holds(filepath.Join(linked(at, target), path[len(at):])) {
			return true
		}
		if filepath.Dir(at) == at {
			return false
		}
	}
}

// linked is where a link leads that says target.
func linked(link, target string) string {
	if filepath.IsAbs(target) {
		return target
	}
	dir, err := filepath.EvalSymlinks(filepath.Dir(link))
	if err != nil {
		dir = filepath.Dir(link)
	}
	return filepath.Join(dir, target)
}

// climbs reports whether a word leads out of a folder by "..": what it names depends on
// where the run lies, which nobody sees who allows the command.
func climbs(word string) bool {
	slashes := strings.ReplaceAll(word, `\`, "/")
	return strings.HasSuffix(slashes, "..") || strings.Contains(slashes, "../") || strings.Contains(slashes, "/..")
}

// shells read a command out of a word. What that names cannot be told.
var shells = map[string]bool{"sh": true, "ash": true, "bash": true, "busybox": true, "dash": true, "fish": true, "ksh": true, "mksh": true, "zsh": true, "cmd": true, "powershell": true, "pwsh": true}

// shellReads reports whether one of the words is a shell, and a later one the flag behind
// which it takes a command: -c, -lc, /c, /k, -Command, -EncodedCommand.
func shellReads(words []string) bool {
	at := slices.IndexFunc(words, func(w string) bool { return shells[programName(w)] })
	return at >= 0 && slices.ContainsFunc(words[at+1:], func(w string) bool {
		w = strings.ToLower(w)
		switch {
		case strings.HasPrefix(w, "--"):
			return strings.HasPrefix(w, "--c") // --command of fish
		case strings.HasPrefix(w, "-"):
			return strings.Contains(w, "c") || strings.HasPrefix(w, "-e")
		}
		return strings.HasPrefix(w, "/c") && len(w) < len("/c")+2 || strings.HasPrefix(w, "/k") && len(w) < len("/k")+2 || strings.HasPrefix(w, "/r") && len(w) == len("/r")
	})
}

// programName is the name of a program without its folder and ".exe", in small letters.
func programName(program string) string {
	name := program[strings.LastIndexAny(program, `/\`)+1:]
	return strings.TrimSuffix(strings.ToLower(name), ".exe")
}
