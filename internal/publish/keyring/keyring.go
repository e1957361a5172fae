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
	"encoding/json"
	"maps"
	"runtime"
	"sync"

	"github.com/zalando/go-keyring"
)

// Backend is a store of the system, as go-keyring has them.
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
// reports whether they outlast the program.
func (r *Ring) Keep(name string, fields map[string]string) bool {
	r.mu.Lock()
	r.held[name] = maps.Clone(fields)
	r.mu.Unlock()
	if r.system == nil {
		return false
	}
	text, err := json.Marshal(fields)
	if err != nil {
		panic(err) // strings are always JSON
	}
	return r.system.Set(service, name, string(text)) == nil
}

// Hold keeps the secrets of a place until the program ends.
func (r *Ring) Hold(name string, fields map[string]string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.held[name] = maps.Clone(fields)
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
// kept it does nothing.
func (r *Ring) Forget(name string) error {
	r.mu.Lock()
	delete(r.held, name)
	r.mu.Unlock()
	if r.system == nil {
		return nil
	}
	if _, err := r.system.Get(service, name); err != nil {
		return nil // none is kept, or there is no store
	}
	return r.system.Delete(service, name)
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

func (system) Get(service, name string) (string, error) { return keyring.Get(service, name) }
func (system) Set(service, name, secret string) error   { return keyring.Set(service, name, secret) }
func (system) Delete(service, name string) error        { return keyring.Delete(service, name) }
