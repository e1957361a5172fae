package keyring

import (
	"errors"
	"maps"
	"strings"
	"testing"
)

// store is a store of the system in memory. With an error, it does nothing but say so.
type store struct {
	kept map[string]string
	err  error
}

var errShut = errors.New("shut")

func (s *store) Get(service, name string) (string, error) {
	text, ok := s.kept[service+" "+name]
	if s.err == nil && !ok {
		return "", ErrNone
	}
	return text, s.err
}

func (s *store) Set(service, name, secret string) error {
	if s.err != nil {
		return s.err
	}
	if len(secret) > 2560 { // as Windows
		return errors.New("too long")
	}
	s.kept[service+" "+name] = secret
	return nil
}

func (s *store) Delete(service, name string) error {
	if _, err := s.Get(service, name); err != nil {
		return err
	}
	delete(s.kept, service+" "+name)
	return nil
}

func TestRing(t *testing.T) {
	system := &store{kept: map[string]string{}}
	fields := map[string]string{"password": "mật khẩu \"lạ\" 😀", "passphrase": strings.Repeat("<", Longest)}
	if !New(system).Keep("sftp://a@b:22/", fields) {
		t.Fatal("not kept")
	}
	next := New(system)
	if got := next.Read("sftp://a@b:22/"); !maps.Equal(got, fields) {
		t.Errorf("read %v", got)
	}
	if got := next.Read("sftp://a@b:23/"); got != nil {
		t.Errorf("another place has %v", got)
	}
	if err := next.Forget("sftp://a@b:22/"); err != nil || len(system.kept) > 0 || next.Read("sftp://a@b:22/") != nil {
		t.Errorf("still there: %v %v", system.kept, err)
	}
	if !next.Keep("ftp://c", fields) {
		t.Fatal("not kept")
	}
	if err := next.Hold("ftp://c", fields); err != nil {
		t.Error(err)
	}
	if len(system.kept) > 0 || next.Read("ftp://c") == nil || New(system).Read("ftp://c") != nil {
		t.Error("what is held for a run outlasts it")
	}
}

// Without a store, secrets last as long as the program.
func TestNoStore(t *testing.T) {
	for _, system := range []Backend{nil, &store{err: ErrNone}} {
		ring := New(system)
		if ring.Keep("x", map[string]string{"password": "y"}) {
			t.Error("said to last")
		}
		if ring.Read("x")["password"] != "y" {
			t.Error("lost in the same run")
		}
		if err := ring.Forget("x"); err != nil || ring.Read("x") != nil {
			t.Errorf("not forgotten: %v", err)
		}
	}
}

// TestShut fails if a store that cannot be opened counts as one that keeps nothing.
func TestShut(t *testing.T) {
	system := &store{kept: map[string]string{}}
	ring := New(system)
	ring.Keep("x", map[string]string{"password": "y"})
	system.err = errShut
	if err := ring.Forget("x"); !errors.Is(err, errShut) {
		t.Errorf("a password that is still kept counts as forgotten: %v", err)
	}
	if err := ring.Hold("x", map[string]string{"password": "z"}); !errors.Is(err, errShut) {
		t.Errorf("the old one counts as removed: %v", err)
	}
	if ring.Keep("x", map[string]string{"password": "z"}) || ring.Read("x")["password"] != "z" {
		t.Error("what is not kept is said to be, or lost at once")
	}
}

// What could not be kept leaves no older secret behind, which would be sent first.
func TestKeptInstead(t *testing.T) {
	system := &store{kept: map[string]string{}}
	ring := New(system)
	ring.Keep("x", map[string]string{"password": "old"})
	if ring.Keep("x", map[string]string{"password": strings.Repeat("n", 3000)}) || len(system.kept) > 0 {
		t.Error("still kept:", system.kept)
	}
}
