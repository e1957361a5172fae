package cli

import (
	"context"
	"path/filepath"
	"strings"

	"loa/internal/base/problem"
	"loa/internal/desk/scaffold"
	"loa/internal/generator/config"
)

type newSite struct {
	Dir       string `arg:"" optional:""`
	Title     string `placeholder:"TEXT"`
	Languages string `placeholder:"TAGS"`
}

// placeholder is the address of a site that has none yet; the name is reserved
// for examples (RFC 2606).
const placeholder = "https://trang-cua-ban.example/"

// Run makes a new site.
func (n *newSite) Run(ctx context.Context, c *Common, v *voice, s *Env) error {
	o, err := c.options(v, s)
	if err != nil {
		return err
	}
	site := scaffold.NewSite{Dir: n.Dir, BaseURL: o.BaseURL, Tag: v.Language, Today: o.Now, Disk: s.Disk}
	if err := n.asked(answering(ctx, v, s, n.Title+n.Languages+o.BaseURL != ""), &site); err != nil {
		return err
	}
	if err := scaffold.Start(site); err != nil {
		return v.refused(err)
	}
	v.Tell("begun-site", problem.Args{"dir": site.Dir, "title": site.Title})
	v.Tell("begun-site-next", problem.Args{"dir": shellWord(site.Dir)})
	return nil
}

// asked asks what a site needs.
func (n *newSite) asked(i *interview, site *scaffold.NewSite) error {
	languages := []choice{{"vi", i.v.Say("site-vi", nil)}, {"vi,en", i.v.Say("site-vi-en", nil)}, {"en", i.v.Say("site-en", nil)}}
	questions := []question{
		{key: "site-title", flag: "--title", given: n.Title, needed: true, usual: i.v.Say("site-title", nil), take: text(&site.Title)},
		{key: "site-languages", flag: "--languages", given: strings.ReplaceAll(n.Languages, " ", ""), usual: "vi", choices: languages, take: list(&site.Languages)},
		{key: "site-address", flag: "--base-url", given: site.BaseURL, usual: placeholder, take: address(&site.BaseURL)},
	}
	where := question{key: "site-dir", given: site.Dir, needed: true, usual: i.v.Say("site-dir", nil), take: func(answer string) error {
		site.Dir = filepath.Clean(answer)
		return scaffold.Room(site.Dir, site.Disk) // better now than after the other answers
	}}
	return i.put(append([]question{where}, questions...)...)
}

func address(into *string) func(string) error {
	return func(answer string) error {
		normal, ok := config.NormalURL(answer)
		if !ok {
			return &scaffold.Refusal{Key: "bad-base-url", Args: problem.Args{"value": answer}}
		}
		*into = normal
		return nil
	}
}

// shellWord puts a path with spaces into quotes, for a line to type.
func shellWord(name string) string {
	if strings.ContainsAny(name, " &()") {
		return `"` + name + `"`
	}
	return name
}
