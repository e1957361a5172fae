package newsroom

import (
	"bufio"
	"encoding/json"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	"loa/internal/desk/sourceedit"
	"loa/internal/generator/markdown"
)

// reader is the editor's own reading and writing, run by Node.js without a browser.
type reader struct {
	t   *testing.T
	in  io.Writer
	out *bufio.Reader
}

// startReader bundles the sources of the rich text for Node.js. Without it, or without the
// packages, the test is skipped.
func startReader(t *testing.T) *reader {
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("there is no Node.js")
	}
	if _, err := os.Stat("richtext/node_modules/prosemirror-view"); err != nil {
		t.Skip("npm ci was not run in richtext")
	}
	script := filepath.Join(t.TempDir(), "readback.js")
	bundle := exec.CommandContext(t.Context(), "go", "tool", "esbuild", "richtext/test/readback.js", "--bundle", "--platform=node", "--format=cjs", "--log-level=warning", "--outfile="+script)
	if said, err := bundle.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	run := exec.CommandContext(t.Context(), node, script)
	run.Stderr = os.Stderr
	in, err := run.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := run.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := run.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		in.Close()
		run.Wait()
	})
	return &reader{t, in, bufio.NewReaderSize(out, 1<<20)}
}

func (r *reader) ask(question map[string]any, answer any) {
	r.t.Helper()
	data, err := json.Marshal(question)
	if err != nil {
		r.t.Fatal(err)
	}
	if _, err := r.in.Write(append(data, '\n')); err != nil {
		r.t.Fatal(err)
	}
	line, err := r.out.ReadBytes('\n')
	if err != nil {
		r.t.Fatal(err)
	}
	if err := json.Unmarshal(line, answer); err != nil {
		r.t.Fatalf("%v: %s", err, line)
	}
}

// A checked is what the editor did with what the program made of its text.
type checked struct {
	Text        string
	Done        bool
	Blocks      int
	Plain, Read []struct{ Shown, Written string }
}

// Whatever stands on the screen is read as the same by the site's own parser, or the screen
// shows what it is read as. Documents are made from numbers, of marks and blocks as nobody
// would put them together; LOA_RICH_DOCUMENTS says how many.
func TestRichTextIsReadBack(t *testing.T) {
	documents := 25
	if n, err := strconv.Atoi(os.Getenv("LOA_RICH_DOCUMENTS")); err == nil {
		documents = n
	}
	r := startReader(t)
	blocks, plain, read := 0, 0, 0
	for seed := range documents {
		var now checked
		r.ask(map[string]any{"do": "make", "seed": seed, "blocks": 40}, &now)
		for range 5 {
			text := now.Text
			now = checked{}
			r.ask(map[string]any{"do": "check", "body": markdown.Rich([]byte(text))}, &now)
			plain += len(now.Plain)
			read += len(now.Read)
			for _, one := range now.Read {
				t.Logf("document %d: %s\nis written\n%s", seed, one.Shown, one.Written)
			}
			if now.Done {
				break
			}
		}
		if !now.Done {
			t.Errorf("document %d is not what is shown", seed)
		}
		blocks += now.Blocks
	}
	t.Logf("%d blocks, %d written plainly, %d shown as they are read", blocks, plain, read)
	if read > blocks/100 {
		t.Errorf("%d of %d blocks cannot be written", read, blocks)
	}
}

// The texts of the project's own site are opened to the byte, and hardly anything in them is
// shown as Markdown.
func TestRichTextHoldsOwnTexts(t *testing.T) {
	r := startReader(t)
	blocks, total := 0, 0
	err := filepath.WalkDir("../../../content", func(file string, e fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(file) != ".md" {
			return err
		}
		data, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		text := string(data)
		if doc, ok := sourceedit.Parse(data); ok {
			text = doc.Body()
		}
		var got struct {
			Same   bool
			Blocks int
			Source []string
		}
		r.ask(map[string]any{"do": "open", "text": text, "body": markdown.Rich([]byte(text))}, &got)
		if !got.Same {
			t.Errorf("%s is another text", file)
		}
		blocks += got.Blocks
		for _, one := range got.Source {
			total++
			t.Logf("%s: %s", file, one)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d blocks, %d of them as Markdown", blocks, total)
	if blocks < 2000 || total > 20 {
		t.Errorf("of %d blocks %d are shown as Markdown", blocks, total)
	}
}
