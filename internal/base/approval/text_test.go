package approval

import "testing"

// TestString fails if a site can show a person another place than the one it means, or
// have them paste a command.
func TestString(t *testing.T) {
	for _, c := range []struct {
		action Action
		want   string
	}{
		{Action{Kind: Folder, Target: "/mnt/đĩa/web"}, "/mnt/đĩa/web"},
		{Action{Kind: Folder, Target: `C:\Users\an`}, `C:\Users\an`},
		{Action{Kind: Folder, Target: "/a b\"; rm -rf $HOME `x` 'y'\n"}, "/a%20b%22%3B%20rm%20-rf%20%24HOME%20%60x%60%20%27y%27%0A"},
		{Action{Kind: Folder, Target: "/web\u202egnp"}, "/web%E2%80%AEgnp"},
		{Action{Kind: Folder, Target: "/100%"}, "/100%25"},
		{Action{Kind: Folder, Target: "/web/{key}/{tỉnh}-{a b}{a,b}{}{"}, "/web/{key}/{tỉnh}-%7Ba%20b%7D%7Ba%2Cb%7D%7B%7D%7B"}, // words of a network
		{Action{Kind: Host, Target: "sftp://a.example:22/srv/{key}"}, "sftp://a.example:22/srv/{key}"},
		{Action{Kind: Host, Target: "sftp://may.example.vn:22/web", User: "web", Key: "SHA256:abc+/="}, "sftp://web@may.example.vn:22/web#SHA256:abc+/="},
		{Action{Kind: Host, Target: "sftp://mаy.example:22/đọc"}, "sftp://m%D0%B0y.example:22/đọc"}, // a Cyrillic letter
		{Action{Kind: Command, Target: "espeak-ng\x00-w\x00{out}", Key: "/usr/bin/espeak-ng"}, "espeak-ng -w {out}#/usr/bin/espeak-ng"},
		{Action{Kind: Command, Target: "sh\x00-c\x00a b; $X\"`\n"}, "sh -c a%20b%3B%20%24X%22%60%0A"},
		{Action{Kind: Command, Target: "sh://\x00@x"}, "sh:// @x"}, // no host
		{Action{Kind: Host, Target: "ftp://a.example:21/", User: "b.example/@x#y"}, "ftp://b.example%2F%40x%23y@a.example:21/"},
	} {
		if got := c.action.String(); got != c.want {
			t.Errorf("%+v is written %s, not %s", c.action, got, c.want)
		}
	}
}

// TestNowhere fails if a machine without a folder of the person remembers.
func TestNowhere(t *testing.T) {
	site, store, a := t.TempDir(), NewStore(""), Action{Kind: Folder, Target: "/usb"}
	if err := store.Allow(site, a, now); err != nil {
		t.Fatal(err)
	}
	if allowed(t, store, site, a) {
		t.Error("allowed without a place to remember")
	}
	if all, err := store.Entries(); len(all) != 0 || err != nil {
		t.Error(all, err)
	}
}
