package htmlimport

import (
	"crypto/sha256"
	"encoding/base64"
	"net/url"
	"path"
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"loa/internal/base/pattern"
)

// from learns where a page came from: its <base>, or the remark that browsers
// leave in a page they saved.
func (w *walker) from(n *html.Node) {
	address := attr(n, "href")
	if m := savedFrom.FindStringSubmatch(n.Data); n.Type == html.CommentNode && m != nil {
		address = m[1]
	}
	if u, err := url.Parse(address); err == nil && u.Host != "" && w.options.Base == nil {
		w.options.Base = u
	}
}

var savedFrom = pattern.New(`^\s*saved from url=\(\d+\)(\S+)`)

// anchor reads <a>. A link keeps its text whatever becomes of it.
func (w *walker) anchor(n *html.Node, s style) {
	href := strings.TrimSpace(attr(n, "href"))
	if href != "" && w.note(href) {
		return
	}
	if href == "" || strings.HasPrefix(href, "#") {
		w.children(n, s)
		return
	}
	address, ok := w.leads(href)
	if !ok {
		if strings.TrimSpace(w.visible(n)) != "" || element(n, "img") != nil { // an empty one is what is left of one that was cut
			w.loseAll(Link, n, href)
		}
		w.children(n, s)
		return
	}
	s.href, s.wordless = address, strings.TrimSpace(w.visible(n)) == ""
	w.children(n, s)
}

// leads is where a link leads: by what is known beside the HTML, else by its address.
func (w *walker) leads(href string) (string, bool) {
	if w.options.Link != nil {
		if to, ok := w.options.Link(href); ok {
			return guarded(to), true
		}
	}
	return w.address(href)
}

// address is where a link leads, absolute and safe within Markdown. Parameters
// stay as they are, but for those that follow a reader around. Not ok for other schemes than those that readers follow, and
// for a path on an unknown host.
func (w *walker) address(href string) (string, bool) {
	href = strings.Map(printable, href)
	u, err := url.Parse(href)
	if err != nil {
		return "", false
	}
	if u.Scheme == "" && w.options.Base != nil {
		u = w.options.Base.ResolveReference(u)
		href = u.String()
	}
	switch strings.ToLower(u.Scheme) {
	case "http", "https":
		if u.Host == "" {
			return "", false
		}
	case "mailto", "tel":
	default:
		return "", false
	}
	return guarded(w.untracked(within(u, href))), true
}

func printable(r rune) rune {
	if r < ' ' || r == 0x7F {
		return -1
	}
	return r
}

// guarded writes what would end a destination in Markdown in its percent form.
func guarded(address string) string {
	var out strings.Builder
	for i := range len(address) {
		c := address[i]
		switch {
		case c <= ' ' || strings.IndexByte("()<>[]\\`\"{}|^*", c) >= 0:
			out.WriteString("%" + strings.ToUpper(strconv.FormatInt(int64(c)+0x100, 16)[1:]))
		case c == '&' && entity.MatchString(address[i:]):
			out.WriteString("&amp;")
		default:
			out.WriteByte(c)
		}
	}
	return out.String()
}

// picture reads <img>: one inside the HTML, or beside it, is taken along; one
// from another host is never loaded by a reader's page, so it is told.
func (w *walker) picture(n *html.Node, s style) {
	src, alt := strings.TrimSpace(attr(n, "src")), strings.Join(strings.Fields(attr(n, "alt")), " ")
	alt, _ = letters(w.decoder.text(alt), style{})
	if file, ok := w.found(src); ok {
		w.runs = append(w.runs, run{src: guarded(file.Name), text: alt, href: s.href})
		return
	}
	kind := Picture
	switch scheme, _, _ := strings.Cut(strings.ToLower(src), ":"); scheme {
	case "data":
		src = "data:"
	case "file":
		kind = Local
	}
	if src != "" || alt != "" {
		w.lose(kind, alt, src)
	}
	switch { // the link stays where its picture does not
	case s.href == "" || !s.wordless:
	case alt != "":
		w.runs = append(w.runs, run{text: alt, href: s.href})
	default:
		w.lose(Link, "", s.href)
	}
}

var dataAddress = pattern.New(`^data:image/(png|jpeg|jpg|gif|webp|svg\+xml)(?:;[^,;]*)*;base64,`)

// found is a picture that the input holds or that lies beside it. One beside it is
// asked for once, however often it is shown.
func (w *walker) found(src string) (File, bool) {
	if m := dataAddress.FindStringSubmatch(src); m != nil {
		data, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(unescaped(src[len(m[0]):])), ""))
		if err != nil || len(data) == 0 {
			return File{}, false
		}
		ending := strings.NewReplacer("jpeg", "jpg", "svg+xml", "svg").Replace(m[1])
		return w.keep(File{Name: "anh." + ending, Data: data})
	}
	if w.options.Picture == nil || src == "" {
		return File{}, false
	}
	if _, known := w.beside[src]; !known {
		w.beside[src] = w.fetch(src)
	}
	file := w.beside[src]
	return file, file.Name != ""
}

// fetch asks for a picture beside the HTML; without a name there is none.
func (w *walker) fetch(src string) File {
	file, ok := w.options.Picture(src)
	if !ok {
		return File{}
	}
	if file, ok = w.keep(file); !ok {
		return File{}
	}
	return file
}

func unescaped(text string) string {
	if plain, err := url.PathUnescape(text); err == nil {
		return plain
	}
	return text
}

// keep cleans a picture and notes it once, however often it is shown, under a
// name that no other has.
func (w *walker) keep(file File) (File, bool) {
	if w.options.Clean != nil {
		clean, ok := w.options.Clean(file)
		if !ok {
			return File{}, false
		}
		file = clean
	}
	sum := sha256.Sum256(file.Data)
	if same, known := w.sums[sum]; known {
		return w.files[same], true
	}
	ending := path.Ext(file.Name)
	stem := strings.TrimSuffix(file.Name, ending)
	for i := 2; w.named[file.Name]; i++ {
		file.Name = stem + "-" + strconv.Itoa(i) + ending
	}
	w.sums[sum], w.named[file.Name] = len(w.files), true
	w.files = append(w.files, file)
	return file, true
}
