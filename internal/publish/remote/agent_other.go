//go:build !windows

package remote

import (
	"errors"
	"io"
	"net"
)

// dialAgent reaches the SSH agent at a socket.
func dialAgent(address string) (io.ReadWriteCloser, error) {
	if address == "" {
		return nil, errors.New("no agent")
	}
	return net.Dial("unix", address)
}
