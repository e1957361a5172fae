package clone

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/go-git/go-git/v5/plumbing"
)

// tries is how often a branch is sent that others move meanwhile.
const tries = 8

// Fetch saves what is changed in the folder, takes in what others have sent, and puts both
// together. It returns what could not be saved and stays as it is. Without a network the
// error is a *Trouble, and all is as it was.
func (c *Clone) Fetch(ctx context.Context) ([]Held, error) {
	c.line.Lock()
	defer c.line.Unlock()
	return c.exchanged(c.exchange(ctx, false))
}

// Send is Fetch, and sends what was saved here.
func (c *Clone) Send(ctx context.Context) ([]Held, error) {
	c.line.Lock()
	defer c.line.Unlock()
	return c.exchanged(c.exchange(ctx, true))
}

// exchanged is how an exchange ended, with the files that could not be written in it.
func (c *Clone) exchanged(held []Held, ended error) ([]Held, error) {
	held = slices.DeleteFunc(held, func(h Held) bool { return h.Kind == Unwritten })
	c.mu.Lock()
	left, err := c.unwritten()
	c.mu.Unlock()
	return append(held, left...), c.note(errors.Join(ended, err))
}

// exchange goes once more if an object here was damaged that the remote still has.
func (c *Clone) exchange(ctx context.Context, send bool) ([]Held, error) {
	held, err := c.exchangeOnce(ctx, send)
	if lost := damagedObject(err); lost != nil && c.refill(ctx, *lost) {
		return c.exchangeOnce(ctx, send)
	}
	return held, err
}

func (c *Clone) exchangeOnce(ctx context.Context, send bool) ([]Held, error) {
	held, err := c.SaveAll()
	if err != nil {
		return held, err
	}
	at, err := c.contact()
	if err != nil {
		return held, err
	}
	defer at.close()
	for i := range tries {
		if i > 0 {
			c.o.Wait(time.Duration(i) * 200 * time.Millisecond)
		}
		there, err := c.fetch(ctx, at)
		if err != nil || !send {
			return held, err
		}
		err = c.send(ctx, at, there)
		var busy *Trouble
		if errors.Is(err, errMoved) || errors.As(err, &busy) && busy.Kind == Locked {
			continue
		}
		return held, err
	}
	return held, &Trouble{Kind: Moving}
}

// contact is an open line, and the repository once more for what is copied over it while
// forms save: objects never change.
type contact struct {
	line
	objects *repository
}

func (c *Clone) contact() (*contact, error) {
	line, err := c.dial()
	if err != nil {
		return nil, err
	}
	objects, err := openRepository(c.repo.dir, c.o.Disk)
	if err != nil {
		return nil, errors.Join(err, line.close())
	}
	return &contact{line, objects}, nil
}

func (a *contact) close() { _ = errors.Join(a.line.close(), a.objects.close()) }

// take copies a commit of the remote, unless it is here.
func (c *Clone) take(ctx context.Context, at *contact, tip plumbing.Hash) error {
	if tip.IsZero() || at.objects.has(tip) {
		return nil
	}
	known, err := c.haves()
	if err != nil {
		return err
	}
	return at.line.fetch(ctx, at.objects, tip, known)
}

// fetch takes in what the remote has, and returns where its references stand; other branches
// than that of the site are among them if they are asked for, or can be read.
func (c *Clone) fetch(ctx context.Context, at *contact, asked ...string) (map[string]plumbing.Hash, error) {
	there, err := at.branches(ctx, append(asked, c.local())...)
	if err != nil {
		return nil, err
	}
	tip := there[c.local()]
	if err := c.take(ctx, at, tip); err != nil {
		return nil, err
	}
	told, err := c.merges(ctx, there)
	if err != nil {
		return nil, err
	}
	end, err := c.begin()
	if err != nil {
		return nil, err
	}
	defer end()
	if _, err := c.saveAll(); err != nil { // changed while the line was open
		return nil, err
	}
	return there, c.integrate(tip, told)
}

// send sends a commit and moves a branch of the remote.
func (a *contact) send(ctx context.Context, name string, old, next plumbing.Hash, has func(plumbing.Hash) bool) error {
	a.objects.refresh()
	return a.push(ctx, a.objects, name, old, next, has)
}

// mostHaves bounds the commits that are named to a server, so that it sends what is new
// alone also when its history was replaced by another.
const mostHaves = 64

// haves are commits that are here with all before them.
func (c *Clone) haves() ([]plumbing.Hash, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	var all []plumbing.Hash
	for _, name := range []string{c.tracked(), c.local()} {
		at, err := c.repo.ref(name)
		if err != nil {
			return nil, err
		}
		for range mostHaves {
			if at.IsZero() || !c.repo.has(at) {
				break
			}
			all = append(all, at)
			commit, err := c.repo.commit(at)
			if err != nil {
				return nil, err
			}
			at = first(commit)
		}
	}
	return all, nil
}

// send moves the remote's branch to where the one here stands.
func (c *Clone) send(ctx context.Context, at *contact, there map[string]plumbing.Hash) error {
	c.mu.Lock()
	local, err := c.repo.ref(c.local())
	c.mu.Unlock()
	tip := there[c.local()]
	if err != nil || local.IsZero() || local == tip {
		return err
	}
	if err := at.send(ctx, c.local(), tip, local, standsIn(there)); err != nil {
		return err
	}
	end, err := c.begin()
	if err != nil {
		return err
	}
	defer end()
	return c.repo.setRef(c.tracked(), tip, local)
}

// standsIn reports of a commit whether it is the tip of one of a remote's branches.
func standsIn(branches map[string]plumbing.Hash) func(plumbing.Hash) bool {
	tips := map[plumbing.Hash]bool{}
	for _, tip := range branches {
		tips[tip] = true
	}
	return func(hash plumbing.Hash) bool { return tips[hash] }
}

// note remembers how the exchange ended.
func (c *Clone) note(ended error) error {
	if errors.Is(ended, context.Canceled) {
		return ended
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	release, err := c.repo.hold(c.o.Wait)
	if err != nil { // another run is at work, and notes how that ends
		return ended
	}
	defer func() { _ = release() }()
	known, err := c.repo.recalled()
	if err != nil {
		return errors.Join(ended, err)
	}
	now := c.o.Clock()
	var t *Trouble
	switch {
	case ended == nil:
		known.Contact, known.Failure = now, nil
	case errors.As(ended, &t):
		known.Failure = &Failure{Kind: t.Kind, Detail: t.Detail, At: now}
		if t.Retry > 0 {
			known.Failure.Retry = now.Add(t.Retry)
		}
	default:
		known.Failure = &Failure{Kind: Cut, Detail: printable(ended.Error()), At: now}
	}
	return errors.Join(ended, c.repo.recall(known))
}
