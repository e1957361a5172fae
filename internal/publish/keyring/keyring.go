// Package keyring keeps the passwords of places to publish to where the system keeps
// those of its other programs: the Credential Manager of Windows, the keychain of macOS,
// the Secret Service of Linux desktops.
//
//	ring := keyring.New(keyring.System(os.Getenv))
//	lasting := ring.Keep("sftp://web@may-chu.example.vn:22/srv/www", map[string]string{"password": "…"})
//	fields := ring.Read("sftp://web@may-chu.example.vn:22/srv/www")
//
// Nothing is written to a file. On a machine without such a store, secrets are kept until
// the program ends.
package keyring

import (
	"bytes"
	"encoding/json"
	"errors"
	"maps"
	"runtime"
	"strings"
	"sync"

	"github.com/zalando/go-keyring"
)

// ErrNone is the error of a Backend that keeps no secret of a name, or that is not there
// at all. Any other error says nothing of what is kept.
var ErrNone = errors.New("no such secret is kept")

// Backend is a store of the system, as go-keyring has them. Get and Delete return ErrNone
// where nothing is kept.
type Backend interface {
	Get(service, name string) (string, error)
	Set(service, name, secret string) error
	Delete(service, name string) error
}

// Ring is the secrets of one run of the program. It is safe for concurrent use.
type Ring struct {
	system Backend // nil: there is none

	mu   sync.Mutex
	held map[string]map[string]string // of this run, by name
}

// New returns a ring over a store of the system; nil for none.
func New(system Backend) *Ring { return &Ring{system: system, held: map[string]map[string]string{}} }

// service is what the stores show to people as the owner of the secrets.
const service = "Loa"

// Longest bounds the text of a secret, in bytes: Windows keeps 2,560 in all.
const Longest = 1000

// Keep keeps the secrets of a place, in the place of those that were kept before. It
// reports whether they outlast the program; if not, none that were kept before do.
func (r *Ring) Keep(name string, fields map[string]string) bool {
	if r.system == nil || r.system.Set(service, name, textOf(fields)) != nil {
		_ = r.Hold(name, fields)
		return false
	}
	r.hold(name, fields)
	return true
}

// textOf is how secrets lie in a store. It takes no more room than it must: JSON for web
// pages would write a < in six bytes.
func textOf(fields map[string]string) string {
	var b bytes.Buffer
	out := json.NewEncoder(&b)
	out.SetEscapeHTML(false)
	if err := out.Encode(fields); err != nil {
		panic(err) // strings are always JSON
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// Hold keeps the secrets of a place until the program ends, and removes those that the
// system's store keeps. The error is that of the store.
func (r *Ring) Hold(name string, fields map[string]string) error {
	r.hold(name, fields)
	return r.remove(name)
}

func (r *Ring) hold(name string, fields map[string]string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.held[name] = maps.Clone(fields)
}

// remove takes the secrets of a place out of the system's store.
func (r *Ring) remove(name string) error {
	if r.system == nil {
		return nil
	}
	if err := r.system.Delete(service, name); !errors.Is(err, ErrNone) {
		return err
	}
	return nil
}

// Read returns the secrets of a place; nil if none are kept, or if the store cannot be
// asked. The system may ask the person to open it.
func (r *Ring) Read(name string) map[string]string {
	r.mu.Lock()
	held := r.held[name]
	r.mu.Unlock()
	if held != nil || r.system == nil {
		return maps.Clone(held)
	}
	text, err := r.system.Get(service, name)
	if err != nil {
		return nil
	}
	var fields map[string]string
	if json.Unmarshal([]byte(text), &fields) != nil {
		return nil
	}
	return fields
}

// Forget removes the secrets of a place, also from the system's store. Where none are
// kept, or where there is no store, it does nothing. The error is that of the store, which
// then may still keep them.
func (r *Ring) Forget(name string) error {
	r.mu.Lock()
	delete(r.held, name)
	r.mu.Unlock()
	return r.remove(name)
}

// system is the store of go-keyring for this system.
type system struct{}

// System returns the store of this system; nil where there can be none. Nothing is opened
// before the first call. Without the address of a session bus, the library would start a
// bus of its own on Linux, in which nobody keeps anything.
func System(environ func(string) string) Backend {
	if desktop := runtime.GOOS == "windows" || runtime.GOOS == "darwin"; !desktop && environ("DBUS_SESSION_BUS_ADDRESS") == "" && environ("XDG_RUNTIME_DIR") == "" {
		return nil
	}
	return system{}
}

func (system) Get(service, name string) (string, error) {
	text, err := keyring.Get(service, name)
	return text, known(err)
}

func (system) Set(service, name, secret string) error { return keyring.Set(service, name, secret) }

func (system) Delete(service, name string) error { return known(keyring.Delete(service, name)) }

// known is an error of the store, with ErrNone for each of those that say that nothing is
// kept.
func known(err error) error {
	if errors.Is(err, keyring.ErrNotFound) || errors.Is(err, keyring.ErrUnsupportedPlatform) || noStore(err) {
		return ErrNone
	}
	return err
}
