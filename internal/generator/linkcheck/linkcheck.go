// Package linkcheck checks whether the links of a site to other hosts still work. It
// is rate-limited: one request at a time for each host with a pause between, few hosts
// at once, HEAD before GET, and Retry-After is obeyed.
//
//	checker := linkcheck.Checker{Web: transport, Now: time.Now, Sleep: linkcheck.Sleep, Agent: "Loa/0.1"}
//	answers, err := checker.Check(ctx, addresses, earlier)
package linkcheck

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"
)

const (
	pause   = time.Second      // between two requests to a host
	patient = 15 * time.Second // for one request
	longest = time.Minute      // that a host may ask to wait
	tries   = 3
	atOnce  = 4 // hosts
	hops    = 5 // of redirects
)

// Fault is why there is no answer.
type Fault string

const (
	NoHost      Fault = "no-host"     // there is no such name
	NoAnswer    Fault = "no-answer"   // in time
	Refused     Fault = "refused"     // nobody listens there
	Certificate Fault = "certificate" // it is not valid
	Broken      Fault = "broken"      // the answer is no HTTP
	NoNetwork   Fault = "no-network"  // this machine's own fault
)

// Answer is the result for one address.
type Answer struct {
	Asked  time.Time `json:"asked"`
	Status int       `json:"status,omitempty"` // 0: there was none
	Fault  Fault     `json:"fault,omitempty"`
	To     string    `json:"to,omitempty"` // where it has moved for good
}

// Gone reports whether the host says that there is no such page. Other refusals
// (401, 403 …) are often meant for programs and not for readers.
func (a Answer) Gone() bool { return a.Status == http.StatusNotFound || a.Status == http.StatusGone }

// Failing reports whether the host had an error of its own or was too busy.
func (a Answer) Failing() bool { return a.Status >= 500 || a.Status == http.StatusTooManyRequests }

// Checker sends the requests. Its fields are the network and the clock.
type Checker struct {
	Web   http.RoundTripper
	Now   func() time.Time
	Sleep func(context.Context, time.Duration) error
	Agent string // User-Agent, for the hosts' logs
}

// Sleep waits, unless the context ends.
func Sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// ErrNoNetwork means that no host at all could be reached.
var ErrNoNetwork = errors.New("no network: none of the other hosts could be reached")

// Check requests the addresses for which there is no fresh answer among the earlier
// ones. It returns an answer for every address, new or earlier. The error is
// ErrNoNetwork or that of the context.
func (a *Checker) Check(ctx context.Context, addresses []string, earlier Answers) (Answers, error) {
	answers := Answers{}
	byHost := map[string][]string{}
	for _, address := range addresses {
		if known, ok := earlier[address]; ok && known.fresh(a.Now()) {
			answers[address] = known
		} else if u, err := url.Parse(address); err == nil && !slices.Contains(byHost[u.Host], address) {
			byHost[strings.ToLower(u.Host)] = append(byHost[strings.ToLower(u.Host)], address)
		}
	}
	asked, err := a.all(ctx, byHost)
	if err == nil && withoutNetwork(asked, len(byHost)) {
		err = ErrNoNetwork
	}
	if err != nil {
		return answers, err
	}
	maps.Copy(answers, asked)
	return answers, nil
}

// all requests addresses of several hosts at a time.
func (a *Checker) all(ctx context.Context, byHost map[string][]string) (Answers, error) {
	work := make(chan []string)
	found := make(chan Answers)
	var workers sync.WaitGroup
	for range min(atOnce, len(byHost)) {
		workers.Go(func() {
			for addresses := range work {
				found <- a.host(ctx, addresses)
			}
		})
	}
	go func() {
		for _, host := range slices.SortedFunc(maps.Keys(byHost), cmp.Compare) {
			slices.Sort(byHost[host])
			work <- byHost[host]
		}
		close(work)
		workers.Wait()
		close(found)
	}()
	all := Answers{}
	for some := range found {
		maps.Copy(all, some)
	}
	return all, ctx.Err()
}

// host requests the addresses of one host, one after the other.
func (a *Checker) host(ctx context.Context, addresses []string) Answers {
	found := Answers{}
	for i, address := range addresses {
		if i > 0 && a.Sleep(ctx, pause) != nil {
			return found
		}
		answer := a.address(ctx, address)
		answer.Asked = a.Now()
		found[address] = answer
		if answer.Fault == NoHost || answer.Fault == NoNetwork { // nor will it know the others
			for _, rest := range addresses[i+1:] {
				found[rest] = answer
			}
			return found
		}
	}
	return found
}

// withoutNetwork reports whether this machine has no network: no host answered, not
// even with a refusal. One unknown name proves nothing.
func withoutNetwork(asked Answers, count int) bool {
	for _, answer := range asked {
		switch answer.Fault {
		case NoNetwork:
			return !slices.ContainsFunc(slices.Collect(maps.Values(asked)), func(a Answer) bool { return a.Fault == "" })
		case NoHost, NoAnswer:
		default:
			return false
		}
	}
	return count > 1
}
