package linkcheck

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"syscall"
	"time"
)

// address asks for one address until there is a clear answer, or tries enough.
func (a *Checker) address(ctx context.Context, address string) Answer {
	var answer Answer
	for try := range tries {
		var wait time.Duration
		answer, wait = a.follow(ctx, address)
		again := answer.Failing() || answer.Fault == NoAnswer
		if !again || try == tries-1 || wait > longest {
			return answer
		}
		if wait == 0 {
			wait = pause << try
		}
		if a.Sleep(ctx, wait) != nil {
			return answer
		}
	}
	return answer
}

// follow goes after redirects. To is set if the way was for good from its first
// step on and leads to a page. wait is how long the host wants to be left alone.
func (a *Checker) follow(ctx context.Context, address string) (answer Answer, wait time.Duration) {
	permanent := true
	at := address
	for range hops {
		response, fault := a.gently(ctx, at)
		if fault != "" {
			return Answer{Fault: fault}, 0
		}
		to := response.Header.Get("Location")
		if response.StatusCode < 300 || response.StatusCode >= 400 || to == "" {
			answer.Status = response.StatusCode
			if at != address && permanent && answer.Status < 300 {
				answer.To = at
			}
			return answer, a.retryAfter(response.Header.Get("Retry-After"))
		}
		permanent = permanent && (response.StatusCode == http.StatusMovedPermanently || response.StatusCode == http.StatusPermanentRedirect)
		base, err := url.Parse(at)
		if err != nil {
			return Answer{Fault: Broken}, 0
		}
		next, err := base.Parse(to)
		if err != nil || next.Scheme != "http" && next.Scheme != "https" {
			return Answer{Fault: Broken}, 0
		}
		at = next.String()
		if a.Sleep(ctx, pause) != nil {
			return Answer{Fault: NoAnswer}, 0
		}
	}
	return Answer{Fault: Broken}, 0
}

// gently asks without the body, and for the whole where a host does not answer
// that. Some answer even 404 to HEAD alone.
func (a *Checker) gently(ctx context.Context, address string) (*http.Response, Fault) {
	response, fault := a.request(ctx, http.MethodHead, address)
	if fault != "" {
		return nil, fault
	}
	status := response.StatusCode
	if status >= 400 && status < 500 && status != http.StatusTooManyRequests || status == http.StatusNotImplemented {
		if a.Sleep(ctx, pause) != nil {
			return response, ""
		}
		return a.request(ctx, http.MethodGet, address)
	}
	return response, ""
}

func (a *Checker) request(ctx context.Context, method, address string) (*http.Response, Fault) {
	ctx, cancel := context.WithTimeout(ctx, patient)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, method, address, nil)
	if err != nil {
		return nil, Broken
	}
	request.Header.Set("User-Agent", a.Agent)
	request.Header.Set("Accept", "*/*")
	response, err := a.Web.RoundTrip(request)
	if err != nil {
		return nil, faultOf(err)
	}
	io.CopyN(io.Discard, response.Body, 64<<10) // so that the connection can be used again
	response.Body.Close()
	return response, ""
}

// retryAfter reads the header of that name: seconds, or a date (RFC 9110, 10.2.3).
func (a *Checker) retryAfter(value string) time.Duration {
	if seconds, err := strconv.Atoi(value); err == nil {
		return max(time.Duration(seconds)*time.Second, 0)
	}
	if at, err := http.ParseTime(value); err == nil {
		return max(at.Sub(a.Now()), 0)
	}
	return 0
}

// faultOf tells what kept a request from being answered.
func faultOf(err error) Fault {
	var name *net.DNSError
	var unknown x509.UnknownAuthorityError
	var invalid x509.CertificateInvalidError
	var wrong x509.HostnameError
	var verify *tls.CertificateVerificationError
	var wait interface{ Timeout() bool }
	switch {
	case errors.As(err, &name) && name.IsNotFound:
		return NoHost
	case errors.As(err, &name), errors.Is(err, syscall.ENETUNREACH), errors.Is(err, syscall.ENETDOWN):
		return NoNetwork
	case errors.As(err, &unknown), errors.As(err, &invalid), errors.As(err, &wrong), errors.As(err, &verify):
		return Certificate
	case errors.Is(err, syscall.ECONNREFUSED), errors.Is(err, syscall.ECONNRESET):
		return Refused
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, syscall.EHOSTUNREACH), errors.As(err, &wait) && wait.Timeout():
		return NoAnswer
	}
	return Broken
}
