package remote

import (
	"context"
	"errors"
	"io/fs"
	"strings"
	"testing"
)

// lists makes the answers of a server out of lines "folder name" and "folder name/":
// each folder below the root lists the same.
func lists(text string) func(context.Context, string) ([]item, error) {
	return func(context.Context, string) ([]item, error) {
		var all []item
		for line := range strings.SplitSeq(text, "\n") {
			name, folder := strings.CutSuffix(line, "\\")
			all = append(all, item{name: name, size: 1, folder: folder, file: !folder})
		}
		return all, nil
	}
}

// A server that names folders in folders without end is not followed.
func TestWalkEnds(t *testing.T) {
	for _, text := range []string{"a\\", "a\\\nb\\\nc", strings.Repeat("a\\\n", 1000)} {
		if err := (&tree{root: "/site"}).walk(t.Context(), lists(text), func(File) error { return nil }); !errors.Is(err, errEndless) {
			t.Errorf("%.10q: %v", text, err)
		}
	}
}

// Whatever a server names, what is taken for a file of ours lies below the place.
func FuzzWalk(f *testing.F) {
	f.Add("index.html\n.\n..\n../x\na/b\n/etc/passwd\n\n\x00\n\xff\na\\")
	f.Fuzz(func(t *testing.T, text string) {
		asked := 0
		err := (&tree{root: "/site"}).walk(t.Context(), func(ctx context.Context, dir string) ([]item, error) {
			if dir != "/site" && !strings.HasPrefix(dir, "/site/") {
				t.Errorf("asks for %q", dir)
			}
			if asked++; asked > 3 {
				return nil, nil
			}
			return lists(text)(ctx, dir)
		}, func(file File) error {
			if !fs.ValidPath(file.Path) || file.Path == "." {
				t.Errorf("%q", file.Path)
			}
			return nil
		})
		if err != nil {
			t.Error(err)
		}
	})
}
