// Package relay brings the warnings of other sites: it fetches their lists, the files
// warnings.json that Loa writes, keeps them for builds without a network, and reads them
// as the text of a stranger.
//
//	failures, err := fetcher.Refresh(ctx, system, siteFolder, addresses)
//	list, ok := relay.Kept(disk, address)
package relay

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"unicode/utf8"
)

// List is a list of warnings, as it lies beside a site's pages.
type List struct {
	Warnings []Warning `json:"warnings"`
}

// Warning is a warning of the list: what devices need to show it, and what another site
// needs to show it in its own form.
type Warning struct {
	ID     string            `json:"warning"` // as an element of the page says it
	Level  string            `json:"level"`
	From   int64             `json:"from,omitempty"` // seconds since 1970; 0: it holds already
	Until  int64             `json:"until"`          // seconds since 1970
	Units  []string          `json:"units,omitempty"`
	HTML   map[string]string `json:"html"` // by language; for the site's own pages alone
	Words  map[string]Words  `json:"words,omitempty"`
	Call   string            `json:"call,omitempty"`   // digits
	Page   map[string]string `json:"page,omitempty"`   // by language, the address of the page that says more
	Source string            `json:"source,omitempty"` // the host that the site has it from; "" for its own
}

// Words are what a warning says in one language, as plain text.
type Words struct {
	Title string   `json:"title"`
	Text  string   `json:"text,omitempty"`
	Do    []string `json:"do,omitempty"`
	Areas []string `json:"areas,omitempty"` // the names of its units
}

// errNoList is the error of a file that is no list of warnings.
var errNoList = errors.New("not a list of warnings")

// MostBytes is how long a list may be: twelve warnings in six languages, with their HTML.
const MostBytes = 256 << 10

// Encode writes a list as the file warnings.json.
func (l List) Encode() ([]byte, error) {
	var out bytes.Buffer
	to := json.NewEncoder(&out)
	to.SetEscapeHTML(false) // it is no HTML, and shorter
	err := to.Encode(l)
	return out.Bytes(), err
}

// Parse reads a list. Its texts are as the other site wrote them.
func Parse(data []byte) (List, error) {
	var list struct {
		Warnings *[]Warning `json:"warnings"`
	}
	if len(data) > MostBytes || !utf8.Valid(data) {
		return List{}, errNoList
	}
	from := json.NewDecoder(bytes.NewReader(data))
	if err := from.Decode(&list); err != nil || list.Warnings == nil {
		return List{}, errNoList
	}
	if _, err := from.Token(); !errors.Is(err, io.EOF) { // something follows
		return List{}, errNoList
	}
	return List{*list.Warnings}, nil
}
