// Package office turns documents of older programs into those that Loa reads, by LibreOffice where it
// is installed.
//
//	libre, found := office.Find(exec.LookPath, os.Getenv)
//	data, ending, err := libre.Convert(ctx, data, ".doc")
//
// LibreOffice works in a folder of its own that is removed afterwards, with settings of its own:
// no macro runs and nothing is loaded from elsewhere. It has a time limit, and what it writes has a bound.
package office

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// LibreOffice is the program.
type LibreOffice struct {
	Program string // its path
	Temp    string // where its folders are made; "" for the system's
	Longest time.Duration
}

// longest is how long a document may take. The first start of all takes some ten seconds.
const longest = 2 * time.Minute

// mostBytes is how large a document may become.
const mostBytes = 128 << 20

// ErrFailed says that the program wrote nothing that could be read.
var ErrFailed = errors.New("LibreOffice wrote no document")

// Find looks for the program: by its name, and in the usual folders of macOS and Windows. Look finds
// a program by its name or path, as exec.LookPath; nil finds none.
func Find(look func(string) (string, error), environ func(string) string) (LibreOffice, bool) {
	if look == nil {
		return LibreOffice{}, false
	}
	names := []string{"soffice", "libreoffice", "/Applications/LibreOffice.app/Contents/MacOS/soffice"}
	for _, folder := range []string{"ProgramFiles", "ProgramFiles(x86)"} {
		if base := environ(folder); base != "" {
			names = append(names, filepath.Join(base, "LibreOffice", "program", "soffice.exe"))
		}
	}
	for _, name := range names {
		if program, err := look(name); err == nil {
			return LibreOffice{Program: program, Longest: longest}, true
		}
	}
	return LibreOffice{}, false
}

// forms are endings of documents that only LibreOffice reads, and the form that it writes of each.
var forms = map[string]string{".doc": "docx", ".dot": "docx", ".wps": "docx", ".ppt": "pptx", ".pps": "pptx", ".odp": "pptx"}

// Takes reports whether documents with an ending are converted.
func Takes(ending string) bool { return forms[strings.ToLower(ending)] != "" }

// settings keep macros from running and pictures of other hosts from being loaded.
const settings = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
`

// Convert returns a document in a form that Loa reads, and the ending of that form. The error is
// that of the disk, ErrFailed, or why ctx ended.
func (l LibreOffice) Convert(ctx context.Context, data []byte, ending string) ([]byte, string, error) {
	form := forms[strings.ToLower(ending)]
	if form == "" {
		return nil, "", ErrFailed
	}
	dir, err := os.MkdirTemp(l.Temp, "loa-office-")
	if err != nil {
		return nil, "", fmt.Errorf("a folder for LibreOffice: %w", err)
	}
	defer os.RemoveAll(dir)
	user := filepath.Join(dir, "profile", "user")
	if err := os.MkdirAll(user, 0o700); err != nil {
		return nil, "", fmt.Errorf("a folder for LibreOffice: %w", err)
	}
	from := filepath.Join(dir, "in"+strings.ToLower(ending))
	for name, text := range map[string][]byte{from: data, filepath.Join(user, "registrymodifications.xcu"): []byte(settings)} {
		if err := os.WriteFile(name, text, 0o600); err != nil {
			return nil, "", fmt.Errorf("a file for LibreOffice: %w", err)
		}
	}
	ctx, cancel := context.WithTimeout(ctx, l.Longest)
	defer cancel()
	command := exec.CommandContext(ctx, l.Program, "-env:UserInstallation="+address(filepath.Join(dir, "profile")), "--headless", "--norestore", "--nolockcheck",
		"--convert-to", form, "--outdir", filepath.Join(dir, "out"), from)
	command.Dir, command.WaitDelay = dir, time.Second
	withChildren(command)
	err = command.Run()
	if ctx.Err() != nil {
		return nil, "", fmt.Errorf("%w: %w", ErrFailed, context.Cause(ctx))
	}
	f, errOpen := os.Open(filepath.Join(dir, "out", "in."+form))
	if errOpen != nil {
		return nil, "", fmt.Errorf("%w: %w", ErrFailed, errors.Join(err, errOpen))
	}
	defer f.Close()
	written, err := io.ReadAll(io.LimitReader(f, mostBytes+1))
	if err != nil || len(written) > mostBytes {
		return nil, "", fmt.Errorf("%w: too large, or not to be read", ErrFailed)
	}
	return written, "." + form, nil
}

// address is a folder as LibreOffice wants it named.
func address(folder string) string {
	folder = filepath.ToSlash(folder)
	if !strings.HasPrefix(folder, "/") {
		folder = "/" + folder
	}
	return "file://" + strings.ReplaceAll(strings.ReplaceAll(folder, "%", "%25"), " ", "%20")
}
