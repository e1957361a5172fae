package newsroom

import (
	"bytes"
	"encoding/base64"
	"html/template"
	"mime"
	"net/http"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"loa/internal/base/problem"
	"loa/internal/desk/sourceedit"
	"loa/internal/generator/build"
	"loa/internal/office/clone"
	"loa/internal/office/host"
	"loa/internal/office/review"
)

type reviewsPage struct {
	Me      string
	Reviews []host.Review
	At      time.Time
	Failure string
}

// show lists the reviews, or shows one.
func (r *reviewer) show(q *request) {
	room := r.enter(q)
	if room == nil {
		return
	}
	if n, ok := number(q); ok {
		r.read(q, room, n)
		return
	}
	note := ""
	if done := q.r.URL.Query().Get("done"); slices.Contains([]string{"token", "sent", "returned", "approved", "merged", "refused", "noted"}, done) {
		note = q.say("reviews-done-" + done)
	}
	if left := leftOut(q); left != "" {
		note += " " + left
	}
	all := room.Standing(q.r.Context(), q.r.URL.Query().Get("now") != "")
	page := reviewsPage{Me: all.Me.Name, Reviews: all.Reviews, At: all.At}
	if host.Is(all.Err, host.Expired) {
		r.refused(q, all.Err)
		return
	}
	if all.Err != nil {
		page.Failure = r.reason(q, all.Err)
	}
	q.show(http.StatusOK, "reviews", sheet{Title: q.say("reviews"), Here: "reviews", Note: note, Page: page})
}

// leftOut tells what of the files that were just sent readers have taken out of the review
// before; "" for nothing.
func leftOut(q *request) string {
	var all []string
	for _, file := range q.r.URL.Query()["left"] {
		if sourceedit.Allowed(file) {
			all = append(all, titleOf(q, file))
		}
	}
	if len(all) == 0 {
		return ""
	}
	return q.say("reviews-left-out", "files", strings.Join(all, ", "))
}

// reviewPage is one review as the person who reads it sees it.
type reviewPage struct {
	host.Review
	Own    bool // of the person at the desk
	Files  []reviewedFile
	Unseen string // what cannot be shown whole; "" if all is
}

// reviewedFile is a file as it is and as it would be.
type reviewedFile struct {
	Path, Title string
	Gone, Made  bool
	Now, Next   string // addresses in the preview; "" where there is no page
	Cut, Binary bool   // there is nothing to show
	Before      []mark // the whole text as it is published
	After       []mark // and as it would be
	Pictures    []bothPicture
	Downloads   []download
	Seen        string // the bytes that the reader says to have looked at, by name; "" where all is shown
	Passages    []passage
}

// download is a file that the desk does not show: as it is, or as it would be.
type download struct {
	Next bool
	Name string
	Size problem.Size
	Blob string
}

// passage is a piece of a file that a review changes.
type passage struct {
	Name string // of its field
	Line int
	Text string
}

// read shows a review: each page beside what it is now, and the passages that differ.
func (r *reviewer) read(q *request, room *review.Room, n int) {
	piece, err := room.Open(q.r.Context(), n)
	if err != nil {
		r.refused(q, err)
		return
	}
	q.now = q.now.Take(q.r.Context(), ".") // what is published may have come with it
	page := reviewPage{Review: piece.Review, Own: piece.Author == room.Standing(q.r.Context(), false).Me.Name, Unseen: piece.Unseen()}
	for i, f := range piece.Files {
		page.Files = append(page.Files, reviewed1(q, i, f))
	}
	q.show(http.StatusOK, "review", sheet{Title: piece.Title, Here: "reviews", Page: page})
}

func reviewed1(q *request, i int, f clone.ProposedFile) reviewedFile {
	r := reviewedFile{Path: f.Path, Title: path.Base(f.Path), Gone: f.New == nil, Made: f.Old == nil, Cut: f.Cut, Binary: f.Binary}
	if f.Binary {
		r.Pictures, r.Downloads, r.Seen = bothPictures(f), downloadsOf(f), unshown(f)
	}
	if f.Cut || f.Binary {
		return r
	}
	r.Before, r.After = marked(string(f.Old), string(f.New))
	r.Passages = passagesOf(i, f)
	if path.Ext(f.Path) != ".md" || !sourceedit.Allowed(f.Path) {
		return r
	}
	for _, text := range [][]byte{f.Old, f.New} {
		if doc, ok := sourceedit.Parse(text); ok {
			if title, _ := doc.Value("title").(string); title != "" {
				r.Title = title
			}
		}
	}
	if !r.Made {
		r.Now, _ = q.now.Address(f.Path)
	}
	if !r.Gone {
		if shown, err := q.now.Show(build.Imagined{Drafts: true, File: f.Path, Text: f.New}); err == nil {
			r.Next, _ = shown.Address(f.Path)
		}
	}
	return r
}

// bothPicture is a picture as it is, or as it would be.
type bothPicture struct {
	Data template.URL
	Next bool
}

func bothPictures(f clone.ProposedFile) (all []bothPicture) {
	kind := map[string]string{".png": "png", ".jpg": "jpeg", ".jpeg": "jpeg", ".gif": "gif", ".webp": "webp", ".avif": "avif"}[strings.ToLower(path.Ext(f.Path))]
	for i, data := range [][]byte{f.Old, f.New} {
		if kind != "" && len(data) > 0 {
			all = append(all, bothPicture{template.URL("data:image/" + kind + ";base64," + base64.StdEncoding.EncodeToString(data)), i == 1})
		}
	}
	return all
}

// downloadsOf are the bytes of a file before and after, where the page does not show both.
func downloadsOf(f clone.ProposedFile) (all []download) {
	if f.Cut || unshown(f) == "" && f.New != nil {
		return nil
	}
	for i, blob := range []clone.Blob{f.OldBlob, f.NewBlob} {
		if blob.Name != "" {
			all = append(all, download{Next: i == 1, Name: path.Base(f.Path), Size: problem.Size(blob.Size), Blob: blob.Name})
		}
	}
	return all
}

// unshown is the name of the bytes that a proposal brings and the page of the review does
// not show; "" if it shows them.
func unshown(f clone.ProposedFile) string {
	if f.Cut || !f.Binary || f.New == nil || slices.ContainsFunc(bothPictures(f), func(p bothPicture) bool { return p.Next }) {
		return ""
	}
	return f.NewBlob.Name
}

// unlooked is the first file of a review that nobody can have looked at on its page, and of
// which the form does not say that its reader has looked at these very bytes.
func unlooked(q *request, piece review.Piece) string {
	for _, f := range piece.Files {
		if blob := unshown(f); blob != "" && !slices.Contains(q.r.PostForm["seen"], blob) {
			return f.Path
		}
	}
	return ""
}

// give answers with bytes of a review that its page does not show, to be kept as a file:
// the browser runs nothing of it.
func (r *reviewer) give(q *request) {
	room := r.enter(q)
	n, ok := number(q)
	if room == nil {
		return
	}
	if !ok {
		q.fail(http.StatusNotFound, "not-found")
		return
	}
	piece, err := room.Open(q.r.Context(), n)
	if err != nil {
		r.refused(q, err)
		return
	}
	wanted := q.r.FormValue("blob")
	for _, f := range piece.Files {
		if wanted != "" && (f.OldBlob.Name == wanted || f.NewBlob.Name == wanted) {
			r.giveFile(q, path.Base(f.Path), wanted)
			return
		}
	}
	q.fail(http.StatusNotFound, "not-found")
}

func (r *reviewer) giveFile(q *request, name, blob string) {
	at, err := r.clone(q)
	var data []byte
	if err == nil {
		data, err = at.Text(blob)
	}
	if err != nil {
		r.refused(q, err)
		return
	}
	head := q.w.Header()
	head.Set("Content-Type", "application/octet-stream")
	head.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": name}))
	head.Set("Content-Security-Policy", "default-src 'none'; sandbox")
	_, _ = q.w.Write(data)
}

// mostPassages bounds the passages of a file that have a field for a note. All others stand
// in the text as a whole.
const mostPassages = 200

// passagesOf are the blocks of a file that differ from those it has now, with their lines.
func passagesOf(i int, f clone.ProposedFile) (all []passage) {
	before := map[string]bool{}
	for _, p := range blocksIn(f.Old) {
		before[p.Text] = true
	}
	for _, p := range blocksIn(f.New) {
		if !before[p.Text] && len(all) < mostPassages {
			p.Name = "note-" + strconv.Itoa(i) + "-" + strconv.Itoa(p.Line)
			all = append(all, p)
		}
	}
	return all
}

// blocksIn are the pieces of a text between blank lines.
func blocksIn(text []byte) (all []passage) {
	line, open := 0, false
	for one := range bytes.Lines(bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))) {
		line++
		written := strings.TrimRight(string(one), "\n")
		switch {
		case strings.TrimSpace(written) == "":
			open = false
		case open:
			all[len(all)-1].Text += "\n" + written
		default:
			all = append(all, passage{Line: line, Text: written})
			open = true
		}
	}
	return all
}

// act does what a button asks for.
func (r *reviewer) act(q *request) {
	switch q.r.PostFormValue("do") {
	case "token":
		r.takeToken(q)
		return
	case "send":
		r.send(q)
		return
	}
	room := r.enter(q)
	n, ok := number(q)
	if room == nil {
		return
	}
	if !ok {
		q.to("reviews", nil)
		return
	}
	piece, err := room.Open(q.r.Context(), n)
	if err == nil && piece.Commit != q.r.PostFormValue("commit") {
		err = &host.Error{Fault: host.Changed}
	}
	done := ""
	if err == nil && q.r.PostFormValue("do") == "approve" {
		if file := unlooked(q, piece); file != "" {
			q.fail(http.StatusUnprocessableEntity, "review-unlooked", "file", file)
			return
		}
	}
	if err == nil {
		done, err = r.decide(q, room, piece)
	}
	if err != nil {
		r.refused(q, err)
		return
	}
	q.now = q.now.Take(q.r.Context(), ".")
	q.to("reviews", query("done", done))
}

// decide does with a review that was read what its reader wants.
func (r *reviewer) decide(q *request, room *review.Room, piece review.Piece) (done string, err error) {
	ctx, text := q.r.Context(), strings.TrimSpace(q.r.PostFormValue("text"))
	switch q.r.PostFormValue("do") {
	case "approve":
		return "approved", room.Approve(ctx, piece, q.say("review-approved", "title", piece.Title))
	case "merge":
		return "merged", room.Merge(ctx, piece)
	case "return":
		if text == "" {
			text = q.say("review-look-again")
		}
		return "returned", room.Return(ctx, piece, text, notesIn(q, piece))
	case "refuse":
		if text == "" {
			text = q.say("review-not-wanted")
		}
		return "refused", room.Refuse(ctx, piece.Number, text)
	}
	if text == "" {
		return "noted", nil
	}
	return "noted", room.Note(ctx, piece.Number, text)
}

// notesIn are the notes that a reader typed at passages.
func notesIn(q *request, piece review.Piece) (all []host.Note) {
	for i, f := range piece.Files {
		for _, p := range passagesOf(i, f) {
			if text := strings.TrimSpace(q.r.PostFormValue(p.Name)); text != "" {
				all = append(all, host.Note{File: f.Path, Line: p.Line, Quote: p.Text, Text: text})
			}
		}
	}
	return all
}
