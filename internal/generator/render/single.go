package render

import (
	"cmp"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"html/template"
	"io/fs"
	"math"
	"path"
	"slices"
	"strings"
	"time"

	"loa/internal/base/fold"
	"loa/internal/base/problem"
	"loa/internal/generator/metadata"
	"loa/internal/generator/site"
	"loa/internal/generator/theme"
	"loa/internal/media/picture"
)

// SinglePages is what stands in one file: an article, or all articles of a list.
type SinglePages struct {
	Of      *site.Page      // the article, or the page of the list
	Pages   []*site.Page    // what is in the file; the article itself, or those of the list
	Layout  string          // of the theme; "" for "single"
	Large   bool            // for paper of A3
	LeftOut map[string]bool // pictures of which only the words are shown, by the path of their source
}

// Inlined is a picture that stands in a file.
type Inlined struct {
	File string // its source
	Size int64  // in the file
}

// SingleFile is a file that a phone opens by itself.
type SingleFile struct {
	HTML     []byte
	Pictures []Inlined // the heaviest first
	Chapters []Inlined // the texts without their pictures, likewise
	Problems []problem.Problem
}

// single is the carrier of one file: what is in it is led to by "#", all else has
// its address on the web, and pictures stand in their place.
type single struct {
	chosen   SinglePages
	ids      map[*site.Page]string // of the chapters of a list
	paths    map[string]*site.Page
	origin   string
	inlined  map[string]template.URL // by the path of the source
	problems []problem.Problem
}

func (*single) name() string       { return "single" }
func (*single) copy() *site.Copy   { return nil }
func (*single) served() bool       { return false }
func (*single) widest() int        { return math.MaxInt }
func (*single) linked(string) bool { return false }

func (s *single) url(path string) string {
	if p := s.paths[path]; p != nil {
		return s.part(p, "")
	}
	return s.origin + path
}

func (s *single) inFile(p *site.Page, fragment string) (string, bool) {
	if s.paths[p.Path] != p {
		return "", false
	}
	return s.part(p, fragment), true
}

// part is the address of a page in the file, or of a part of it.
func (s *single) part(p *site.Page, fragment string) string {
	switch id := s.ids[p]; {
	case id == "" && fragment == "":
		return "#main"
	case id == "":
		return "#" + fragment
	case fragment == "":
		return "#" + id
	default:
		return "#" + id + "-" + fragment
	}
}

func (s *single) shape(p *site.Page) (prefix string, deeper int) {
	if id := s.ids[p]; id != "" {
		return id + "-", 1
	}
	return "", 0
}

// inline is a picture as an address that holds it. In an <img> nothing in a drawing
// runs or loads, and it is checked all the same.
func (s *single) inline(ps *pictures, p *Published) (Picture, bool) {
	v := Picture{Absolute: ps.absolute(p.Path), Width: p.Width, Height: p.Height, inlined: true}
	if p.withheld() {
		box, words := ps.withheldBox(p)
		v.URL, v.Alt, v.Withheld = dataURL("box.svg", box.Data), words, true
		return v, true
	}
	file := p.Source.Path
	if !s.chosen.LeftOut[file] {
		v.URL = s.address(ps.files, p)
	}
	return v, true
}

// address holds a picture; each is read once.
func (s *single) address(files *Files, p *Published) template.URL {
	file := p.Source.Path
	if done, ok := s.inlined[file]; ok {
		return done
	}
	name, data, found := files.inline(p)
	s.problems = append(s.problems, found...)
	if len(found) == 0 && len(data) > 0 {
		s.inlined[file] = dataURL(name, data)
	} else {
		s.inlined[file] = ""
	}
	return s.inlined[file]
}

// dataURL is an address that holds a picture.
func dataURL(name string, data []byte) template.URL {
	return template.URL("data:" + mediaType(name) + ";base64," + base64.StdEncoding.EncodeToString(data))
}

func mediaType(name string) string {
	switch ending := strings.ToLower(path.Ext(name)); ending {
	case ".svg":
		return "image/svg+xml"
	case ".jpg":
		return "image/jpeg"
	default:
		return "image/" + strings.TrimPrefix(ending, ".")
	}
}

// inline is a picture as a phone would load it, and a name that tells its kind.
func (f *Files) inline(p *Published) (name string, data []byte, problems []problem.Problem) {
	name = p.Source.Path
	if prints := p.Picture.Variants; len(prints) > 0 {
		i := phoneVariant(prints)
		data, err := f.Pictures.Encode(p.Picture, i)
		if err != nil {
			problems = []problem.Problem{PictureProblem(p.Source.Path, err)}
		}
		return f.Pictures.VariantName(p.Picture, i, path.Base(name)), data, problems
	}
	if p.Source.Size > int64(problem.MaxPicture.Most) {
		return name, nil, []problem.Problem{problem.MaxPicture.Over(problem.Place{File: name})}
	}
	data, err := fs.ReadFile(f.disk, p.Source.Name)
	if err == nil && strings.EqualFold(path.Ext(name), ".svg") {
		if problems = picture.CheckSVG(name, data); len(problems) > 0 {
			return name, nil, problems
		}
	}
	if err == nil {
		data, _, err = f.Pictures.Original(name, data)
	}
	if err != nil {
		problems = []problem.Problem{PictureProblem(name, err)}
	}
	return name, data, problems
}

// Single is what the layout "single" sees.
type Single struct {
	Site     *Site
	Language *Language
	Strip    *Strip // the numbers of the first page
	Title    string
	Lead     string // as of a Page

	TitleLanguage, LeadLanguage *Language // as of a Page

	URL      string        // where a newer file and the rest are
	Date     time.Time     // the day of the file
	List     bool          // several articles, with a list of them
	Chapters []Chapter     // one for each article
	Head     template.HTML // policy, styles and what machines read: first in the head
	Large    bool          // a board for paper of A3
	Brief    []string      // of a board: what stands on it in place of a text that one sheet does not hold

	in *edition
}

// Chapter is an article of a single file.
type Chapter struct {
	ID   string // "" where it is the only one
	Page *Page
}

// OneFile renders pages into one file. The error is an I/O error.
func OneFile(s *site.Site, t *theme.Theme, files *Files, chosen SinglePages) (SingleFile, error) {
	r, c := newSingle(s, t, files, chosen)
	return r.oneFile(c)
}

func newSingle(s *site.Site, t *theme.Theme, files *Files, chosen SinglePages) (*Renderer, *single) {
	files.site = s
	c := &single{chosen: chosen, ids: map[*site.Page]string{}, paths: map[string]*site.Page{}, origin: s.Settings.BaseURL, inlined: map[string]template.URL{}}
	c.number()
	return newRenderer(s, t, files, c), c
}

func (r *Renderer) oneFile(c *single) (SingleFile, error) {
	chosen := c.chosen
	e := r.editions[chosen.Of.Edition]
	head := e.pages.view(chosen.Of)
	v := &Single{Site: e.site, Language: e.language, Strip: head.Strip, Title: head.Title, Lead: head.Lead,
		TitleLanguage: head.TitleLanguage, LeadLanguage: head.LeadLanguage, URL: r.absolute(chosen.Of.Path),
		Date: r.placed.Now, List: c.list(), Head: e.singleHead(head, chosen.Layout), Large: chosen.Large, in: e}
	var file SingleFile
	var err error
	for _, p := range chosen.Pages {
		page := e.pages.view(p)
		var out Output
		if err := e.body(p, page, &out); err != nil {
			return file, err
		}
		file.Problems = append(file.Problems, out.Problems...)
		if chosen.Layout == "board" {
			if v.Brief, err = r.brief(p, out.text.Words); err != nil {
				return file, err
			}
		}
		file.Chapters = append(file.Chapters, Inlined{p.Entry.File.Path, c.textSize(out.Files, page.Body)})
		v.Chapters = append(v.Chapters, Chapter{ID: c.ids[p], Page: page})
	}
	var out Output
	if err := e.executeSingle(chosen.Layout, v, &out); err != nil {
		file.Problems = append(file.Problems, r.theme.Problem(err))
	}
	file.HTML, file.Problems = out.HTML, append(file.Problems, c.problems...)
	for name, address := range c.inlined {
		if address != "" {
			file.Pictures = append(file.Pictures, Inlined{name, int64(len(address))})
		}
	}
	heaviest(file.Pictures)
	heaviest(file.Chapters)
	return file, nil
}

func heaviest(all []Inlined) {
	slices.SortFunc(all, func(a, b Inlined) int { return cmp.Or(cmp.Compare(b.Size, a.Size), cmp.Compare(a.File, b.File)) })
}

// textSize is the length of a text without the pictures in it.
func (s *single) textSize(files []*Published, body template.HTML) int64 {
	size := int64(len(body))
	for _, f := range files {
		if address := s.inlined[f.Source.Path]; address != "" {
			size -= int64(len(address) * strings.Count(string(body), string(address)))
		}
	}
	return size
}

func (s *single) list() bool { return len(s.chosen.Pages) != 1 || s.chosen.Pages[0] != s.chosen.Of }

// number gives the chapters of a list their ids: the last part of their address,
// with a number where that is not enough.
func (s *single) number() {
	taken := map[string]bool{"main": true, "contents": true}
	for _, p := range s.chosen.Pages {
		s.paths[p.Path] = p
		if !s.list() {
			return
		}
		base := cmp.Or(fold.Slug(path.Base(p.Path)), "bai")
		id := base
		for n := 2; taken[id]; n++ {
			id = fmt.Sprintf("%s-%d", base, n)
		}
		taken[id] = true
		s.ids[p] = id
	}
}

// executeSingle runs the layout of a file; "" is that of single files for phones.
func (e *edition) executeSingle(layout string, v *Single, out *Output) error {
	switch layout {
	case "board":
		return e.execute("board", v, out)
	case "bulletin":
		return e.execute("bulletin", v, out)
	}
	return e.execute("single", v, out)
}

// outletStyles are those of sheets for the notice board and of bulletins, which a theme
// may have beside style.css.
const outletStyles = "css/outlets.css"

// singleHead is what makes the file safe and whole by itself: nothing but its own
// styles and pictures is loaded, nothing runs, nothing is sent.
func (e *edition) singleHead(v *Page, layout string) template.HTML {
	var b metadata.Tags
	styles := e.styles(e.r.theme.Asset("style.css"))
	if layout != "" { // a theme may have more for sheets and bulletins
		styles += e.styles(e.r.theme.Asset(outletStyles))
	}
	sum := sha256.Sum256([]byte(styles))
	b.WriteString(`<meta name=generator content="` + LeafMark + `">`)
	b.WriteString(`<meta http-equiv=Content-Security-Policy content="default-src 'none'; style-src 'sha256-` + base64.StdEncoding.EncodeToString(sum[:]) +
		`'; img-src data:; base-uri 'none'; form-action 'none'">`)
	b.Named(v.Summary, v.Canonical)
	b.WriteString("<meta name=robots content=noindex>")
	b.WriteString("<style>" + styles + "</style>")
	return template.HTML(b.String())
}

// styles are those of an asset, to stand in a file; "" if the theme has none.
func (e *edition) styles(a theme.Asset, ok bool) string {
	if !ok {
		return ""
	}
	return strings.ReplaceAll(string(a.Data), "</", `<\/`)
}

// LeafMark is how a single file names what made it.
const LeafMark = "Loa pack"
