package newsroom

import (
	"errors"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"loa/internal/desk/scaffold"
	"loa/internal/generator/config"
)

// placeholder is the address of a site that has none yet; the name is reserved
// for examples (RFC 2606).
const placeholder = "https://trang-cua-ban.example/"

type startPage struct {
	Empty               bool // the folder can become a site
	Reading             bool // there is a site.toml, and the preview is about to read it
	Name, Address, Into string
	Languages           string
	Faults              []fault
}

// start is the page of a folder without a site that can be read.
func (a ask) start(status int, bad string) {
	page := startPage{Name: a.r.FormValue("title"), Address: a.r.FormValue("address"), Into: a.r.FormValue("into"), Languages: a.r.FormValue("languages"), Faults: a.listed("site.toml", mostListed)}
	if page.Address == "" {
		page.Address = placeholder
	}
	there, err := os.ReadDir(a.options.Dir)
	page.Empty = err == nil && len(there) == 0
	if _, err := fs.Stat(a.now.Project.Disk(), "site.toml"); err == nil {
		page.Reading = true
		a.w.Header().Set("Refresh", "1")
	}
	a.show(status, "start", sheet{Title: a.say("no-site"), Bad: bad, Page: page})
}

// begin makes a site in an empty folder.
func (a ask) begin() {
	address, ok := config.NormalURL(strings.TrimSpace(a.r.PostFormValue("address")))
	title, into := strings.TrimSpace(a.r.PostFormValue("title")), strings.TrimSpace(a.r.PostFormValue("into"))
	languages := strings.Split(a.r.PostFormValue("languages"), ",")
	switch {
	case title == "":
		a.start(http.StatusUnprocessableEntity, a.say("no-title"))
		return
	case !ok || slices.ContainsFunc(languages, func(tag string) bool { return tag != "vi" && tag != "en" }):
		a.start(http.StatusUnprocessableEntity, a.say("no-address"))
		return
	case into != "" && !filepath.IsAbs(into):
		a.start(http.StatusUnprocessableEntity, a.say("no-into"))
		return
	}
	err := scaffold.Start(scaffold.NewSite{Dir: a.options.Dir, Title: title, BaseURL: address, Languages: languages, Tag: a.words.Language, Today: a.now.Time})
	var refusal *scaffold.Refusal
	if errors.As(err, &refusal) {
		a.start(http.StatusConflict, a.say("not-empty"))
		return
	}
	if err == nil && into != "" {
		err = a.target(into)
	}
	if err != nil {
		a.broken(err)
		return
	}
	a.to("", nil)
}

// target adds a folder to publish to to the settings of a site that was made
// just now.
func (a ask) target(into string) error {
	file, err := os.OpenFile(filepath.Join(a.options.Dir, "site.toml"), os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	_, err = file.WriteString("\n[deploy." + a.say("target-key") + "]\ntype = \"folder\"\npath = " + quote(filepath.ToSlash(into)) + "\n")
	return errors.Join(err, file.Close())
}
