package markdown

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// whole is a body put together of its blocks.
func whole(b RichBody) string {
	var out strings.Builder
	for _, block := range b.Blocks {
		out.WriteString(block.Before + block.Source)
	}
	return out.String() + b.After
}

// The blocks of a body are the body, and those of a directive stand in it.
func checkRich(t *testing.T, body string) {
	t.Helper()
	b := Rich([]byte(body))
	if got := whole(b); got != body {
		t.Fatalf("the blocks of %q are %q", body, got)
	}
	var look func(blocks []RichNode)
	look = func(blocks []RichNode) {
		for _, block := range blocks {
			if strings.TrimSpace(block.Before) != "" || block.Source == "" || strings.HasSuffix(block.Source, "\n") {
				t.Errorf("a block of %q is %q before %q", body, block.Before, block.Source)
			}
			if block.Type != "directive" {
				continue
			}
			inner := ""
			for _, c := range block.Content {
				inner += c.Before + c.Source
			}
			if !strings.Contains(block.Source, inner) {
				t.Errorf("%q is not in %q", inner, block.Source)
			}
			look(block.Content)
		}
	}
	look(b.Blocks)
}

func TestRichIsTheBody(t *testing.T) {
	files, err := filepath.Glob("../../../content/*/*.md")
	if err != nil || len(files) < 50 {
		t.Fatal(files, err)
	}
	for _, file := range append(files, "testdata/everything.md", "../../../docs/markdown.md") {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		checkRich(t, string(text))
	}
	data, err := os.ReadFile("testdata/commonmark-0.31.2.json")
	if err != nil {
		t.Fatal(err)
	}
	var examples []struct{ Markdown string }
	if err := json.Unmarshal(data, &examples); err != nil {
		t.Fatal(err)
	}
	for _, e := range examples {
		checkRich(t, e.Markdown)
	}
}

func FuzzRich(f *testing.F) {
	for _, seed := range []string{"", "a\n\n- b\n  c\n", ":::note T {#x}\n> q\n:::\n", "| a |\n|---|\n| `b` |\n", "[^1] [a][b] ![c](d)\n\n[^1]: x\n[b]: y\n", "1. a\n\n   ::x{}\n2. ::say[3/4]{as=\"x\"}", "::: \n:::a\n:::", "a\\\nb  \nc\n# d {#e}\n"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, body string) { checkRich(t, body) })
}

// What an editor is told of each kind of block and of words.
func TestRichKinds(t *testing.T) {
	for body, want := range map[string]string{
		"a **b** `c`\n":        `{"type":"paragraph","content":[{"type":"text","text":"a "},{"type":"text","marks":[{"type":"strong","attrs":{"sign":"*"}}],"text":"b"},{"type":"text","text":" "},{"type":"text","marks":[{"type":"code"}],"text":"c"}],"source":"a **b** ` + "`c`" + `"}`,
		"### H {#x}\n":         `{"type":"heading","attrs":{"id":"x","level":3},"content":[{"type":"text","text":"H"}],"source":"### H {#x}"}`,
		"[a](b \"c\")\n":       `{"type":"paragraph","content":[{"type":"text","marks":[{"type":"link","attrs":{"href":"b","inside":false,"title":"c"}}],"text":"a"}],"source":"[a](b \"c\")"}`,
		"x\n[^1]\n\n[^1]: y\n": `{"type":"paragraph","content":[{"type":"text","text":"x"},{"type":"soft_break"},{"type":"raw","attrs":{"text":"[^1]"}}],"source":"x\n[^1]"}`,
		"- [x] a\n":            `{"type":"bullet_list","attrs":{"mark":"-"},"content":[{"type":"list_item","attrs":{"checked":true},"content":[{"type":"paragraph","content":[{"type":"text","text":"a"}]}]}],"source":"- [x] a"}`,
		"::x[y]{z=1}\n":        `{"type":"leaf","attrs":{"name":"x","text":"::x[y]{z=1}"},"source":"::x[y]{z=1}"}`,
		":::x T {#y}\na\n:::":  `{"type":"directive","attrs":{"after":"\n","close":":::","name":"x","open":":::x ","rest":" {#y}","title":"T"},"content":[{"type":"paragraph","content":[{"type":"text","text":"a"}],"source":"a"}],"source":":::x T {#y}\na\n:::"}`,
		"[a]: b\n\nc\n":        `{"type":"source","attrs":{"text":"[a]: b"},"source":"[a]: b"}`,
		"<div>\n":              `{"type":"source","attrs":{"text":"\u003cdiv\u003e"},"source":"\u003cdiv\u003e"}`,
	} {
		got, err := json.Marshal(Rich([]byte(body)).Blocks[0])
		if err != nil {
			t.Fatal(err)
		}
		if string(got) != want {
			t.Errorf("%q is\n%s\nnot\n%s", body, got, want)
		}
	}
}
