package clone

import (
	"cmp"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/go-git/go-git/v5/plumbing/transport"
	githttp "github.com/go-git/go-git/v5/plumbing/transport/http"
)

// httpTransport speaks Git over HTTPS. A token goes to the host of the remote and to no
// other: a redirect to another one is refused.
func httpTransport(o Options) transport.Transport {
	client := &http.Client{Transport: &answers{o.Web}, CheckRedirect: func(next *http.Request, before []*http.Request) error {
		first := before[0].URL
		if len(before) > 3 || next.URL.Host != first.Host || next.URL.Scheme != first.Scheme && next.URL.Scheme != "https" {
			return &Trouble{Kind: Elsewhere, Detail: printable(next.URL.Scheme + "://" + next.URL.Host)}
		}
		return nil
	}}
	return githttp.NewClient(client)
}

func (o Options) httpLogin() transport.AuthMethod {
	if o.Account == nil {
		return nil
	}
	account := o.Account()
	if account.Token == "" {
		return nil
	}
	// GitLab and GitHub take any name with a token, Gitea and Forgejo the account's.
	return &githttp.BasicAuth{Username: cmp.Or(account.Name, "loa"), Password: account.Token}
}

// answers tells Git's answers from all others, before go-git reads them.
type answers struct{ web http.RoundTripper }

// RoundTrip asks, and makes trouble of an answer that is none of Git.
func (a *answers) RoundTrip(r *http.Request) (*http.Response, error) {
	answer, err := a.web.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	if answer.StatusCode >= 300 && answer.StatusCode < 400 {
		return answer, nil
	}
	if t := troubleIn(answer); t != nil {
		_, _ = io.CopyN(io.Discard, answer.Body, longestRemark)
		_ = answer.Body.Close()
		return nil, t
	}
	return answer, nil
}

func troubleIn(answer *http.Response) *Trouble {
	kind := answer.Header.Get("Content-Type")
	switch code := answer.StatusCode; {
	case code == http.StatusOK && strings.HasPrefix(kind, "application/x-git-"):
		return nil
	case code == http.StatusOK:
		return &Trouble{Kind: NotGit, Detail: printable(kind)}
	case code == http.StatusUnauthorized:
		return &Trouble{Kind: Login}
	case code == http.StatusForbidden:
		return &Trouble{Kind: Forbidden}
	case code == http.StatusNotFound, code == http.StatusGone:
		return &Trouble{Kind: Missing}
	case code == http.StatusRequestEntityTooLarge:
		return &Trouble{Kind: TooLarge}
	case code == http.StatusTooManyRequests, code >= 500:
		return &Trouble{Kind: Later, Detail: strconv.Itoa(code), Retry: retryAfter(answer.Header.Get("Retry-After"))}
	}
	return &Trouble{Kind: NotGit, Detail: answer.Status}
}

// retryAfter is how long a host asks to wait, in seconds as most write it (RFC 9110,
// section 10.2.3), at most an hour.
func retryAfter(text string) time.Duration {
	seconds, err := strconv.Atoi(strings.TrimSpace(text))
	if err != nil || seconds < 0 {
		return 0
	}
	return min(time.Duration(seconds)*time.Second, time.Hour)
}
