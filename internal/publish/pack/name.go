package pack

import (
	"net/url"
	"strings"
	"time"

	"loa/internal/base/fold"
	"loa/internal/generator/build"
	"loa/internal/generator/site"
)

// longest is how many letters of a title go into the name of a pack.
const longest = 40

// zipName is the name of a pack and of the folder in it: what it is of, and its
// day. Letters are ASCII, so that it survives every phone and stick.
func zipName(p *build.Project, of *site.Copy) string {
	parts := []string{siteName(p)}
	if !of.Whole() {
		parts = append(parts, fold.Slug(of.Topic))
	}
	if len(of.Editions()) == 1 && len(p.Site.Editions) > 1 {
		parts = append(parts, strings.ToLower(of.Editions()[0].Language.Tag))
	}
	return dated(strings.Join(parts, "-"), p.Site.Now)
}

func dated(name string, day time.Time) string { return name + "-" + day.Format(time.DateOnly) }

// siteName is the site's title, else its host, in ASCII.
func siteName(p *build.Project) string {
	name := fold.Slug(p.Settings.Title.In(p.Settings.DefaultLanguage, p.Settings.DefaultLanguage))
	if address, err := url.Parse(p.Settings.BaseURL); name == "" && err == nil {
		name = fold.Slug(address.Hostname())
	}
	return short(name)
}

// short cuts a name between words.
func short(name string) string {
	if len(name) <= longest {
		return name
	}
	if i := strings.LastIndexByte(name[:longest+1], '-'); i > 0 {
		return name[:i]
	}
	return name[:longest]
}
