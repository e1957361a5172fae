package picture

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"loa/internal/base/problem"
)

const svgOpen = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">`

func TestCheckSVG(t *testing.T) {
	const (
		unsafe   = "picture.unsafe-svg"
		external = "picture.external-svg"
		broken   = "picture.broken-svg"
	)
	inside := func(s string) string { return svgOpen + s + "</svg>" }
	for _, c := range []struct{ svg, want string }{
		{inside(`<defs><path id="a" d="M0 0h9"/></defs><use xlink:href="#a" fill="url(#g)" transform="translate(1)"/>`), ""},
		{`<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd"><!-- Ao, hồ --><svg/>`, ""},
		{`<?xml version="1.0" encoding="ISO-8859-1"?><svg/>`, ""},
		{inside(`<image href="data:image/png;base64,AAAA"/><style>@font-face{src:url(data:font/woff2;base64,AA)} a{fill:url('#x')}</style>`), ""},
		{inside(`<a href="https://treem.example.gov.vn/"><text>a &lt; b, 1 &lt;2</text></a><a href="tel:111"/><a href="/x/?a:b"/>`), ""},
		{inside(`<g xmlns:s="http://sodipodi.example" s:docname="image(1).svg" s:path="C:\hinh"/>`), ""},

		{inside(`<metadata><r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:source>Ảnh tự vẽ</dc:source><dc:type r:resource="http://purl.org/dc/dcmitype/StillImage"/></r:RDF></metadata>`), ""},

		{inside(`<script>alert(1)</script>`), unsafe + " <script>"},
		{inside(`<SCRIPT/>`), unsafe + " <SCRIPT>"},
		{inside(`<h:script xmlns:h="http://www.w3.org/1999/xhtml"/>`), unsafe + " <script>"},
		{inside(`<foreignObject><p>x</p></foreignObject>`), unsafe + " <foreignObject>"},
		{inside(`<g onclick="x()"/>`), unsafe + " onclick"},
		{`<svg OnLoad="x()"/>`, unsafe + " OnLoad"},
		{inside(`<a href="javascript:alert(1)"/>`), unsafe + " javascript:"},
		{inside(`<a xlink:href=" java&#10;script&#x3a;alert(1)"/>`), unsafe + " javascript:"},
		{inside(`<a href="data:text/html,x"/>`), unsafe + " data:"},
		{inside(`<use href="data:image/svg+xml,x"/>`), unsafe + " data:"},
		{inside(`<set attributeName="href" to="javascript:x"/>`), unsafe + ` attributeName="href"`},
		{inside(`<animate attributeName="onclick" values="x"/>`), unsafe + ` attributeName="onclick"`},
		{`<?xml-stylesheet href="a.css"?><svg/>`, unsafe + " <?xml-stylesheet"},
		{`<!DOCTYPE svg [<!ENTITY x "y">]><svg/>`, unsafe + " <!DOCTYPE … ["},
		{inside(`<!--><b>x</b>-->`), unsafe + " <!-->"},
		{inside(`<title><![CDATA[</title><b onclick="x()">]]></title>`), unsafe + " <![CDATA["},

		{inside(`<image href="https://example.com/a.png"/>`), external + " https://example.com/a.png"},
		{inside(`<image xlink:href="anh.jpg"/>`), external + " anh.jpg"},
		{inside(`<use href="//example.com/a.svg#x"/>`), external + " //example.com/a.svg#x"},
		{inside(`<g fill="url(http://example.com/#a)"/>`), external + " http://example.com/#a"},
		{inside(`<g style="fill:u\72l('//example.com')"/>`), external + " //example.com"},
		{inside(`<style>@import "a.css";</style>`), external + " @import"},
		{inside(`<style>@im<!-- -->port "a.css";</style>`), external + " @import"},
		{inside(`<style>a{fill:u<![CDATA[rl(b.svg)]]>}</style>`), external + " b.svg"},
		{inside(`<style><g/>@import "a.css";</style>`), external + " @import"},
		{inside(`<style><g><title>u</title></g>rl(b.svg)</style>`), external + " b.svg"},
		{inside(`<a ping="//example.com" href="#x"/>`), external + " //example.com"},
		{inside(`<image href="d&#97;ta:image/png;base64,AAAA"/>`), unsafe + " data:"},
		{inside(`<image href="data:image/png;base64,AAAA"/><image href="d&#97;ta:image/png;base64,AAAA"/>`), unsafe + " data:"},
		{inside("<image href=\"data:image/png;base64,AAAA\nAAAA\"/>"), ""},
		{inside(`<image href="data&colon;image/png;base64,AAAA"/>`), broken + " "},
		{inside(`<image href="data:image/png,%89PNG"/>`), unsafe + " data:"},
		{inside(`<style>a{fill:url(\64 ata:image/png;base64,AAAA)}</style>`), unsafe + " data:"},
		{inside(`<style>a{font-family:"/*";fill:url(b.svg)}</style>`), external + " b.svg"},
		{inside(`<g style="background:image-set('a.png' 1x)"/>`), external + " image-set("},

		{"", broken + " "},
		{"<html/>", broken + " "},
		{"<svg>", broken + " "},
		{"<svg a=b/>", broken + " "},
		{`<svg>&nbsp;</svg>`, broken + " "},
		{`<?xml version="1.0" encoding="ISO-2022-JP"?><svg/>`, broken + " "},
		{"Trẻ em", broken + " "},
	} {
		var got []string
		for _, p := range CheckSVG("a.svg", []byte(c.svg)) {
			var args []string
			for _, v := range p.Args {
				args = append(args, fmt.Sprint(v))
			}
			got = append(got, string(p.Code)+" "+strings.Join(args, " "))
		}
		want := []string{c.want}
		if c.want == "" {
			want = nil
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s\ngot  %q\nwant %q", c.svg, got, want)
		}
	}
}

func TestCheckSVGTellsThePlace(t *testing.T) {
	problems := CheckSVG("static/a.svg", []byte("<svg>\n  <title>Hồ</title><g onclick='x'/>\n</svg>"))
	want := problem.Place{File: "static/a.svg", Line: 2, Column: 20, Width: 16, Text: "  <title>Hồ</title><g onclick='x'/>"}
	if len(problems) != 1 || problems[0].Place != want {
		t.Errorf("%+v", problems)
	}
}

func FuzzCheckSVG(f *testing.F) {
	f.Add(svgOpen + `<g fill="url(#a)"/></svg>`)
	f.Add(`<svg><style>\75rl(`)
	f.Fuzz(func(t *testing.T, svg string) {
		for _, p := range CheckSVG("a.svg", []byte(svg)) {
			if p.Place.Line < 1 {
				t.Errorf("%q: %+v", svg, p)
			}
		}
	})
}
