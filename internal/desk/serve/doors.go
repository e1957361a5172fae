package serve

import (
	"context"
	"errors"
	"net"
	"net/http"

	"loa/internal/desk/loopback"
)

// doors are the ports that the preview and the desk listen on. A browser takes
// pages of two ports for two origins: scripts of the site do not reach the desk.
type doors struct{ preview, desk net.Listener } // desk: nil if there is none

// openDoors listens on both ports. A port that was asked for and is taken is an
// error; the desk has a free one if nobody asked.
func openDoors(o Options) (d doors, err error) {
	if d.preview, err = loopback.Listen(o.Port); err != nil || o.Desk == nil {
		return d, err
	}
	port := o.DeskPort
	if port == 0 && o.Port != 0 {
		port = o.Port + 1
	}
	if d.desk, err = loopback.Listen(port); err != nil && o.DeskPort == 0 {
		d.desk, err = loopback.Listen(0)
	}
	if err != nil {
		return d, errors.Join(err, d.preview.Close())
	}
	return d, nil
}

func (d doors) origins() Origins {
	o := Origins{Preview: loopback.Origin(d.preview)}
	if d.desk != nil {
		o.Desk = loopback.Origin(d.desk)
	}
	return o
}

// serve answers at both doors until the function that it returns is called. What
// ends a server goes into ended.
func (d doors) serve(ctx context.Context, s *Server, ended chan<- error) (stop func()) {
	servers := []*http.Server{}
	at := func(l net.Listener, handler http.Handler) {
		server := loopback.NewServer(handler, loopback.Account())
		server.BaseContext = func(net.Listener) context.Context { return ctx }
		servers = append(servers, server)
		go func() { ended <- server.Serve(l) }()
	}
	at(d.preview, s)
	if d.desk != nil {
		at(d.desk, s.DeskHandler())
	}
	return func() {
		for _, server := range servers {
			server.Close()
		}
	}
}

func (d doors) close() {
	d.preview.Close()
	if d.desk != nil {
		d.desk.Close()
	}
}
