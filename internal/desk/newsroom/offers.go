package newsroom

import (
	"net/http"
	"path"
	"slices"
	"strings"

	"loa/internal/base/source"
	"loa/internal/generator/build"
	"loa/internal/generator/content"
	"loa/internal/media/picture"
)

// offer is what a field that names something of the site can be: a picture, a file, a
// campaign.
type offer struct {
	Value   string `json:"value"` // as the field is written
	Name    string `json:"name"`
	Note    string `json:"note,omitempty"`
	Picture string `json:"picture,omitempty"` // its address
	Alt     string `json:"alt,omitempty"`     // what an entry says is in it
}

// offersOf says of which kind a field's offers are, by the path of its key; "" for a field
// that names nothing.
func offersOf(f field) string {
	switch name := strings.TrimPrefix(strings.Join(f.path, "."), "cascade."); name {
	case "image.src", "image":
		return "pictures"
	case "campaign":
		return "campaigns"
	case "document.files":
		return "files"
	case "events_from":
		return "tables"
	}
	return ""
}

// offers answers a form's script with what a field can be.
func (l *library) offers(q *request) {
	_, name, ok := q.entryFile()
	if !ok {
		q.json(http.StatusForbidden, []offer{})
		return
	}
	var all []offer
	var err error
	switch q.r.FormValue("for") {
	case "pictures":
		all, err = l.pictureOffers(q, name)
	case "campaigns":
		all = campaignOffers(q.now.Project)
	case "files":
		all = fileOffers(q.now.Project, name, func(string) bool { return true })
	case "tables":
		all = tableOffers(q.now.Project, name)
	}
	if err != nil {
		q.json(http.StatusInternalServerError, []offer{})
		return
	}
	q.json(http.StatusOK, slices.Concat([]offer{}, all))
}

// pictureOffers are the pictures that may be shown, those beside the entry first.
func (l *library) pictureOffers(q *request, name content.Name) ([]offer, error) {
	all, err := l.pictures(q)
	if err != nil {
		return nil, err
	}
	var offers []offer
	for _, p := range all {
		if p.Withheld() {
			continue
		}
		one := offer{Value: destinationFrom(name, p.File), Name: p.Alt, Note: p.File, Alt: p.Alt}
		if one.Name == "" {
			one.Name = p.Name
		}
		one.Picture = q.base() + "picture/file?" + query("picture", p.File).Encode()
		offers = append(offers, one)
	}
	besideFirst(offers)
	return offers, nil
}

// besideFirst puts what is named without a folder before all else.
func besideFirst(all []offer) {
	slices.SortStableFunc(all, func(a, b offer) int {
		return strings.Count(a.Value[:min(1, len(a.Value))], "/") - strings.Count(b.Value[:min(1, len(b.Value))], "/")
	})
}

func campaignOffers(p *build.Project) []offer {
	var all []offer
	for _, e := range p.Entries {
		if e.Kind == content.Campaign && e.Language == p.Settings.DefaultLanguage {
			all = append(all, offer{Value: e.Key, Name: e.Title})
		}
	}
	return all
}

// fileOffers are the files that pages let readers download, and that are wanted.
func fileOffers(p *build.Project, name content.Name, wanted func(string) bool) []offer {
	var all []offer
	add := func(files []source.File) {
		for _, f := range files {
			if !picture.Named(f.Path) && path.Ext(f.Path) != ".md" && wanted(f.Path) {
				all = append(all, offer{Value: destinationFrom(name, f.Path), Name: path.Base(f.Path), Note: path.Dir(f.Path)})
			}
		}
	}
	add(p.Files)
	if p.Site != nil {
		add(slices.DeleteFunc(slices.Clone(p.Site.Static), func(f source.File) bool { return !downloaded(f.Path) }))
	}
	besideFirst(all)
	return all
}

// tableOffers are the tables beside an entry. The key that names one takes a name as the
// disk has it, without signs for spaces.
func tableOffers(p *build.Project, name content.Name) []offer {
	all := fileOffers(p, name, func(file string) bool { return path.Dir(file) == folderOf(name) && isTableFile(file) })
	for i := range all {
		all[i].Value = all[i].Name
	}
	return all
}

// downloaded reports whether a file of static/ is one that people keep: a document, a
// table, a film or a sound.
func downloaded(file string) bool {
	return slices.Contains([]string{".pdf", ".docx", ".doc", ".odt", ".xlsx", ".xls", ".ods", ".pptx", ".ppt", ".odp", ".csv", ".ics", ".zip", ".mp3", ".m4a", ".ogg", ".mp4", ".webm"}, strings.ToLower(path.Ext(file)))
}

func isTableFile(file string) bool {
	return slices.Contains([]string{".csv", ".xlsx", ".xls", ".ods", ".fods"}, strings.ToLower(path.Ext(file)))
}

// chosenName is what people call the value of a field that names a campaign; "" for others.
func chosenName(q *request, f field, value string) string {
	if value == "" || offersOf(f) != "campaigns" {
		return ""
	}
	for _, o := range campaignOffers(q.now.Project) {
		if o.Value == strings.Trim(value, "/") {
			return o.Name
		}
	}
	return ""
}
