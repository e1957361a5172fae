package host

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"
)

const (
	patient     = 20 * time.Second // for a whole answer
	longest     = 4 << 20          // of an answer, in bytes
	mostKept    = 200              // answers that are kept for If-None-Match
	longestKept = 256 << 10        // of such an answer, in bytes
	longestWait = time.Hour        // that a host may ask for
)

// client sends requests to one host and nowhere else. It asks for what has not changed with
// If-None-Match, and sends nothing before the moment that a busy host named. It is safe
// for concurrent use.
type client struct {
	Options
	at   Place
	http http.Client

	mu    sync.Mutex
	kept  map[string]answer // by the path that was asked; an answer depends on that and the account alone
	until time.Time
}

// answer is the JSON of a host.
type answer struct {
	etag string
	body []byte
}

func newClient(at Place, o Options) *client {
	return &client{Options: o, at: at, kept: map[string]answer{}, http: http.Client{
		Transport:     o.Web,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
}

// get asks for a path below the host's address and reads the answer into a value.
func (c *client) get(ctx context.Context, path string, into any) error {
	return c.ask(ctx, http.MethodGet, path, nil, into)
}

// ask sends one request with a value as JSON, and reads the answer into another; nil for
// neither.
func (c *client) ask(ctx context.Context, method, path string, send, into any) error {
	switch {
	case c.Web == nil:
		return &Error{Fault: NoNetwork}
	case c.Token == "":
		return &Error{Fault: NoToken}
	}
	if until := c.waits(); !until.IsZero() {
		return &Error{Fault: Busy, Until: until}
	}
	within, cancel := context.WithTimeout(ctx, patient)
	defer cancel()
	body, err := c.answer(within, method, path, send)
	var told *Error
	if err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if errors.As(err, &told) {
			return told
		}
		return &Error{Fault: ofLine(err)}
	}
	if into == nil {
		return nil
	}
	if json.Unmarshal(body, into) != nil {
		return &Error{Fault: NotJSON}
	}
	return nil
}

// answer returns the body of an answer that is JSON.
func (c *client) answer(ctx context.Context, method, path string, send any) ([]byte, error) {
	request, err := c.request(ctx, method, path, send)
	if err != nil {
		return nil, err
	}
	known := c.known(request)
	response, err := c.http.Do(request)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(io.LimitReader(response.Body, longest+1))
	switch {
	case response.StatusCode == http.StatusNotModified && known.etag != "":
		return known.body, nil
	case response.StatusCode >= 300:
		return nil, c.refused(response, body)
	case err != nil:
		return nil, err
	case len(body) > longest:
		return nil, &Error{Fault: TooLong}
	case len(body) == 0:
		return []byte("null"), nil
	case !isJSON(response.Header):
		return nil, &Error{Fault: NotJSON, Status: response.StatusCode}
	}
	c.keep(request, response.Header.Get("ETag"), body)
	return body, nil
}

func (c *client) request(ctx context.Context, method, path string, send any) (*http.Request, error) {
	var body io.Reader
	if send != nil {
		text, err := json.Marshal(send)
		if err != nil {
			panic("host: " + err.Error()) // the types of this package are always JSON
		}
		body = bytes.NewReader(text)
	}
	request, err := http.NewRequestWithContext(ctx, method, c.api()+path, body)
	if err != nil {
		return nil, &Error{Fault: Invalid}
	}
	request.Header.Set("User-Agent", c.Agent)
	request.Header.Set("Accept", "application/json")
	if send != nil {
		request.Header.Set("Content-Type", "application/json")
	}
	switch c.at.Kind {
	case GitLab:
		request.Header.Set("PRIVATE-TOKEN", c.Token)
	case GitHub:
		request.Header.Set("Authorization", "Bearer "+c.Token)
		request.Header.Set("Accept", "application/vnd.github+json")
		request.Header.Set("X-GitHub-Api-Version", "2022-11-28")
	default:
		request.Header.Set("Authorization", "token "+c.Token)
	}
	return request, nil
}

// api is the address below which the paths of a kind lie.
func (c *client) api() string {
	switch {
	case c.at.Kind == GitLab:
		return c.at.Address + "/api/v4"
	case c.at.Kind == GitHub && c.at.Address == "https://github.com":
		return "https://api.github.com"
	case c.at.Kind == GitHub: // GitHub Enterprise Server
		return c.at.Address + "/api/v3"
	}
	return c.at.Address + "/api/v1"
}

// repo is the path of the project at Gitea and GitHub.
func (c *client) repo(rest string) string {
	owner, name, _ := strings.Cut(c.at.Project, "/")
	return "/repos/" + url.PathEscape(owner) + "/" + url.PathEscape(name) + rest
}

// waits is until when the host wants no request; zero if it wants one now.
func (c *client) waits() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.Clock().Before(c.until) {
		return c.until
	}
	return time.Time{}
}

// known adds to a question what is known of its answer.
func (c *client) known(request *http.Request) answer {
	if request.Method != http.MethodGet {
		return answer{}
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	a := c.kept[request.URL.String()]
	if a.etag != "" {
		request.Header.Set("If-None-Match", a.etag)
	}
	return a
}

// keep keeps an answer by its ETag. What is asked often is asked again soon, so that all
// can be dropped when there are too many.
func (c *client) keep(request *http.Request, etag string, body []byte) {
	if request.Method != http.MethodGet || etag == "" || len(body) > longestKept {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.kept) >= mostKept {
		clear(c.kept)
	}
	c.kept[request.URL.String()] = answer{etag, body}
}

// refused is the error of an answer that is no success.
func (c *client) refused(response *http.Response, body []byte) *Error {
	e := &Error{Fault: ofStatus(response.StatusCode), Status: response.StatusCode}
	if isJSON(response.Header) {
		e.Said = said(body)
	} else if e.Fault == Missing || e.Fault == Forbidden || e.Fault == Expired {
		e.Fault = NotJSON // a proxy, or a server that is no such host
	}
	limited := response.Header.Get("X-RateLimit-Remaining") == "0" // GitHub says 403 then
	if e.Fault == Busy || e.Fault == Forbidden && limited || response.StatusCode == http.StatusServiceUnavailable {
		if until := c.retry(response.Header); !until.IsZero() || e.Fault == Busy || limited {
			e.Fault, e.Until = Busy, until
		}
	}
	return e
}

// retry is when a busy host wants to be asked again (RFC 9110, section 10.2.3; the second
// header is GitHub's), and no request is sent before. Zero if it does not say.
func (c *client) retry(header http.Header) time.Time {
	now, until := c.Clock(), time.Time{}
	after := header.Get("Retry-After")
	if seconds, err := strconv.Atoi(after); err == nil && seconds >= 0 {
		until = now.Add(time.Duration(min(seconds, int(longestWait/time.Second))) * time.Second)
	} else if moment, err := http.ParseTime(after); err == nil {
		until = moment
	} else if reset, err := strconv.ParseInt(header.Get("X-RateLimit-Reset"), 10, 64); err == nil && header.Get("X-RateLimit-Remaining") == "0" {
		until = time.Unix(reset, 0)
	}
	if latest := now.Add(longestWait); until.After(latest) {
		until = latest
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if until.After(c.until) {
		c.until = until
	}
	return until
}

func isJSON(header http.Header) bool {
	kind, _, err := mime.ParseMediaType(header.Get("Content-Type"))
	return err == nil && (kind == "application/json" || strings.HasSuffix(kind, "+json"))
}

// said is what a host says of an error, in one short line. GitLab writes a text, a list or
// a table of lists under "message", or a text under "error".
func said(body []byte) string {
	var told struct {
		Message any    `json:"message"`
		Error   string `json:"error"`
		Errors  []any  `json:"errors"`
	}
	if json.Unmarshal(body, &told) != nil {
		return ""
	}
	var words []string
	spoken(told.Message, &words)
	spoken(told.Error, &words)
	spoken(told.Errors, &words)
	line := strings.Join(strings.Fields(strings.ToValidUTF8(strings.Join(words, "; "), "")), " ")
	if letters := []rune(line); len(letters) > 200 {
		line = string(letters[:200]) + "…"
	}
	return line
}

// spoken collects the texts of a value of JSON.
func spoken(value any, words *[]string) {
	switch value := value.(type) {
	case string:
		if value != "" {
			*words = append(*words, value)
		}
	case []any:
		for _, v := range value {
			spoken(v, words)
		}
	case map[string]any:
		if text, ok := value["message"].(string); ok { // GitHub's list of errors
			*words = append(*words, text)
			return
		}
		for _, v := range value {
			if list, ok := v.([]any); ok {
				spoken(list, words)
			}
		}
	}
}

// pages asks for a list page by page until one is not full or most values are there.
func pages[T any](ctx context.Context, c *client, path string, size, most int) ([]T, error) {
	sign, name := "?", "per_page"
	if strings.Contains(path, "?") {
		sign = "&"
	}
	if c.at.Kind == Gitea || c.at.Kind == Forgejo {
		name = "limit"
	}
	var all []T
	for page := 1; len(all) < most; page++ {
		var some []T
		if err := c.get(ctx, path+sign+name+"="+strconv.Itoa(size)+"&page="+strconv.Itoa(page), &some); err != nil {
			return nil, err
		}
		all = append(all, some...)
		if len(some) < size {
			break
		}
	}
	return all[:min(len(all), most)], nil
}
