package deploy

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"slices"
	"strings"
	"time"

	"loa/internal/generator/compress"
	"loa/internal/generator/relay"
	"loa/internal/generator/render"
	"loa/internal/generator/warning"
	"loa/internal/publish/remote"
)

// Carried are warnings of other sites that the place shows and this run did not fetch.
type Carried struct {
	Count int
	Hosts []string // whose lists were not fetched
	Lost  bool     // the list of the place cannot be read, or is of another hand: what those hosts warn of goes
}

// unheard are the hosts of Options.Made whose answer may be older than what the place shows.
// Whatever was put there before a host answered, the answer knows better.
func (r *release) unheard(ctx context.Context) ([]string, error) {
	if r.options.Made == nil || len(r.options.Made.Heard) == 0 {
		return nil, nil
	}
	since, known, err := r.shownSince(ctx)
	var all []string
	for _, h := range r.options.Made.Heard {
		if (!known || h.Asked.IsZero() || h.Asked.Before(since)) && !slices.Contains(all, h.Host) {
			all = append(all, h.Host)
		}
	}
	return all, err
}

// shownSince is when the list of the place was put there at the latest; false if that cannot
// be known. Warnings that are published alone begin no release: their own time counts, too, and
// that of the file where the place tells it.
func (r *release) shownSince(ctx context.Context) (since time.Time, known bool, err error) {
	there, ok, err := r.stat(ctx, render.WarningsFile)
	if err != nil || !ok {
		return since, err == nil, err
	}
	if stamp, _, _ := strings.Cut(r.state.release, "-"); stamp != "" {
		if since, err = time.Parse(releaseTime, stamp); err != nil {
			return there.Written, false, nil
		}
	}
	for _, later := range []time.Time{r.state.warned, there.Written} {
		if later.After(since) {
			since = later
		}
	}
	known = !there.Written.IsZero() || !r.damaged && !r.state.doubt[render.WarningsFile] && !since.IsZero()
	return since, known, nil
}

// carry keeps up what the place shows of other sites from which this run did not hear.
// What was fetched lies on each machine for itself: without this, a machine that has
// fetched nothing, or something older, would take a warning off all readers' devices.
// Only a list that Loa sent is taken over, since its HTML goes out again.
func (r *release) carry(ctx context.Context, unheard []string) (Carried, error) {
	of := Carried{Hosts: unheard}
	if _, shown := r.local.files[render.WarningsFile]; len(unheard) == 0 || !shown {
		return of, nil
	}
	var there []byte
	err := r.insist(ctx, func() (err error) {
		there, err = remote.Read(ctx, r.place, render.WarningsFile, relay.MostBytes)
		return err
	})
	var broken *remote.Broken
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return of, nil
	case ctx.Err() != nil, errors.As(err, &broken):
		return of, err
	case err != nil:
		of.Lost = true
		return of, nil
	}
	if there, err = plain(there); err != nil {
		of.Lost = true
		return of, nil
	}
	made, err := r.local.read(render.WarningsFile)
	if err != nil {
		return of, err
	}
	data, count, err := warning.Carry(made, there, unheard, r.options.Clock())
	if of.Lost = err != nil || count > 0 && !r.isSent(render.WarningsFile, there); of.Lost || count == 0 {
		return of, nil
	}
	of.Count = count
	r.local.replace(render.WarningsFile, data)
	for _, ending := range compress.Endings { // they are of the list as it was made
		delete(r.local.files, render.WarningsFile+ending)
	}
	return of, nil
}

// plain is a file as readers see it: some places keep it compressed.
func plain(data []byte) ([]byte, error) {
	if bytes.HasPrefix(data, []byte{0x1f, 0x8b}) {
		return unpack(data)
	}
	return data, nil
}

// isSent reports whether what lies at the place is what Loa sent, as far as it knows.
func (r *release) isSent(path string, there []byte) bool {
	return r.damaged || r.state.doubt[path] || r.state.files[path].sum == r.local.sum(path, there)
}
