//go:build !windows

package remote

import "syscall"

// portRefused and noWay are the system's numbers for a port that nobody listens at, and
// for a network that does not lead to the host.
var (
	portRefused = []syscall.Errno{syscall.ECONNREFUSED}
	noWay       = []syscall.Errno{syscall.ENETUNREACH, syscall.EHOSTUNREACH, syscall.ENETDOWN}
)
