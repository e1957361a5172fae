package pdf

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// Browser is a program that prints pages: a Chromium, a Chrome or an Edge.
type Browser struct {
	Program string // its path
	// Unboxed starts it without its sandbox, which it refuses to build for the
	// account root. It is shown nothing but the pages of the site.
	Unboxed bool
}

// longest is how long a browser may take for a page.
const longest = 2 * time.Minute

// Find looks for a browser: by the names that programs have on Linux, in the usual
// folders of macOS and Windows. Look finds a program by its name or path, as
// exec.LookPath; environ is the environment.
func Find(look func(string) (string, error), environ func(string) string) (Browser, bool) {
	for _, name := range candidates(environ) {
		if program, err := look(name); err == nil {
			return Browser{Program: program}, true
		}
	}
	return Browser{}, false
}

func candidates(environ func(string) string) []string {
	names := []string{
		"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "microsoft-edge-stable", "chromium-headless-shell",
		"/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
		"/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
		"/Applications/Chromium.app/Contents/MacOS/Chromium",
	}
	for _, folder := range []string{"ProgramFiles", "ProgramFiles(x86)", "LocalAppData"} {
		if base := environ(folder); base != "" {
			names = append(names, filepath.Join(base, "Google", "Chrome", "Application", "chrome.exe"),
				filepath.Join(base, "Microsoft", "Edge", "Application", "msedge.exe"))
		}
	}
	return names
}

// Failed is a browser that printed nothing.
type Failed struct {
	Program string
	Said    string // its last line
	Err     error
}

func (f *Failed) Error() string {
	return fmt.Sprintf("%s printed nothing: %v (%s)", f.Program, f.Err, f.Said)
}
func (f *Failed) Unwrap() error { return f.Err }

var errNoFile = errors.New("no PDF")

// print prints the page at an address and returns the PDF. Temp is the folder for
// a profile of its own: the person's windows, cookies and settings have no part in it.
func (b Browser) print(ctx context.Context, address, temp string) ([]byte, error) {
	dir, err := os.MkdirTemp(temp, "loa-pdf-")
	if err != nil {
		return nil, fmt.Errorf("a folder for the browser: %w", err)
	}
	defer os.RemoveAll(dir)
	ctx, cancel := context.WithTimeout(ctx, longest)
	defer cancel()
	file := filepath.Join(dir, "page.pdf")
	command := exec.CommandContext(ctx, b.Program, append(b.flags(dir, file), address)...)
	var said bytes.Buffer
	command.Stderr = &said
	command.WaitDelay = time.Second // for processes of the browser that hold its output
	err = command.Run()
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	data, errRead := os.ReadFile(file)
	if errRead == nil && bytes.HasPrefix(data, []byte("%PDF")) {
		return data, nil
	}
	if err == nil {
		err = errNoFile
	}
	return nil, &Failed{b.Program, lastLine(said.String()), err}
}

func (b Browser) flags(profile, file string) []string {
	flags := []string{
		"--headless", "--disable-gpu", "--no-first-run", "--no-default-browser-check", "--disable-extensions", "--disable-sync",
		"--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage", "--proxy-server=direct://",
		"--window-size=1024,768", "--no-pdf-header-footer", "--print-to-pdf-no-header", // the second for Chrome before 112
		"--user-data-dir=" + profile, "--print-to-pdf=" + file,
	}
	if b.Unboxed {
		flags = append(flags, "--no-sandbox")
	}
	return flags
}

func lastLine(text string) string {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	return strings.TrimSpace(lines[len(lines)-1])
}
