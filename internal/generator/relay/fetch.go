package relay

import (
	"cmp"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strings"
	"sync"
	"time"

	"loa/internal/base/disk"
)

const (
	patient = 10 * time.Second // for a whole answer, redirects included
	hops    = 3                // of redirects
)

// Fault is why a list did not come.
type Fault string

// What can be wrong.
const (
	NotAllowed Fault = "not-allowed" // the person at this machine has not allowed it
	NoHost     Fault = "no-host"     // there is no such name
	NoAnswer   Fault = "no-answer"   // in time
	Private    Fault = "private"     // the host is no host of the open network
	Elsewhere  Fault = "elsewhere"   // too many redirects, or one to another host or to a line that is not encrypted
	Refused    Fault = "refused"     // the answer is not 200, or the line broke
	TooLong    Fault = "too-long"
	NoList     Fault = "no-list" // it is not a list of warnings
	Unkept     Fault = "unkept"  // it came, and cannot be written into the site's folder
)

func (f Fault) Error() string { return string(f) }

// Failure is a list that did not come.
type Failure struct {
	Number int // among the addresses
	Fault  Fault
	Kept   bool // there is an older one; Fetch does not say
}

// Fetcher fetches lists.
type Fetcher struct {
	Web     http.RoundTripper // see Public
	Agent   string            // User-Agent, for the hosts' logs
	Allowed func(address string) (bool, error)
}

// Refresh fetches the lists of all addresses, at the same time, and keeps each in the
// site's folder. Of one that does not come or cannot be kept, what was kept stays. The
// error is that of a context that is done.
func (f *Fetcher) Refresh(ctx context.Context, system disk.System, root *os.Root, addresses []string) ([]Failure, error) {
	came, failures, err := f.Fetch(ctx, addresses)
	if err != nil {
		return nil, err
	}
	for i, address := range addresses {
		if data, ok := came[address]; ok && keep(system, root, address, data) != nil {
			failures = append(failures, Failure{Number: i, Fault: Unkept})
		}
	}
	for i := range failures {
		_, failures[i].Kept = Kept(system.FS(root), addresses[failures[i].Number])
	}
	slices.SortFunc(failures, func(a, b Failure) int { return cmp.Compare(a.Number, b.Number) })
	return failures, nil
}

// Fetch fetches the lists of all addresses, at the same time, and keeps none. The failures
// are in the order of the addresses. The error is that of a context that is done.
func (f *Fetcher) Fetch(ctx context.Context, addresses []string) (Lists, []Failure, error) {
	data, faults := make([][]byte, len(addresses)), make([]error, len(addresses))
	var all sync.WaitGroup
	for i, address := range addresses {
		if ok, err := f.Allowed(address); err != nil || !ok { // a folder of two accounts may hide from one what it was allowed
			faults[i] = NotAllowed
			continue
		}
		all.Go(func() { data[i], faults[i] = f.fetch(ctx, address) })
	}
	all.Wait()
	if err := ctx.Err(); err != nil {
		return nil, nil, err
	}
	came := Lists{}
	var failures []Failure
	for i, address := range addresses {
		if faults[i] == nil {
			came[address] = data[i]
			continue
		}
		fault := Refused
		_ = errors.As(faults[i], &fault)
		failures = append(failures, Failure{Number: i, Fault: fault})
	}
	return came, failures, nil
}

// fetch gets one list, whole and read once.
func (f *Fetcher) fetch(ctx context.Context, address string) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, patient)
	defer cancel()
	client := http.Client{Transport: f.Web, CheckRedirect: stays}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, Refused
	}
	request.Header.Set("User-Agent", f.Agent)
	request.Header.Set("Accept", "application/json")
	request.Header.Set("Cache-Control", "no-cache") // what lies between may have an older one
	response, err := client.Do(request)
	if err != nil {
		return nil, faultOf(err)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return nil, Refused
	}
	data, err := io.ReadAll(io.LimitReader(response.Body, MostBytes+1))
	switch {
	case err != nil:
		return nil, faultOf(err)
	case len(data) > MostBytes:
		return nil, TooLong
	}
	if _, err := Parse(data); err != nil {
		return nil, NoList
	}
	return data, nil
}

// stays follows redirects to the same host alone: the person allowed no other.
func stays(next *http.Request, via []*http.Request) error {
	if len(via) > hops || next.URL.Scheme != "https" || !strings.EqualFold(next.URL.Host, via[0].URL.Host) {
		return Elsewhere
	}
	return nil
}

func faultOf(err error) error {
	var fault Fault
	var name *net.DNSError
	var wait net.Error
	switch {
	case errors.As(err, &fault):
		return fault
	case errors.As(err, &name):
		return NoHost
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &wait) && wait.Timeout():
		return NoAnswer
	}
	return Refused
}

// Address brings the address of a list into the form by which it is known; false if it is
// none: https, a host, a path, and nothing else.
func Address(text string) (string, bool) {
	u, err := url.Parse(strings.TrimSpace(text))
	if err != nil || u.Scheme != "https" || u.Hostname() == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" || u.Opaque != "" || len(text) > 300 {
		return "", false
	}
	u.Host = strings.ToLower(u.Host)
	u.Host = strings.TrimSuffix(u.Host, ":443")
	if u.Path == "" || u.Path == "/" {
		return "", false
	}
	return u.String(), true
}

// Host is the host of an address, as readers see it.
func Host(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.Host
}
