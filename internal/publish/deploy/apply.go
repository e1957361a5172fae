package deploy

import (
	"context"
	"fmt"
	"io"
	"maps"
	"slices"

	"golang.org/x/sync/errgroup"

	"loa/internal/base/output"
	"loa/internal/publish/remote"
)

// apply does what the plan says. Cut off at any point, the next run finishes.
func (r *release) apply(ctx context.Context) error {
	if r.plan.Nothing() && len(r.found) == 0 && len(r.state.doubt) == 0 {
		return nil
	}
	if err := r.withdraw(ctx); err != nil {
		return err
	}
	begun := r.begin()
	if err := r.announce(ctx, begun); err != nil {
		return err
	}
	first, last := r.removals()
	if err := r.removeAll(ctx, first); err != nil {
		return err
	}
	for _, class := range output.Order() {
		if err := r.each(ctx, r.plan.Put, class, r.put); err != nil {
			return err
		}
	}
	if err := r.removeAll(ctx, last); err != nil {
		return err
	}
	if err := r.finish(ctx, begun); err != nil {
		return err
	}
	_ = r.tidy(ctx) // the release is out; the next one tidies what is left
	return nil
}

// removals parts what is to be removed. What differs from a path of the site in
// capitals alone goes before that is sent: at a place of Windows they are one file.
func (r *release) removals() (first, last []string) {
	if len(r.plan.Remove) == 0 {
		return nil, nil
	}
	respelt := output.Respelt(r.plan.Remove, slices.Collect(maps.Keys(r.local.files)))
	for _, path := range r.plan.Remove {
		if respelt[path] {
			first = append(first, path)
		} else {
			last = append(last, path)
		}
	}
	return first, last
}

func (r *release) removeAll(ctx context.Context, paths []string) error {
	for _, class := range slices.Backward(output.Order()) {
		if err := r.each(ctx, paths, class, r.remove); err != nil {
			return err
		}
	}
	return nil
}

// each does something with the paths of one class, several at a time.
func (r *release) each(ctx context.Context, paths []string, class output.Class, do func(context.Context, string) error) error {
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(r.place.Traits().Workers)
	for _, path := range paths {
		of := r.classOf(path)
		if f, ok := r.local.files[path]; ok {
			of = f.class
		}
		if of == class {
			group.Go(func() error {
				if err := ctx.Err(); err != nil {
					return err
				}
				return do(ctx, path)
			})
		}
	}
	return group.Wait()
}

// put sends a file, after the one in its place was kept.
func (r *release) put(ctx context.Context, path string) error {
	if err := r.keep(ctx, path, r.place.Copy); err != nil {
		return err
	}
	content, err := r.content(ctx, path)
	if err != nil {
		return err
	}
	err = r.insist(ctx, func() error { return r.send(ctx, path, content) })
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	sent := r.sent.Add(content.Size)
	if r.options.Progress != nil {
		r.options.Progress(sent, r.plan.Bytes)
	}
	return nil
}

// send sends a file of the site, or brings back one that the place has kept.
func (r *release) send(ctx context.Context, path string, content remote.Content) error {
	if r.local.open == nil {
		return r.place.Copy(ctx, keptFolder+r.local.files[path].sum, path, content.Headers)
	}
	return r.place.Put(ctx, path, content)
}

// content is a file as it is to lie at the place.
func (r *release) content(ctx context.Context, path string) (remote.Content, error) {
	if r.local.open != nil {
		return r.local.content(path)
	}
	f := r.local.files[path]
	headers := r.local.headers(path)
	if f.other { // lies there as its owner sent it, probably not compressed
		headers.Encoding = ""
	}
	return remote.Content{Size: f.size, Headers: headers, Open: func() (io.ReadCloser, error) {
		return r.place.Open(ctx, keptFolder+f.sum)
	}}, nil
}

// remove takes a file away from the site, and keeps it for a return.
func (r *release) remove(ctx context.Context, path string) error {
	moved := func(ctx context.Context, from, to string, _ remote.Headers) error { return r.place.Move(ctx, from, to) }
	if err := r.keep(ctx, path, moved); err != nil {
		return err
	}
	return r.insist(ctx, func() error { return r.place.Remove(ctx, path) })
}
