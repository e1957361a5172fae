package remote

import (
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/agent"
	"golang.org/x/crypto/ssh/knownhosts"
)

// exclusive opens a file only if it is not there.
const exclusive = os.O_CREATE | os.O_EXCL | os.O_WRONLY

// dialSSH reaches an SSH server, makes sure that it is the right one, and logs
// in with the agent's keys, a key file or a password, whichever there is.
func dialSSH(ctx context.Context, a Address) (*ssh.Client, error) {
	config, closeAgent, err := SSHConfig(a)
	defer closeAgent()
	if err != nil {
		return nil, err
	}
	conn, err := (&net.Dialer{Timeout: patience}).DialContext(ctx, "tcp", a.at(22))
	if err != nil {
		return nil, &Broken{err}
	}
	stop := context.AfterFunc(ctx, func() { conn.Close() })
	defer stop()
	c, channels, requests, err := ssh.NewClientConn(conn, a.at(22), config)
	var refused *Refused
	switch {
	case err == nil:
		return ssh.NewClient(c, channels, requests), nil
	case errors.As(err, &refused):
		err = refused
	case strings.Contains(err.Error(), "unable to authenticate"): // the library has no type for it
		err = &Refused{WrongLogin, a.User}
	default:
		err = &Broken{err}
	}
	conn.Close()
	return nil, err
}

// SSHConfig is how the SSH server at an address is checked and how to log in there, for
// programs that open the line themselves. What is refused is a *Refused, which the error
// of the handshake wraps. The caller calls closeAgent when nobody logs in any more, also
// after an error.
func SSHConfig(a Address) (config *ssh.ClientConfig, closeAgent func(), err error) {
	if a.User == "" {
		return nil, func() {}, &Refused{WrongLogin, "user"}
	}
	methods, closeAgent, err := logins(a)
	if err != nil {
		return nil, closeAgent, err
	}
	check, algorithms, err := hostKey(a)
	if err != nil {
		return nil, closeAgent, err
	}
	return &ssh.ClientConfig{User: a.User, Auth: methods, Timeout: patience, HostKeyAlgorithms: algorithms, HostKeyCallback: check}, closeAgent, nil
}

// logins are the ways to log in, and what closes the connection to the agent.
func logins(a Address) ([]ssh.AuthMethod, func(), error) {
	var methods []ssh.AuthMethod
	closing := func() {}
	if a.KeyFile != "" {
		signer, err := keyOf(a)
		if err != nil {
			return nil, closing, err
		}
		methods = append(methods, ssh.PublicKeys(signer))
	} else if conn, err := dialAgent(a.Secrets.Agent); err == nil {
		closing = func() { conn.Close() }
		methods = append(methods, ssh.PublicKeysCallback(agent.NewClient(conn).Signers))
	}
	if word := a.Secrets.Password; word != "" {
		methods = append(methods, ssh.Password(word), ssh.KeyboardInteractive(func(_, _ string, questions []string, _ []bool) ([]string, error) {
			answers := make([]string, len(questions))
			for i := range answers {
				answers[i] = word
			}
			return answers, nil
		}))
	}
	if len(methods) == 0 {
		return nil, closing, &Refused{NoSecret, a.Secrets.Variable + "_PASSWORD"}
	}
	return methods, closing, nil
}

// keyOf reads the private key.
func keyOf(a Address) (ssh.Signer, error) {
	data, err := os.ReadFile(a.KeyFile)
	if err != nil {
		return nil, err
	}
	signer, err := ssh.ParsePrivateKey(data)
	var locked *ssh.PassphraseMissingError
	if errors.As(err, &locked) {
		if a.Secrets.Passphrase == "" {
			return nil, &Refused{NoSecret, a.Secrets.Variable + "_PASSPHRASE"}
		}
		signer, err = ssh.ParsePrivateKeyWithPassphrase(data, []byte(a.Secrets.Passphrase))
	}
	if errors.Is(err, x509.IncorrectPasswordError) {
		return nil, &Refused{WrongPhrase, a.KeyFile}
	}
	if err != nil {
		return nil, fmt.Errorf("%s is no private key that can be read: %w", a.KeyFile, err)
	}
	return signer, nil
}

// hostKey is how the server's key is checked, and which kinds of key to ask it
// for: those that are known, since a server has several.
func hostKey(a Address) (ssh.HostKeyCallback, []string, error) {
	if a.HostKey != "" {
		return func(_ string, _ net.Addr, key ssh.PublicKey) error {
			if got := ssh.FingerprintSHA256(key); got != a.HostKey {
				return &Refused{WrongHost, got}
			}
			return nil
		}, nil, nil
	}
	file := filepath.Join(a.Secrets.Home, ".ssh", "known_hosts")
	known, err := knownhosts.New(file)
	if errors.Is(err, os.ErrNotExist) {
		known, err = func(string, net.Addr, ssh.PublicKey) error { return &knownhosts.KeyError{} }, nil
	}
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", file, err)
	}
	return func(host string, where net.Addr, key ssh.PublicKey) error {
		err := known(host, where, key)
		var wrong *knownhosts.KeyError
		switch {
		case err == nil || !errors.As(err, &wrong):
			return err
		case len(wrong.Want) == 0:
			return &Refused{UnknownHost, ssh.FingerprintSHA256(key)}
		}
		return &Refused{WrongHost, ssh.FingerprintSHA256(key)}
	}, algorithms(known, a.at(22)), nil
}

// algorithms are the kinds of key that known_hosts has of a server; nil for all.
func algorithms(known ssh.HostKeyCallback, host string) []string {
	var wrong *knownhosts.KeyError
	if !errors.As(known(host, &net.TCPAddr{IP: net.IPv4zero}, stranger{}), &wrong) {
		return nil
	}
	var kinds []string
	for _, want := range wrong.Want {
		kind := want.Key.Type()
		if kind == ssh.KeyAlgoRSA {
			kinds = append(kinds, ssh.KeyAlgoRSASHA512, ssh.KeyAlgoRSASHA256)
		}
		kinds = append(kinds, kind)
	}
	return kinds
}

// stranger is a key that no file knows; it is only asked for its bytes.
type stranger struct{}

func (stranger) Type() string                        { return "none" }
func (stranger) Marshal() []byte                     { return []byte("none") }
func (stranger) Verify([]byte, *ssh.Signature) error { return errors.New("no key") }
