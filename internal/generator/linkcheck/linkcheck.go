// Package linkcheck asks other hosts whether the addresses that a site links to
// still answer, as a polite guest: one request at a time a host with a pause
// between, few hosts at once, HEAD before GET, and as long a wait as a host asks
// for.
//
//	asker := outside.Asker{Web: transport, Now: time.Now, Sleep: outside.Sleep, Agent: "Loa/0.1"}
//	answers, err := asker.Ask(ctx, addresses, remembered)
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

// Answer is what became of an address.
type Answer struct {
	Asked  time.Time `json:"asked"`
	Status int       `json:"status,omitempty"` // 0: there was none
	Fault  Fault     `json:"fault,omitempty"`
	To     string    `json:"to,omitempty"` // where it has moved for good
}

// Gone reports whether the host says that there is no such page. Other refusals
// (401, 403 …) are often meant for programs and not for readers.
func (a Answer) Gone() bool { return a.Status == http.StatusNotFound || a.Status == http.StatusGone }

// Failing reports whether the host could not tell.
func (a Answer) Failing() bool { return a.Status >= 500 || a.Status == http.StatusTooManyRequests }

// Checker asks. Its fields are the surroundings.
type Checker struct {
	Web   http.RoundTripper
	Now   func() time.Time
	Sleep func(context.Context, time.Duration) error
	Agent string // who asks, for the hosts' logs
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

// ErrNoNetwork is that no host at all could be reached.
var ErrNoNetwork = errors.New("no network: none of the other hosts could be reached")

// Ask finds out what became of addresses, as far as what is remembered is too
// old. The answers hold also what was remembered. The error is ErrNoNetwork or
// the context's.
func (a *Checker) Ask(ctx context.Context, addresses []string, remembered Memory) (Memory, error) {
	answers := Memory{}
	byHost := map[string][]string{}
	for _, address := range addresses {
		if known, ok := remembered[address]; ok && known.fresh(a.Now()) {
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

// all asks several hosts at a time.
func (a *Checker) all(ctx context.Context, byHost map[string][]string) (Memory, error) {
	work := make(chan []string)
	found := make(chan Memory)
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
	all := Memory{}
	for some := range found {
		maps.Copy(all, some)
	}
	return all, ctx.Err()
}

// host asks one host for its addresses, one after the other.
func (a *Checker) host(ctx context.Context, addresses []string) Memory {
	found := Memory{}
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

// withoutNetwork judges whether it is this machine that has none: nobody
// answered, not even to refuse. One unknown name proves nothing.
func withoutNetwork(asked Memory, count int) bool {
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
