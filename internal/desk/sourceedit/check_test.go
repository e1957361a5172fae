package sourceedit

import (
	"errors"
	"strings"
	"testing"
)

func TestCheck(t *testing.T) {
	for file, want := range map[string]NameFault{
		"content/a.md": "", "content/con-tre/index.md": "", "content/Đuối nước.md": "", "content/ទឹក\u200bជ្រៅ.md": Unseen, "content/ក្\u200cម.md": "", "data/consent.toml": "",
		"content/CON.md": ForDevice, "content/aux.md": ForDevice, "content/aux/index.md": ForDevice, "content/nul.txt.md": ForDevice, "content/LPT1.jpg": ForDevice, "content/com¹.md": ForDevice, "content/con .md": ForDevice,
		"content/a\u202egpj.md": Unseen, "content/\u2066a.md": Unseen, "content/\u200ea.md": Unseen, "content/a\x00.md": Unseen, "content/a\nb.md": Unseen, "content/a\u0085.md": Unseen, "content/a\u2028b.md": Unseen,
		"content/\ufeffa.md": Unseen, "content/a\xff.md": Unseen, "content/\u202e/index.md": Unseen,
		"content/" + strings.Repeat("a", 252) + ".md": "", "content/" + strings.Repeat("a", 253) + ".md": TooLong, "content/" + strings.Repeat("đ", 127) + ".md": TooLong, "content/" + strings.Repeat("a/", 500) + "a.md": TooLong,
		"content/a?.md": BadSign, "content/a:b.md": BadSign, "content/a|b/index.md": BadSign, "content/a./index.md": BadEnd, "content/a /index.md": BadEnd,
	} {
		err := Check(file)
		var name *NameError
		switch {
		case want == "" && err != nil:
			t.Errorf("%q: %v", file, err)
		case want != "" && (!errors.As(err, &name) || name.Fault != want || !errors.Is(err, ErrPlace)):
			t.Errorf("%q: %v, want %s", file, err, want)
		}
	}
	for _, file := range []string{"", "content", "content/", "site.toml", "themes/a.md", "../a.md", "content/../a.md", "/content/a.md", "content//a.md", "content/./a.md", "content/.a.md", "content/a.html", "content/a\\b.md", "content/a~", "data/a.md"} {
		if err := Check(file); err != ErrPlace {
			t.Errorf("%q: %v", file, err)
		}
	}
}

// No name that Check refuses comes to the disk, whoever asks.
func TestWriteChecksNames(t *testing.T) {
	f, _ := folder(t)
	for _, file := range []string{"content/CON.md", "content/a\u202egpj.md", "content/" + strings.Repeat("a", 300) + ".md"} {
		var name *NameError
		if err := f.Write(file, "", []byte("x")); !errors.As(err, &name) {
			t.Errorf("%.40q: %v", file, err)
		}
		if _, err := f.Read(file); !errors.As(err, &name) {
			t.Errorf("reading %.40q: %v", file, err)
		}
	}
}
