package newsroom

import (
	"errors"
	"io/fs"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"loa/internal/base/tomlfile"
	"loa/internal/desk/sourceedit"
	"loa/internal/generator/markdown"
)

// finder looks for words in all texts, and puts others in their place.
type finder struct{ store *store }

const (
	mostFound    = 200 // texts that one page lists and changes
	mostExcerpts = 3   // of a text
	around       = 40  // characters of an excerpt on each side
	longestFound = 200 // characters that are looked for, or put in their place
)

// searched are the keys of the front matter in which words are looked for, besides the
// text.
var searched = []string{"title", "summary"}

type findPage struct {
	Find, With string
	Texts      []foundText
	Count      int // places in all texts that are listed
	More       bool
	Kept       []inTheWay // texts that were left as they are, and why
	Asked      bool
}

// foundText is a text in which the words stand.
type foundText struct {
	File, Title, Language, Sum string
	Places                     []excerpt
	Count                      int
}

// excerpt is one place and what stands around it.
type excerpt struct{ Before, Found, After string }

// show lists the texts.
func (f *finder) show(q *request) {
	page, ok := f.find(q)
	if !ok {
		return
	}
	note := ""
	if n := q.r.URL.Query().Get("replaced"); q.r.URL.Query().Get("done") == "replaced" {
		note = q.say("done-replaced", "count", n)
	}
	f.answer(q, http.StatusOK, page, note, "")
}

func (f *finder) answer(q *request, status int, page findPage, note, bad string) {
	q.show(status, "find", sheet{Title: q.say("find"), Here: "overview", Note: note, Bad: bad, Page: page})
}

// find looks through the texts; false if it has answered with an error of the disk.
func (f *finder) find(q *request) (page findPage, ok bool) {
	page = findPage{Find: norm.NFC.String(q.r.FormValue("q")), With: norm.NFC.String(q.r.FormValue("with"))}
	if page.Asked = strings.TrimSpace(page.Find) != "" && len([]rune(page.Find)) <= longestFound; !page.Asked {
		return page, true
	}
	for _, e := range q.now.Project.Entries {
		raw, err := f.store.folder.Read(e.File.Name)
		switch {
		case errors.Is(err, fs.ErrNotExist), errors.Is(err, sourceedit.ErrPlace):
			continue // gone since, or not of this folder
		case err != nil:
			q.broken(err)
			return page, false
		}
		doc, readable := sourceedit.Parse(raw)
		if !readable {
			continue
		}
		found := foundText{File: e.File.Name, Title: e.Title, Language: languageName(q.now.Project, e.Language), Sum: sourceedit.Sum(raw)}
		replaced(doc, page.Find, page.Find, found.add)
		if found.Count == 0 {
			continue
		}
		if page.More = len(page.Texts) == mostFound; page.More {
			break
		}
		page.Count += found.Count
		page.Texts = append(page.Texts, found)
	}
	return page, true
}

// add takes a place into the excerpts.
func (t *foundText) add(text string, start, end int) {
	if t.Count++; t.Count > mostExcerpts {
		return
	}
	before, after := []rune(text[:start]), []rune(text[end:])
	one := excerpt{Found: text[start:end]}
	one.Before = string(before[max(len(before)-around, 0):])
	one.After = string(after[:min(len(after), around)])
	if i := strings.LastIndexByte(one.Before, '\n'); i >= 0 {
		one.Before = one.Before[i+1:]
	} else if len(before) > around {
		one.Before = "…" + one.Before
	}
	if line, _, cut := strings.Cut(one.After, "\n"); cut {
		one.After = line
	} else if len(after) > around {
		one.After += "…"
	}
	t.Places = append(t.Places, one)
}

// replaced puts other words in the place of some, in title, summary and text, but not in
// addresses of links and pictures, and tells each place. It reports whether all could be
// written.
func replaced(doc *sourceedit.Document, find, with string, at func(text string, start, end int)) bool {
	for _, key := range searched {
		value, _ := doc.Value(key).(string)
		value = norm.NFC.String(value)
		next := exchanged(value, find, with, nil, at)
		if next != value && !doc.Set([]string{key}, tomlfile.Quote(next)) {
			return false
		}
	}
	body := doc.Body()
	if plain := norm.NFC.String(body); plain != body && strings.Contains(plain, find) && !strings.Contains(body, find) {
		body = plain // it is written in parted letters
	}
	doc.SetBody(exchanged(body, find, with, markdown.Destinations([]byte(body)), at))
	return true
}

// exchanged is a text with other words in the place of some.
func exchanged(text, find, with string, but []markdown.Destination, at func(text string, start, end int)) string {
	var out strings.Builder
	done := 0
	for {
		i := strings.Index(text[done:], find)
		if i < 0 {
			return out.String() + text[done:]
		}
		start, end := done+i, done+i+len(find)
		inAddress := slices.ContainsFunc(but, func(d markdown.Destination) bool { return start < d.End && d.Start < end })
		if inAddress {
			out.WriteString(text[done:end])
		} else {
			at(text, start, end)
			out.WriteString(text[done:start] + with)
		}
		done = end
	}
}

// replace changes the texts that a person has chosen, each if the site can be built with
// it and it is what the person saw.
func (f *finder) replace(q *request) {
	page, ok := f.find(q)
	if !ok {
		return
	}
	if !page.Asked || len([]rune(page.With)) > longestFound || strings.ContainsAny(page.With, "\r\n") {
		f.answer(q, http.StatusUnprocessableEntity, page, "", q.say("find-words"))
		return
	}
	chosen := q.r.PostForm["file"]
	count := 0
	for _, t := range page.Texts {
		if !slices.Contains(chosen, t.File) {
			continue
		}
		why, err := f.replaceIn(q, t, page)
		if err != nil {
			f.answer(q, http.StatusInternalServerError, page, "", unwritten(q, t.File, err))
			return
		}
		if why != "" {
			page.Kept = append(page.Kept, inTheWay{File: t.File, Title: t.Title, Said: why})
			continue
		}
		count += t.Count
	}
	if len(page.Kept) > 0 {
		page.Texts = nil
		f.answer(q, http.StatusUnprocessableEntity, page, "", q.say("find-kept", "count", count))
		return
	}
	q.to("find", query("q", page.Find, "with", page.With, "done", "replaced", "replaced", strconv.Itoa(count)))
}

// replaceIn changes one text, or says why it stays.
func (f *finder) replaceIn(q *request, t foundText, page findPage) (why string, err error) {
	raw, err := f.store.folder.Read(t.File)
	if err != nil {
		return "", err
	}
	if sourceedit.Sum(raw) != q.r.PostFormValue("sum."+t.File) {
		return q.say("find-changed"), nil
	}
	doc, ok := sourceedit.Parse(raw)
	if !ok || !replaced(doc, page.Find, page.With, func(string, int, int) {}) {
		return q.say("find-unwritten"), nil
	}
	added, err := addedErrors(q, entryForm{file: t.File, name: nameOf(q, t.File), base: raw, doc: doc}, raw)
	if err != nil {
		return "", err
	}
	if len(added) > 0 {
		return sentence(q, added[0]), nil
	}
	if err := f.store.folder.Write(t.File, sourceedit.Sum(raw), doc.Bytes()); errors.Is(err, sourceedit.ErrChanged) {
		return q.say("find-changed"), nil
	} else if err != nil {
		return "", err
	}
	q.taken(t.File)
	return "", nil
}
