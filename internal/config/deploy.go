package config

import (
	"loa/internal/problem"
	"loa/internal/tomlfile"
)

// Target is a place to publish to.
type Target struct {
	Key     string `toml:"-"`
	Type    string `toml:"type"`     // "folder" (the default), "rsync", "sftp", "git"
	BaseURL string `toml:"base_url"` // instead of the site's; "" for the site's
	Path    string `toml:"path"`     // folder, here or on the server
	Host    string `toml:"host"`
	Port    int    `toml:"port"` // 0 for the usual one
	User    string `toml:"user"`
	Remote  string `toml:"remote"` // of git: name or address
	Branch  string `toml:"branch"`

	At problem.Place `toml:"-"` // the target's key in site.toml
}

// Targets are the tables [deploy.NAME], in the order of the file.
type Targets []Target

// Find returns the target with a name.
func (t Targets) Find(name string) (Target, bool) {
	for _, target := range t {
		if target.Key == name {
			return target, true
		}
	}
	return Target{}, false
}

// DecodeTOML takes the tables [deploy.NAME].
func (t *Targets) DecodeTOML(v tomlfile.Value) []problem.Problem {
	return eachTable(v, func(one tomlfile.Value) []problem.Problem {
		next := Target{Key: one.Key(), At: one.KeyPlace()}
		problems := one.Decode(&next)
		*t = append(*t, next)
		return problems
	})
}

func (c *checker) targets() {
	for i := range c.Deploy {
		t := &c.Deploy[i]
		if !c.oneOf(t.Type, []string{"folder", "rsync", "sftp", "git"}, "deploy", t.Key, "type") || t.Type == "" {
			t.Type = "folder"
		}
		c.baseURL(&t.BaseURL, "deploy", t.Key, "base_url")
		c.between(&t.Port, 0, 65535, "deploy", t.Key, "port")
	}
}
