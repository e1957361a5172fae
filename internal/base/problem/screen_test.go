package problem

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
)

// What a terminal obeys must never reach one, wherever in a problem it stands.
func TestScreen(t *testing.T) {
	hostile := "a\x1b]0;title\x07\x9b2J\u009b31m\u202egpj\u2066\x7f\x00\b.md"
	p := New(LinkNotFound, Place{File: hostile, Line: 1, Column: 1, Width: 1, Text: hostile}, Args{"target": hostile, "suggestion": hostile})
	for name, write := range map[string]func(*bytes.Buffer) error{
		"text": func(b *bytes.Buffer) error { return WriteText(Screen(b), []Problem{p}, WordsFor("vi")) },
		"json": func(b *bytes.Buffer) error { return WriteJSON(Screen(b), []Problem{p}, WordsFor("vi")) },
	} {
		var b bytes.Buffer
		if err := write(&b); err != nil {
			t.Fatal(err)
		}
		if at := strings.IndexFunc(b.String(), func(r rune) bool { return obeyed(r) && r != '\n' }); at >= 0 {
			t.Errorf("%s: %q", name, b.String()[at:])
		}
		if name != "json" {
			continue
		}
		var back []struct{ File string }
		if err := json.Unmarshal(b.Bytes(), &back); err != nil || back[0].File != strings.ToValidUTF8(hostile, "\ufffd") {
			t.Errorf("JSON reads as %q, %v", back, err)
		}
	}
}

// A name with a line end must not write a line of its own.
func TestNameWithLineEnd(t *testing.T) {
	p := New(LinkNotFound, Place{File: "a\nsite.toml: lỗi: gửi mật khẩu"}, Args{"target": "b\r\n0 lỗi"})
	for _, line := range strings.Split(strings.TrimSuffix(Text(p, WordsFor("vi")), "\n"), "\n")[1:] {
		if !strings.HasPrefix(line, "  ") {
			t.Errorf("a line of the name's own: %q", line)
		}
	}
}

func TestScreenLeavesTextAlone(t *testing.T) {
	const text = "Đuối nước:\tệ, ٣, 👨‍👩‍👧, \u200e\u200f\n"
	var b bytes.Buffer
	n, err := Screen(&b).Write([]byte(text))
	if b.String() != text || n != len(text) || err != nil {
		t.Errorf("%q, %d, %v", b.String(), n, err)
	}
}
