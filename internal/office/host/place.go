package host

import (
	"net/url"
	"strings"
)

// Kind is which program a host runs.
type Kind string

// The kinds. Forgejo answers as Gitea does.
const (
	GitLab  Kind = "gitlab"
	Gitea   Kind = "gitea"
	Forgejo Kind = "forgejo"
	GitHub  Kind = "github"
)

// Kinds are all kinds, as site.toml names them.
func Kinds() []string {
	return []string{string(Forgejo), string(Gitea), string(GitLab), string(GitHub)}
}

// Place is a project at a host.
type Place struct {
	Kind    Kind
	Address string // "https://host" or "http://host:port/folder", without a slash at the end
	Project string // "xa-an/trang"; GitLab has longer ones
}

// String is the address of the project, as a person sees it in a browser. It is the name
// under which a token is kept.
func (p Place) String() string { return p.Address + "/" + p.Project }

// Clear reports whether anybody on the way can read the token.
func (p Place) Clear() bool { return strings.HasPrefix(p.Address, "http://") }

// Of returns the project that a Git remote or the address of its page names: "https://…",
// "ssh://git@host/…" or "git@host:…". Of a remote by SSH the API is asked over HTTPS.
// It returns false for anything else: a folder, an address with a password, no project.
func Of(remote, kind string) (Place, bool) {
	remote = strings.TrimSpace(remote)
	if name, rest, ok := strings.Cut(remote, ":"); ok && !strings.Contains(remote, "://") && !strings.ContainsAny(name, `/\`) && len(name) > 1 {
		remote = "ssh://" + name + "/" + strings.TrimPrefix(rest, "/")
	}
	u, err := url.Parse(remote)
	if err != nil || u.Hostname() == "" || u.RawQuery != "" || u.Fragment != "" || len(remote) > 300 {
		return Place{}, false
	}
	p := Place{Kind: Kind(kind), Project: strings.TrimSuffix(strings.Trim(u.Path, "/"), ".git")}
	switch u.Scheme {
	case "https", "http":
		if u.User != nil {
			return Place{}, false
		}
		p.Address = u.Scheme + "://" + strings.ToLower(u.Host)
	case "ssh":
		p.Address = "https://" + strings.ToLower(u.Hostname())
	default:
		return Place{}, false
	}
	return p, p.named()
}

// At returns the place with the address of its API: a host may answer to Git by SSH under
// another name, and may lie in a folder of its web server. False if the address is none, or
// does not hold the project.
func (p Place) At(address string) (Place, bool) {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Hostname() == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" || len(address) > 300 {
		return p, false
	}
	folder := strings.Trim(u.Path, "/")
	p.Address = u.Scheme + "://" + strings.ToLower(u.Host)
	if folder != "" {
		p.Address += "/" + folder
		p.Project = strings.TrimPrefix(p.Project, folder+"/")
	}
	return p, p.named()
}

// Beside reports whether two projects are at one host, by scheme, name and port.
func (p Place) Beside(other Place) bool {
	a, err := url.Parse(p.Address)
	b, wrong := url.Parse(other.Address)
	return err == nil && wrong == nil && a.Scheme == b.Scheme && a.Host == b.Host
}

// named reports whether the project is one: two names, more of them at GitLab alone.
func (p Place) named() bool {
	parts := strings.Split(p.Project, "/")
	if len(parts) < 2 || len(parts) > 2 && p.Kind != GitLab {
		return false
	}
	for _, part := range parts {
		if part == "" || part == "." || part == ".." {
			return false
		}
	}
	return true
}

// owner is the first name of a project.
func (p Place) owner() string {
	owner, _, _ := strings.Cut(p.Project, "/")
	return owner
}
