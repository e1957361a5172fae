package newsroom

import (
	"bytes"
	"compress/gzip"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// mostBytes is how large the script of the rich text may be, compressed.
const mostBytes = 250 << 10

// The bundle is what its sources give, where npm has fetched the packages (make richtext).
func TestRichTextIsBundled(t *testing.T) {
	if _, err := os.Stat("richtext/node_modules/prosemirror-view"); err != nil {
		t.Skip("npm ci was not run in richtext")
	}
	shell, err := exec.LookPath("sh")
	if err != nil {
		t.Skip("there is no sh")
	}
	out := t.TempDir()
	if said, err := exec.CommandContext(t.Context(), shell, "richtext/bundle.sh", out).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	for _, name := range []string{"rich.js", "rich-licences.txt"} {
		made, err := os.ReadFile(filepath.Join(out, name))
		if err != nil {
			t.Fatal(err)
		}
		kept, err := embedded.ReadFile("files/" + name)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(made, kept) {
			t.Errorf("files/%s is not what the sources give: make richtext", name)
		}
	}
}

// The script stays small, and its packages are pinned with checksums and licences.
func TestRichTextIsSmallAndPinned(t *testing.T) {
	script, err := embedded.ReadFile("files/rich.js")
	if err != nil {
		t.Fatal(err)
	}
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	if _, err := w.Write(script); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if packed.Len() > mostBytes {
		t.Errorf("rich.js has %d bytes compressed, at most %d", packed.Len(), mostBytes)
	}
	if found := regexp.MustCompile(`\b(eval|new Function)\(`).Find(script); found != nil {
		t.Errorf("rich.js has %q", found)
	}
	lock, err := os.ReadFile("richtext/package-lock.json")
	if err != nil {
		t.Fatal(err)
	}
	licences, err := embedded.ReadFile("files/rich-licences.txt")
	if err != nil {
		t.Fatal(err)
	}
	parts := strings.Split(string(lock), `"node_modules/`)[1:]
	if len(parts) < 10 {
		t.Fatalf("%d packages are pinned", len(parts))
	}
	for _, part := range parts {
		name, rest, _ := strings.Cut(part, `"`)
		if !strings.Contains(rest, `"integrity": "sha512-`) || !strings.Contains(rest, `"license": "MIT"`) {
			t.Errorf("%s has no checksum, or another licence: %s", name, rest)
		}
		if !strings.Contains("\n"+string(licences), "\n"+name+"\n") {
			t.Errorf("rich-licences.txt has none of %s", name)
		}
	}
}

// The form loads the rich text, and no other page does.
func TestRichTextIsOfTheForm(t *testing.T) {
	pages, err := filepath.Glob("pages/*.html")
	if err != nil {
		t.Fatal(err)
	}
	for _, page := range pages {
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		loads := strings.Contains(string(text), "rich.js\"") || strings.Contains(string(text), `template "rich"`)
		if want := page == filepath.Join("pages", "form.html") || page == filepath.Join("pages", "rich.html"); loads != want {
			t.Errorf("%s loads the rich text: %t", page, loads)
		}
	}
}
