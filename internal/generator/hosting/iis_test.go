package hosting

import (
	"encoding/xml"
	"regexp"
	"strings"
	"testing"
)

// rules are those of web.config, as the module “URL Rewrite” reads them.
type rules struct {
	Rules []struct {
		Name  string `xml:"name,attr"`
		Stop  bool   `xml:"stopProcessing,attr"`
		Match struct {
			URL string `xml:"url,attr"`
		} `xml:"match"`
		Conditions []struct {
			Input   string `xml:"input,attr"`
			Pattern string `xml:"pattern,attr"`
		} `xml:"conditions>add"`
		Action struct {
			URL    string `xml:"url,attr"`
			Append string `xml:"appendQueryString,attr"`
			Type   string `xml:"redirectType,attr"`
		} `xml:"action"`
	} `xml:"system.webServer>rewrite>rules>rule"`
	Locations []struct {
		Redirect *struct{} `xml:"system.webServer>httpRedirect"`
	} `xml:"location"`
}

// With “URL Rewrite” each old address leads on, those with a query first, and nothing else does.
func TestIISRewrite(t *testing.T) {
	var read rules
	if err := xml.Unmarshal(IISRewrite(facts), &read); err != nil {
		t.Fatal(err)
	}
	// leads is where the first rule that fits sends an address, as the module would.
	leads := func(path, query string) string {
		for _, r := range read.Rules {
			if !r.Stop || r.Action.Append != "false" || r.Action.Type != "Permanent" {
				t.Errorf("%+v", r)
			}
			fits := regexp.MustCompile("(?i)" + r.Match.URL).MatchString(path)
			for _, c := range r.Conditions {
				if c.Input != "{QUERY_STRING}" {
					t.Errorf("%+v", c)
				}
				for _, part := range strings.Split(c.Pattern, "(?=")[1:] { // Go has no look ahead
					fits = fits && regexp.MustCompile("^"+strings.TrimSuffix(part, ")")).MatchString(query)
				}
			}
			if fits {
				return r.Action.URL
			}
		}
		return ""
	}
	for asked, want := range map[string]string{
		"tin.aspx?id=12": "/vi-tre-em/tin/muoi-hai/", "Tin.aspx?l=x&id=12": "/vi-tre-em/tin/muoi-hai/", "tin.aspx?id=121": "/vi-tre-em/tin/", "tin.aspx": "/vi-tre-em/tin/",
		"tin/cu": "/vi-tre-em/tin/moi/", "tin/cu/": "/vi-tre-em/tin/moi/", "trẻ em.html": "/vi-tre-em/tre-em/", "tinxaspx": "", "a/tin.aspx": "", "tin/cu/x": "",
	} {
		path, query, _ := strings.Cut(asked, "?")
		if got := leads(path, query); got != want {
			t.Errorf("%s leads to %q, want %q", asked, got, want)
		}
	}
	names := map[string]bool{}
	for _, r := range read.Rules {
		if names[r.Name] {
			t.Errorf("two rules are called %s: an error of IIS", r.Name)
		}
		names[r.Name] = true
	}
	for _, l := range read.Locations {
		if l.Redirect != nil {
			t.Error("an old address is told twice")
		}
	}
}
