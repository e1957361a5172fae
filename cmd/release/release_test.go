package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"loa/internal/cli"
)

// The file that a release takes its version from says what a program built by
// hand says.
func TestVersion(t *testing.T) {
	text, err := os.ReadFile("../../VERSION")
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.TrimSpace(string(text)); got != cli.Version {
		t.Errorf("VERSION says %s, the program %s", got, cli.Version)
	}
}

// Every module that the program is made of, on any system, has its licence in
// docs/dependencies.md.
func TestLicencesAreKnown(t *testing.T) {
	document, err := os.ReadFile("../../docs/dependencies.md")
	if err != nil {
		t.Fatal(err)
	}
	known := licences(string(document))
	for _, target := range targets {
		command := exec.CommandContext(t.Context(), "go", "list", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}}{{end}}{{end}}", "../loa")
		command.Env = append(os.Environ(), "CGO_ENABLED=0", "GOOS="+target.os, "GOARCH="+target.arch)
		said, err := command.Output()
		if err != nil {
			t.Fatal(err)
		}
		paths := strings.Fields(string(said))
		if len(paths) < 10 {
			t.Fatalf("%s: only %d modules", target, len(paths))
		}
		for _, path := range paths {
			if known[path] == "" {
				t.Errorf("%s: docs/dependencies.md does not name the licence of %s", target, path)
			}
		}
	}
}

func TestLicences(t *testing.T) {
	known := licences("| library | licence | why |\n| --- | --- | --- |\n| a/b | MIT | x |\n| c/d, e/f | BSD-2-Clause, ISC | y |\n| g/h, i/j | MIT AND OFL-1.1 (the font) | z |\n")
	for path, want := range map[string]string{"a/b": "MIT", "c/d": "BSD-2-Clause", "e/f": "ISC", "g/h": "MIT AND OFL-1.1", "i/j": "MIT AND OFL-1.1"} {
		if known[path] != want {
			t.Errorf("%s: %q, want %q", path, known[path], want)
		}
	}
}

var sample = edition{version: "1.2.3", made: time.Date(2026, 6, 1, 8, 0, 0, 0, time.UTC)}

func TestBill(t *testing.T) {
	all := modules{
		{path: "github.com/BurntSushi/toml", version: "v1.6.0", sum: "h1:x", licence: "MIT"},
		{path: "example.org/deep", version: "v0.1.0", licence: "ISC"},
		{path: standard, version: "1.26.8", licence: "BSD-3-Clause"},
	}
	const graph = "loa github.com/BurntSushi/toml@v1.6.0\nloa example.org/tests-only@v1.0.0\ngithub.com/BurntSushi/toml@v1.6.0 example.org/deep@v0.1.0\n"
	b := sample.bill(all, graph)
	needs := map[string][]string{}
	for _, d := range b.Dependencies {
		needs[d.Ref] = d.DependsOn
	}
	for ref, want := range map[string]string{
		"pkg:golang/loa@v1.2.3":                        "pkg:golang/github.com/burntsushi/toml@v1.6.0 pkg:golang/stdlib@1.26.8",
		"pkg:golang/github.com/burntsushi/toml@v1.6.0": "pkg:golang/example.org/deep@v0.1.0 pkg:golang/stdlib@1.26.8",
		"pkg:golang/stdlib@1.26.8":                     "",
	} {
		if got := strings.Join(needs[ref], " "); got != want {
			t.Errorf("%s needs %q, want %q", ref, got, want)
		}
	}
	if len(b.Components) != 3 || b.Components[0].Licences[0].Expression != "MIT" || b.Components[0].Properties[0].Value != "h1:x" {
		t.Errorf("components %+v", b.Components)
	}
	one, err := json.Marshal(b)
	two, _ := json.Marshal(sample.bill(all, graph))
	if err != nil || !bytes.Equal(one, two) {
		t.Error("two bills of the same differ")
	}
	later := sample
	later.version = "1.2.4"
	if later.bill(all, graph).Serial == b.Serial {
		t.Error("another version has the same serial number")
	}
}

// Archives hold what they are given, with the right to run, and are the same
// bytes each time.
func TestArchives(t *testing.T) {
	members := []member{{"loa", []byte("binary"), 0o755}, {"HUONG-DAN.txt", []byte("Xin chào\n"), 0o644}}
	var one, two bytes.Buffer
	if err := sample.zip(&one, "loa-1.2.3", members); err != nil {
		t.Fatal(err)
	}
	if err := sample.zip(&two, "loa-1.2.3", members); err != nil || !bytes.Equal(one.Bytes(), two.Bytes()) {
		t.Error("two ZIPs differ", err)
	}
	z, err := zip.NewReader(bytes.NewReader(one.Bytes()), int64(one.Len()))
	if err != nil {
		t.Fatal(err)
	}
	if f := z.File[0]; f.Name != "loa-1.2.3/loa" || f.Mode() != 0o755 || !f.Modified.Equal(sample.made) {
		t.Errorf("%s %v %v", f.Name, f.Mode(), f.Modified)
	}
	one.Reset()
	two.Reset()
	if err := sample.tarball(&one, "loa-1.2.3", members); err != nil {
		t.Fatal(err)
	}
	if err := sample.tarball(&two, "loa-1.2.3", members); err != nil || !bytes.Equal(one.Bytes(), two.Bytes()) {
		t.Error("two archives differ", err)
	}
	g, err := gzip.NewReader(&one)
	if err != nil {
		t.Fatal(err)
	}
	r := tar.NewReader(g)
	h, err := r.Next()
	if err != nil {
		t.Fatal(err)
	}
	if data, err := io.ReadAll(r); err != nil || h.Name != "loa-1.2.3/loa" || h.Mode != 0o755 || string(data) != "binary" {
		t.Errorf("%s %o %q %v", h.Name, h.Mode, data, err)
	}
}

func TestForNotepad(t *testing.T) {
	if got := string(forNotepad([]byte("Xin\nchào\n"))); got != "\ufeffXin\r\nchào\r\n" {
		t.Errorf("%q", got)
	}
	for _, wanted := range []string{"{version}", "loa.exe", "Ctrl+C", "SHA256SUMS"} {
		if !strings.Contains(guide, wanted) {
			t.Errorf("the guide has no %s", wanted)
		}
	}
}
