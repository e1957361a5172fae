package content

import (
	"crypto/sha1"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"loa/internal/base/problem"
	"loa/internal/base/source"
	"loa/internal/base/tomlfile"
	"loa/internal/generator/config"
)

const reviewed = "+++\ntitle = \"Rào ao\"\n[event]\nstart = 2026-03-01\n+++\nGiếng phải có nắp.\n"

// The name of an approved text is Git's name of the file that was sent for review, and
// writing down the approval does not change it.
func TestApprovedText(t *testing.T) {
	blob := fmt.Sprintf("%x", sha1.Sum(fmt.Appendf(nil, "blob %d\x00%s", len(reviewed), reviewed)))
	if got := ApprovedText([]byte(reviewed)); got != blob {
		t.Fatalf("%s is not the blob %s", got, blob)
	}
	stamp := "approved_by = \"Trần Văn Hùng\"\napproved_text = \"" + blob + "\"\n"
	for name, text := range map[string]string{
		"below":      strings.Replace(reviewed, "[event]", stamp+"[event]", 1),
		"above":      strings.Replace(reviewed, "title", stamp+"title", 1),
		"on Windows": strings.ReplaceAll(strings.Replace(reviewed, "title", stamp+"title", 1), "\n", "\r\n"),
	} {
		if got := ApprovedText([]byte(text)); got != blob {
			t.Errorf("%s: %s", name, got)
		}
	}
	for name, text := range map[string]string{
		"a letter":           strings.Replace(reviewed, "nắp", "nấp", 1),
		"a space at the end": reviewed + " ",
		"the text names it":  reviewed + "approved_by = \"x\"\n",
		"another value":      strings.Replace(reviewed, "03-01", "03-02", 1),
	} {
		if ApprovedText([]byte(text)) == blob {
			t.Errorf("%s changes nothing", name)
		}
	}
}

// A text that was changed after its approval is told, and where texts need an approval it
// has none.
func TestChangedAfterApproval(t *testing.T) {
	stamped := strings.Replace(reviewed, "title", "approved_by = \"Hùng\"\napproved_text = \""+ApprovedText([]byte(reviewed))+"\"\ntitle", 1)
	for _, c := range []struct {
		name, text       string
		told, unapproved bool
	}{
		{"as approved", stamped, false, false},
		{"changed", strings.Replace(stamped, "nắp", "nấp", 1), true, true},
		{"first aid", strings.Replace(strings.Replace(stamped, "nắp", "nấp", 1), "title", "emergency = true\ntitle", 1), true, false},
	} {
		settings, _ := config.Load(tomlfile.Source{File: "site.toml", Text: []byte("title = \"A\"\n[newsroom]\napprove = true\n")})
		r := NewReader(fstest.MapFS{"content/a.md": {Data: []byte(c.text)}}, settings)
		r.Approvals = NewApprovals(nil)
		e, problems, err := r.Read(source.File{Path: "content/a.md", Name: "content/a.md"})
		if err != nil {
			t.Fatal(err)
		}
		told := false
		for _, p := range problems {
			told = told || p.Code == problem.ApprovalChanged
		}
		if told != c.told || e.Unapproved != c.unapproved {
			t.Errorf("%s: told %v, kept off %v", c.name, told, e.Unapproved)
		}
	}
}
