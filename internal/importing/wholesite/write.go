package wholesite

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path"

	"loa/internal/base/problem"
	"loa/internal/base/tomlfile"
	"loa/internal/desk/sourceedit"
	"loa/internal/importing/foreign"
)

// savedEvery is after how many entries the ledger is written, so that a run that is
// killed leaves few that it has not noted.
const savedEvery = 200

// write writes what is new and what has changed there and not here.
func (r *run) write() error {
	for i, p := range r.placed {
		if p.item.State == Joined && !p.shared {
			if err := r.join(p); err != nil {
				return err
			}
		}
		if !p.comes() {
			continue
		}
		m, err := r.convert(p)
		if err != nil {
			return err
		}
		if err := r.one(p, m); err != nil {
			return err
		}
		if i%savedEvery == savedEvery-1 {
			if err := r.ledger.save(r.into, r.options.Disk); err != nil {
				return err
			}
		}
	}
	return nil
}

// one writes an entry: the files beside it first.
func (r *run) one(p *placed, m made) error {
	r.tell(p, m)
	if !p.comes() {
		return nil
	}
	file := p.entry()
	if err := r.options.Disk.MkdirAll(r.into.Root, p.folder(), 0o777); err != nil {
		return fmt.Errorf("writing %s: %w", file, err)
	}
	for _, f := range m.pictures {
		if err := r.beside(p, f.Name, f.Data); err != nil {
			return err
		}
	}
	for name, from := range m.attached {
		data, err := r.from.Source.File(from)
		if errors.Is(err, foreign.ErrTooLarge) {
			r.report.Left = append(r.report.Left, foreign.Left{File: from, Reason: "too-large"})
			continue
		}
		if err != nil {
			return err
		}
		if err := r.beside(p, name, data); err != nil {
			return err
		}
	}
	text := []byte(r.compose(p, m))
	if err := r.put(file, text, p); err != nil {
		return err
	}
	r.ledger.put(row{From: p.page.File, Hash: p.page.Hash, Entry: file, Wrote: sourceedit.Sum(text)})
	return nil
}

// join adds old addresses to a page that the site has of its own. Nothing else of it changes.
func (r *run) join(p *placed) error {
	current, err := r.into.Folder.Read(p.entry())
	if err != nil {
		return err
	}
	doc, ok := sourceedit.Parse(current)
	if !ok {
		return nil // its front matter has a fault, of which the check tells
	}
	var all []string
	list, _ := doc.Value("aliases").([]any)
	for _, one := range list {
		if text, ok := one.(string); ok {
			all = append(all, text)
		}
	}
	before := len(all)
	for _, alias := range p.old {
		if !contains(all, alias) {
			all = append(all, alias)
		}
	}
	if len(all) == before || len(all) > problem.MaxAliases.Most || !doc.Set([]string{"aliases"}, tomlfile.QuoteAll(all)) {
		return nil
	}
	return r.into.Folder.Write(p.entry(), sourceedit.Sum(current), doc.Bytes())
}

// put writes the text of an entry where nothing is, or over what the last run wrote.
func (r *run) put(file string, text []byte, p *placed) error {
	current, err := fs.ReadFile(r.files, file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if err := r.options.Disk.Add(r.into.Root, file, text, 0o666); err != nil {
			return fmt.Errorf("writing %s: %w", file, err)
		}
		return nil
	case err != nil:
		return fmt.Errorf("reading %s: %w", file, err)
	case bytes.Equal(current, text):
		return nil
	case !p.known: // of a run that was killed, or of a person
		p.item.State = Kept
		return nil
	}
	return r.into.Folder.Write(file, sourceedit.Sum(current), text)
}

// beside writes a file beside an entry. One of its name that is there stays; if it is another one, that is told.
func (r *run) beside(p *placed, name string, data []byte) error {
	file := path.Join(p.folder(), name)
	if _, err := r.into.Root.Lstat(file); err == nil {
		if there, err := fs.ReadFile(r.files, file); err != nil || !bytes.Equal(there, data) {
			r.report.Left = append(r.report.Left, foreign.Left{File: file, Reason: "taken"})
		}
		return nil
	}
	if err := r.options.Disk.Add(r.into.Root, file, data, 0o666); err != nil {
		return fmt.Errorf("writing %s: %w", file, err)
	}
	return nil
}
