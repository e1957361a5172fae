package newsroom

import (
	"cmp"
	"errors"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"loa/internal/base/disk"
	"loa/internal/desk/scaffold"
	"loa/internal/generator/config"
)

// placeholder is the address of a site that has none yet; the name is reserved
// for examples (RFC 2606).
const placeholder = "https://trang-cua-ban.example/"

// starter makes a site in an empty folder.
type starter struct {
	dir   string
	disk  disk.System
	joins bool // the site of an office can be got here
}

type startPage struct {
	Empty               bool // the folder can become a site
	Reading             bool // there is a site.toml, and the preview is about to read it
	Name, Address, Into string
	Languages           string
	Joins               bool
	Remote              string // as it was typed
	Faults              []fault
}

// start is the page of a folder without a site that can be read.
func (s *starter) start(q *request, status int, bad string) {
	page := startPage{Name: q.r.FormValue("title"), Address: q.r.FormValue("address"), Into: q.r.FormValue("into"), Languages: q.r.FormValue("languages"), Faults: faultsOf(q, "site.toml"), Joins: s.joins, Remote: q.r.FormValue("remote")}
	if page.Address == "" {
		page.Address = placeholder
	}
	there, err := os.ReadDir(s.dir)
	there = slices.DeleteFunc(there, func(d fs.DirEntry) bool { return d.Name() == ".git" || d.Name() == ".loa" }) // of a joining that was cut off
	page.Empty = err == nil && len(there) == 0
	if _, err := fs.Stat(q.now.Project.Disk(), "site.toml"); err == nil {
		page.Reading = true
		q.w.Header().Set("Refresh", "1")
	}
	q.show(status, "start", sheet{Title: q.say("no-site"), Bad: bad, Page: page})
}

// begin makes a site in an empty folder.
func (s *starter) begin(q *request) {
	address, ok := config.NormalURL(cmp.Or(withScheme(q.r.PostFormValue("address")), placeholder))
	title, into := strings.TrimSpace(q.r.PostFormValue("title")), strings.TrimSpace(q.r.PostFormValue("into"))
	languages := strings.Split(q.r.PostFormValue("languages"), ",")
	switch {
	case title == "":
		s.start(q, http.StatusUnprocessableEntity, q.say("no-title"))
		return
	case !ok || slices.ContainsFunc(languages, func(tag string) bool { return tag != "vi" && tag != "en" }):
		s.start(q, http.StatusUnprocessableEntity, q.say("no-address"))
		return
	case into != "" && !filepath.IsAbs(into):
		s.start(q, http.StatusUnprocessableEntity, q.say("no-into"))
		return
	}
	err := scaffold.Start(scaffold.NewSite{Dir: s.dir, Title: title, BaseURL: address, Languages: languages, Tag: q.words.Language, Today: q.now.Time, Disk: s.disk})
	var refusal *scaffold.Refusal
	if errors.As(err, &refusal) {
		s.start(q, http.StatusConflict, q.say("not-empty"))
		return
	}
	if err == nil && into != "" {
		err = s.addTarget(q, into)
	}
	if err != nil {
		q.broken(err)
		return
	}
	q.taken(".")
	q.to("", nil)
}

// addTarget adds a folder to publish to to the settings of a site that was made
// just now.
func (s *starter) addTarget(q *request, into string) error {
	root, err := os.OpenRoot(s.dir)
	if err != nil {
		return err
	}
	defer root.Close()
	settings, err := root.ReadFile("site.toml")
	if err != nil {
		return err
	}
	settings = append(settings, "\n[deploy."+q.say("target-key")+"]\ntype = \"folder\"\npath = "+quote(filepath.ToSlash(into))+"\n"...)
	return s.disk.Replace(root, "site.toml", settings, 0o666)
}
