package newsroom

import (
	"bytes"
	"crypto/sha256"
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

// past is what a file was: in this folder, and where several people share the site in the
// history of the repository, which is read once for each request.
type past struct {
	folder    *sourceedit.Folder
	file      string
	clone     *clone.Clone // nil where the site is nobody else's, or its history cannot be read
	revisions []clone.Revision
	cut       bool              // older commits of the repository were not looked at
	texts     map[string][]byte // of versions that were read, by their names
}

func (h *history) past(q *request, file string) *past {
	p := &past{folder: h.store.folder, file: file, texts: map[string][]byte{}}
	if !h.sharer.set(q) {
		return p
	}
	at, err := h.sharer.clone(q)
	if err != nil {
		return p
	}
	if all, err := at.History(file, mostRevisions); err == nil {
		p.clone, p.revisions, p.cut = at, all.Revisions, all.Cut
	}
	return p
}

// text is a version of the file.
func (p *past) text(id string) ([]byte, error) {
	if text, ok := p.texts[id]; ok {
		return text, nil
	}
	text, err := p.read(id)
	if err == nil {
		p.texts[id] = text
	}
	return text, err
}

func (p *past) read(id string) ([]byte, error) {
	blob, shared := strings.CutPrefix(id, ofRepository)
	switch {
	case !shared:
		return p.folder.Version(p.file, id)
	case !slices.ContainsFunc(p.revisions, func(r clone.Revision) bool { return r.Blob == blob }):
		return nil, fs.ErrNotExist
	}
	return p.clone.Text(blob)
}

// versions lists the versions without the latest, if that is what the file is now. Texts
// that differ in their line ends alone are one.
func (p *past) versions(now []byte) ([]sourceedit.Version, error) {
	all, err := p.folder.Versions(p.file)
	if err != nil {
		return all, err
	}
	known := map[[sha256.Size]byte]int{}
	for i, v := range all {
		if text, err := p.text(v.ID); err == nil {
			known[sha256.Sum256(plainEnds(text))] = i
		}
	}
	for _, r := range p.revisions {
		if r.Blob == "" {
			continue
		}
		text, err := p.text(ofRepository + r.Blob)
		if err != nil {
			continue
		}
		sum := sha256.Sum256(plainEnds(text))
		switch i, here := known[sum]; {
		case !here:
			all = append(all, sourceedit.Version{ID: ofRepository + r.Blob, Made: r.When, Who: r.By.Name})
			known[sum] = len(all) - 1
		case all[i].Who == "":
			all[i].Who = r.By.Name
		}
	}
	slices.SortStableFunc(all, func(a, b sourceedit.Version) int { return b.Made.Compare(a.Made) })
	if len(all) == 0 || now == nil {
		return all, nil
	}
	last, err := p.text(all[0].ID)
	if err == nil && bytes.Equal(plainEnds(last), plainEnds(now)) {
		all = all[1:]
	}
	return all, err
}

// plainEnds is a text with plain line ends.
func plainEnds(text []byte) []byte { return bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n")) }

// inEndsOf is a text with the line ends of another one; as it is where that is empty.
func inEndsOf(of, text []byte) []byte {
	switch {
	case len(of) == 0:
		return text
	case bytes.Contains(of, []byte("\r\n")):
		return bytes.ReplaceAll(plainEnds(text), []byte("\n"), []byte("\r\n"))
	}
	return plainEnds(text)
}
