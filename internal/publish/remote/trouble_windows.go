package remote

import (
	"syscall"

	"golang.org/x/sys/windows"
)

// portRefused and noWay are the system's numbers for a port that nobody listens at, and
// for a network that does not lead to the host. Those of package syscall are not what
// Windows answers.
var (
	portRefused = []syscall.Errno{windows.WSAECONNREFUSED}
	noWay       = []syscall.Errno{windows.WSAENETUNREACH, windows.WSAEHOSTUNREACH, windows.WSAENETDOWN}
)
