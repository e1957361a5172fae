// Package htmlimport makes clean Markdown in Loa's dialect of the HTML that a
// clipboard or a saved page holds, and of plain text.
//
//	result := htmlimport.Convert(html)
//	result.Markdown  // no directive, no raw HTML, no picture from elsewhere
//	result.Lost      // what did not go into it, each with its text
//	result.Files     // pictures that the HTML held, under the names that the Markdown uses
//
// Every visible word of the input is in the Markdown or in the list of what was
// lost. The input is not trusted: what comes out is built anew from the few
// elements that Markdown has, and text is escaped.
package htmlimport

import (
	"net/url"
	"strings"

	"golang.org/x/net/html"
)

// Result is what was made of the input.
type Result struct {
	Markdown string // ends with a line feed, unless it is empty
	Title    string // what the page calls itself (<title>), plain; may be empty
	Lost     []Loss // in the order of the input
	Files    []File // to be put beside the entry
}

// Loss is something that could not be kept as it was.
type Loss struct {
	Kind Kind   `json:"kind"`
	Text string `json:"text"`          // its visible words, plain, on one line; may be empty
	URL  string `json:"url,omitempty"` // where it led to or came from
}

// Kind is a kind of loss.
type Kind string

const (
	Deleted    Kind = "deleted"    // text that a tracked change takes away
	Comment    Kind = "comment"    // a remark in the margin
	Link       Kind = "link"       // a link to nowhere or to a dangerous place; its text is kept
	Picture    Kind = "picture"    // a picture that is not in the input; Text is its description
	Unread     Kind = "unread"     // a picture or a part of a file that is broken or too large
	Local      Kind = "local"      // a picture on the disk where the text was copied, which no browser hands over
	Embed      Kind = "embed"      // a film, a map, a drawing, a frame
	Navigation Kind = "navigation" // menus and the like around the text of a page
	Contents   Kind = "contents"   // a list of contents, which the page of an entry makes itself
	Letterhead Kind = "letterhead" // what stands at the head and the end of every official letter
	Form       Kind = "form"       // fields and buttons
	Merged     Kind = "merged"     // merged cells: across, the text stands in the first; down, in each
	Lines      Kind = "lines"      // several paragraphs in a cell: now one
	Layout     Kind = "layout"     // a table around texts: now only the texts
	Formula    Kind = "formula"    // a formula that is hard to write on one line; it is in the text
	Hidden     Kind = "hidden"     // rows and columns of a table, sheets and slides that are not shown; Text says how many
	Fault      Kind = "fault"      // a cell whose formula has an error or no value in the file
	Attachment Kind = "attachment" // a file that is attached to a letter, of a kind that is not read
	Scan       Kind = "scan"       // pages that are a picture; Text says which
	Recognized Kind = "recognized" // pages whose words a program read from a picture
	Columns    Kind = "columns"    // pages with words beside each other, whose order nothing says
	Turned     Kind = "turned"     // text that does not stand upright
	Letters    Kind = "letters"    // letters that the file does not name; Text says how many by page
	Part       Kind = "part"       // a link to a part of a page that is not there; it leads to the page
	Anchor     Kind = "anchor"     // places of a text that links led to and that are no headings; Text names them
	Call       Kind = "call"       // a call for a template of another program; URL is its name, Text its words
	Tracking   Kind = "tracking"   // parameters of links that follow readers around; Text names them
	Symbol     Kind = "symbol"     // a sign of a symbol font that is not known
	Front      Kind = "front"      // a line of front matter that an entry has no place for
	Unmarked   Kind = "unmarked"   // the page is of a program that writes deleted text of tracked changes as any other; Text names it
)

// File is a picture that was inside the HTML.
type File struct {
	Name string
	Data []byte // as it came: with its metadata
}

// Options are what is known of the HTML beside its text.
type Options struct {
	Base *url.URL // where the page came from, for links without a host; nil: not known
	Page bool     // a whole page: what stands around its text is told apart from it
	// Picture returns a picture that lies beside the HTML, under the name that
	// the Markdown shall use; nil: there are none. It is asked once for each.
	Picture func(src string) (File, bool)
	// Link says where a link leads in the Markdown: asked first, with what the page
	// wrote; not ok leaves it to the rule for all links. nil: there is no such knowledge.
	Link func(href string) (string, bool)
	// Clean makes a picture fit to be published, or refuses it; nil: as it came.
	Clean func(File) (File, bool)
}

// Convert makes Markdown of HTML from a clipboard.
func Convert(text string) Result { return Options{}.Convert(text) }

// Convert makes Markdown of HTML. It never fails: HTML that is nested too
// deeply to be read is taken as the text in it.
func (o Options) Convert(text string) Result {
	text = strings.ToValidUTF8(text, "\ufffd")
	document, err := html.Parse(strings.NewReader(text))
	if err != nil {
		return Text(textOf(text))
	}
	w := newWalker(o, document)
	body := document
	if o.Page {
		body = w.article(document)
		if program := unmarking(document); program != "" {
			w.lose(Unmarked, program, "")
		}
	}
	w.children(body, style{})
	w.flush()
	w.endNotes()
	w.loseTrackers()
	return Result{Markdown: w.markdown(), Title: w.title, Lost: w.lost, Files: w.files}
}

// textOf is the text between the tags.
func textOf(text string) string {
	var out strings.Builder
	tokens, hidden := html.NewTokenizer(strings.NewReader(text)), ""
	for {
		switch tokens.Next() {
		case html.ErrorToken:
			return out.String()
		case html.TextToken:
			if hidden == "" {
				out.WriteString(html.UnescapeString(string(tokens.Raw())))
			}
		case html.StartTagToken:
			if name, _ := tokens.TagName(); string(name) == "script" || string(name) == "style" {
				hidden = string(name)
			}
			out.WriteByte('\n')
		case html.EndTagToken:
			if name, _ := tokens.TagName(); string(name) == hidden {
				hidden = ""
			}
		}
	}
}
