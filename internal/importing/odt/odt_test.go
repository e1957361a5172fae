package odt

import (
	"errors"
	"os"
	"strings"
	"testing"

	"loa/internal/base/officefile"
	"loa/internal/base/workbook/workbooktest"
	"loa/internal/importing/htmlimport"
)

// build zips a text with styles.
func build(t testing.TB, styles, text string, more map[string]string) []byte {
	t.Helper()
	parts := map[string]string{"content.xml": "<document-content><automatic-styles>" + styles + "</automatic-styles><body><text>" + text + "</text></body></document-content>"}
	for name, xml := range more {
		parts[name] = xml
	}
	return workbooktest.Zip(t, parts)
}

func markdown(t *testing.T, styles, text string, more map[string]string) (string, []htmlimport.Loss) {
	t.Helper()
	d, err := Read(build(t, styles, text, more))
	if err != nil {
		t.Fatal(err)
	}
	r := htmlimport.Options{Picture: func(src string) (htmlimport.File, bool) {
		data, ok := d.Picture(src)
		return htmlimport.File{Name: "a.png", Data: data}, ok
	}}.Convert(d.HTML)
	return r.Markdown, r.Lost
}

func TestBlocks(t *testing.T) {
	for text, want := range map[string]string{
		`<p>a<s c="3"/>b<tab/>c<line-break/>d</p>`:                                                                   "a b c\\\nd\n",
		`<h outline-level="2">a</h><p/><p>b</p>`:                                                                     "## a\n\nb\n",
		`<section display="none"><p>kín</p></section><section><p>a</p></section>`:                                    "a\n",
		`<p>a<note note-class="footnote"><note-citation>1</note-citation><note-body><p>n</p></note-body></note></p>`: "a[^1]\n\n[^1]: n\n",
		`<p><ruby><ruby-base>漢</ruby-base><ruby-text>x</ruby-text></ruby></p>`:                                       "漢\n",
		`<p>a<date>01/06/2026</date><hidden-text>x</hidden-text></p>`:                                                "a01/06/2026\n",
		`<p>a<frame><text-box><p>b</p></text-box></frame>c</p>`:                                                      "ac\n\nb\n",
		`<p><frame><image href="Pictures/a.png"/><image href="Pictures/a.svg"/><desc>Ao</desc></frame></p>`:          "![Ao](a.png)\n",
		`<p><a href="#cho">a</a> <a href="https://xa.example/">b</a></p>`:                                            "a [b](https://xa.example/)\n",
		`<p>a<frame><object href="./Object 1"/></frame></p>`:                                                         "a1/2\n",
		`<table><table-header-rows><table-row><table-cell><p>a</p></table-cell><table-cell number-columns-repeated="2"><p>b</p></table-cell></table-row></table-header-rows><table-row><table-cell><p>c</p></table-cell><table-cell><p>d</p><p>e</p></table-cell><table-cell/></table-row></table>`: "| a | b | b |\n|---|---|---|\n| c | d e |  |\n",
	} {
		more := map[string]string{"Pictures/a.png": "x", "Object 1/content.xml": "<math><semantics><mfrac><mn>1</mn><mn>2</mn></mfrac><annotation>{1} over {2}</annotation></semantics></math>"}
		if got, _ := markdown(t, "", text, more); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
	for _, text := range []string{`<table-of-content><index-body><p>Mục 1 2</p></index-body></table-of-content><p>a</p>`, `<p><frame><object href="./Chart"/></frame>a</p>`} {
		if got, lost := markdown(t, "", text, nil); got != "a\n" || len(lost) != 1 {
			t.Errorf("%s: %q %v", text, got, lost)
		}
	}
}

// Numbers of lists are those that LibreOffice shows.
func TestLists(t *testing.T) {
	const styles = `<list-style name="L"><list-level-style-number level="1" num-format="1" num-suffix="."/><list-level-style-number level="2" num-format="1" num-suffix=")" display-levels="2"/></list-style>` +
		`<list-style name="A"><list-level-style-number level="1" num-format="a" num-prefix="(" num-suffix=")"/></list-style><list-style name="F"><list-level-style-number level="1" num-format="I" num-list-format="Điều %1%."/></list-style>` +
		`<list-style name="B"><list-level-style-bullet level="1" bullet-char="•"/></list-style>`
	item := func(text string) string { return "<list-item><p>" + text + "</p></list-item>" }
	for text, want := range map[string]string{
		`<list id="x" style-name="L">` + item("a") + `</list><p>m</p><list continue-list="x" style-name="L">` + item("b") + `</list><p>m</p><list style-name="L">` + item("c") + `</list>`:     "1. a\n\nm\n\n2. b\n\nm\n\n1. c\n",
		`<list style-name="L"><list-header><p>đầu</p></list-header>` + item("a") + `</list>`:                                                                                                   "đầu\n\n1. a\n",
		`<list style-name="L">` + item("a") + `<list-item><list>` + item("b") + item("c") + `</list></list-item>` + item("d") + `<list-item><list>` + item("e") + `</list></list-item></list>`: "1. a\n   - 1.1) b\n   - 1.2) c\n2. d\n   - 2.1) e\n",
		`<list style-name="A">` + item("a") + item("b") + `</list>`:                                                                                                                            "- (a) a\n- (b) b\n",
		`<list style-name="F">` + item("a") + item("b") + `</list>`:                                                                                                                            "- Điều I. a\n- Điều II. b\n",
		`<list style-name="B">` + item("a") + `</list>`:                                                                                                                                        "- a\n",
	} {
		if got, _ := markdown(t, styles, text, nil); got != want {
			t.Errorf("%s:\n%q, want\n%q", text, got, want)
		}
	}
}

func TestBounds(t *testing.T) {
	for name, c := range map[string]struct {
		data []byte
		want error
	}{
		"no zip":   {[]byte("x"), officefile.ErrNot},
		"no text":  {workbooktest.Zip(t, map[string]string{"a": "b"}), officefile.ErrNot},
		"a sheet":  {workbooktest.Zip(t, map[string]string{"content.xml": "<document-content><body><spreadsheet/></body></document-content>"}), officefile.ErrNot},
		"cut":      {build(t, "", "<p>a", nil), officefile.ErrNot},
		"locked":   {build(t, "", "", map[string]string{"META-INF/manifest.xml": "<m><file-entry><encryption-data/></file-entry></m>"}), officefile.ErrLocked},
		"deep":     {build(t, "", strings.Repeat("<p>", 300)+strings.Repeat("</p>", 300), nil), officefile.ErrTooLarge},
		"elements": {build(t, "", strings.Repeat("<p/>", 300_000), nil), officefile.ErrTooLarge},
	} {
		if _, err := Read(c.data); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	style := ""
	for _, name := range []string{"a", "b"} {
		style += `<style name="` + name + `" family="text" parent-style-name="` + map[string]string{"a": "b", "b": "a"}[name] + `"/>`
	}
	if got, _ := markdown(t, style, `<p><span style-name="a">x</span></p>`, nil); got != "x\n" {
		t.Errorf("styles that build on each other: %q", got)
	}
}

// Whatever a text says, reading ends.
func FuzzRead(f *testing.F) {
	data, err := os.ReadFile("../testdata/ke-hoach.odt")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data, "", "")
	f.Add([]byte(nil), `<list-style name="L"><list-level-style-number level="1" num-format="1"/></list-style>`, `<list style-name="L"><list-item start-value="3"><p>a</p></list-item></list><change change-id="1"/>`)
	f.Fuzz(func(t *testing.T, data []byte, styles, text string) {
		if len(data) == 0 {
			data = build(t, styles, text, nil)
		}
		if d, err := Read(data); err == nil {
			htmlimport.Convert(d.HTML)
		}
	})
}
