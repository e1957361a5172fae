package newsroom

import (
	"bytes"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"loa/internal/base/source"
	"loa/internal/base/tomlfile"
	"loa/internal/generator/build"
	"loa/internal/media/consent"
)

// agreement is an entry of a ledger that counts for a picture.
type agreement struct {
	Number    int    // by which Renew knows it, among the entries of the picture; -1 for one of another picture or ledger
	Paper     string // the number of the paper; "" if none is named
	Children  bool
	Until     time.Time // the last day; zero for no end
	Withdrawn time.Time // the first day without it; zero if it holds
	Renewable bool      // it was withdrawn, and can hold again
	File      string    // the other picture, with the same bytes, of which it is; "" for this one
	Listed    bool      // the library has that picture
	Ledger    string    // that it is from, if not the site's own
}

// agreements are those that count for a picture: in the text of the site's own ledger, in
// those of its layers, and for other files with the same bytes. unread: the text has a fault.
func agreements(q *request, f source.File, ledger []byte) (all []agreement, unread bool, err error) {
	own, ok := consent.Named(ledger, f.Path)
	for i, e := range own {
		a := agreementOf(q, e)
		a.Number, a.Renewable = i, !e.Holds(q.today())
		all = append(all, a)
	}
	counting, err := q.now.Project.Ledger.Entries(q.now.Project.Disk(), f)
	for _, e := range counting {
		a := agreementOf(q, e)
		if e.Ledger() != consent.File {
			a.Ledger = e.Ledger()
		}
		if e.File != f.Path {
			a.File = e.File
			a.Listed = slices.ContainsFunc(pictureFiles(q.now.Project), func(other source.File) bool { return other.Path == e.File })
		} else if ok && a.Ledger == "" {
			continue // the text has said so
		}
		all = append(all, a)
	}
	return all, !ok, err
}

func agreementOf(q *request, e consent.Entry) agreement {
	in := func(m tomlfile.Moment) time.Time {
		if m.IsZero() {
			return time.Time{}
		}
		return m.In(q.today().Location())
	}
	return agreement{Number: -1, Paper: e.Consent, Children: e.Children, Until: in(e.Until), Withdrawn: in(e.Withdrawn)}
}

// copies are the other pictures of the site with the bytes of one.
func copies(p *build.Project, f source.File) ([]string, error) {
	var all []string
	var whole []byte
	for _, other := range pictureFiles(p) {
		if other.Path == f.Path || other.Size != f.Size {
			continue
		}
		var err error
		if whole == nil {
			if whole, err = fs.ReadFile(p.Disk(), f.Name); err != nil {
				return nil, err
			}
		}
		data, err := fs.ReadFile(p.Disk(), other.Name)
		if err != nil {
			return nil, err
		}
		if bytes.Equal(whole, data) {
			all = append(all, other.Path)
		}
	}
	return all, nil
}

// settingsPictures are the files that site.toml names as the logo and as the picture for
// shared links; "" for none.
func settingsPictures(p *build.Project) (logo, share string) {
	static := func(name string) string {
		if name == "" {
			return ""
		}
		return path.Join("static", strings.TrimPrefix(name, "/"))
	}
	return static(p.Settings.Organization.Logo), static(p.Settings.Share.Image)
}
