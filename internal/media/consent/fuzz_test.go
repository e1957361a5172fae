package consent

import (
	"bytes"
	"math/rand"
	"testing"
	"testing/fstest"
)

// Whatever else stands in a ledger that can be read, an entry in it counts: its picture
// is withheld, by its name, by its bytes, and inside of another file.
func FuzzLoad(f *testing.F) {
	for _, seed := range []string{
		"", "[[picture]]\nfile = \"content/b.jpg\"\nconsent = \"DY-1\"\n", "[[picture]]\nname = \"An\"\n", "picture = 1\n", "x = \"\n", "[[picture]]\nfile = \"/../content/a.jpg\"\nscope = [\"web\", 1]\nuntil = 2020-13-01\n",
	} {
		f.Add(seed)
	}
	photo := make([]byte, 2000)
	rand.New(rand.NewSource(1)).Read(photo)
	today := day("2026-06-15")
	const entry = "[[picture]]\nfile = \"content/a.jpg\"\nconsent = \"DY-1\"\nwithdrawn = 2026-01-01\n"
	f.Fuzz(func(t *testing.T, text string) {
		disk := fstest.MapFS{File: {Data: []byte(entry + text)}, "content/a.jpg": {Data: photo}}
		l, problems, err := Load(disk)
		if err != nil {
			t.Fatal(err)
		}
		l.Missing([]string{"content/a.jpg"})
		l.Ends(today)
		if len(problems) > 0 { // an error stops the build
			return
		}
		inside := append([]byte("%PDF-1.4 stream\n"), photo...)
		if !l.Of("content/a.jpg", Sum{}, today, Web).Withheld() || !l.Within(bytes.NewReader(inside), int64(len(inside)), today, Web).Withheld() {
			t.Error("the picture may be shown")
		}
	})
}
