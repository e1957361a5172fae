// Package minify makes the files of a site smaller without changing what they mean.
// It wraps tdewolff/minify, which no other package imports.
//
//	small, err := minify.CSS(style)
//
// Everything is minified once, when it is loaded: the source of templates
// (Template), styles, scripts, drawings and data, and raw HTML out of Markdown
// (Fragment). No whole page is minified again; HTML, which could, is there for
// the tests that compare.
//
// An error means that the source could not be understood, and tells where. Text
// of any language passes through unchanged: nothing here composes, decomposes
// or folds a letter.
//
// # Faults of the minifier that are worked around
//
// Each has its case in the tests; when one of them passes without its
// workaround, the workaround can go. Found in version 2.24.25.
//
//   - It ends a template action at the first quotation mark that has a partner,
//     also in comments ({{/* don't */}}), and does not know raw strings.
//   - It writes "&" for "&amp;" before an action, whose value may then make it
//     a character reference: with "lt;" the page shows "<".
//   - It takes text in script, style and textarea for prose as soon as there is
//     an action in it: it joins lines (a // comment swallows the next one),
//     joins spaces in strings and resolves character references.
//   - It writes </h{{.X}}> in small letters: {{.x}}.
//   - It drops </thead> and </tbody> before a <tr> that stands outside, which
//     then becomes part of them.
//   - It drops </p> at the end of a file, though more may follow.
//   - SVG: it drops the spaces between words and a <tspan> beside them.
//   - XML: it joins the spaces inside a text, which may be escaped HTML with
//     a <pre> in it.
package minify

import (
	"fmt"

	tdewolff "github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/css"
	"github.com/tdewolff/minify/v2/html"
	"github.com/tdewolff/minify/v2/js"
	"github.com/tdewolff/minify/v2/json"
	"github.com/tdewolff/minify/v2/svg"
	"github.com/tdewolff/minify/v2/xml"
)

// Media types, as the minifier knows its parts.
const (
	htmlType = "text/html"
	cssType  = "text/css"
	jsType   = "application/javascript"
	svgType  = "image/svg+xml"
	jsonType = "application/json"
	ldType   = "application/ld+json"
	xmlType  = "application/xml"
)

// CSS minifies a style sheet.
func CSS(style []byte) ([]byte, error) { return run(files, cssType, style) }

// JS minifies a script. Names that other scripts can see are kept.
func JS(script []byte) ([]byte, error) { return run(files, jsType, script) }

// JSON minifies data. Numbers stay as they are written: "1e6" for 1000000 is
// legal, but not every reader of a whole number takes it.
func JSON(data []byte) ([]byte, error) { return run(files, jsonType, data) }

// The three sets of parts. Drawings in a page are left alone: they carry ids and
// spaces that count.
var (
	files         = parts(svgType, &svg.Minifier{})
	finished      = parts(htmlType, &html.Minifier{TemplateDelims: [2]string{holeStart, holeEnd}})
	withTemplates = parts(htmlType, &html.Minifier{TemplateDelims: [2]string{holeStart, holeEnd}, KeepDocumentTags: true})
)

// parts are those that every source may need, and one more.
func parts(kind string, more tdewolff.Minifier) *tdewolff.M {
	m := tdewolff.New()
	m.Add(kind, more)
	m.Add(cssType, &css.Minifier{})
	m.Add(jsType, &js.Minifier{})
	m.Add(jsonType, &json.Minifier{KeepNumbers: true})
	m.Add(ldType, &json.Minifier{KeepNumbers: true})
	m.Add(xmlType, &xml.Minifier{})
	return m
}

func run(with *tdewolff.M, kind string, source []byte) ([]byte, error) {
	small, err := with.Bytes(kind, source)
	if err != nil {
		return nil, fmt.Errorf("minify %s: %w", kind, err)
	}
	return small, nil
}
