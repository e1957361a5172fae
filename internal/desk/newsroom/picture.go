package newsroom

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"path"
	"strings"

	"loa/internal/desk/sourceedit"
	"loa/internal/generator/content"
	"loa/internal/media/consent"
	"loa/internal/media/picture"
)

// shownPicture is a picture of an entry.
type shownPicture struct {
	Name     string `json:"name"`
	Markdown string `json:"markdown"`
}

// folderOf is the folder, from the site's, that a text's pictures lie in.
func folderOf(name content.Name) string { return path.Join(content.Root, name.Folder()) }

// pictures are the pictures beside an entry.
func (a ask) pictures(file string, name content.Name) []shownPicture {
	var all []shownPicture
	for _, f := range a.now.Project.Files {
		if path.Dir(f.Path) == folderOf(name) && picture.Named(f.Path) {
			all = append(all, shownPicture{path.Base(f.Path), markdownOf("", path.Base(f.Path))})
		}
	}
	return all
}

func markdownOf(alt, name string) string {
	return "![" + strings.NewReplacer("[", "(", "]", ")", "\n", " ", "\r", "").Replace(alt) + "](" + name + ")"
}

// upload takes a picture in and answers with JSON, for the script of the form.
func (a ask) upload() {
	file, name, ok := a.entryFile()
	if !ok {
		a.json(http.StatusForbidden, map[string]string{"error": a.say("no-place", "file", file)})
		return
	}
	p, said := a.addPicture(file, name)
	if said != "" {
		a.json(http.StatusUnprocessableEntity, map[string]string{"error": said})
		return
	}
	a.json(http.StatusOK, map[string]string{"name": p.Name, "markdown": p.Markdown, "said": a.say("done-picture", "file", p.Name)})
}

// addPicture puts the picture that a form sent beside an entry, without what
// the camera noted in it, and into the consent ledger what the form says of the
// people in it. It says why not, or nothing.
func (a ask) addPicture(file string, name content.Name) (shownPicture, string) {
	sent, head, err := a.r.FormFile("picture")
	if err != nil {
		return shownPicture{}, a.say("no-picture")
	}
	defer sent.Close()
	data, err := io.ReadAll(sent)
	if err != nil {
		return shownPicture{}, a.say("broken", "reason", err.Error())
	}
	alt := strings.TrimSpace(a.r.PostFormValue("alt"))
	if alt == "" {
		return shownPicture{}, a.say("no-alt")
	}
	ending := strings.ToLower(path.Ext(head.Filename))
	slug := sourceedit.Name(strings.TrimSuffix(lastPart(head.Filename), path.Ext(head.Filename)), "anh")
	clean, said := a.clean("picture"+ending, data)
	if said != "" {
		return shownPicture{}, said
	}
	note, said := a.consentOf()
	if said != "" {
		return shownPicture{}, said
	}
	a.consent.Lock()
	defer a.consent.Unlock()
	base := slug + ending
	for n := 2; ; n++ {
		err := a.folder.Write(path.Join(folderOf(name), base), "", clean)
		if err == nil {
			break
		}
		if !errors.Is(err, sourceedit.ErrThere) {
			return shownPicture{}, a.say("broken", "reason", err.Error())
		}
		if there, err := a.folder.Read(path.Join(folderOf(name), base)); err == nil && bytes.Equal(there, clean) {
			break // the same picture once more
		}
		base = fmt.Sprintf("%s-%d%s", slug, n, ending)
	}
	if err := a.note(path.Join(folderOf(name), base), note); err != nil {
		return shownPicture{}, a.unwritten(consent.File, err)
	}
	return shownPicture{base, markdownOf(alt, base)}, ""
}

// clean is a picture without its metadata.
func (a ask) clean(name string, data []byte) ([]byte, string) {
	if !picture.Named(name) || !picture.Is(name, data[:min(16, len(data))]) || !sourceedit.Allowed("content/"+name) {
		return nil, a.say("not-a-picture")
	}
	if path.Ext(name) == ".svg" && len(picture.CheckSVG(name, data)) > 0 {
		return nil, a.say("bad-svg")
	}
	clean, err := picture.Strip(name, data)
	if err != nil {
		return nil, a.say("not-a-picture")
	}
	return clean, ""
}
