package portal

import (
	"fmt"
	"strings"

	"golang.org/x/net/html"

	"loa/internal/importing/foreign"
	"loa/internal/importing/htmlimport"
)

// parsed reads a page of the folder again.
func (r *reader) parsed(s *saved) (*html.Node, error) {
	data, err := r.tree.Read(s.file, foreign.MostPage)
	if err != nil {
		return nil, err
	}
	document, err := html.Parse(strings.NewReader(htmlimport.Decode(data)))
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", s.file, err) // it could be parsed before
	}
	return document, nil
}

// understand reads a page for the second time, when it is known what repeats.
func (r *reader) understand(s *saved) error {
	document, err := r.parsed(s)
	if err != nil {
		return err
	}
	c := r.contentOf(s, document)
	p := &foreign.Page{
		File: s.file, Address: s.place.path, Others: s.place.others, Kind: foreign.Article, Hash: s.hash,
		Title: c.title, Summary: r.summary(s), Date: c.date, Updated: s.says.updated, Authors: r.authors(s), Topics: s.says.topics,
		Views: c.views, Picture: s.says.picture, Language: s.says.language,
	}
	if s.viet*30 > s.words || p.Language == "" && s.viet > 0 {
		p.Language = "vi"
	}
	switch {
	case r.isHome(s):
		p.Kind = foreign.Home
	case !s.says.article && c.isList():
		p.Kind = foreign.List
		for _, to := range c.leads {
			if r.listedBy[to] == nil {
				r.listedBy[to] = s
			}
		}
	}
	s.page, r.byPage[p] = p, s
	s.trail = r.trailOf(s, c.title)
	return nil
}

func (r *reader) isHome(s *saved) bool {
	switch strings.Trim(strings.ToLower(s.place.path), "/") {
	case "", "trang-chu", "home", "vi", "en", "pages/default.aspx", "trang-chu.html", "home.html", "trangchu.html":
		return true
	}
	return false
}

// summary is what a page says of itself, unless several pages say the same or it is cut.
func (r *reader) summary(s *saved) string {
	text := s.says.summary
	if r.said["summary "+text] > 2 || strings.HasSuffix(text, "…") || strings.HasSuffix(text, "...") {
		return ""
	}
	return text
}

// authors are those that a page names, unless it is the portal that names itself everywhere.
func (r *reader) authors(s *saved) []string {
	if len(s.says.authors) == 0 {
		return nil
	}
	if same := r.said["author "+s.says.authors[0]]; same > fewestTimes && same*2 > len(r.pages) {
		return nil
	}
	return s.says.authors
}
