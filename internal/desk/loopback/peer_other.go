//go:build !linux

package loopback

import "net"

// Account tells nothing: this system does not say whose a connection is.
func Account() Check { return func(net.Addr, net.Addr) Peer { return Unknown } }
