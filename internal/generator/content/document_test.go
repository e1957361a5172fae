package content

import (
	"testing"
	"testing/fstest"

	"loa/internal/base/source"
)

// Spaces around the number of a document are not part of it.
func TestDocumentNumber(t *testing.T) {
	const path = "content/777.md"
	files := fstest.MapFS{path: {Data: []byte("+++\ntitle = \"Kế hoạch\"\n[document]\nnumber = \" 777/KH-UBND \"\nreplaces = \"5/KH-UBND \"\n+++\n")}}
	e, problems, err := NewReader(files, settings(t)).Read(source.File{Path: path, Name: path})
	if err != nil || len(problems) > 0 || e.Document.Number != "777/KH-UBND" || e.Document.Replaces != "5/KH-UBND" {
		t.Errorf("%+v, %v, %v", e.Document, problems, err)
	}
}
