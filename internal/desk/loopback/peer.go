package loopback

import (
	"bufio"
	"encoding/binary"
	"encoding/hex"
	"io"
	"net"
	"net/http"
	"net/netip"
	"strconv"
	"strings"
)

// Peer is who is at the other end of a connection.
type Peer int

// Peers.
const (
	Unknown  Peer = iota // the system does not tell
	Same                 // the account that runs the program, or the administrator
	Stranger             // another account, or a program that hung up before it could be asked
)

// Check tells who is at the other end of a connection by its two addresses.
type Check func(local, remote net.Addr) Peer

type peerKey struct{}

// IsStranger reports whether a request came from another account of this machine.
func IsStranger(r *http.Request) bool {
	p, _ := r.Context().Value(peerKey{}).(Peer)
	return p == Stranger
}

// established is the state of a connection that both ends hold open. A socket
// that its program has closed belongs to no account, and Linux prints 0 for it;
// a client can close its half while it still reads the answer.
const established = "01"

// Owner finds the account of a client in a table of connections as Linux gives
// it in /proc/net/tcp. The result tells reports whether the table lists any
// connection at all: on some systems it is there and empty. In a table that
// tells, a client without an account has closed its socket, or hides.
//
//	sl  local_address rem_address   st tx_queue:rx_queue tr:tm->when retrnsmt uid …
//	 0: 0100007F:0521 0100007F:C350 01 00000000:00000000 00:00000000 00000000 1000 …
func Owner(table io.Reader, local, remote netip.AddrPort) (uid int, client, tells bool) {
	lines := bufio.NewScanner(table)
	for lines.Scan() {
		f := strings.Fields(lines.Text())
		if len(f) < 8 {
			continue
		}
		from, ok := address(f[1])
		to, ok2 := address(f[2])
		if !ok || !ok2 {
			continue
		}
		tells = true
		if f[3] != established || from != remote || to != local {
			continue
		}
		if n, err := strconv.Atoi(f[7]); err == nil {
			uid, client = n, true
		}
	}
	return uid, client, tells
}

// address reads an address of the table: words of 32 bits in the machine's
// order, and the port.
func address(text string) (netip.AddrPort, bool) {
	host, port, _ := strings.Cut(text, ":")
	raw, err := hex.DecodeString(host)
	n, err2 := strconv.ParseUint(port, 16, 16)
	if err != nil || err2 != nil || len(raw)%4 != 0 {
		return netip.AddrPort{}, false
	}
	for i := 0; i < len(raw); i += 4 {
		binary.NativeEndian.PutUint32(raw[i:], binary.BigEndian.Uint32(raw[i:]))
	}
	ip, ok := netip.AddrFromSlice(raw)
	return netip.AddrPortFrom(ip.Unmap(), uint16(n)), ok
}

// judge is what tables say of a connection to a program of the account own.
func judge(tables []io.Reader, own int, local, remote net.Addr) Peer {
	here, err := netip.ParseAddrPort(local.String())
	there, err2 := netip.ParseAddrPort(remote.String())
	if err != nil || err2 != nil {
		return Unknown
	}
	here, there = unmapped(here), unmapped(there)
	listed := false
	for _, table := range tables {
		uid, client, tells := Owner(table, here, there)
		switch {
		case client && (uid == own || uid == 0): // the administrator may read everything anyway; WSL forwards as root
			return Same
		case client:
			return Stranger
		}
		listed = listed || tells
	}
	if listed {
		return Stranger
	}
	return Unknown
}

func unmapped(a netip.AddrPort) netip.AddrPort { return netip.AddrPortFrom(a.Addr().Unmap(), a.Port()) }
