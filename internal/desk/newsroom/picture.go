package newsroom

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"net/http"
	"path"
	"strings"
	"sync"

	"loa/internal/desk/sourceedit"
	"loa/internal/generator/build"
	"loa/internal/generator/content"
	"loa/internal/media/consent"
	"loa/internal/media/picture"
)

// album keeps the pictures beside entries, and the consent ledger.
type album struct {
	store *store
	mu    sync.Mutex // for the ledger and the names of new pictures
}

// shownPicture is a picture of an entry.
type shownPicture struct {
	Name     string `json:"name"`
	Markdown string `json:"markdown"`
	Said     string `json:"-"` // of a file that is no picture: what was done with it
}

// folderOf is the folder, from the site's, that a text's pictures lie in.
func folderOf(name content.Name) string { return path.Join(content.Root, name.Folder()) }

// picturesOf are the pictures beside an entry.
func picturesOf(p *build.Project, name content.Name) []shownPicture {
	var all []shownPicture
	for _, f := range p.Files {
		if path.Dir(f.Path) == folderOf(name) && picture.Named(f.Path) {
			all = append(all, shownPicture{path.Base(f.Path), markdownOf("", path.Base(f.Path)), ""})
		}
	}
	return all
}

func markdownOf(alt, name string) string {
	return "![" + strings.NewReplacer("[", "(", "]", ")", "\n", " ", "\r", "").Replace(alt) + "](" + name + ")"
}

// upload takes a picture in and answers with JSON, for the script of the form.
func (a *album) upload(q *request) {
	file, name, ok := q.entryFile()
	if !ok {
		q.json(http.StatusForbidden, map[string]string{"error": q.unplaced(file, sourceedit.Check(file))})
		return
	}
	p, said := a.add(q, name)
	if said != "" {
		q.json(http.StatusUnprocessableEntity, map[string]string{"error": said})
		return
	}
	answer := map[string]string{"name": p.Name, "markdown": p.Markdown, "said": cmp.Or(p.Said, q.say("done-picture", "file", p.Name))}
	if p.Said != "" {
		answer["attached"] = p.Name
	}
	q.json(http.StatusOK, answer)
}

// add puts the picture that a form sent beside an entry, without what
// the camera noted in it, and into the consent ledger what the form says of the
// people in it. It says why not, or nothing.
func (a *album) add(q *request, name content.Name) (shownPicture, string) {
	sent, head, err := q.r.FormFile("picture")
	if err != nil {
		return shownPicture{}, q.say("no-picture")
	}
	defer sent.Close()
	data, err := io.ReadAll(sent)
	if err != nil {
		return shownPicture{}, q.refusal(err)
	}
	if !picture.Is(strings.ToLower(head.Filename), data[:min(16, len(data))]) {
		return a.attach(q, name, lastPart(head.Filename), data)
	}
	alt := strings.TrimSpace(q.r.PostFormValue("alt"))
	if alt == "" {
		return shownPicture{}, q.say("no-alt")
	}
	ending := strings.ToLower(path.Ext(head.Filename))
	slug := sourceedit.Name(strings.TrimSuffix(lastPart(head.Filename), path.Ext(head.Filename)), "anh")
	clean, said := cleanPicture(q, "picture"+ending, data)
	if said != "" {
		return shownPicture{}, said
	}
	note, said := consentNote(q)
	if said != "" {
		return shownPicture{}, said
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	base, err := a.lay(folderOf(name), slug, ending, clean)
	if err != nil {
		return shownPicture{}, q.refusal(err)
	}
	if err := a.record(path.Join(folderOf(name), base), note); err != nil {
		return shownPicture{}, unwritten(q, consent.File, err)
	}
	q.taken(path.Join(folderOf(name), base), consent.File)
	return shownPicture{base, markdownOf(alt, base), ""}, ""
}

// lay writes a file beside a text, under the first name that is free, and returns the
// name. A file that lies there already is not written again.
func (a *album) lay(folder, slug, ending string, data []byte) (string, error) {
	base := slug + ending
	for n := 2; ; n++ {
		err := a.store.folder.Write(path.Join(folder, base), "", data)
		if err == nil || !errors.Is(err, sourceedit.ErrThere) {
			return base, err
		}
		if there, err := a.store.folder.Read(path.Join(folder, base)); err == nil && bytes.Equal(there, data) {
			return base, nil
		}
		base = fmt.Sprintf("%s-%d%s", slug, n, ending)
	}
}

// clean is a picture without its metadata.
func cleanPicture(q *request, name string, data []byte) ([]byte, string) {
	if !picture.Named(name) || !picture.Is(name, data[:min(16, len(data))]) || !sourceedit.Allowed("content/"+name) {
		return nil, q.say("not-a-picture")
	}
	if path.Ext(name) == ".svg" && len(picture.CheckSVG(name, data)) > 0 {
		return nil, q.say("bad-svg")
	}
	clean, err := picture.Strip(name, data)
	if err != nil {
		return nil, q.say("not-a-picture")
	}
	return clean, ""
}
