package newsroom_test

import (
	"net/http"
	"path/filepath"
	"strings"
	"testing"

	"loa/internal/base/disk/disktest"
	"loa/internal/desk/newsroom/newsroomtest"
)

// Whatever the disk refuses, what was typed stays on the page, which says why, and
// saving it again works once the disk does.
func TestTypedTextStays(t *testing.T) {
	for _, c := range []struct {
		name   string
		refuse func(w *disktest.Windows, full string)
		says   []string
		mends  bool
	}{
		{"held", func(w *disktest.Windows, full string) { w.Hold(full, -1) }, []string{"chương trình khác đang mở tệp", disktest.Program}, true},
		{"full", func(w *disktest.Windows, _ string) { w.Fill() }, []string{"ổ đĩa đã đầy"}, false},
		{"locked", func(w *disktest.Windows, _ string) { w.Protect() }, []string{"ổ đĩa bị khoá ghi"}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := disktest.New(t)
			o := enter(t, newsroomtest.Open(t, example(), newsroomtest.Options{Disk: w.System()}))
			full := filepath.Join(o.Dir, pond)
			form := o.fill("/edit?file=" + pond)
			form.Set("body", "Chữ vừa gõ.")
			form.Set("do", "save")
			c.refuse(w, full)
			status, body := o.post("/edit", form)
			if status != http.StatusInternalServerError || !strings.Contains(body, "Chữ vừa gõ.") {
				t.Fatal(status, body)
			}
			for _, said := range c.says {
				if !strings.Contains(body, said) {
					t.Errorf("it does not say %q:\n%s", said, body)
				}
			}
			if !c.mends {
				return
			}
			again := o.filled("/edit", body)
			again.Set("do", "save")
			w.Release(full)
			if status, body := o.post("/edit", again); status != http.StatusOK || !strings.Contains(o.read(pond), "Chữ vừa gõ.") {
				t.Error(status, body)
			}
		})
	}
}
