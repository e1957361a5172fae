package main

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"aead.dev/minisign"
)

// Signatures are those of minisign (https://jedisct1.github.io/minisign/), which whoever
// downloads checks with “minisign -V” and no network. One signature of the list of
// checksums stands for all files. How the key is kept: docs/releasing.md.
const (
	sumsFile      = "SHA256SUMS"
	signatureFile = sumsFile + ".minisig"
	publicFile    = "release.pub" // at the root of the sources
)

// newKey makes a key: the private one in a file that only its owner reads, locked by the
// password, and the public one beside it with “.pub”. Neither file may be there yet.
func newKey(path, password string, random io.Reader) error {
	if password == "" {
		return errors.New("a new key needs a password, in LOA_RELEASE_PASSWORD")
	}
	public, private, err := minisign.GenerateKey(random)
	if err != nil {
		return err
	}
	locked, err := minisign.EncryptKey(password, private)
	if err != nil {
		return err
	}
	return writeKey(path, public, locked)
}

func writeKey(path string, public minisign.PublicKey, private []byte) error {
	text, err := public.MarshalText()
	if err != nil {
		return err
	}
	if err := writeNew(path, private, 0o600); err != nil {
		return err
	}
	return writeNew(path+".pub", append(text, '\n'), 0o644)
}

// writeNew writes a file that is not there yet: a key that is lost is lost for good.
func writeNew(path string, data []byte, mode fs.FileMode) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Close())
}

// readKey reads a private key, with its password if it is locked.
func readKey(path, password string) (minisign.PrivateKey, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return minisign.PrivateKey{}, err
	}
	if minisign.IsEncrypted(text) {
		key, err := minisign.DecryptKey(password, text)
		if err != nil {
			return key, fmt.Errorf("%s is not opened by LOA_RELEASE_PASSWORD: %w", path, err)
		}
		return key, nil
	}
	var key minisign.PrivateKey
	return key, key.UnmarshalText(text)
}

// sign signs the checksums with the key whose public half is release.pub in the folder of
// the sources: a release that nobody can check is none. The same key and the same files
// give the same bytes.
func (e edition) sign(key minisign.PrivateKey, sources string) error {
	known, err := minisign.PublicKeyFromFile(filepath.Join(sources, publicFile))
	if err != nil {
		return fmt.Errorf("the public key of releases: %w", err)
	}
	if own, ok := key.Public().(minisign.PublicKey); !ok || !known.Equal(own) {
		return fmt.Errorf("the key is not the one of %s", publicFile)
	}
	sums, err := os.ReadFile(filepath.Join(e.out, sumsFile))
	if err != nil {
		return err
	}
	trusted := fmt.Sprintf("timestamp:%d\tfile:%s\tloa %s", e.made.Unix(), sumsFile, e.version)
	signature := minisign.SignWithComments(key, sums, trusted, fmt.Sprintf("signature of loa %s", e.version))
	return os.WriteFile(filepath.Join(e.out, signatureFile), signature, 0o666)
}

// verify checks a folder of downloads: the signature of the checksums, and the checksum
// of each file that is there. At least one must be.
func verify(dir, publicKey string) error {
	known, err := minisign.PublicKeyFromFile(publicKey)
	if err != nil {
		return err
	}
	sums, err := os.ReadFile(filepath.Join(dir, sumsFile))
	if err != nil {
		return err
	}
	signature, err := os.ReadFile(filepath.Join(dir, signatureFile))
	if err != nil {
		return err
	}
	if !minisign.Verify(known, sums, signature) {
		return fmt.Errorf("%s was not signed with the key of %s", sumsFile, publicKey)
	}
	checked := 0
	for line := range strings.Lines(string(sums)) {
		sum, name, ok := strings.Cut(strings.TrimSpace(line), "  ")
		if !ok || name != filepath.Base(name) {
			return fmt.Errorf("%s holds a line that is none: %q", sumsFile, line)
		}
		data, err := os.ReadFile(filepath.Join(dir, name))
		switch {
		case errors.Is(err, fs.ErrNotExist): // not downloaded
			continue
		case err != nil:
			return err
		case fmt.Sprintf("%x", sha256.Sum256(data)) != sum:
			return fmt.Errorf("%s is not the file that was released", name)
		}
		checked++
	}
	if checked == 0 {
		return fmt.Errorf("no file of %s is in %s", sumsFile, dir)
	}
	return nil
}
