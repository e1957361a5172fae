package main

import (
	"archive/tar"
	"archive/zip"
	"compress/gzip"
	_ "embed"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// guide is the text beside the program, for who has never seen it.
//
//go:embed guide.txt
var guide string

// member is a file of an archive.
type member struct {
	name string
	data []byte
	mode fs.FileMode
}

// members are the program and the texts beside it, as its system has texts.
func (e edition) members(program string, modules modules) ([]member, error) {
	binary, err := os.ReadFile(program)
	if err != nil {
		return nil, err
	}
	licence, err := os.ReadFile("LICENSE")
	if err != nil {
		return nil, err
	}
	members := []member{
		{filepath.Base(program), binary, 0o755},
		{"HUONG-DAN.txt", []byte(strings.ReplaceAll(guide, "{version}", e.version)), 0o644},
		{"LICENSE.txt", licence, 0o644},
		{"LICENSES-OTHERS.txt", modules.notices(), 0o644},
	}
	if isWindows(program) {
		for i := range members[1:] {
			members[i+1].data = forNotepad(members[i+1].data)
		}
	}
	return members, nil
}

// isWindows reports whether a program that build has made is one for Windows.
func isWindows(program string) bool {
	return strings.HasPrefix(filepath.Base(filepath.Dir(program)), "windows")
}

// pack writes the archive of a program: a ZIP for Windows, which opens it
// without further programs, and a tar.gz elsewhere, which keeps the right to run.
func (e edition) pack(program string, modules modules) error {
	members, err := e.members(program, modules)
	if err != nil {
		return err
	}
	name := "loa-" + e.version + "-" + filepath.Base(filepath.Dir(program))
	write, ending := e.tarball, ".tar.gz"
	if isWindows(program) {
		write, ending = e.zip, ".zip"
	}
	file, err := os.Create(filepath.Join(e.out, name+ending))
	if err != nil {
		return err
	}
	err = write(file, name, members)
	if closed := file.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return fmt.Errorf("packing %s: %w", name, err)
	}
	return nil
}

// forNotepad gives a text the line ends and the mark by which every Notepad
// shows Vietnamese.
func forNotepad(text []byte) []byte {
	return []byte("\ufeff" + strings.ReplaceAll(string(text), "\n", "\r\n"))
}

func (e edition) zip(w io.Writer, folder string, members []member) error {
	z := zip.NewWriter(w)
	for _, m := range members {
		h := &zip.FileHeader{Name: folder + "/" + m.name, Method: zip.Deflate, Modified: e.made}
		h.SetMode(m.mode)
		f, err := z.CreateHeader(h)
		if err != nil {
			return err
		}
		if _, err := f.Write(m.data); err != nil {
			return err
		}
	}
	return z.Close()
}

func (e edition) tarball(w io.Writer, folder string, members []member) error {
	g, err := gzip.NewWriterLevel(w, gzip.BestCompression)
	if err != nil {
		return err
	}
	t := tar.NewWriter(g)
	for _, m := range members {
		h := &tar.Header{Name: folder + "/" + m.name, Size: int64(len(m.data)), Mode: int64(m.mode), ModTime: e.made, Format: tar.FormatPAX}
		if err := t.WriteHeader(h); err != nil {
			return err
		}
		if _, err := t.Write(m.data); err != nil {
			return err
		}
	}
	if err := t.Close(); err != nil {
		return err
	}
	return g.Close()
}
