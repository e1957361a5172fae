package deploy

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strings"

	"loa/internal/base/output"
	"loa/internal/base/problem"
	"loa/internal/generator/build"
	"loa/internal/generator/config"
)

// Unpublished is the error of a place to which no site has been published: warnings alone
// are for nobody there.
type Unpublished struct{}

func (Unpublished) Error() string { return "nothing has been published there yet" }

// Unshown is the error of a site whose theme shows no warnings: none can be published.
type Unshown struct{}

func (Unshown) Error() string { return "the theme shows no warnings" }

// urgentFolder is where the files of warnings lie on this machine while they are sent.
const urgentFolder = "warnings"

// makeUrgent makes the files of warnings for the target, and nothing else.
func (w *workspace) makeUrgent(ctx context.Context, t config.Target) (site, build.Result, error) {
	o := w.options.Build
	if t.BaseURL != "" {
		o.BaseURL = t.BaseURL
	}
	fetched, err := build.FetchWarnings(ctx, o)
	if err != nil {
		return site{}, build.Result{}, err
	}
	made, err := build.MakeUrgent(o, nil)
	result := build.Result{Problems: problem.Sort(append(made.Problems, fetched.Problems...)), Stopped: made.Stopped, BaseURL: made.BaseURL, Unheard: fetched.Unheard}
	if err != nil || result.Stopped {
		return site{}, result, err
	}
	if len(made.Files) == 0 {
		return site{}, result, Unshown{}
	}
	files := o.Disk
	folder := filepath.Join(w.memory.Name(), urgentFolder)
	if err := files.Insist(func() error { return w.memory.RemoveAll(urgentFolder) }, folder); err != nil {
		return site{}, result, err
	}
	if err := files.MkdirAll(w.memory, urgentFolder, 0o755); err != nil { // Windows may refuse until the old one has gone
		return site{}, result, err
	}
	if w.root, err = w.memory.OpenRoot(urgentFolder); err != nil {
		return site{}, result, err
	}
	classes := map[string]output.Class{}
	for _, f := range made.Files {
		if err := errors.Join(files.MkdirAll(w.root, filepath.ToSlash(filepath.Dir(f.Path)), 0o755), files.Replace(w.root, f.Path, f.Data, 0o644)); err != nil {
			return site{}, result, err
		}
		classes[f.Path] = output.First
	}
	all, err := gather(ctx, w.root, classes)
	return site{open: opener(w.root), files: all}, result, err
}

// planUrgent compares the files of warnings with those of the place, and with no others.
func (r *release) planUrgent(ctx context.Context) error {
	if r.state.release == "" && len(r.state.doubt) == 0 && !r.damaged {
		return Unpublished{}
	}
	r.plan = Plan{Release: r.state.release, Damaged: r.damaged, Warnings: true, had: len(r.state.files)}
	r.found, r.sizes, r.others = map[string]bool{}, map[string]int64{}, map[string]file{}
	for _, path := range inOrder(r.local.files) {
		if err := r.planUrgentPut(ctx, path); err != nil {
			return err
		}
	}
	for path, f := range r.state.files {
		if _, stays := r.local.files[path]; f.class == output.First && !stays {
			r.plan.Remove = append(r.plan.Remove, path)
			r.counts(path).Removed++
		}
	}
	slices.Sort(r.plan.Remove)
	r.plan.Unchanged = len(r.state.files) - r.plan.Others.Changed - len(r.plan.Remove)
	return nil
}

// planUrgentPut decides about one file. That a place has it as it must be is believed
// only if it has the right length, too.
func (r *release) planUrgentPut(ctx context.Context, path string) error {
	content, err := r.content(ctx, path)
	if err != nil {
		return err
	}
	was, known := r.state.files[path]
	lies, there, err := r.stat(ctx, path)
	switch doubt := r.state.doubt[path]; {
	case err != nil:
		return err
	case known && !doubt && there && lies.Size == was.size && was.sum == r.local.files[path].sum:
		return nil
	case there && !known && !doubt && !r.damaged:
		r.plan.Foreign = append(r.plan.Foreign, path)
	}
	r.plan.Put = append(r.plan.Put, path)
	r.plan.Bytes += content.Size
	r.sizes[path] = content.Size
	r.counts(path).add(known)
	return nil
}

// applyUrgent does what that plan says. It ends as the release that the place has, so that
// the way back stays what it was. Of a release that was cut off it becomes a part, which
// is finished with it; a state that is damaged is left to the next release.
func (r *release) applyUrgent(ctx context.Context) error {
	if r.plan.Nothing() {
		return nil
	}
	r.id = r.state.release
	begun, open := r.begin(), len(r.state.doubt) > 0
	if open {
		_, begun, _ = strings.Cut(begun, "\n")
	}
	if !r.damaged {
		if err := r.write(ctx, changesPath, r.state.changesText(begun)); err != nil {
			return err
		}
	}
	if err := r.each(ctx, r.plan.Put, output.First, r.put); err != nil {
		return err
	}
	if err := r.removeAll(ctx, r.plan.Remove); err != nil {
		return err
	}
	if open || r.damaged {
		return nil
	}
	return r.finish(ctx, begun)
}
