package wholesite

import (
	"net/url"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"loa/internal/base/problem"
	"loa/internal/generator/site"
)

// aliases are the old addresses of a page that lead to its entry. Each is told of once:
// kept by a file, kept by the settings of servers, or lost. A page that is shared with other
// sites has its own address and no other.
func (r *run) aliases(p *placed) []string {
	var all []string
	for _, address := range append([]string{p.page.Address}, p.page.Others...) {
		alias, ok := aliasOf(address)
		switch {
		case address == "":
			continue
		case r.isHome(alias): // every site has a page there
			r.report.Addresses.Kept++
			continue
		case !ok || len(all) == problem.MaxAliases.Most, p.shared && claim(alias) != claim(r.own(p)):
			r.report.Addresses.Lost = append(r.report.Addresses.Lost, address)
			continue
		case r.claimed[claim(alias)], r.stood(alias, p):
			if !contains(all, alias) {
				r.report.Addresses.Shared = append(r.report.Addresses.Shared, address)
			}
			continue
		}
		r.claimed[claim(alias)] = true
		if claim(alias) == claim(r.own(p)) {
			r.report.Addresses.Kept++
			continue
		}
		if site.ServerOnly(alias) {
			r.report.Addresses.Server++
		} else {
			r.report.Addresses.Kept++
		}
		all = append(all, alias)
	}
	return all
}

// stood reports whether another page has an address that stood in the site before, or one
// that it shares with others.
func (r *run) stood(alias string, p *placed) bool {
	name, suffix := strings.Trim(strings.TrimSuffix(claim(alias), "?"), "/"), ""
	if claim(alias) == claim(r.own(p)) {
		return false
	}
	if tag, rest, inner := strings.Cut(name, "/"); inner && tag != strings.ToLower(r.into.Settings.DefaultLanguage) && r.declared(tag) {
		name, suffix = rest, "."+tag
	}
	for _, entry := range []string{name + suffix, path.Join(name, "_index") + suffix, path.Join(name, "index") + suffix} {
		if r.before[entry] || r.borrowed(entry) {
			return true
		}
	}
	return false
}

// isHome reports whether an alias is the address of the first page in one of the site's
// languages.
func (r *run) isHome(alias string) bool {
	if alias == "/" {
		return true
	}
	tag := strings.Trim(claim(alias), "/?")
	return strings.ToLower(r.into.Settings.DefaultLanguage) != tag && slices.ContainsFunc(r.into.Settings.Languages.Tags(), func(one string) bool { return strings.ToLower(one) == tag })
}

func contains(all []string, alias string) bool {
	for _, one := range all {
		if claim(one) == claim(alias) {
			return true
		}
	}
	return false
}

// aliasOf is an old address as an alias says it: decoded, in composed form; not ok for
// one that no alias can say.
func aliasOf(address string) (string, bool) {
	bare, query, asked := strings.Cut(address, "?")
	decoded, err := url.PathUnescape(bare)
	if err != nil {
		decoded = bare
	}
	alias := norm.NFC.String(path.Clean("/" + decoded))
	if strings.HasSuffix(decoded, "/") && alias != "/" {
		alias += "/"
	}
	if asked && query != "" {
		alias += "?" + strings.ReplaceAll(query, "&amp;", "&")
	}
	return alias, site.IsOldAddress(alias)
}

// claim is an address as file systems compare it that do not tell large from small.
func claim(address string) string {
	bare, query, _ := strings.Cut(strings.ToLower(address), "?")
	bare = strings.TrimSuffix(strings.TrimSuffix(bare, "index.html"), "/")
	return bare + "?" + query
}

// own is the address that the entry of a page has here.
func (r *run) own(p *placed) string {
	prefix := "/"
	if p.suffix != "" {
		prefix += strings.TrimPrefix(p.suffix, ".") + "/"
	}
	if inner := path.Join(p.dir, p.name); inner != "" {
		return prefix + inner + "/"
	}
	return prefix
}
