// Package ssmltest reads SSML as strictly as its schema does (W3C, "Speech Synthesis Markup
// Language 1.1", appendix D), for tests.
//
//	err := ssmltest.Check(document)
//
// It knows the elements of the core profile and their attributes, what may stand within
// what, and the forms of values. It shares no code with what writes SSML.
package ssmltest

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
)

const (
	namespace = "http://www.w3.org/2001/10/synthesis"
	xmlSpace  = "http://www.w3.org/XML/1998/namespace"
)

// element is what the schema says of one.
type element struct {
	within   string // names of what may stand in it; words too, unless bare
	bare     bool   // no words
	needs    string // attributes that must be there
	oneOf    bool   // one of its attributes must be there, whichever
	values   map[string]*regexp.Regexp
	language bool // it may have xml:lang
}

const (
	inline   = "audio break emphasis lang mark phoneme prosody say-as sub token voice w"
	sentence = inline + " s"
	all      = sentence + " p"
)

var anything = form(`.*`)

func form(text string) *regexp.Regexp { return regexp.MustCompile(`^(?:` + text + `)$`) }

const number = `(?:\d+(?:\.\d*)?|\.\d+)`

// elements are those of the core profile.
var elements = map[string]element{
	"speak": {within: all + " lexicon lookup meta metadata", needs: "version xml:lang", language: true, values: map[string]*regexp.Regexp{
		"version": form(`1\.1`), "onlangfailure": failure, "startmark": anything, "endmark": anything}},
	"p":        {within: sentence, language: true, values: map[string]*regexp.Regexp{"onlangfailure": failure}},
	"s":        {within: inline, language: true, values: map[string]*regexp.Regexp{"onlangfailure": failure}},
	"lang":     {within: all, needs: "xml:lang", language: true, values: map[string]*regexp.Regexp{"onlangfailure": failure}},
	"voice":    {within: all, oneOf: true, values: map[string]*regexp.Regexp{"gender": form(`male|female|neutral|`), "age": form(`\d*`), "variant": form(`[1-9]\d*|`), "name": anything, "languages": anything, "required": anything, "ordering": anything, "onvoicefailure": form(`priorityselect|keepexisting|processorchoice`)}},
	"emphasis": {within: inline, values: map[string]*regexp.Regexp{"level": form(`strong|moderate|none|reduced`)}},
	"prosody": {within: all, oneOf: true, values: map[string]*regexp.Regexp{
		"rate": form(number + `%|x-slow|slow|medium|fast|x-fast|default`), "volume": form(`[+-]` + number + `dB|silent|x-soft|soft|medium|loud|x-loud|default`),
		"pitch": pitch, "range": pitch, "duration": duration, "contour": form(`(?: *\(` + number + `%, *[^()]+\))+ *`)}},
	"break":    {bare: true, values: map[string]*regexp.Regexp{"time": duration, "strength": form(`none|x-weak|weak|medium|strong|x-strong`)}},
	"mark":     {bare: true, needs: "name", values: map[string]*regexp.Regexp{"name": form(`\S+`)}},
	"say-as":   {needs: "interpret-as", values: map[string]*regexp.Regexp{"interpret-as": form(`[A-Za-z][\w.-]*`), "format": form(`[\w.-]+`), "detail": form(`[\w.-]+`)}},
	"sub":      {needs: "alias", values: map[string]*regexp.Regexp{"alias": form(`.+`)}},
	"phoneme":  {needs: "ph", values: map[string]*regexp.Regexp{"ph": form(`.+`), "alphabet": form(`ipa|x-[\w-]+`), "type": form(`default|ruby`)}},
	"token":    {within: inline, language: true, values: map[string]*regexp.Regexp{"role": anything, "onlangfailure": failure}},
	"w":        {within: inline, language: true, values: map[string]*regexp.Regexp{"role": anything, "onlangfailure": failure}},
	"audio":    {within: all + " desc", values: map[string]*regexp.Regexp{"src": anything, "fetchtimeout": duration, "clipBegin": duration, "clipEnd": duration, "repeatCount": form(number), "repeatDur": duration, "soundLevel": form(`[+-]?` + number + `dB`), "speed": form(number + `%`)}},
	"desc":     {language: true},
	"lexicon":  {bare: true, needs: "uri xml:id", values: map[string]*regexp.Regexp{"uri": form(`.+`), "type": anything}},
	"lookup":   {within: all, needs: "ref", values: map[string]*regexp.Regexp{"ref": form(`.+`)}},
	"meta":     {bare: true, needs: "content", values: map[string]*regexp.Regexp{"content": anything, "name": anything, "http-equiv": anything}},
	"metadata": {},
}

var (
	failure  = form(`changevoice|ignoretext|ignorelang|processorchoice`)
	duration = form(`\+?` + number + `(?:s|ms)`)
	pitch    = form(`[+-]?` + number + `(?:Hz|%|st)|x-low|low|medium|high|x-high|default`)
	tag      = form(`[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*`)
)

// Check returns what is wrong in a document; nil for nothing.
func Check(document []byte) error {
	d := xml.NewDecoder(bytes.NewReader(document))
	d.Strict = true
	r := reader{}
	for {
		t, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
		if err := r.take(t); err != nil {
			line, column := d.InputPos()
			return fmt.Errorf("%d:%d: %w", line, column, err)
		}
	}
	if !r.done {
		return errors.New("there is no speak")
	}
	return nil
}

// reader goes through a document.
type reader struct {
	open []string
	done bool
}

func (r *reader) take(t xml.Token) error {
	switch t := t.(type) {
	case xml.StartElement:
		return r.start(t)
	case xml.EndElement:
		r.open = r.open[:len(r.open)-1]
		r.done = len(r.open) == 0
	case xml.CharData:
		if strings.TrimSpace(string(t)) == "" {
			return nil
		}
		if len(r.open) == 0 {
			return errors.New("words outside of speak")
		}
		if name := r.open[len(r.open)-1]; elements[name].bare {
			return fmt.Errorf("words in %s", name)
		}
	case xml.Directive:
		return errors.New("a declaration of a document type")
	case xml.ProcInst:
		if t.Target != "xml" || r.done || len(r.open) > 0 {
			return fmt.Errorf("an instruction %q", t.Target)
		}
	}
	return nil
}

func (r *reader) start(t xml.StartElement) error {
	name := t.Name.Local
	e, known := elements[name]
	if !known || t.Name.Space != namespace {
		return fmt.Errorf("no such element: {%s}%s", t.Name.Space, name)
	}
	if err := r.nests(name); err != nil {
		return err
	}
	r.open = append(r.open, name)
	return e.attributes(name, t.Attr)
}

// nests reports where an element may not stand. A paragraph holds no other, also not within
// a voice; a sentence neither.
func (r *reader) nests(name string) error {
	if len(r.open) == 0 {
		if name != "speak" || r.done {
			return fmt.Errorf("%s is the root", name)
		}
		return nil
	}
	parent := r.open[len(r.open)-1]
	if !slices.Contains(strings.Fields(elements[parent].within), name) {
		return fmt.Errorf("%s in %s", name, parent)
	}
	for inner, outer := range map[string]string{"p": "p s token w", "s": "s token w", "w": "w token", "token": "w token"} {
		if name == inner && slices.ContainsFunc(strings.Fields(outer), func(o string) bool { return slices.Contains(r.open, o) }) {
			return fmt.Errorf("%s within another: %v", name, r.open)
		}
	}
	return nil
}

func (e element) attributes(name string, all []xml.Attr) error {
	var seen []string
	for _, a := range all {
		key := a.Name.Local
		switch {
		case a.Name.Space == "xmlns" || a.Name.Space == "" && key == "xmlns":
			continue
		case a.Name.Space == xmlSpace:
			key = "xml:" + key
		case a.Name.Space != "":
			return fmt.Errorf("%s has an attribute of %s", name, a.Name.Space)
		}
		if slices.Contains(seen, key) {
			return fmt.Errorf("%s has %s twice", name, key)
		}
		seen = append(seen, key)
		if value := e.value(key); value == nil || !value.MatchString(a.Value) {
			return fmt.Errorf("%s %s=%q", name, key, a.Value)
		}
	}
	for _, key := range strings.Fields(e.needs) {
		if !slices.Contains(seen, key) {
			return fmt.Errorf("%s lacks %s", name, key)
		}
	}
	if e.oneOf && len(seen) == 0 {
		return fmt.Errorf("%s says nothing", name)
	}
	return nil
}

// value is the form of an attribute's values; nil if the element has none of that name.
func (e element) value(key string) *regexp.Regexp {
	switch {
	case key == "xml:lang" && e.language:
		return tag
	case key == "xml:id":
		return form(`[A-Za-z_][\w.-]*`)
	}
	return e.values[key]
}
