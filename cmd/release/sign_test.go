package main

import (
	"crypto/rand"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"aead.dev/minisign"
)

// signed makes a release of two files, signed with a new key whose public half lies in
// sources.
func signed(t *testing.T) (e edition, key minisign.PrivateKey, sources string) {
	t.Helper()
	sources = t.TempDir()
	e = edition{version: "1.2.3", made: time.Unix(1_780_000_000, 0), out: t.TempDir()}
	public, key, err := minisign.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	private, err := key.MarshalText()
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(sources, "key")
	if err := writeKey(file, public, private); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
		t.Error("the key can be read by others:", info.Mode(), err)
	}
	if err := os.Rename(file+".pub", filepath.Join(sources, publicFile)); err != nil {
		t.Fatal(err)
	}
	if key, err = readKey(file, ""); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"loa-1.2.3-linux-amd64.tar.gz", "loa-1.2.3.cdx.json"} {
		if err := os.WriteFile(filepath.Join(e.out, name), []byte("bytes of "+name), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := e.writeSums(); err != nil {
		t.Fatal(err)
	}
	if err := e.sign(key, sources); err != nil {
		t.Fatal(err)
	}
	return e, key, sources
}

// TestSigned fails if a release that was signed is not taken, or one that was changed is.
func TestSigned(t *testing.T) {
	e, key, sources := signed(t)
	public := filepath.Join(sources, publicFile)
	if err := verify(e.out, public); err != nil {
		t.Fatal(err)
	}
	read := func(name string) string {
		t.Helper()
		data, err := os.ReadFile(filepath.Join(e.out, name))
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	signature := read(signatureFile)
	if !strings.Contains(signature, "loa 1.2.3") {
		t.Errorf("the signature does not say of which release it is:\n%s", signature)
	}
	if err := e.sign(key, sources); err != nil || read(signatureFile) != signature {
		t.Error("signed once more, the bytes are others", err)
	}
	const archive = "loa-1.2.3-linux-amd64.tar.gz"
	for name, changed := range map[string]string{
		archive:       "other bytes",
		sumsFile:      strings.Replace(read(sumsFile), "linux", "lınux", 1),
		signatureFile: strings.Replace(signature, "loa 1.2.3", "loa 1.2.4", -1),
	} {
		was := read(name)
		put := func(text string) {
			t.Helper()
			if err := os.WriteFile(filepath.Join(e.out, name), []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		put(changed)
		if verify(e.out, public) == nil {
			t.Errorf("a changed %s is taken", name)
		}
		put(was)
	}
	if err := os.Remove(filepath.Join(e.out, archive)); err != nil {
		t.Fatal(err)
	}
	if err := verify(e.out, public); err != nil {
		t.Error("one of two files is enough to check it:", err)
	}
}

// TestOtherKey fails if a release is signed with, or taken from, a key that is not that
// of the sources.
func TestOtherKey(t *testing.T) {
	e, key, _ := signed(t)
	_, _, others := signed(t)
	if e.sign(key, others) == nil {
		t.Error("signed with a key whose public half is not released")
	}
	if verify(e.out, filepath.Join(others, publicFile)) == nil {
		t.Error("taken with another key")
	}
	if e.sign(key, t.TempDir()) == nil {
		t.Error("signed without a public key")
	}
}

// TestKeyIsKept fails if a key is written over, or made without a password.
func TestKeyIsKept(t *testing.T) {
	public, _, err := minisign.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "key")
	if err := os.WriteFile(file, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	if writeKey(file, public, []byte("new")) == nil {
		t.Error("a key was written over")
	}
	if newKey(filepath.Join(t.TempDir(), "key"), "", rand.Reader) == nil {
		t.Error("a key without a password")
	}
}
