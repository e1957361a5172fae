package newsroom

import (
	"bytes"
	"path"
	"strings"

	"loa/internal/base/problem"
	"loa/internal/desk/sourceedit"
	"loa/internal/generator/content"
	"loa/internal/media/docmeta"
	"loa/internal/media/filerisk"
)

// attach puts a file that is no picture beside an entry, for readers to download, and
// gives the link to it. It says why not, or nothing. Films and sounds lose their metadata
// when the site is built; whom a document names is told, since taking it out would
// change the document.
func (a *album) attach(q *request, name content.Name, sent string, data []byte) (shownPicture, string) {
	ending := strings.ToLower(path.Ext(sent))
	title := strings.TrimSuffix(sent, path.Ext(sent))
	switch risk := filerisk.Of(sent, data[:min(filerisk.HeadSize, len(data))]); {
	case len(data) == 0:
		return shownPicture{}, q.say("attach-empty", "file", sent)
	case risk != filerisk.None:
		return shownPicture{}, q.say("attach-"+string(risk), "file", sent)
	case ending == ".md" || !sourceedit.Allowed(path.Join(content.Root, "tep"+ending)):
		return shownPicture{}, q.say("attach-unknown", "file", sent)
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	base, err := a.lay(folderOf(name), sourceedit.Name(title, "tep"), ending, data)
	if err != nil {
		return shownPicture{}, q.refusal(err)
	}
	q.taken(path.Join(folderOf(name), base))
	said := q.say("done-attached", "file", base, "bytes", problem.Size(len(data)))
	if fields, err := docmeta.Authors(sent, bytes.NewReader(data), int64(len(data))); err == nil && len(fields) > 0 {
		said += " " + q.say("attach-names", "name", fields[0].Value)
	}
	words := strings.NewReplacer("[", "(", "]", ")", "\n", " ", "\r", "").Replace(title)
	return shownPicture{base, "[" + words + "](" + base + ")", said}, ""
}
