package deploy

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"

	"golang.org/x/sync/errgroup"

	"loa/internal/output"
	"loa/internal/remote"
)

// carryOut does what the plan says. Cut off at any point, the next run finishes.
func (r *release) carryOut(ctx context.Context) error {
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
	for class := output.Asset; class <= output.EntryPoint; class++ {
		if err := r.each(ctx, r.plan.Put, class, r.put); err != nil {
			return err
		}
	}
	for class := output.EntryPoint + 1; class > output.Asset; class-- {
		if err := r.each(ctx, r.plan.Remove, class-1, r.remove); err != nil {
			return err
		}
	}
	if err := r.finish(ctx, begun); err != nil {
		return err
	}
	_ = r.tidy(ctx) // the release is out; the next one tidies what is left
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

// withdraw takes away what nobody may see any more, also the copies of it that
// are kept of the release before.
func (r *release) withdraw(ctx context.Context) error {
	for _, path := range r.plan.Withdraw {
		sums := []string{r.state.files[path].sum, r.previous.was[path].sum}
		if err := r.insist(ctx, func() error { return r.place.Remove(ctx, path) }); err != nil {
			return err
		}
		for _, sum := range sums {
			if sum == "" {
				continue
			}
			if err := r.insist(ctx, func() error { return r.place.Remove(ctx, keptFolder+sum) }); err != nil {
				return err
			}
		}
	}
	return nil
}

// begin is the part of changes.gz that says what this release is about.
func (r *release) begin() string {
	var b strings.Builder
	mark := ""
	if r.options.Rollback {
		mark = " back"
	}
	fmt.Fprintf(&b, "begin %s%s\n", r.id, mark)
	for _, path := range r.plan.Withdraw { // first: one may come back with other bytes
		b.WriteString("- " + path + "\n")
	}
	for _, path := range inOrder(r.local.files) {
		if r.found[path] {
			b.WriteString(r.entry(path).line("+", path))
		}
	}
	for _, path := range r.plan.Put {
		b.WriteString(r.entry(path).line("+", path))
	}
	for _, path := range r.plan.Remove {
		b.WriteString("- " + path + "\n")
	}
	return b.String()
}

// entry is a file of the site as the place will have it.
func (r *release) entry(path string) file {
	f := r.local.files[path]
	f.size = r.sizes[path]
	return f
}

// announce writes down what is about to change, before it does.
func (r *release) announce(ctx context.Context, begun string) error {
	r.previous = r.previous.follow(r.state.release)
	for _, path := range r.plan.Withdraw {
		delete(r.previous.was, path)
	}
	if r.target.Keep {
		for _, list := range [][]string{r.plan.Put, r.plan.Remove} {
			for _, path := range list {
				r.note(path)
			}
		}
	}
	// In this order: cut off in between, a return to the release before still
	// knows which one it was about.
	if err := r.write(ctx, changesPath, r.state.changesText(begun)); err != nil {
		return err
	}
	return r.write(ctx, previousPath, r.previous.text())
}

// note adds a path to the memory of what the release before had, unless this
// release noted it before it was cut off.
func (r *release) note(path string) {
	if _, noted := r.previous.was[path]; noted || r.previous.absent[path] || r.withdrawn[path] {
		return
	}
	if f, was := r.state.files[path]; was && !r.suspect[path] {
		r.previous.was[path] = f
		delete(r.previous.stale, f.sum)
	} else {
		r.previous.absent[path] = true
	}
}

func (r *release) write(ctx context.Context, path, text string) error {
	content := remote.Bytes(seal(text))
	content.Headers = remote.Headers{Type: "application/gzip", Cache: "no-store"}
	return r.insist(ctx, func() error { return r.place.Put(ctx, path, content) })
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
	if r.local.root == nil {
		return r.place.Copy(ctx, keptFolder+r.local.files[path].sum, path, content.Headers)
	}
	return r.place.Put(ctx, path, content)
}

// content is a file as it is to lie at the place.
func (r *release) content(ctx context.Context, path string) (remote.Content, error) {
	if r.local.root != nil {
		return r.local.content(path)
	}
	f := r.local.files[path]
	return remote.Content{Size: f.size, Headers: r.local.headers(path), Open: func() (io.ReadCloser, error) {
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

// keep puts what lies at a path into kept/, in one of two ways. A file in doubt
// that is kept already was replaced before the line was cut: what lies there now
// is not it.
func (r *release) keep(ctx context.Context, path string, way func(ctx context.Context, from, to string, h remote.Headers) error) error {
	f, was := r.previous.was[path]
	if !was || r.claimKept(f.sum) {
		return nil
	}
	to := keptFolder + f.sum
	if r.state.doubt[path] {
		err := r.insist(ctx, func() error { _, err := r.place.Stat(ctx, to); return err })
		if err == nil || !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return r.insist(ctx, func() error {
		err := way(ctx, path, to, remote.Headers{Type: "application/octet-stream", Cache: "no-store"})
		if errors.Is(err, fs.ErrNotExist) { // another hand removed it
			return nil
		}
		return err
	})
}

// claimKept reports whether somebody keeps the bytes with this sum already.
func (r *release) claimKept(sum string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	done := r.kept[sum]
	r.kept[sum] = true
	return done
}

// compactAt is how long changes.gz may become, as text, before a new manifest
// takes its place.
const compactAt = 64 << 10

// finish says that all is done.
func (r *release) finish(ctx context.Context, begun string) error {
	lines := strings.Split(strings.TrimSuffix(begun, "\n"), "\n")[1:]
	if err := r.state.apply(lines); err != nil {
		return err
	}
	r.state.release = r.id
	text := r.state.changesText(begun + "end " + r.id + "\n")
	if r.state.base != "" && len(text) < compactAt {
		return r.write(ctx, changesPath, text)
	}
	if err := r.write(ctx, manifestPath, r.state.manifest()); err != nil {
		return err
	}
	return r.insist(ctx, func() error { return r.place.Remove(ctx, changesPath) })
}

// tidy removes what was kept of older releases.
func (r *release) tidy(ctx context.Context) error {
	needed := r.previous.sums()
	for sum := range r.previous.stale {
		if needed[sum] {
			continue
		}
		if err := r.insist(ctx, func() error { return r.place.Remove(ctx, keptFolder+sum) }); err != nil {
			return err
		}
	}
	if len(r.state.doubt) > 0 {
		if err := r.insist(ctx, func() error { return r.place.Clean(ctx) }); err != nil {
			return err
		}
	}
	if len(r.previous.stale) == 0 {
		return nil
	}
	clear(r.previous.stale)
	return r.write(ctx, previousPath, r.previous.text())
}
