package newsroom

import (
	"bytes"
	"io/fs"
	"slices"
	"strings"

	"loa/internal/desk/sourceedit"
	"loa/internal/office/clone"
)

// mostRevisions bounds the versions of a page that others have saved.
const mostRevisions = 50

// ofRepository begins the name of a version that is in the history of the repository alone.
const ofRepository = "kho-"

// olderThan lists the versions of a file without the latest, if that is what the
// file is now: those of this folder, and where several people share the site what each of
// them has saved.
func (h *history) olderThan(q *request, file string, now []byte) ([]sourceedit.Version, error) {
	all, err := h.store.folder.Versions(file)
	if err != nil {
		return all, err
	}
	known := map[string]int{}
	for i, v := range all {
		text, err := h.store.folder.Version(file, v.ID)
		if err != nil {
			continue
		}
		known[clone.BlobOf(text)] = i
	}
	for _, r := range h.revisions(q, file) {
		i, here := known[r.Blob]
		switch {
		case here && all[i].Who == "":
			all[i].Who = r.By.Name
		case !here && r.Blob != "":
			all = append(all, sourceedit.Version{ID: ofRepository + r.Blob, Made: r.When, Who: r.By.Name})
			known[r.Blob] = len(all) - 1
		}
	}
	slices.SortStableFunc(all, func(a, b sourceedit.Version) int { return b.Made.Compare(a.Made) })
	if len(all) == 0 || now == nil {
		return all, nil
	}
	last, err := h.text(q, file, all[0].ID)
	if err == nil && bytes.Equal(last, now) {
		all = all[1:]
	}
	return all, err
}

// revisions are the commits that changed a file; none where the site is nobody else's, or
// its history cannot be read: the versions of this folder are there all the same.
func (h *history) revisions(q *request, file string) []clone.Revision {
	if !h.sharer.set(q) {
		return nil
	}
	at, err := h.sharer.clone(q)
	if err != nil {
		return nil
	}
	all, err := at.History(file, mostRevisions)
	if err != nil {
		return nil
	}
	return all
}

// text is a version of a file.
func (h *history) text(q *request, file, id string) ([]byte, error) {
	blob, shared := strings.CutPrefix(id, ofRepository)
	if !shared {
		return h.store.folder.Version(file, id)
	}
	if !slices.ContainsFunc(h.revisions(q, file), func(r clone.Revision) bool { return r.Blob == blob }) {
		return nil, fs.ErrNotExist
	}
	at, err := h.sharer.clone(q)
	if err != nil {
		return nil, err
	}
	return at.Text(blob)
}
