package content

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"loa/internal/base/record"
	"loa/internal/base/source"
)

// TestRecallIsRead: an entry that is recalled is the one that was read. What has more
// to tell than its front matter and its lead is not known.
func TestRecallIsRead(t *testing.T) {
	settings := settings(t)
	r := rand.New(rand.NewPCG(18, 4))
	known := 0
	for range 1500 {
		var lines []string
		for _, line := range []string{
			"title = \"Ao\"", "summary = \"Tóm tắt.\"", "date = 2026-05-01", "topics = [\"nuoc\", \"a\"]", "slug = \"ao\"", "weight = 3", "aliases = [\"/cu/\"]",
			"emergency = true", "extra = { a = [1, 2.5, \"b\"], c = 2026-01-01 }", "image = { src = \"a.jpg\", alt = \"Ảnh\" }", "khong_co = 1",
			"[event]\nstart = 2026-06-10T08:00:00\nrepeat = { every = \"week\" }", "[document]\nnumber = \" 1/2026/QĐ-UBND \"", "[campaign]\nslogan = \"S\"",
		} {
			if r.IntN(5) == 0 {
				lines = append(lines, line)
			}
		}
		body := []string{"", "Đoạn đầu.\n\n## Mục\n", "Theo Quyết định số 2/2020/QĐ-UBND.\n", "<!-- loa:allow text.phone -->\n"}[r.IntN(4)]
		text := "+++\n" + strings.Join(lines, "\n") + "\n+++\n" + body
		name := "content/" + []string{"ao.md", "nuoc/_index.md", "ho/index.md", "ao.en.md"}[r.IntN(4)]
		reader := NewReader(fstest.MapFS{name: {Data: []byte(text)}}, settings)
		reader.Remember = true
		file := source.File{Path: name, Name: name, Size: int64(len(text))}
		want, problems, err := reader.Read(file)
		if err != nil {
			t.Fatal(err)
		}
		k := want.Known()
		if k == nil {
			if len(problems) == 0 && want.optional == nil {
				t.Errorf("not known:\n%s", text)
			}
			continue
		}
		known++
		k = rewritten(t, k)
		if got := reader.Recall(file, k); !reflect.DeepEqual(got, want) {
			t.Fatalf("got  %s\nwant %s\nof\n%s", fmt.Sprintf("%+v", got), fmt.Sprintf("%+v", want), text)
		}
	}
	if known < 50 {
		t.Errorf("%d entries were known", known)
	}
}

// rewritten is what is known after it was written and read.
func rewritten(t *testing.T, k *Known) *Known {
	t.Helper()
	var out bytes.Buffer
	w := record.NewWriter(&out)
	k.Write(w)
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	var again Known
	r := record.NewReader(out.Bytes())
	again.Read(r)
	if err := r.Close(); err != nil || again != *k {
		t.Fatalf("%+v, not %+v: %v", again, *k, err)
	}
	return k
}
