package keyring

import (
	"errors"
	"maps"
	"strings"
	"testing"
)

// store is a store of the system in memory.
type store struct {
	kept map[string]string
	shut bool
}

var errShut = errors.New("shut")

func (s *store) Get(service, name string) (string, error) {
	text, ok := s.kept[service+" "+name]
	if s.shut || !ok {
		return "", errShut
	}
	return text, nil
}

func (s *store) Set(service, name, secret string) error {
	if s.shut {
		return errShut
	}
	s.kept[service+" "+name] = secret
	return nil
}

func (s *store) Delete(service, name string) error {
	delete(s.kept, service+" "+name)
	return nil
}

func TestRing(t *testing.T) {
	system := &store{kept: map[string]string{}}
	fields := map[string]string{"password": "mật khẩu \"lạ\" 😀", "passphrase": strings.Repeat("x", Longest)}
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
	next.Hold("ftp://c", fields)
	if len(system.kept) > 0 || next.Read("ftp://c") == nil || New(system).Read("ftp://c") != nil {
		t.Error("what is held for a run outlasts it")
	}
}

// Without a store, secrets last as long as the program.
func TestNoStore(t *testing.T) {
	for _, system := range []Backend{nil, &store{kept: map[string]string{}, shut: true}} {
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
