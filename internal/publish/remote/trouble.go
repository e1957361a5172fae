package remote

import (
	"context"
	"errors"
	"net"
	"os"
	"syscall"
)

// Trouble says what is the matter with a line.
type Trouble string

// The kinds of trouble that a person can do something about.
const (
	ClosedPort Trouble = "closed-port" // the host is there, and no program answers at the port
	NoHost     Trouble = "no-host"     // nobody knows the name, or this machine has no network
	Silent     Trouble = "silent"      // no answer in time
	Cut        Trouble = "cut"         // anything else: the line was lost
)

// TroubleOf says what is the matter with a line, by the error of a call.
func TroubleOf(err error) Trouble {
	var name *net.DNSError
	var slow net.Error
	switch {
	case isOneOf(err, portRefused):
		return ClosedPort
	case errors.As(err, &name), isOneOf(err, noWay):
		return NoHost
	case errors.Is(err, os.ErrDeadlineExceeded), errors.Is(err, context.DeadlineExceeded), errors.As(err, &slow) && slow.Timeout():
		return Silent
	}
	return Cut
}

func isOneOf(err error, numbers []syscall.Errno) bool {
	for _, n := range numbers {
		if errors.Is(err, n) {
			return true
		}
	}
	return false
}
