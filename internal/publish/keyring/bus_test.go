//go:build !windows && !darwin

package keyring

import (
	"errors"
	"net"
	"os/exec"
	"testing"

	"github.com/godbus/dbus/v5"
	"github.com/zalando/go-keyring"
)

// What says that nothing is kept is told from what says nothing of it.
func TestKnown(t *testing.T) {
	_, shut := net.Dial("unix", t.TempDir()+"/bus")
	_, absent := exec.LookPath(t.TempDir() + "/dbus-launch")
	for _, c := range []struct {
		err  error
		none bool
	}{
		{keyring.ErrNotFound, true},
		{keyring.ErrUnsupportedPlatform, true},
		{shut, true},
		{absent, true},
		{dbus.Error{Name: "org.freedesktop.DBus.Error.ServiceUnknown", Body: []any{"The name is not activatable"}}, true},
		{dbus.Error{Name: "org.freedesktop.Secret.Error.IsLocked"}, false},
		{dbus.Error{Name: "org.freedesktop.DBus.Error.NoReply"}, false},
		{errors.New("failed to unlock correct collection"), false},
	} {
		if got := known(c.err); errors.Is(got, ErrNone) != c.none {
			t.Errorf("%v is %v", c.err, got)
		}
	}
	if known(nil) != nil {
		t.Error("a success is an error")
	}
}
