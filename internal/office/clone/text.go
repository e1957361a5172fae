package clone

import (
	"bytes"
	"path"
	"slices"
	"strings"
)

// textual reports whether a file is a text of which the line ends say nothing. Calendars
// (.ics) are none: their line ends belong to the format.
func textual(name string) bool {
	return slices.Contains([]string{".md", ".toml", ".txt", ".csv", ".css", ".js", ".html", ".json", ".xml", ".svg", ".vtt", ".srt", ".yml", ".yaml",
		".gitignore", ".gitattributes", ".editorconfig"}, strings.ToLower(path.Ext(name)))
}

// stored is how Git keeps the bytes of a file on the disk: a text with plain line ends,
// unless what Git keeps of it has others. So a working copy with the line ends of Windows,
// as core.autocrlf makes it, is not changed, whatever the settings say.
func stored(name string, onDisk, kept []byte) []byte {
	if !textual(name) || bytes.Contains(kept, crlf) {
		return onDisk
	}
	return bytes.ReplaceAll(onDisk, crlf, lf)
}

// shown is how a file that Git keeps is written to a disk on which it had other bytes:
// with the line ends that it had there.
func shown(name string, kept, before []byte) []byte {
	if !textual(name) || !bytes.Contains(before, crlf) || bytes.Contains(kept, crlf) {
		return kept
	}
	return bytes.ReplaceAll(kept, lf, crlf)
}

var crlf, lf = []byte("\r\n"), []byte("\n")
