package portal

import (
	"encoding/json"
	"net/url"
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"loa/internal/base/pattern"
	"loa/internal/importing/foreign"
)

// says is what a page tells machines of itself.
type says struct {
	title, heading  string // <title>, the headline of its data
	social          string // og:title
	summary         string
	date, updated   string
	authors, topics []string
	language        string
	canonical       string // as written
	versions        map[string]string
	article         bool // it calls itself one
	picture         string
	crumbs          []foreign.Link
	views           int
}

// saysOf reads the head of a page, its data for search engines and its marks.
func saysOf(document *html.Node) says {
	s := says{versions: map[string]string{}}
	for n := range document.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.Data {
		case "html":
			s.language = foreign.Language(attr(n, "lang"))
		case "title":
			if s.title == "" && n.FirstChild != nil && n.FirstChild.Type == html.TextNode {
				s.title = squeezed(n.FirstChild.Data)
			}
		case "meta":
			s.meta(n)
		case "link":
			s.link(n)
		case "script":
			if strings.EqualFold(attr(n, "type"), "application/ld+json") && n.FirstChild != nil {
				s.data(n.FirstChild.Data)
			}
		}
	}
	if len(s.crumbs) == 0 {
		s.crumbs = crumbsOf(document)
	}
	return s
}

func (s *says) meta(n *html.Node) {
	value := squeezed(attr(n, "content"))
	if value == "" {
		return
	}
	switch strings.ToLower(attr(n, "property") + attr(n, "name") + attr(n, "itemprop")) {
	case "og:title":
		s.social = value
	case "og:description":
		s.summary = value
	case "description":
		if s.summary == "" {
			s.summary = value
		}
	case "og:type":
		s.article = s.article || value == "article"
	case "og:image":
		s.picture = value
	case "og:url":
		if s.canonical == "" {
			s.canonical = value
		}
	case "article:published_time", "datepublished", "dc.date.issued", "dc.date":
		first(&s.date, foreign.Date(value))
	case "article:modified_time", "datemodified":
		first(&s.updated, foreign.Date(value))
	case "article:section", "article:tag":
		s.topics = append(s.topics, value)
	case "author", "article:author", "dc.creator":
		if !strings.Contains(value, "://") {
			s.authors = []string{value}
		}
	}
}

func first(into *string, value string) {
	if *into == "" {
		*into = value
	}
}

func (s *says) link(n *html.Node) {
	for rel := range strings.FieldsSeq(strings.ToLower(attr(n, "rel"))) {
		switch {
		case rel == "canonical":
			s.canonical = attr(n, "href")
		case rel == "alternate" && attr(n, "hreflang") != "":
			s.versions[foreign.Language(attr(n, "hreflang"))] = attr(n, "href")
		}
	}
}

// data reads JSON-LD: an object, a list of them, or a @graph.
func (s *says) data(text string) {
	if len(text) > 1<<20 {
		return
	}
	var any any
	if json.Unmarshal([]byte(text), &any) == nil {
		s.thing(any, 0)
	}
}

func (s *says) thing(value any, depth int) {
	if depth > 4 {
		return
	}
	switch v := value.(type) {
	case []any:
		for _, one := range v {
			s.thing(one, depth+1)
		}
	case map[string]any:
		s.thing(v["@graph"], depth+1)
		switch kind := textIn(v["@type"]); {
		case strings.HasSuffix(kind, "Article") || kind == "BlogPosting" || kind == "Report":
			s.articleData(v)
		case kind == "BreadcrumbList":
			s.crumbData(v)
		}
	}
}

func (s *says) articleData(v map[string]any) {
	s.article = true
	first(&s.heading, squeezed(textIn(v["headline"])))
	if text := squeezed(textIn(v["description"])); text != "" {
		s.summary = text
	}
	if date := foreign.Date(textIn(v["datePublished"])); date != "" {
		s.date = date
	}
	if date := foreign.Date(textIn(v["dateModified"])); date != "" {
		s.updated = date
	}
	var authors []string
	for _, one := range listIn(v["author"]) {
		if name := squeezed(textIn(one)); name != "" {
			authors = append(authors, name)
		}
	}
	if len(authors) > 0 {
		s.authors = authors
	}
	if counter, ok := v["interactionStatistic"].(map[string]any); ok {
		s.views, _ = strconv.Atoi(textIn(counter["userInteractionCount"]))
	}
}

func (s *says) crumbData(v map[string]any) {
	for _, one := range listIn(v["itemListElement"]) {
		item, _ := one.(map[string]any)
		inner, _ := item["item"].(map[string]any)
		crumb := foreign.Link{Name: squeezed(textIn(item["name"])), Address: textIn(item["item"])}
		if inner != nil {
			first(&crumb.Name, squeezed(textIn(inner["name"])))
			crumb.Address = textIn(inner["@id"])
		}
		if crumb.Name != "" {
			s.crumbs = append(s.crumbs, crumb)
		}
	}
}

// textIn is the text of a value of JSON: itself, a number, the name of a thing, the first of a list.
func textIn(value any) string {
	switch v := value.(type) {
	case string:
		return v
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case map[string]any:
		name, _ := v["name"].(string)
		return name
	case []any:
		if len(v) > 0 {
			if _, list := v[0].([]any); !list {
				return textIn(v[0])
			}
		}
	}
	return ""
}

func listIn(value any) []any {
	if list, ok := value.([]any); ok {
		return list
	}
	return []any{value}
}

var crumbName = pattern.New(`(?i)bread-?crumb|duong-?dan|site-?map-?path|you-?are-?here`)

// crumbsOf reads the path of sections that a page shows.
func crumbsOf(document *html.Node) []foreign.Link {
	trail := find(document, func(n *html.Node) bool {
		return isBlock(n) && n.Data != "body" && (crumbName.MatchString(attr(n, "class")) || crumbName.MatchString(attr(n, "id")) || crumbName.MatchString(attr(n, "aria-label")))
	})
	if trail == nil {
		return nil
	}
	var crumbs []foreign.Link
	for n := range trail.Descendants() {
		if n.Type == html.ElementNode && n.Data == "a" && len(crumbs) < 8 {
			if name := textOf(n); name != "" {
				crumbs = append(crumbs, foreign.Link{Name: name, Address: attr(n, "href")})
			}
		}
	}
	return crumbs
}

var (
	dayIn     = pattern.New(`(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})`)
	longDayIn = pattern.New(`(?i)(?:ngày\s+)?(\d{1,2})\s+(?:tháng|th)\s*(\d{1,2}),?\s+(?:năm\s+)?(\d{4})`)
	clockIn   = pattern.New(`(?:^|[^\d])(\d{1,2})[:hg](\d{2})(?:[^\d]|$)`)
	evening   = pattern.New(`(?i)\b(?:PM|CH)\b`)
	viewsIn   = pattern.New(`(?i)(?:lượt xem|lượt đọc|lần xem|số lần đọc|đã xem|đã đọc|views?|hits?)\s*[:(]?\s*([\d.,]*\d)|([\d.,]*\d)\s*(?:lượt xem|lượt đọc|lần xem|lượt truy cập|views\b|hits\b)`)
)

// dayOf is the day, with its time if it has one, that a short line tells; "" for none.
func dayOf(line string) string {
	m := dayIn.FindStringSubmatch(line)
	if m == nil {
		m = longDayIn.FindStringSubmatch(line)
	}
	if m == nil {
		return ""
	}
	day := m[1] + "/" + m[2] + "/" + m[3]
	if c := clockIn.FindStringSubmatch(strings.Replace(line, m[0], " ", 1)); c != nil {
		hour, _ := strconv.Atoi(c[1])
		if evening.MatchString(line) && hour < 12 {
			hour += 12
		}
		if date := foreign.Date(day + " " + strconv.Itoa(hour) + ":" + c[2]); date != "" {
			return date
		}
	}
	return foreign.Date(day)
}

// viewsOf is how often a line says that a page was read; 0 for not told.
func viewsOf(line string) int {
	m := viewsIn.FindStringSubmatch(line)
	if m == nil {
		return 0
	}
	n, _ := strconv.Atoi(strings.NewReplacer(".", "", ",", "").Replace(m[1] + m[2]))
	return n
}

// pathOf is the path and the query of an address on a host of the site; "" for another.
func pathOf(address, host string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Path == "" || u.Host != "" && bareHost(u.Host) != bareHost(host) || u.Host == "" && !strings.HasPrefix(u.Path, "/") {
		return ""
	}
	return rooted(u.Path, u.RawQuery)
}
