package deploy

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"loa/internal/base/approval"
	"loa/internal/base/disk/disktest"
	"loa/internal/generator/build"
	"loa/internal/generator/config"
	"loa/internal/publish/remote"
	"loa/themes"
)

// TestActionOf fails if two addresses that differ in where things go, as whom, to which
// key or how openly are one action.
func TestActionOf(t *testing.T) {
	target := config.Target{Key: "cong"}
	seen := map[string]remote.Address{}
	for _, c := range []struct {
		address remote.Address
		named   string
	}{
		{remote.Address{Type: "folder", Path: "/mnt/web"}, "/mnt/web"},
		{remote.Address{Type: "sftp", Host: "May.example", User: "web"}, "sftp://web@may.example:22/./"},
		{remote.Address{Type: "sftp", Host: "may.example", User: "web", Path: "srv"}, "sftp://web@may.example:22/./srv"},
		{remote.Address{Type: "sftp", Host: "may.example", User: "web", Path: "/srv"}, "sftp://web@may.example:22/srv"},
		{remote.Address{Type: "sftp", Host: "may.example", User: "web", Path: "/srv", Port: 2222}, "sftp://web@may.example:2222/srv"},
		{remote.Address{Type: "sftp", Host: "may.example", User: "web", Path: "/srv", KeyFile: "/home/an/.ssh/id"}, "sftp://web@may.example:22/srv#/home/an/.ssh/id"},
		{remote.Address{Type: "sftp", Host: "may.example", User: "web", Path: "/srv", HostKey: "SHA256:a"}, "sftp://web@may.example:22/srv#SHA256:a"},
		{remote.Address{Type: "ftp", Host: "may.example", User: "web", Path: "/srv"}, "ftpes://web@may.example:21/srv"},
		{remote.Address{Type: "ftp", Host: "may.example", User: "web", Path: "/srv", TLS: "implicit"}, "ftps://web@may.example:990/srv"},
		{remote.Address{Type: "ftp", Host: "may.example", User: "web", Path: "/srv", Insecure: true}, "ftp://web@may.example:21/srv"},
		{remote.Address{Type: "ftp", Host: "may.example", User: "web", Path: "/srv", Certificate: "SHA256:b"}, "ftpes://web@may.example:21/srv#SHA256:b"},
		{remote.Address{Type: "ftp", Host: "2001:db8::1", User: "web"}, "ftpes://web@[2001:db8::1]:21/./"},
		{remote.Address{Type: "s3", Host: "s3.example", Bucket: "trang"}, "s3://s3.example:443/trang"},
		{remote.Address{Type: "s3", Host: "s3.example", Bucket: "trang", Path: "vi", Region: "hn"}, "s3://s3.example:443/trang/vi#hn"},
		{remote.Address{Type: "s3", Host: "s3.example", Bucket: "trang", Insecure: true}, "s3://s3.example:80/trang"},
		{remote.Address{Type: "s3", Host: "s3.example:9000", Bucket: "trang"}, "s3://s3.example:9000/trang"},
		{remote.Address{Type: "s3", Host: "s3.example", Bucket: "khac", Path: "../trang/vi", Region: "hn"}, "s3://s3.example:443/khac/../trang/vi#hn"},
		{remote.Address{Type: "s3", Host: "s3.example", Bucket: "khac/../trang", Path: "vi", Region: "hn"}, "s3://s3.example:443/khac%252F..%252Ftrang/vi#hn"},
		{remote.Address{Type: "sftp", Host: "may.example", User: "web", Path: "/./web"}, "sftp://web@may.example:22/web"},
		{remote.Address{Type: "sftp", Host: "may.example", User: "web", Path: "./web/"}, "sftp://web@may.example:22/./web"},
		{remote.Address{Type: "sftp", Host: "may.example", User: "web", Path: "/a/../web"}, "sftp://web@may.example:22/a/../web"},
		{remote.Address{Type: "sftp", Host: "may.example", User: "web", Path: "a/../web"}, "sftp://web@may.example:22/./a/../web"},
	} {
		action := actionOf(target, c.address)
		if action.String() != c.named {
			t.Errorf("%+v is named %s, not %s", c.address, action, c.named)
		}
		if other, ok := seen[action.String()]; ok {
			t.Errorf("%+v and %+v are both %s", other, c.address, action)
		}
		seen[action.String()] = c.address
		if action.Clear != c.address.Insecure || (c.address.Type != "folder") != (action.Secret == "LOA_DEPLOY_CONG") {
			t.Errorf("%+v: clear %v, secret %q", c.address, action.Clear, action.Secret)
		}
	}
}

// into is a run that publishes a small site into a folder, with a dial that must not be
// reached unless it is allowed.
func into(t *testing.T, site, path string, o Options) (Result, error) {
	t.Helper()
	for name, text := range map[string]string{
		"site.toml":         "title = \"Trang\"\nbase_url = \"https://trang.example/\"\n[deploy.noi]\npath = '" + path + "'\n",
		"content/_index.md": "+++\ntitle = \"Trang chủ\"\n+++\n",
	} {
		file := filepath.Join(site, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o755), os.WriteFile(file, []byte(text), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	o.Build = build.Options{Dir: site, Builtin: themes.FS, Now: time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC), Fixed: true}
	o.Environ, o.Clock = func(string) string { return "" }, time.Now
	o.Wait = func(context.Context, time.Duration) error { return nil }
	o.Confirm = func(Plan) (bool, error) { return true, nil }
	o.Dial = remote.Dial
	return Run(t.Context(), o)
}

// realDir is a folder without links in its path.
func realDir(t *testing.T) string {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// TestNobodyAsked fails if a run publishes where nobody was asked, or nobody can be.
func TestNobodyAsked(t *testing.T) {
	dir := realDir(t)
	site, usb := filepath.Join(dir, "site"), filepath.Join(dir, "usb")
	var none *NotAllowed
	for _, dry := range []bool{true, false} {
		if _, err := into(t, site, usb, Options{DryRun: dry}); !errors.As(err, &none) || none.Actions[0] != (approval.Action{Kind: approval.Folder, Target: usb}) {
			t.Errorf("dry %v: %v", dry, err)
		}
	}
	no := func([]approval.Action) (bool, error) { return false, nil }
	if result, err := into(t, site, usb, Options{Ask: no}); err != nil || !result.Declined {
		t.Errorf("%+v %v", result, err)
	}
	if _, err := os.Stat(usb); err == nil {
		t.Error("the folder was made before anybody allowed it")
	}
}

// TestLinkToElsewhere fails if a link is allowed instead of the folder that it leads to:
// a site could turn it later.
func TestLinkToElsewhere(t *testing.T) {
	dir := realDir(t)
	site, one, two := filepath.Join(dir, "site"), filepath.Join(dir, "one"), filepath.Join(dir, "two")
	store := approval.NewStore(filepath.Join(dir, "store"))
	if err := errors.Join(os.Mkdir(site, 0o755), os.Mkdir(one, 0o755), os.Mkdir(two, 0o755)); err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(site, "usb")
	disktest.Link(t, one, link)
	yes := func([]approval.Action) (bool, error) { return true, nil }
	if result, err := into(t, site, "usb", Options{Approvals: store, Ask: yes}); err != nil || !result.Published {
		t.Fatalf("%+v %v", result, err)
	}
	if err := errors.Join(os.Remove(link), os.Symlink(two, link)); err != nil {
		t.Fatal(err)
	}
	var none *NotAllowed
	if _, err := into(t, site, "usb", Options{Approvals: store}); !errors.As(err, &none) || none.Actions[0].Target != two {
		t.Errorf("another folder behind the same link: %v", err)
	}
}

// TestWorkspaceOutside fails if Loa's own folder is made through a link of the site.
func TestWorkspaceOutside(t *testing.T) {
	dir := realDir(t)
	site, outside := filepath.Join(dir, "site"), filepath.Join(dir, "outside")
	if err := errors.Join(os.Mkdir(site, 0o755), os.Mkdir(outside, 0o755)); err != nil {
		t.Fatal(err)
	}
	disktest.Link(t, outside, filepath.Join(site, ".loa"))
	yes := func([]approval.Action) (bool, error) { return true, nil }
	if _, err := into(t, site, filepath.Join(dir, "usb"), Options{Ask: yes}); err == nil {
		t.Error("a link out of the site is followed")
	}
	if there, _ := os.ReadDir(outside); len(there) > 0 {
		t.Error("outside of the site there is", there)
	}
}
