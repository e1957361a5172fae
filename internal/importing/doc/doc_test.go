package doc

import (
	"bytes"
	"encoding/binary"
	"errors"
	"os"
	"strconv"
	"strings"
	"testing"

	"loa/internal/base/officefile"
	"loa/internal/importing/doc/doctest"
	"loa/internal/importing/htmlimport"
)

func letter(t testing.TB) []byte {
	t.Helper()
	data, err := os.ReadFile("../testdata/ke-hoach.doc")
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// mainAt is where the main stream begins: Word's mark in it.
func mainAt(t testing.TB, data []byte) int {
	at := bytes.Index(data, []byte("\xec\xa5"))
	if at < 0 {
		t.Fatal("no main stream")
	}
	return at
}

// A document with a password, one of Word 95, and one that names more than it holds are refused.
func TestRefused(t *testing.T) {
	for name, c := range map[string]struct {
		change func(main []byte)
		want   error
	}{
		"password":           {func(main []byte) { main[0x0B] |= 1 }, officefile.ErrLocked},
		"Word 95":            {func(main []byte) { main[2], main[3] = 0x68, 0 }, ErrOlder},
		"another program":    {func(main []byte) { main[0] = 0 }, ErrOlder},
		"too many letters":   {func(main []byte) { binary.LittleEndian.PutUint32(main[0x4C:], 1<<30) }, officefile.ErrTooLarge},
		"letters below zero": {func(main []byte) { binary.LittleEndian.PutUint32(main[0x4C:], 1<<31) }, officefile.ErrTooLarge},
		"no pieces":          {func(main []byte) { binary.LittleEndian.PutUint32(main[0x9A+8*33:], 1<<30) }, officefile.ErrNot},
	} {
		data := letter(t)
		c.change(data[mainAt(t, data):])
		if _, err := Read(data); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := Read([]byte("x")); !errors.Is(err, officefile.ErrNot) {
		t.Error(err)
	}
}

// A file that is cut off anywhere is refused or read as far as it goes.
func TestCut(t *testing.T) {
	data := letter(t)
	for n := 0; n < len(data); n += 500 {
		if d, err := Read(data[:n]); err == nil {
			htmlimport.Convert(d.HTML)
		}
	}
}

// A property has the length that its number says; a list of them that is broken ends.
func TestChanges(t *testing.T) {
	got := look{}.changed([]byte{0x35, 0x08, 1, 0x48, 0x2A, 1, 0x4F, 0x4A, 3, 0, 0x35, 0x08}, look{})
	if !got.bold || got.raised != 1 || got.font != 3 {
		t.Errorf("%+v", got)
	}
	if got := (look{}).changed([]byte{0x35, 0x08, 0x81}, look{bold: true}); got.bold {
		t.Error("the contrary of a bold style is bold")
	}
	p := layout{}.changed([]byte{0x08, 0xD6, 6, 0, 1, 0, 0, 10, 0, 0x17, 0x24, 1})
	if len(p.row) != 7 || !p.rowEnd {
		t.Errorf("%+v", p)
	}
}

// Levels count anew behind those above, and show the numbers of these.
func TestMarks(t *testing.T) {
	l := lists{
		levels:  map[int][]level{7: {{start: 1, restart: -1, text: []uint16{0, '.'}}, {start: 1, format: 4, restart: -1, text: []uint16{0, '.', 1, ')'}}}},
		entries: []listEntry{{7, nil}, {7, map[int]int{0: 5}}}, counts: map[int][]int{}, begun: map[int]bool{},
	}
	for i, c := range []struct {
		entry, depth int
		want         string
	}{{1, 0, "1."}, {1, 1, "1.a)"}, {1, 1, "1.b)"}, {1, 0, "2."}, {1, 1, "2.a)"}, {2, 0, "5."}, {3, 0, ""}, {0, 0, ""}, {1, 4, ""}} {
		if got := l.next(c.entry, c.depth); got != c.want {
			t.Errorf("%d: %q, want %q", i, got, c.want)
		}
	}
}

// Whatever a file says, reading ends.
func FuzzRead(f *testing.F) {
	data := letter(f)
	f.Add(data, 0x4C, uint32(7))
	f.Add(data, 0x1A2, uint32(0))
	f.Fuzz(func(t *testing.T, data []byte, at int, value uint32) {
		if i := bytes.Index(data, []byte("\xec\xa5")); i >= 0 && at >= 0 && at < 1<<20 && i+at+4 <= len(data) {
			data = bytes.Clone(data)
			binary.LittleEndian.PutUint32(data[i+at:], value)
		}
		if d, err := Read(data); err == nil {
			htmlimport.Options{Picture: func(src string) (htmlimport.File, bool) {
				data, ok := d.Picture(src)
				return htmlimport.File{Name: src, Data: data}, ok
			}}.Convert(d.HTML)
		}
	})
}

// Letters that were moved by hand stand above or below the line; those that were only nudged do not.
func TestMovedBy(t *testing.T) {
	for moved, want := range map[uint16]int{6: 1, 0xFFFA: -1, 2: 0, 0: 0} {
		if got := (look{}).changed(binary.LittleEndian.AppendUint16([]byte{0x45, 0x48}, moved), look{}).raised; got != want {
			t.Errorf("%d: %d, want %d", int16(moved), got, want)
		}
	}
}

// Letters, looks and tables of a long document are read to its end: its tables of sectors and of properties have many
// parts.
func TestLong(t *testing.T) {
	const n = 3000
	var paragraphs []doctest.Paragraph
	var want strings.Builder
	for i := range n {
		number := strconv.Itoa(i)
		paragraphs = append(paragraphs, doctest.Paragraph{Text: "Điều " + number, Look: doctest.Bold()}, doctest.Paragraph{Text: " và chữ\r"})
		want.WriteString("**Điều " + number + "** và chữ\n\n")
	}
	paragraphs = append(paragraphs,
		doctest.Paragraph{Text: "Việc\a", Layout: doctest.In()}, doctest.Paragraph{Text: "Ai\a", Layout: doctest.In()}, doctest.Paragraph{Text: "\a", Layout: doctest.Row(2)},
		doctest.Paragraph{Text: "Rào\a", Layout: doctest.In()}, doctest.Paragraph{Text: "Thôn\a", Layout: doctest.In()}, doctest.Paragraph{Text: "\a", Layout: doctest.Row(2)},
		doctest.Paragraph{Text: "Hết\r"})
	want.WriteString("| Việc | Ai |\n|---|---|\n| Rào | Thôn |\n\nHết\n")
	d, err := Read(doctest.Build(paragraphs...))
	if err != nil {
		t.Fatal(err)
	}
	if got := htmlimport.Convert(d.HTML).Markdown; got != want.String() {
		t.Errorf("%d bytes, want %d; at the end\n%s", len(got), want.Len(), got[max(0, len(got)-200):])
	}
}
