package config

import (
	"strings"

	"loa/internal/base/pattern"
	"loa/internal/base/problem"
	"loa/internal/base/tomlfile"
)

// Target is a place to publish to.
type Target struct {
	Key      string `toml:"-"`
	Type     string `toml:"type"`     // one of targetTypes; "folder" if the author said nothing
	BaseURL  string `toml:"base_url"` // instead of the site's; "" for the site's
	Path     string `toml:"path"`     // the folder, here or on the server; in a bucket what names begin with
	Logs     string `toml:"logs"`     // the folder of the server's access logs; "" if nobody said
	Server   string `toml:"server"`   // one of Servers: its settings come with the site; "" for none
	Compress bool   `toml:"compress"` // compressed files beside text, for servers that send them as they are
	Keep     bool   `toml:"keep"`     // what a release replaces is kept for a return

	Host        string `toml:"host"`
	Port        int    `toml:"port"` // 0 for the usual one
	User        string `toml:"user"`
	KeyFile     string `toml:"key_file"`    // of sftp
	HostKey     string `toml:"host_key"`    // of sftp: "SHA256:…"
	Certificate string `toml:"certificate"` // of ftp: "SHA256:…"
	TLS         string `toml:"tls"`         // of ftp: "explicit" or "implicit"
	Insecure    bool   `toml:"insecure"`    // of ftp and s3: without encryption

	Bucket   string `toml:"bucket"`
	Region   string `toml:"region"`
	Encoding string `toml:"encoding"` // of s3: "gzip" or "none"

	At problem.Place `toml:"-"` // the target's key in site.toml
}

var targetTypes = []string{"folder", "sftp", "ftp", "s3"}

// Servers are the programs for which Loa writes settings.
var Servers = []string{"nginx", "apache", "iis", "iis-rewrite", "caddy"}

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
	return eachTable(v, noLimit, func(one tomlfile.Value) []problem.Problem {
		read := struct {
			Target
			misplaced
		}{Target: Target{Keep: true}}
		problems := one.Decode(&read)
		read.Target.Key, read.Target.At = one.Key(), one.KeyPlace()
		*t = append(*t, read.Target)
		return problems
	})
}

// misplaced are the names that people give a secret when they write it into a
// file.
type misplaced struct {
	Password   secret `toml:"password"`
	Passphrase secret `toml:"passphrase"`
	Secret     secret `toml:"secret"`
	SecretKey  secret `toml:"secret_key"`
	AccessKey  secret `toml:"access_key"`
	PrivateKey secret `toml:"private_key"`
	Token      secret `toml:"token"`
}

// secret is a value that must not be in the file; it is not kept.
type secret struct{}

// DecodeTOML tells where the secret belongs. The line itself is not shown: what
// a build says may be read by others.
func (secret) DecodeTOML(v tomlfile.Value) []problem.Problem {
	target, _ := v.Path[len(v.Path)-2].(string)
	at := v.KeyPlace()
	at.Text = ""
	return []problem.Problem{problem.New(problem.SiteSecret, at, problem.Args{"key": v.Key(), "variable": SecretVariable(target)})}
}

// SecretVariable is what the names of the environment variables with a target's
// secrets begin with.
func SecretVariable(target string) string {
	return "LOA_DEPLOY_" + notInNames.ReplaceAllString(strings.ToUpper(target), "_")
}

var notInNames = pattern.New(`[^A-Z0-9]+`)

// Store is a place that is no target of a site: the table [store] of a network.
type Store struct{ Target }

// DecodeTOML takes the table.
func (s *Store) DecodeTOML(v tomlfile.Value) []problem.Problem {
	read := struct {
		Target
		misplaced
	}{}
	problems := v.Decode(&read)
	s.Target = read.Target
	s.Key, s.At = v.Key(), v.KeyPlace()
	return problems
}

// CheckTargets looks at the tables [deploy.NAME] of another file than site.toml, and fills
// in what was left out.
func CheckTargets(doc *tomlfile.Doc, t Targets) []problem.Problem {
	c := checker{Settings: &Settings{doc: doc, Deploy: t}}
	c.targets()
	return c.problems
}

// IsTag reports whether a text is a tag of a language as site.toml takes it.
func IsTag(text string) bool {
	base, _, _ := strings.Cut(text, "-")
	return mistaken[base] == "" && isTag(text)
}

func (c *checker) targets() {
	for i := range c.Deploy {
		t := &c.Deploy[i]
		known := c.oneOf(t.Type, targetTypes, "deploy", t.Key, "type")
		if !known || t.Type == "" {
			t.Type = "folder"
		}
		c.oneOf(t.Server, Servers, "deploy", t.Key, "server")
		c.oneOf(t.TLS, []string{"explicit", "implicit"}, "deploy", t.Key, "tls")
		c.oneOf(t.Encoding, []string{"gzip", "none"}, "deploy", t.Key, "encoding")
		if t.Encoding == "" && t.Type == "s3" {
			t.Encoding = "gzip"
		}
		c.baseURL(&t.BaseURL, "deploy", t.Key, "base_url")
		c.between(&t.Port, 0, 65535, "deploy", t.Key, "port")
		if known { // else nobody knows what it needs
			c.reachable(t)
		}
	}
}

// needs are the keys without which a target of a type cannot be reached.
var needs = map[string][]string{"folder": {"path"}, "sftp": {"host", "user"}, "ftp": {"host", "user"}, "s3": {"host", "bucket"}}

// reachable tells which keys a target lacks, and of a password in its address.
func (c *checker) reachable(t *Target) {
	has := map[string]string{"path": t.Path, "host": t.Host, "user": t.User, "bucket": t.Bucket}
	for _, key := range needs[t.Type] {
		if has[key] == "" {
			c.add(problem.SiteTarget, t.At, problem.Args{"target": t.Key, "type": t.Type, "key": key})
		}
	}
	hidden := func(r rune) bool { return r <= ' ' || r == 0x7f } // would end a command of the server
	if strings.ContainsAny(t.Host, `/@\?#%`) || strings.ContainsFunc(t.Host, hidden) {
		c.add(problem.SiteTargetHost, c.Place("deploy", t.Key, "host"), problem.Args{"value": t.Host})
	}
}
