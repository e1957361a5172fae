package htmlimport

import (
	"maps"
	"net/url"
	"slices"
	"strings"

	"loa/internal/base/pattern"
)

// carriers are addresses that programs put around another, to count who follows it, and
// where in them that stands.
var carriers = []struct {
	host      *pattern.Pattern
	path, key string
}{
	{pattern.New(`(?:^|\.)google\.(?:com?\.)?[a-z]{2,3}$`), "/url", "q"}, {pattern.New(`(?:^|\.)google\.(?:com?\.)?[a-z]{2,3}$`), "/url", "url"},
	{pattern.New(`^lm?\.facebook\.com$`), "/l.php", "u"}, {pattern.New(`^l\.instagram\.com$`), "/", "u"},
	{pattern.New(`\.safelinks\.protection\.outlook\.com$`), "/", "url"}, {pattern.New(`(?:^|\.)youtube\.com$`), "/redirect", "q"},
	{pattern.New(`^link\.zalo\.me$`), "/", "url"},
}

// within is the address that another carries, or that one itself.
func within(u *url.URL, href string) string {
	host := strings.ToLower(u.Hostname())
	for _, c := range carriers {
		if u.Path != c.path && !(c.path == "/" && u.Path == "") || !c.host.MatchString(host) {
			continue
		}
		inner := u.Query().Get(c.key)
		if to, err := url.Parse(inner); err == nil && (to.Scheme == "http" || to.Scheme == "https") && to.Host != "" {
			return strings.Map(printable, inner)
		}
	}
	return href
}

// trackers are parameters by which Facebook, Google, Microsoft, Instagram, Yandex, Mailchimp and Zalo know who followed
// a link from where. No page shows anything else without them.
var trackers = map[string]bool{
	"fbclid": true, "gclid": true, "dclid": true, "gbraid": true, "wbraid": true, "gclsrc": true, "msclkid": true, "yclid": true, "twclid": true, "ttclid": true,
	"igsh": true, "igshid": true, "mc_cid": true, "mc_eid": true, "_ga": true, "_gl": true, "zarsrc": true,
}

// untracked is an address without such parameters; all others stay byte by byte.
func (w *walker) untracked(address string) string {
	before, fragment, hasFragment := strings.Cut(address, "#")
	path, query, asks := strings.Cut(before, "?")
	if !asks || !strings.HasPrefix(strings.ToLower(address), "http") {
		return address
	}
	var kept []string
	found := false
	for one := range strings.SplitSeq(query, "&") {
		name, _, _ := strings.Cut(one, "=")
		if name = strings.ToLower(name); trackers[name] || strings.HasPrefix(name, "utm_") {
			w.tracked[name], found = true, true
			continue
		}
		kept = append(kept, one)
	}
	if !found {
		return address
	}
	if len(kept) > 0 {
		path += "?" + strings.Join(kept, "&")
	}
	if hasFragment {
		path += "#" + fragment
	}
	return path
}

// loseTrackers tells once which parameters were taken away.
func (w *walker) loseTrackers() {
	if len(w.tracked) > 0 {
		w.lose(Tracking, strings.Join(slices.Sorted(maps.Keys(w.tracked)), ", "), "")
	}
}
