package hosting

import (
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"loa/internal/generator/config"
	"loa/internal/generator/site"
)

// facts are those of a site below a path, in two languages, with old addresses.
var facts = Facts{
	Root: "/vi-tre-em/", Policy: (&config.Settings{}).Policy(),
	Moves: []Move{
		{Path: "tin.aspx", Query: "id=12", To: "tin/muoi-hai/"}, {Path: "tin.aspx", To: "tin/"},
		{Path: "tin/cu", To: "tin/moi/"}, {Path: "trẻ em.html", To: "tre-em/"},
	},
	Errors:    []Error{{"", "404.html"}, {"en/", "en/404.html"}},
	Sandboxed: []string{"ban-do/index.html", "tep/mẫu đơn.html"},
}

// TestSandboxed: every server is told not to let the scripts of copied pages run, at
// each address at which it would answer with one.
func TestSandboxed(t *testing.T) {
	for name, c := range map[string]struct {
		write func(Facts) []byte
		want  []string
	}{
		"nginx":  {Nginx, []string{`location = "/vi-tre-em/ban-do/index.html" {`, `location = "/vi-tre-em/tep/mẫu đơn.html" {`}},
		"apache": {Apache, []string{`m#^/vi-tre-em/ban-do/index\.html(\.gz|\.br)?$#i`, `m#^/vi-tre-em/tep/mẫu đơn\.html(`}},
		"caddy":  {Caddy, []string{`@copied path "/vi-tre-em/ban-do/index.html" "/vi-tre-em/ban-do/" "/vi-tre-em/tep/mẫu đơn.html"`}},
		"iis":    {IIS, []string{`<location path="ban-do/index.html">`, `<location path="tep/mẫu đơn.html">`}},
		"hosts of pages": {Headers, []string{"/vi-tre-em/ban-do/index.html\n", "/vi-tre-em/ban-do/\n", "/vi-tre-em/tep/m%E1%BA%ABu%20%C4%91%C6%A1n.html\n  Content-Security-Policy: sandbox\n",
			"/vi-tre-em/tep/m%E1%BA%ABu%20%C4%91%C6%A1n\n"}},
	} {
		text, none := string(c.write(facts)), facts
		none.Sandboxed = nil
		if more := strings.Count(text, "sandbox") - strings.Count(string(c.write(none)), "sandbox"); more < 1 {
			t.Errorf("%s: no sandbox", name)
		}
		for _, want := range c.want {
			if !strings.Contains(text, want) {
				t.Errorf("%s has no %s:\n%s", name, want, text)
			}
		}
	}
	for _, bad := range []string{"a\"b.html", "a$b.html", "a;b.html", "a'.html", "a\n.html"} {
		if !unfit(bad) {
			t.Errorf("%q goes into settings", bad)
		}
	}
}

func TestMoved(t *testing.T) {
	to := &site.Page{Path: "moi/"}
	for from, want := range map[string]Move{
		"tin/123.html":       {Path: "tin/123.html", To: "moi/"},
		"tin/cu/":            {Path: "tin/cu", To: "moi/"},
		"tin.aspx?id=1&x=%2": {Path: "tin.aspx", Query: "id=1&x=%2", To: "moi/"},
		"tr%E1%BA%BB.html":   {Path: "trẻ.html", To: "moi/"},
	} {
		if got, ok := moved(site.Redirect{From: from, To: to}); !ok || got != want {
			t.Errorf("%s: %+v", from, got)
		}
	}
	for _, from := range []string{"a\"b", "a%0ab", "a{b", "a%22b?x", "a%zz", "x?a\"; return 200;"} {
		if got, ok := moved(site.Redirect{From: from, To: to}); ok {
			t.Errorf("%q goes into settings as %+v", from, got)
		}
	}
}

func TestRedirects(t *testing.T) {
	want := "/vi-tre-em/tin.aspx id=12 /vi-tre-em/tin/muoi-hai/ 301\n/vi-tre-em/tin.aspx /vi-tre-em/tin/ 301\n/vi-tre-em/tin/cu /vi-tre-em/tin/moi/ 301\n/vi-tre-em/en/* /vi-tre-em/en/404.html 404\n"
	if diff := cmp.Diff(want, string(Redirects(facts))); diff != "" {
		t.Error(diff)
	}
	if Redirects(Facts{Root: "/", Errors: facts.Errors[:1]}) != nil {
		t.Error("a list of nothing")
	}
}

// A query fits with its parameters in any order and with others between, and nothing fits
// that only begins so. Servers read the expression as PCRE; its parts are tried here one
// by one, since Go has no look ahead.
func TestAmong(t *testing.T) {
	parts := regexp.MustCompile(`\(\?=\(\?:\.\*&\)\?(.*?)\(\?:&\|\$\)\)`)
	for _, c := range []struct {
		alias, asked string
		fits         bool
	}{
		{"id=5", "id=5", true}, {"id=5", "fbclid=x&id=5", true}, {"id=5", "id=5&utm=a", true}, {"id=5", "id=55", false}, {"id=5", "xid=5", false}, {"id=5", "", false},
		{"id=5&l=Tin", "l=Tin&id=5", true}, {"id=5&l=Tin", "id=5", false}, {"m=a.b", "m=axb", false}, {"m=đ", "m=%C4%91", true},
	} {
		fits := true
		for _, part := range parts.FindAllStringSubmatch((Move{Query: c.alias}).among(), -1) {
			fits = fits && regexp.MustCompile("^(?:.*&)?"+part[1]+"(?:&|$)").MatchString(c.asked)
		}
		if fits != c.fits {
			t.Errorf("%s fits %s: %v", c.alias, c.asked, fits)
		}
	}
}

func TestPolicyWithMeasure(t *testing.T) {
	s := &config.Settings{Measure: config.Measure{Script: "https://do.example.gov.vn/x/d.js"}}
	want := "default-src 'none'; script-src 'self' https://do.example.gov.vn; style-src 'self'; img-src 'self' data: https://do.example.gov.vn; media-src 'self'; connect-src 'self' https://do.example.gov.vn; manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'"
	if diff := cmp.Diff(want, s.Policy()); diff != "" {
		t.Error(diff)
	}
}

// rule says what an element of web.config may hold, after IIS_schema.xml of IIS
// 10 (attributes, elements) and the overrideMode of applicationHost.config: only
// sections that are left to sites.
type rule struct {
	attributes string // separated by spaces
	elements   string
}

var iisSchema = map[string]rule{
	"":                 {"", "configuration"},
	"configuration":    {"", "system.webServer location"},
	"location":         {"path", "system.webServer"},
	"system.webServer": {"", "defaultDocument directoryBrowse staticContent httpErrors httpProtocol security urlCompression httpRedirect"},
	"defaultDocument":  {"enabled", "files"}, "files": {"", "clear add"},
	"directoryBrowse": {"enabled", ""},
	"staticContent":   {"", "remove mimeMap clientCache"}, "mimeMap": {"fileExtension mimeType", ""},
	"clientCache": {"cacheControlMode cacheControlMaxAge cacheControlCustom", ""},
	"httpErrors":  {"errorMode existingResponse", "remove error"}, "error": {"statusCode path responseMode", ""},
	"httpProtocol": {"", "customHeaders"}, "customHeaders": {"", "remove add"},
	"security": {"", "requestFiltering"}, "requestFiltering": {"", "hiddenSegments"}, "hiddenSegments": {"", "remove add"},
	"urlCompression": {"doStaticCompression", ""},
	"httpRedirect":   {"enabled destination exactDestination httpResponseStatus", ""},
	"clear":          {"", ""}, "add": {"value name segment", ""}, "remove": {"fileExtension name segment statusCode subStatusCode", ""},
}

// TestIIS reads web.config by the rules of IIS: what it knows, in sections that
// hosts leave unlocked, and nothing added that was not removed before.
func TestIIS(t *testing.T) {
	d := xml.NewDecoder(strings.NewReader(string(IIS(facts))))
	way, removed, locations := []string{""}, map[string]bool{}, 0
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		switch e := token.(type) {
		case xml.StartElement:
			name, parent := e.Name.Local, way[len(way)-1]
			if !slices.Contains(strings.Fields(iisSchema[parent].elements), name) {
				t.Errorf("<%s> may not stand in <%s>", name, parent)
			}
			key := parent
			for _, a := range e.Attr {
				if !slices.Contains(strings.Fields(iisSchema[name].attributes), a.Name.Local) {
					t.Errorf("<%s> has no attribute %s", name, a.Name.Local)
				}
				switch a.Name.Local {
				case "fileExtension", "name", "segment", "statusCode":
					key += " " + a.Value
				}
			}
			switch name {
			case "location":
				locations++
				clear(removed)
			case "remove", "clear":
				removed[key] = true
			case "mimeMap", "add", "error":
				if !removed[key] && !removed[parent] {
					t.Errorf("%s is added and was not removed before: an error where the server has it", key)
				}
			}
			way = append(way, name)
		case xml.EndElement:
			way = way[:len(way)-1]
		}
	}
	if locations != 7 { // assets, en, three old addresses without a query, two copied pages
		t.Errorf("%d locations", locations)
	}
	for _, forbidden := range []string{".gz", ".br", "httpCompression", "rewrite"} {
		if strings.Contains(string(IIS(facts)), forbidden) {
			t.Errorf("web.config has %s", forbidden)
		}
	}
}

// TestHeaders: every line fits the form, and no header is set twice for a file.
func TestHeaders(t *testing.T) {
	text := string(Headers(facts))
	for line := range strings.Lines(text) {
		if !strings.HasPrefix(line, "/vi-tre-em/") && !(strings.HasPrefix(line, "  ") && strings.Contains(line, ": ")) {
			t.Errorf("%q", line)
		}
		if len(line) > 2000 {
			t.Errorf("Cloudflare takes lines of 2,000 characters; this has %d", len(line))
		}
	}
	if !strings.Contains(text, "frame-ancestors 'self'") {
		t.Error(text)
	}
}

// FuzzMoves: no old address that gets into settings can end the place in which
// it stands.
func FuzzMoves(f *testing.F) {
	f.Add("tin/1.html")
	f.Add(`a" { } location / { return 200 "x`)
	f.Fuzz(func(t *testing.T, from string) {
		m, ok := moved(site.Redirect{From: from, To: &site.Page{Path: "x/"}})
		if !ok {
			return
		}
		one := facts
		one.Moves = []Move{m}
		for _, write := range []func(Facts) []byte{Nginx, Apache, Caddy} {
			text := string(write(one))
			none := string(write(Facts{Root: one.Root, Policy: one.Policy, Errors: one.Errors}))
			if strings.Count(text, "{")-strings.Count(text, "}") != strings.Count(none, "{")-strings.Count(none, "}") {
				t.Errorf("%q unbalances the settings", from)
			}
			if strings.Count(text, `"`)%2 != strings.Count(none, `"`)%2 {
				t.Errorf("%q leaves a quote open", from)
			}
		}
	})
}
