package clone

import (
	"bytes"
	"crypto/rand"
	"crypto/sha512"
	"encoding/pem"
	"errors"
	"os"
	"path/filepath"
	"strings"

	"github.com/go-git/go-git/v5/config"
	"golang.org/x/crypto/ssh"
)

// Personal is what the person's own ~/.gitconfig says of them. That of a site's folder,
// which somebody else may have written, is not asked.
type Personal struct {
	Person
	SigningKey string // the file of a private key of SSH with which commits are signed; "" for none
}

// PersonalOf reads ~/.gitconfig below a home folder. Without one, or with a faulty one,
// nothing is known.
func PersonalOf(home string) Personal {
	if home == "" {
		return Personal{}
	}
	data, err := os.ReadFile(filepath.Join(home, ".gitconfig"))
	if err != nil || len(data) > 1<<20 {
		return Personal{}
	}
	said, err := config.ReadConfig(bytes.NewReader(data))
	if err != nil {
		return Personal{}
	}
	p := Personal{Person: Person{said.User.Name, said.User.Email}}
	user, gpg, commit := said.Raw.Section("user"), said.Raw.Section("gpg"), said.Raw.Section("commit")
	if key := user.Option("signingkey"); gpg.Option("format") == "ssh" && commit.Option("gpgsign") == "true" && key != "" {
		if rest, ok := strings.CutPrefix(key, "~/"); ok {
			key = filepath.Join(home, rest)
		}
		p.SigningKey = strings.TrimSuffix(key, ".pub")
	}
	return p
}

// SignWith signs with a private key of SSH that has no passphrase, as Git does with
// gpg.format = ssh. The form of the signature is that of OpenSSH (PROTOCOL.sshsig).
func SignWith(keyFile string) (Signer, error) {
	data, err := os.ReadFile(keyFile)
	if err != nil {
		return nil, err
	}
	key, err := ssh.ParsePrivateKey(data)
	if err != nil {
		return nil, err
	}
	return func(commit []byte) (string, error) { return sshSignature(key, commit) }, nil
}

func sshSignature(key ssh.Signer, message []byte) (string, error) {
	const magic, namespace, hash = "SSHSIG", "git", "sha512"
	sum := sha512.Sum512(message)
	signed := append([]byte(magic), ssh.Marshal(struct {
		Namespace, Reserved, Hash string
		Sum                       []byte
	}{namespace, "", hash, sum[:]})...)
	signature, err := signBy(key, signed)
	if err != nil {
		return "", err
	}
	blob := append([]byte(magic), ssh.Marshal(struct {
		Version                   uint32
		Key                       []byte
		Namespace, Reserved, Hash string
		Signature                 []byte
	}{1, key.PublicKey().Marshal(), namespace, "", hash, ssh.Marshal(signature)})...)
	return string(pem.EncodeToMemory(&pem.Block{Type: "SSH SIGNATURE", Bytes: blob})), nil
}

// signBy signs with a hash that is still trusted: RSA keys would take SHA-1.
func signBy(key ssh.Signer, data []byte) (*ssh.Signature, error) {
	if key.PublicKey().Type() != ssh.KeyAlgoRSA {
		return key.Sign(rand.Reader, data)
	}
	with, ok := key.(ssh.AlgorithmSigner)
	if !ok {
		return nil, errors.New("this RSA key cannot sign with SHA-512")
	}
	return with.SignWithAlgorithm(rand.Reader, data, ssh.KeyAlgoRSASHA512)
}
