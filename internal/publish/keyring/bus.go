//go:build !windows && !darwin

package keyring

import (
	"errors"
	"net"
	"os/exec"

	"github.com/godbus/dbus/v5"
)

// noStore reports whether an error says that there is no bus, or nobody on it who keeps
// passwords: names are those of the D-Bus specification, “Message Bus Names”.
func noStore(err error) bool {
	var line *net.OpError
	var program *exec.Error
	var answer dbus.Error
	switch {
	case errors.As(err, &line), errors.As(err, &program):
		return true
	case errors.As(err, &answer):
		return answer.Name == "org.freedesktop.DBus.Error.ServiceUnknown" || answer.Name == "org.freedesktop.DBus.Error.NameHasNoOwner"
	}
	return false
}
