package wordpress

import (
	"net/url"
	"path"
	"strings"

	"golang.org/x/net/html"

	"loa/internal/base/pattern"
	"loa/internal/importing/foreign"
	"loa/internal/importing/htmlimport"
)

// pathOf is the path and the query of an address of the blog; "" for another.
func (e *export) pathOf(address string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Host != "" && e.base != nil && bare(u.Host) != bare(e.base.Host) {
		return ""
	}
	found := u.Path
	if found == "" {
		found = "/"
	}
	if u.RawQuery != "" {
		found += "?" + u.RawQuery
	}
	return found
}

func bare(host string) string { return strings.TrimPrefix(strings.ToLower(host), "www.") }

func key(address string) string {
	where, query, _ := strings.Cut(address, "?")
	if decoded, err := url.PathUnescape(where); err == nil {
		where = decoded
	}
	return strings.ToLower(strings.TrimSuffix(where, "/")) + "?" + query
}

var (
	gutenberg = pattern.New(`<!--\s*/?wp:[^>]*-->`)
	caption   = pattern.New(`(?s)\[caption[^\]]*\](.*?)\[/caption\]`)
	embed     = pattern.New(`(?s)\[embed[^\]]*\]\s*(\S+?)\s*\[/embed\]`)
	paired    = pattern.New(`\[/([a-z][\w-]*)\]`)
	shortcode = pattern.New(`\[/?([a-z][\w-]*)((?:\s+[\w-]+=(?:"[^"]*"|'[^']*'|[^\s\]]+)|\s*/)*)\s*\]`)
	isBlock   = pattern.New(`(?i)^\s*</?(?:p|div|h[1-6]|ul|ol|li|table|thead|tbody|tr|td|th|blockquote|pre|figure|section|article|hr|form|iframe|dl|dt|dd)\b`)
	blank     = pattern.New(`\n[ \t]*\n\s*`)
)

// Text is what a post says: its HTML, with calls for plugins taken out and told.
func (e *export) Text(p *foreign.Page) (foreign.Text, error) {
	one := e.byPage[p]
	if one == nil {
		return foreign.Text{}, nil
	}
	var lost []htmlimport.Loss
	text := strings.ReplaceAll(one.part("content"), "\r\n", "\n")
	blocks := gutenberg.MatchString(text)
	text = gutenberg.ReplaceAllString(text, "")
	text = caption.ReplaceAllString(text, "<p>$1</p>")
	text = embed.ReplaceAllString(text, `<p><a href="$1">$1</a></p>`)
	closes := map[string]bool{}
	for _, m := range paired.FindAllStringSubmatch(text, -1) {
		closes[m[1]] = true
	}
	text = shortcode.ReplaceAllStringFunc(text, func(whole string) string {
		m := shortcode.FindStringSubmatch(whole)
		if m[2] == "" && !closes[m[1]] && !strings.Contains(m[1], "_") { // “[sic]” is a word
			return whole
		}
		if !strings.HasPrefix(whole, "[/") {
			lost = append(lost, htmlimport.Loss{Kind: htmlimport.Call, URL: m[1]})
		}
		return ""
	})
	if !blocks {
		text = paragraphs(text)
	}
	return foreign.Text{HTML: text, Before: blocksOf(text), Lost: lost}, nil
}

// paragraphs are what WordPress makes of blank lines and of line ends.
func paragraphs(text string) string {
	var out strings.Builder
	for _, chunk := range blank.Split(strings.TrimSpace(text), -1) {
		if isBlock.MatchString(chunk) {
			out.WriteString(chunk + "\n")
			continue
		}
		out.WriteString("<p>" + strings.ReplaceAll(chunk, "\n", "<br>\n") + "</p>\n")
	}
	return out.String()
}

// blocksOf are the words of a text between the ends of its blocks.
func blocksOf(text string) []string {
	var all []string
	var line strings.Builder
	flush := func() {
		if words := squeezed(line.String()); words != "" {
			all = append(all, words)
		}
		line.Reset()
	}
	tokens, silent := html.NewTokenizer(strings.NewReader(text)), ""
	for {
		switch tokens.Next() {
		case html.ErrorToken:
			flush()
			return all
		case html.TextToken:
			if silent == "" {
				line.WriteString(html.UnescapeString(string(tokens.Raw())))
			}
		case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken:
			raw := string(tokens.Raw())
			name, _ := tokens.TagName()
			if n := string(name); n == "script" || n == "style" || n == "iframe" {
				silent = n
				if strings.HasPrefix(raw, "</") {
					silent = ""
				}
			}
			if isBlock.MatchString(raw) || string(name) == "br" {
				flush()
			}
		}
	}
}

func plain(text string) string { return strings.Join(blocksOf(text), " ") }

var sized = pattern.New(`-\d+x\d+(\.\w+)$`)

// Resolve finds what a link or the source of a picture means: a post, or an upload that
// lies beside the export.
func (e *export) Resolve(p *foreign.Page, address string) (foreign.Target, bool) {
	where := e.pathOf(address)
	u, err := url.Parse(address)
	if err != nil || where == "" || u.Scheme != "" && u.Scheme != "http" && u.Scheme != "https" {
		return foreign.Target{}, false
	}
	where, _, _ = strings.Cut(where, "#")
	if e.base != nil && len(e.base.Path) > 1 {
		if page := e.byAddress[key(strings.TrimPrefix(where, strings.TrimSuffix(e.base.Path, "/")))]; page != nil {
			return foreign.Target{Page: page, Fragment: u.Fragment}, true
		}
	}
	if page := e.byAddress[key(where)]; page != nil && where != "/" {
		return foreign.Target{Page: page, Fragment: u.Fragment}, true
	}
	_, upload, ok := strings.Cut(u.Path, "/wp-content/uploads/")
	if !ok {
		return foreign.Target{}, false
	}
	for _, name := range []string{upload, sized.ReplaceAllString(upload, "$1")} {
		for _, folder := range []string{"wp-content/uploads", "uploads", ""} {
			if file := path.Join(e.dir, folder, name); e.tree.Has(file) {
				return foreign.Target{File: file}, true
			}
		}
	}
	return foreign.Target{}, false
}

// Absolute is an address with the host of the blog.
func (e *export) Absolute(p *foreign.Page, address string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Scheme != "" && u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	if e.base != nil {
		u = e.base.ResolveReference(u)
	}
	if u.Host == "" {
		return ""
	}
	return u.String()
}

// File reads an upload.
func (e *export) File(name string) ([]byte, error) { return e.tree.Read(name, foreign.MostFile) }
