package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestUninstallerIsSigned: what removes the program is made within the installer, and
// signed there, with the password on standard input. A program that notes what it is
// asked stands for osslsigncode.
func TestUninstallerIsSigned(t *testing.T) {
	if _, err := exec.LookPath("makensis"); err != nil {
		t.Skip("no makensis here:", err)
	}
	t.Chdir("../..") // for LICENSE
	tools, into, noted := t.TempDir(), filepath.Join(t.TempDir(), "windows-amd64"), filepath.Join(t.TempDir(), "noted")
	fake := "#!/bin/sh\nread -r password\nfor last; do :; done\nprintf '%s|%s\\n' \"$password\" \"$*\" >>'" + noted + "'\n" +
		"while [ \"$1\" != -in ]; do shift; done\nhead -c 2 \"$2\" >>'" + noted + "'\ncp \"$2\" \"$last\"\n"
	if err := os.WriteFile(filepath.Join(tools, "osslsigncode"), []byte(fake), 0o755); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", tools+string(filepath.ListSeparator)+os.Getenv("PATH"))
	if err := os.MkdirAll(into, 0o777); err != nil {
		t.Fatal(err)
	}
	program := filepath.Join(into, "loa.exe")
	if err := os.WriteFile(program, []byte("MZ a program"), 0o777); err != nil {
		t.Fatal(err)
	}
	e := edition{version: "1.2.3", made: time.Unix(1_780_000_000, 0), out: t.TempDir()}
	sign := authenticode{certificate: "the office's own.p12", password: "mật khẩu"}
	if made, err := e.installer(t.Context(), program, modules{}, sign); err != nil || made == "" {
		t.Fatal(made, err)
	}
	text, err := os.ReadFile(noted)
	if want := "mật khẩu|sign -pkcs12 the office's own.p12 "; err != nil || !strings.HasPrefix(string(text), want) || !strings.HasSuffix(string(text), "\nMZ") {
		t.Errorf("%s %v", text, err)
	}
	if err := os.Remove(noted); err != nil {
		t.Fatal(err)
	}
	if made, err := e.installer(t.Context(), program, modules{}, authenticode{}); err != nil || made == "" {
		t.Fatal(made, err)
	}
	if _, err := os.Stat(noted); err == nil {
		t.Error("without a certificate something was signed")
	}
}
