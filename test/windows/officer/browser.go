package main

import (
	"bytes"
	"fmt"
	"io"
	"maps"
	"mime/multipart"
	"net/http"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// browser keeps the cookies of one person.
type browser struct {
	client       *http.Client
	own, preview string // origins of the newsroom and of the preview
}

// page is an answer with its forms.
type page struct {
	url, text string
	forms     []*form
}

// form is what a form of a page would send. A button is not pressed until it is
// answered.
type form struct {
	action string
	values map[string]string
}

// answers are what a person puts into fields, by the fields' names; "" for a mark
// that is taken away.
type answers map[string]string

// file is one that a person chooses for a field.
type file struct {
	field, name string
	data        []byte
}

func (b *browser) get(url string) (*page, error) {
	r, err := http.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		return nil, err
	}
	return b.do(r)
}

// submit sends the form of a page that goes to action and has all the fields that
// are answered.
func (b *browser) submit(p *page, action string, given answers, files ...file) (*page, error) {
	f := p.form(action, slices.Collect(maps.Keys(given))...)
	if f == nil {
		return nil, fmt.Errorf("%s has no form for %s with %v", p.url, action, given)
	}
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	values := maps.Clone(f.values)
	maps.Copy(values, given)
	for name, value := range values {
		if value == "" {
			continue
		}
		if err := w.WriteField(name, value); err != nil {
			return nil, err
		}
	}
	for _, file := range files {
		part, err := w.CreateFormFile(file.field, file.name)
		if err != nil {
			return nil, err
		}
		if _, err := part.Write(file.data); err != nil {
			return nil, err
		}
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	r, err := http.NewRequest(http.MethodPost, b.own+action, &body)
	if err != nil {
		return nil, err
	}
	r.Header.Set("Content-Type", w.FormDataContentType())
	r.Header.Set("Origin", b.own)
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	return b.do(r)
}

func (b *browser) do(r *http.Request) (*page, error) {
	answer, err := b.client.Do(r)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	data, err := io.ReadAll(answer.Body)
	if err != nil {
		return nil, err
	}
	if answer.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s %s: %s\n%s", r.Method, r.URL, answer.Status, data)
	}
	root, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	p := &page{url: answer.Request.URL.String(), text: string(data)}
	p.read(root, nil)
	return p, nil
}

// has reports whether a page has a form to action with these fields.
func (p *page) has(action string, fields ...string) bool { return p.form(action, fields...) != nil }

func (p *page) form(action string, fields ...string) *form {
	for _, f := range p.forms {
		path, _, _ := strings.Cut(f.action, "?")
		lacks := func(name string) bool { _, there := f.values[name]; return !there }
		if path == action && !slices.ContainsFunc(fields, lacks) {
			return f
		}
	}
	return nil
}

// read collects the forms below a node; f is the one that the node is in.
func (p *page) read(n *html.Node, f *form) {
	switch {
	case n.Type != html.ElementNode:
	case n.Data == "form":
		f = &form{attribute(n, "action"), map[string]string{}}
		p.forms = append(p.forms, f)
	case f != nil:
		f.read(n)
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		p.read(c, f)
	}
}

func (f *form) read(n *html.Node) {
	name, value := attribute(n, "name"), attribute(n, "value")
	if name == "" {
		return
	}
	on := value
	switch n.Data {
	case "button":
		on = ""
	case "input":
		kind := attribute(n, "type")
		if (kind == "checkbox" || kind == "radio") && !marked(n, "checked") || kind == "file" {
			on = ""
		}
	case "textarea":
		on = strings.ReplaceAll(inside(n), "\n", "\r\n")
	case "select":
		on = chosen(n)
	default:
		return
	}
	if on != "" || f.values[name] == "" {
		f.values[name] = on
	}
}

// chosen is the value of the chosen option below a node: the marked one, else the
// first.
func chosen(n *html.Node) string {
	first, found := "", false
	for o := range n.Descendants() {
		if o.Type != html.ElementNode || o.Data != "option" {
			continue
		}
		if marked(o, "selected") {
			return attribute(o, "value")
		}
		if !found {
			first, found = attribute(o, "value"), true
		}
	}
	return first
}

func inside(n *html.Node) string {
	var all strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			all.WriteString(c.Data)
		}
	}
	return all.String()
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func marked(n *html.Node, key string) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == key })
}
