package host

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"
)

// Fault is why a host did not do what was asked. The words are those of the caller.
type Fault string

// What can be wrong.
const (
	NoToken   Fault = "no-token"  // none is kept
	Expired   Fault = "expired"   // the host does not know the token, or it has run out
	Forbidden Fault = "forbidden" // the account may not do this
	Missing   Fault = "missing"   // no such project or review, or the account may not see it
	Changed   Fault = "changed"   // the review has another commit than the one that was read
	Unready   Fault = "unready"   // the review cannot be merged: it needs approvals, checks, or conflicts
	Invalid   Fault = "invalid"   // the host does not take what was sent
	Busy      Fault = "busy"      // too many requests; see Error.Until
	Down      Fault = "down"      // the host has an error of its own
	NotJSON   Fault = "not-json"  // something else answers: a page to log in, a proxy
	Broken    Fault = "broken"    // the line was cut
	Slow      Fault = "slow"      // no whole answer in time
	NoHost    Fault = "no-host"   // there is no such name, or nothing answers there
	Untrusted Fault = "untrusted" // the certificate is not that of the host
	Elsewhere Fault = "elsewhere" // the host sends on to another address, which is not followed
	TooLong   Fault = "too-long"  // the answer is longer than any should be
	NoNetwork Fault = "no-network"
)

// Faults are all faults, for the words about them.
func Faults() []Fault {
	return []Fault{NoToken, Expired, Forbidden, Missing, Changed, Unready, Invalid, Busy, Down, NotJSON, Broken, Slow, NoHost, Untrusted, Elsewhere, TooLong, NoNetwork}
}

// Error is a request that a host did not answer as asked.
type Error struct {
	Fault  Fault
	Status int       // of HTTP; 0 for none
	Said   string    // by the host, in its own words; "" for nothing
	Until  time.Time // of Busy: no request is sent before; zero if the host did not say
}

func (e *Error) Error() string {
	text := "host: " + string(e.Fault)
	if e.Status != 0 {
		text += fmt.Sprintf(" (%d)", e.Status)
	}
	if e.Said != "" {
		text += ": " + e.Said
	}
	return text
}

// Is reports whether an error is a fault.
func Is(err error, f Fault) bool {
	var e *Error
	return errors.As(err, &e) && e.Fault == f
}

// ofStatus is the fault of a status of HTTP; "" for one that is none.
func ofStatus(status int) Fault {
	switch {
	case status < 300:
		return ""
	case status < 400:
		return Elsewhere
	case status == http.StatusUnauthorized:
		return Expired
	case status == http.StatusForbidden:
		return Forbidden
	case status == http.StatusNotFound, status == http.StatusGone:
		return Missing
	case status == http.StatusMethodNotAllowed, status == http.StatusNotAcceptable:
		return Unready
	case status == http.StatusConflict, status == http.StatusPreconditionFailed:
		return Changed
	case status == http.StatusTooManyRequests:
		return Busy
	case status >= 500:
		return Down
	}
	return Invalid
}

// ofLine is the fault of a line that broke.
func ofLine(err error) Fault {
	var name *net.DNSError
	var wait net.Error
	var open *net.OpError
	switch {
	case untrusted(err):
		return Untrusted
	case errors.As(err, &name):
		return NoHost
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &wait) && wait.Timeout():
		return Slow
	case errors.As(err, &open) && open.Op == "dial":
		return NoHost
	}
	return Broken
}

// untrusted reports whether a line was not opened for want of a certificate.
func untrusted(err error) bool {
	var verify *tls.CertificateVerificationError
	return errors.As(err, &verify)
}
