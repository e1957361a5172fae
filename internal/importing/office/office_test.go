package office

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// program is a shell script in the place of LibreOffice.
func program(t *testing.T, script string) LibreOffice {
	t.Helper()
	if _, err := exec.LookPath("sh"); err != nil {
		t.Skip("no sh here")
	}
	file := filepath.Join(t.TempDir(), "soffice")
	if err := os.WriteFile(file, []byte("#!/bin/sh\n"+script), 0o700); err != nil {
		t.Fatal(err)
	}
	return LibreOffice{Program: file, Temp: t.TempDir(), Longest: time.Minute}
}

func left(t *testing.T, l LibreOffice) {
	t.Helper()
	if there, err := os.ReadDir(l.Temp); err != nil || len(there) > 0 {
		t.Errorf("left behind: %v %v", there, err)
	}
}

func TestConvert(t *testing.T) {
	l := program(t, `for last; do :; done
grep -q DisableMacrosExecution profile/user/registrymodifications.xcu && mkdir out && cat "$last" - > out/in.docx <<X
 và hơn
X
`)
	data, ending, err := l.Convert(context.Background(), []byte("chữ"), ".DOC")
	if err != nil || ending != ".docx" || string(data) != "chữ và hơn\n" {
		t.Errorf("%q %s %v", data, ending, err)
	}
	left(t, l)
}

func TestFails(t *testing.T) {
	for _, script := range []string{"exit 0", "exit 3", "mkdir out; : > out/khac.docx"} {
		l := program(t, script)
		if _, _, err := l.Convert(context.Background(), nil, ".doc"); !errors.Is(err, ErrFailed) {
			t.Errorf("%s: %v", script, err)
		}
		left(t, l)
	}
	l := program(t, "while :; do :; done")
	l.Longest = time.Millisecond
	if _, _, err := l.Convert(context.Background(), nil, ".doc"); !errors.Is(err, context.DeadlineExceeded) {
		t.Error(err)
	}
	left(t, l)
	if _, _, err := l.Convert(context.Background(), nil, ".exe"); !errors.Is(err, ErrFailed) {
		t.Error(err)
	}
}

func TestFind(t *testing.T) {
	none := func(string) (string, error) { return "", exec.ErrNotFound }
	if _, found := Find(none, os.Getenv); found {
		t.Error("found by nobody")
	}
	if _, found := Find(nil, os.Getenv); found {
		t.Error("found by nil")
	}
	windows := func(name string) (string, error) {
		if filepath.Base(name) == "soffice.exe" {
			return name, nil
		}
		return "", exec.ErrNotFound
	}
	environ := func(name string) string { return map[string]string{"ProgramFiles": "C:"}[name] }
	if l, found := Find(windows, environ); !found || l.Program != filepath.Join("C:", "LibreOffice", "program", "soffice.exe") {
		t.Error(l)
	}
	if !Takes(".DOC") || Takes(".docx") || Takes(".pdf") {
		t.Error("the wrong endings are taken")
	}
}

// Where LibreOffice is installed, it makes a .docx of its own .doc.
func TestLibreOffice(t *testing.T) {
	l, found := Find(exec.LookPath, os.Getenv)
	if !found || testing.Short() {
		t.Skip("no LibreOffice here")
	}
	data, err := os.ReadFile("../testdata/ke-hoach.doc")
	if err != nil {
		t.Fatal(err)
	}
	l.Temp = t.TempDir()
	docx, ending, err := l.Convert(context.Background(), data, ".doc")
	if err != nil || ending != ".docx" {
		t.Fatal(err)
	}
	archive, err := zip.NewReader(bytes.NewReader(docx), int64(len(docx)))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := archive.Open("word/document.xml"); err != nil {
		t.Error(err)
	}
	left(t, l)
}
