// Package loopback serves HTTP to the person at this machine and to nobody else:
// on the loopback interface, under exact host names, to one account, and never
// waiting for long.
//
//	listener, err := loopback.Listen(1313)
//	server := loopback.NewServer(handler, loopback.Account())
//	err = server.Serve(listener)
package loopback

import (
	"context"
	"net"
	"net/http"
	"strconv"
	"time"
)

// Bounds of a connection.
const (
	headerTime = 10 * time.Second // for a request without its body
	idleTime   = 2 * time.Minute  // between two requests
	// headerSize is in bytes. A browser keeps 180 cookies of 4 KB for 127.0.0.1, of all
	// ports together, and sends them all: a page of a previewed site must not be able to
	// set so many that the person gets no answer any more.
	headerSize = 1 << 20
)

// Listen opens a port of 127.0.0.1; 0 takes a free one. The error of a port that
// another program has is syscall.EADDRINUSE.
func Listen(port int) (net.Listener, error) {
	return net.Listen("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
}

// Origin is what a browser calls the pages of a listener.
func Origin(l net.Listener) string { return "http://" + l.Addr().String() }

// NewServer makes a server that asks a Check of each connection and bounds how
// long it waits for a client. The handler reads the answer with Stranger.
func NewServer(handler http.Handler, check Check) *http.Server {
	return &http.Server{
		Handler: Paced(handler, time.Now), ReadHeaderTimeout: headerTime, IdleTimeout: idleTime, MaxHeaderBytes: headerSize,
		ConnContext: func(ctx context.Context, c net.Conn) context.Context {
			return context.WithValue(ctx, peerKey{}, check(c.LocalAddr(), c.RemoteAddr()))
		},
	}
}
