package deploy

import (
	"context"
	"fmt"
	"strings"

	"loa/internal/publish/remote"
)

// begin is the part of changes.gz that says what this release is about.
func (r *release) begin() string {
	var b strings.Builder
	mark := ""
	if r.options.Rollback {
		mark = " back"
	}
	if r.options.Warnings {
		mark = warnedAt + r.options.Clock().UTC().Format(releaseTime)
	}
	fmt.Fprintf(&b, "begin %s%s\n", r.id, mark)
	for _, path := range r.plan.Withdraw { // first: one may come back with other bytes
		b.WriteString("- " + path + "\n")
	}
	for _, path := range inOrder(r.local.files) {
		if r.found[path] {
			b.WriteString(r.entry(path).change(path))
		}
	}
	for _, path := range r.plan.Put {
		b.WriteString(r.entry(path).change(path))
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

func (r *release) write(ctx context.Context, path, text string) error {
	content := remote.Bytes(encode(text))
	content.Headers = remote.Headers{Type: "application/gzip", Cache: "no-store"}
	return r.insist(ctx, func() error { return r.place.Put(ctx, path, content) })
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
	r.state.disown()
	r.state.release = r.id
	text := r.state.changesText(begun + "end " + r.id + "\n")
	if r.state.base != "" && len(text) < compactAt {
		return r.write(ctx, changesPath, text)
	}
	if err := r.write(ctx, manifestPath, r.state.manifest()); err != nil {
		return err
	}
	if r.options.Warnings { // the manifest has no room for their time
		r.state.base, r.state.changes = r.id, ""
		first, _, _ := strings.Cut(begun, "\n")
		return r.write(ctx, changesPath, r.state.changesText(first+"\nend "+r.id+"\n"))
	}
	return r.insist(ctx, func() error { return r.place.Remove(ctx, changesPath) })
}
