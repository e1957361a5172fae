package deploy

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"path"
	"slices"
	"strings"
	"time"

	"loa/internal/generator/render"
)

// Fault is one thing that a host does wrong with a published site.
type Fault struct {
	Kind   FaultKind
	Path   string // below the site's address
	Detail string // what the host said instead
}

// FaultKind says what is wrong.
type FaultKind string

// What a host may do wrong. The first two mean that readers do not get the site.
const (
	Missing      FaultKind = "missing"      // a published file is not handed out; Detail is the status
	Different    FaultKind = "different"    // other bytes come than were published
	WrongType    FaultKind = "type"         // Detail is the media type that came
	Uncompressed FaultKind = "uncompressed" // text comes as it is, though the browser takes it compressed
	KeptTooLong  FaultKind = "kept"         // browsers may keep what changes; Detail is the Cache-Control
	KeptTooShort FaultKind = "forgotten"    // browsers ask anew for what never changes
	NoNotFound   FaultKind = "not-found"    // an address that is not there does not get the 404 page; Detail is the status
	Open         FaultKind = "open"         // the folder _loa can be read
	Clock        FaultKind = "clock"        // it is another time there; Detail is how much the host is ahead (+) or behind (-), as in +1h30m
)

// Serious reports whether readers do not get the site because of it.
func (f Fault) Serious() bool { return f.Kind == Missing || f.Kind == Different }

// Unavailable is the error of a host that does not answer for a site now: it is busy, or its
// keeper has it under repair. What it does right or wrong cannot be told.
type Unavailable struct {
	Path   string // of the file that was asked for, below the site's address
	Status int
}

func (u *Unavailable) Error() string { return fmt.Sprintf("/%s: status %d", u.Path, u.Status) }

// unavailable reports whether a status says that another time may be better. 500 does not:
// it comes of settings that a server cannot read, too.
func unavailable(status int) bool {
	switch status {
	case http.StatusTooManyRequests, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return true
	}
	return false
}

// Fetcher asks a host. Redirects are not followed.
type Fetcher interface {
	Do(*http.Request) (*http.Response, error)
}

// fetched is one answer.
type fetched struct {
	status int
	header http.Header
	body   []byte // unpacked
}

// verify asks the host for a part of what was published and compares.
func (r *release) verify(ctx context.Context, address string, client Fetcher) ([]Fault, error) {
	v := verification{ctx: ctx, address: address, client: client, site: r.local, now: r.options.Clock}
	for _, name := range sample(r.local.files) {
		if err := v.file(name); err != nil {
			return v.faults, err
		}
	}
	if err := v.notThere(); err != nil {
		return v.faults, err
	}
	return v.faults, nil
}

type verification struct {
	ctx     context.Context
	address string
	client  Fetcher
	site    site
	now     func() time.Time
	faults  []Fault
}

func (v *verification) add(kind FaultKind, name, detail string) {
	v.faults = append(v.faults, Fault{kind, name, detail})
}

// eachKind is how many files of one ending are asked for.
const eachKind = 3

// sample chooses files: some of each ending, spread over the site, and always
// what leads readers to it.
func sample(files map[string]file) []string {
	kinds := map[string][]string{}
	for _, name := range inOrder(files) {
		if base := path.Base(name); strings.HasPrefix(base, ".") || strings.HasPrefix(base, "_") || base == "web.config" || base == "404.html" {
			continue // for the host itself
		}
		kinds[path.Ext(name)] = append(kinds[path.Ext(name)], name)
	}
	var chosen []string
	for _, names := range kinds {
		count := min(eachKind, len(names))
		for i := range count {
			chosen = append(chosen, names[i*len(names)/count])
		}
	}
	for _, name := range []string{"index.html", "worker.js", render.WarningsFile} {
		if _, there := files[name]; there {
			chosen = append(chosen, name)
		}
	}
	slices.Sort(chosen)
	return slices.Compact(chosen)
}

// get asks for a file as a browser does.
func (v *verification) get(name string) (fetched, error) {
	request, err := http.NewRequestWithContext(v.ctx, http.MethodGet, v.address+strings.TrimSuffix(name, "index.html"), nil)
	if err != nil {
		return fetched{}, err
	}
	request.Header.Set("Accept-Encoding", "gzip")
	request.Header.Set("User-Agent", "Loa")
	response, err := v.client.Do(request)
	if err != nil {
		return fetched{}, err
	}
	defer response.Body.Close()
	body, err := readAnswer(response.Body)
	if err == nil && response.Header.Get("Content-Encoding") == "gzip" {
		body, err = unpack(body)
	}
	return fetched{response.StatusCode, response.Header, body}, err
}

// mostAnswer is how many bytes of a host's answer are read: more than any page that is
// looked at has.
const mostAnswer = 64 << 20

var errAnswer = errors.New("the answer has no end")

func readAnswer(r io.Reader) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, mostAnswer+1))
	if err == nil && len(data) > mostAnswer {
		err = errAnswer
	}
	return data, err
}

func unpack(data []byte) ([]byte, error) {
	r, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	return readAnswer(r)
}

// file looks at one published file. The error of a host that does not answer for the site
// now is *Unavailable.
func (v *verification) file(name string) error {
	asked := v.now()
	got, err := v.get(name)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	if name == render.WarningsFile {
		v.clock(name, got.header, asked, v.now())
	}
	if unavailable(got.status) {
		return &Unavailable{name, got.status}
	}
	if got.status != http.StatusOK {
		v.add(Missing, name, fmt.Sprint(got.status))
		return nil
	}
	want, err := v.site.read(name)
	if err != nil {
		return err
	}
	if !bytes.Equal(want, got.body) {
		v.add(Different, name, "")
		return nil
	}
	right := headersOf(name, "gzip")
	if kind := got.header.Get("Content-Type"); !sameType(kind, right.Type) {
		v.add(WrongType, name, kind)
	}
	if right.Encoding != "" && len(want) > worthwhile && got.header.Get("Content-Encoding") == "" {
		v.add(Uncompressed, name, "")
	}
	v.cache(name, right.Cache, got.header.Get("Cache-Control"))
	return nil
}

// worthwhile is the length of a text in bytes from which on it should come
// compressed: more than one packet.
const worthwhile = 1400

// cache compares what browsers may keep. A host that says nothing lets them
// guess, which for pages is mostly short.
func (v *verification) cache(name, right, got string) {
	switch long := strings.Contains(got, "immutable") || strings.Contains(got, "max-age=31536000"); {
	case right == forever && !long:
		v.add(KeptTooShort, name, got)
	case right != forever && long, name == "worker.js" && strings.Contains(got, "max-age=") && !strings.Contains(got, "max-age=0"):
		v.add(KeptTooLong, name, got)
	}
}

// sameType compares media types without their parameters, and takes the names
// that mean the same.
func sameType(got, want string) bool {
	plain := func(kind string) string {
		kind, _, _ = strings.Cut(kind, ";")
		switch kind = strings.TrimSpace(strings.ToLower(kind)); kind {
		case "application/javascript", "application/x-javascript":
			return "text/javascript"
		case "text/xml", "application/atom+xml", "application/rss+xml":
			return "application/xml"
		case "image/vnd.microsoft.icon":
			return "image/x-icon"
		}
		return kind
	}
	return plain(got) == plain(want)
}

// notThere requests files that a server must not hand out.
func (v *verification) notThere() error {
	got, err := v.get("khong-co-trang-nay/loa/")
	if err != nil {
		return err
	}
	page, err := v.site.read("404.html")
	if err == nil && (got.status != http.StatusNotFound || !bytes.Equal(page, got.body)) {
		v.add(NoNotFound, "", fmt.Sprint(got.status))
	}
	if got, err = v.get(manifestPath); err != nil {
		return err
	}
	if got.status == http.StatusOK {
		v.add(Open, stateFolder+"/", "")
	}
	return nil
}
