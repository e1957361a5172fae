package render

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"html/template"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"

	"loa/internal/base/problem"
	"loa/internal/generator/site"
	"loa/internal/media/consent"
	"loa/internal/media/imaging"
	"loa/internal/media/picture"
)

// Box stands in place of a picture that must not be shown.
type Box struct {
	Path string
	Data []byte
}

// Boxes are those that stand in the picture's place, by path.
func (p *Published) Boxes() []*Box {
	var all []*Box
	p.boxes.Range(func(_, value any) bool {
		all = append(all, value.(*Box))
		return true
	})
	slices.SortFunc(all, func(a, b *Box) int { return strings.Compare(a.Path, b.Path) })
	return all
}

// BoxFolder begins the names of boxes. The rest of a name says nothing about the
// picture.
const BoxFolder = "assets/withheld."

// show is how a page of the edition shows a picture: its widths, or a box in its
// place. Of the widths, if any are given, the nearest that are enough are taken.
func (ps *pictures) show(p *Published, widths ...int) Picture {
	if v, ok := ps.carrier.inline(ps, p); ok {
		return v
	}
	if p.withheld() {
		return ps.box(p)
	}
	at := p.Path
	v := Picture{Width: p.Width, Height: p.Height}
	var set []string
	for _, i := range ps.carried(p.Picture.Variants, chosen(p.Picture.Variants, widths)) {
		print := p.Picture.Variants[i]
		name := ps.files.VariantPath(p, i)
		if name == "" {
			name = p.Path
		}
		if len(set) == 0 {
			at = name
			v.Width, v.Height = print.Width, print.Height
		}
		set = append(set, (&url.URL{Path: ps.url(name)}).EscapedPath()+" "+strconv.Itoa(print.Width)+"w")
	}
	v.URL, v.Absolute = template.URL(ps.url(at)), ps.absolute(at)
	if len(set) > 1 {
		slices.Reverse(set)
		v.Srcset, v.Sizes = strings.Join(set, ", "), ps.images.Sizes
	}
	return v
}

// Shown is the address at which pages show a picture.
func (r *Renderer) Shown(p *Published) string { return r.url(r.ShownPath(p)) }

// ShownPath is the path of that file.
func (r *Renderer) ShownPath(p *Published) string {
	if p.Picture != nil && len(p.Picture.Variants) > 0 && !p.withheld() {
		if name := r.Files.VariantPath(p, 0); name != "" {
			return name
		}
	}
	return p.Path
}

// carried are those of the chosen variants, the widest first, that readers get with
// the site: at least the narrowest.
func (ps *pictures) carried(variants []imaging.Variant, chosen []int) []int {
	for len(chosen) > 1 && variants[chosen[0]].Width > ps.carrier.widest() {
		chosen = chosen[1:]
	}
	return chosen
}

// chosen are the numbers of the prints that serve the widths, the widest first; all
// of them without widths.
func chosen(prints []imaging.Variant, widths []int) []int {
	var numbers []int
	for i := range prints {
		next := 0 // of the narrower one that follows
		if i+1 < len(prints) {
			next = prints[i+1].Width
		}
		serves := func(width int) bool { return width > next && (width <= prints[i].Width || i == 0) }
		if len(widths) == 0 || slices.ContainsFunc(widths, serves) {
			numbers = append(numbers, i)
		}
	}
	return numbers
}

// box is what stands in place of a picture that must not be shown: as large, with
// words in the reader's language, and with nothing that tells what was there.
func (ps *pictures) box(p *Published) Picture {
	b, words := ps.withheldBox(p)
	return Picture{URL: template.URL(ps.url(b.Path)), Absolute: ps.absolute(b.Path), Width: p.Width, Height: p.Height, Alt: words, Withheld: true}
}

func (ps *pictures) withheldBox(p *Published) (b *Box, words string) {
	words, err := ps.catalogue.Say("picture-withheld")
	if err != nil {
		words = "" // a problem of the theme's strings says so
	}
	key := sha256.Sum256(fmt.Append(nil, p.Source.Path, ps.language.Tag, words, p.Width, p.Height))
	b = &Box{Path: fmt.Sprintf("%s%x.svg", BoxFolder, key[:6])}
	if known, ok := p.boxes.Load(b.Path); ok {
		return known.(*Box), words
	}
	b.Data = picture.BoxSVG(p.Width, p.Height, words)
	p.boxes.Store(b.Path, b)
	return b, words
}

// says is what its author must know of a file at the place where a page uses it.
func (p *Published) says(name string) (problem.Code, problem.Args) {
	if p.fault != nil {
		args := problem.Args{"target": name}
		for key, value := range p.fault.Args {
			if key != "target" {
				args[key] = value
			}
		}
		return p.fault.Code, args
	}
	if !p.withheld() {
		return "", nil
	}
	if p.inside.Withheld() {
		return insideCode(p.inside), problem.Args{"target": name}
	}
	return withheldCodes[p.verdict()], problem.Args{"target": name}
}

// insideCode tells why a file goes for what is inside of it.
func insideCode(v consent.Verdict) problem.Code {
	if v == consent.Unsearched {
		return problem.ConsentUnsearched
	}
	return problem.ConsentInside
}

// InsideProblem is the warning about a file that is not published for what is inside of
// it.
func InsideProblem(file string, v consent.Verdict) problem.Problem {
	return problem.New(insideCode(v), problem.Place{File: file}, problem.Args{"target": file})
}

var withheldCodes = map[consent.Verdict]problem.Code{
	consent.Unsearched: problem.ConsentUnsearched,
	consent.Withdrawn:  problem.ConsentWithdrawn, consent.Expired: problem.ConsentExpired, consent.OutOfScope: problem.ConsentOutOfScope,
}

// WithheldProblem is the warning about a picture that keeps its name and was
// replaced.
func WithheldProblem(file string, v consent.Verdict) problem.Problem {
	return problem.New(withheldCodes[v], problem.Place{File: file}, problem.Args{"target": file})
}

// PictureProblem says why a picture cannot be published.
func PictureProblem(file string, err error) problem.Problem {
	at, args := problem.Place{File: file}, problem.Args{"target": file}
	var large *picture.TooLarge
	switch {
	case errors.As(err, &large):
		return problem.New(problem.PictureTooLarge, at, problem.Args{"target": file, "width": large.Width, "height": large.Height})
	case errors.Is(err, picture.ErrLong):
		return problem.MaxPicture.Over(at)
	case errors.Is(err, picture.ErrFormat):
		return problem.New(problem.PictureFormat, at, args)
	}
	args["reason"] = err.Error()
	return problem.New(problem.FileUnreadable, at, args)
}

// RecordingProblem says why a film or sound cannot be published.
func RecordingProblem(file string, err error) problem.Problem {
	return problem.New(problem.RecordingUnreadable, problem.Place{File: file}, problem.Args{"target": file, "reason": err.Error()})
}

// photo reports whether those who show shared pages can show a file: none of
// them draws SVG.
func photo(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".jpg", ".jpeg", ".png", ".gif", ".webp":
		return true
	}
	return false
}

// pictureOf is the function picture of templates: a picture of static/ as pages show
// it, of the widths that are asked for or else in all.
func (ps *pictures) pictureOf(name string, widths ...int) (*Picture, error) {
	target := ps.placed.Resolve(ps.of.Home, "/"+strings.TrimPrefix(name, "/"))
	if target.File == nil || !strings.HasPrefix(target.File.Path, "static/") {
		return nil, fmt.Errorf("picture %q: not in static/", name)
	}
	ps.files.named.Store(true)
	p := ps.files.use(*target.File)
	if p.Picture == nil || p.fault != nil {
		return nil, fmt.Errorf("picture %q: not a picture that can be shown", name)
	}
	v := ps.show(p, widths...)
	return &v, nil
}

// picture is the image of a page's front matter.
func (ps *pictures) picture(p *site.Page) *Picture {
	from := p.Values().Image
	if from == nil || from.Src == "" {
		return nil
	}
	target := ps.placed.Resolve(p, from.Src)
	if target.File == nil {
		return nil
	}
	published := ps.files.use(*target.File)
	if published.Picture == nil || published.fault != nil {
		return nil
	}
	v := ps.show(published)
	if !v.Withheld {
		v.Alt, v.Caption, v.Credit, v.MadeBy = from.Alt, from.Caption, from.Credit, from.MadeBy
	}
	return &v
}
