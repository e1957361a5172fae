package deploy

import (
	"cmp"
	"fmt"
	"net"
	"net/url"
	"strconv"
	"strings"

	"loa/internal/base/approval"
	"loa/internal/generator/build"
	"loa/internal/generator/config"
	"loa/internal/publish/remote"
)

// NotAllowed is the error of a run that would open what the person at this machine has
// not allowed, where nobody can be asked.
type NotAllowed struct{ Actions []approval.Action }

func (n *NotAllowed) Error() string {
	return fmt.Sprintf("this site may not publish to %s: nobody on this machine has allowed it", n.Actions[0])
}

// permit makes sure that the person at this machine has allowed all that this run opens.
// It asks for what they have not, once. Of the target of Options.Made the caller has asked. Before it answers true, no name is looked up and
// no line opened.
func (w *workspace) permit(needs []approval.Action) (bool, error) {
	o := w.options
	if o.Made != nil && o.Made.Target != nil {
		return true, nil
	}
	var missing []approval.Action
	for _, a := range needs {
		ok, err := o.Approvals.Allowed(o.Build.Dir, a)
		if err != nil {
			return false, fmt.Errorf("reading what this site is allowed: %w", err)
		}
		if !ok {
			missing = append(missing, a)
		}
	}
	if len(missing) == 0 {
		return true, nil
	}
	if o.Ask == nil {
		return false, &NotAllowed{missing}
	}
	if yes, err := o.Ask(missing); err != nil || !yes {
		return false, err
	}
	for _, a := range missing {
		if err := o.Approvals.Allow(o.Build.Dir, a, o.Clock()); err != nil {
			return false, fmt.Errorf("remembering what this site is allowed: %w", err)
		}
	}
	return true, nil
}

// Needs is what publishing to a target does that lies below a folder, as the person at this
// machine allows it. Words in braces in its path stay as they are.
func Needs(t config.Target, dir, home string) approval.Action {
	w := workspace{options: Options{Build: build.Options{Dir: dir}, Home: home, Environ: func(string) string { return "" }}}
	return actionOf(t, w.address(t))
}

// AddressOf is where a target is that lies below a folder, with the secrets of the
// environment.
func AddressOf(t config.Target, o Options) remote.Address {
	return (&workspace{options: o}).address(t)
}

// needs are what a run opens: the place, and the host of the site if it is asked
// afterwards.
func needs(t config.Target, a remote.Address, verified string) []approval.Action {
	all := []approval.Action{actionOf(t, a)}
	if host, ok := hostOf(verified); ok {
		all = append(all, approval.Action{Kind: approval.Host, Target: host})
	}
	return all
}

// hostOf is the part of an address that says which host is asked.
func hostOf(address string) (string, bool) {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return "", false
	}
	return u.Scheme + "://" + strings.ToLower(u.Host) + "/", true
}

// actionOf is what publishing to an address does, with all that decides who can read
// what is sent.
func actionOf(t config.Target, a remote.Address) approval.Action {
	if a.Type == "folder" {
		return approval.Action{Kind: approval.Folder, Target: a.Path}
	}
	scheme, port := a.Type, map[string]int{"sftp": 22, "ftp": 21, "s3": 443}[a.Type]
	key := strings.TrimSpace(a.KeyFile + " " + a.HostKey + a.Certificate)
	switch {
	case a.Type == "s3":
		key = a.Region
		if a.Insecure {
			port = 80
		}
	case a.Type == "ftp" && a.Insecure: // the name of the line says that it is clear
	case a.Type == "ftp" && a.TLS == "implicit":
		scheme, port = "ftps", 990
	case a.Type == "ftp":
		scheme = "ftpes"
	}
	host := strings.ToLower(a.Host)
	if a.Type != "s3" || a.Port != 0 || !strings.Contains(host, ":") {
		host = net.JoinHostPort(host, strconv.Itoa(cmp.Or(a.Port, port)))
	}
	return approval.Action{
		Kind: approval.Host, Target: scheme + "://" + host + wayOf(a), User: a.User, Key: key, Clear: a.Insecure,
		Secret: config.SecretVariable(t.Key),
	}
}

// wayOf is the path of a place on its host. Two ways are the same only if they lead to
// the same place: parts that mean nothing go, and “..”, which a server may take in ways
// of its own, stays. A bucket is a name and no folder.
func wayOf(a remote.Address) string {
	var parts []string
	for part := range strings.SplitSeq(a.Path, "/") {
		if part != "" && part != "." {
			parts = append(parts, part)
		}
	}
	way := "/" + strings.Join(parts, "/")
	switch {
	case a.Type == "s3":
		return strings.TrimSuffix("/"+url.PathEscape(a.Bucket)+way, "/")
	case !strings.HasPrefix(a.Path, "/"):
		return "/." + way // below the folder that the server lets the user in
	}
	return way
}
