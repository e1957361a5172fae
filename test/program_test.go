package test

import (
	"bytes"
	"io/fs"
	"strings"
	"sync"
	"testing"
	"time"

	"loa/internal/build"
	"loa/test/corpus"
	"loa/themes"
)

// Every layout, part and directive of the built-in theme writes as a program
// what html/template writes, byte for byte, on every page of the project's own
// site and of the generated one.
func TestProgramsWriteTheSame(t *testing.T) {
	dir := t.TempDir()
	if err := corpus.Write(dir, 100); err != nil {
		t.Fatal(err)
	}
	generated := build.Options{Dir: dir, Builtin: themes.FS, Now: time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC), Fixed: true}
	var lock sync.Mutex
	seen := map[string]int{}
	for _, o := range []build.Options{own(t), generated} {
		p, err := build.Load(o)
		if err != nil || p.Renderer == nil {
			t.Fatal(err, p.Problems)
		}
		defer p.Close()
		p.Theme.Twice = func(name string, program, oracle []byte) {
			lock.Lock()
			defer lock.Unlock()
			seen[name]++
			if !bytes.Equal(program, oracle) {
				t.Errorf("%s\n got %.2000s\nwant %.2000s", name, program, oracle)
			}
		}
		var all sync.WaitGroup
		outputs := p.Outputs()
		for half := range 2 {
			all.Go(func() {
				for i := half; i < len(outputs); i += 2 {
					if !strings.HasSuffix(outputs[i].Path, ".html") {
						continue
					}
					if _, err := p.Make(outputs[i]); err != nil {
						t.Error(err)
					}
				}
			})
		}
		all.Wait()
	}
	templates, err := fs.Glob(themes.FS, "loa/*/*.html")
	if err != nil || len(templates) < 40 {
		t.Fatal("where are the templates?", err)
	}
	included := 0
	for _, path := range templates {
		if name := strings.TrimPrefix(path, "loa/"); seen[name] == 0 {
			t.Logf("not run by itself: %s", name)
			included++
		}
	}
	t.Logf("%d templates, %d of them only included; %v", len(templates), included, seen)
}
