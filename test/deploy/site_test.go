package deploy

import (
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"loa/internal/base/approval"
	"loa/internal/generator/build"
	"loa/internal/publish/deploy"
	"loa/internal/publish/remote"
	"loa/themes"
)

// sources writes a site of some pages with a target. In its second version every
// third page is another, a page and a picture are new and others are gone.
func sources(t *testing.T, dir string, version int, a remote.Address) {
	t.Helper()
	if err := os.RemoveAll(filepath.Join(dir, "content")); err != nil {
		t.Fatal(err)
	}
	files := map[string]string{"site.toml": fmt.Sprintf(`title = "Trang thử"
base_url = "https://thu.example/"
[deploy.noi]
type = %q
path = %q
host = %q
port = %d
user = %q
key_file = %q
host_key = %q
certificate = %q
bucket = %q
region = %q
insecure = %v
`, a.Type, a.Path, a.Host, a.Port, a.User, a.KeyFile, a.HostKey, a.Certificate, a.Bucket, a.Region, a.Insecure),
		"content/_index.md":     "+++\ntitle = \"Trang chủ\"\n+++\n",
		"content/tin/_index.md": "+++\ntitle = \"Tin\"\n+++\n",
	}
	for i := range 20 {
		edition := 1
		if i%3 == 0 {
			edition = version
		}
		if i == 4 && version == 2 || i == 5 && version == 1 { // gone, and new
			continue
		}
		files[fmt.Sprintf("content/tin/bai-%d/index.md", i)] = fmt.Sprintf("+++\ntitle = \"Bài %d\"\n+++\n\n%s\n\n![Hình](hinh.svg)\n", i, strings.Repeat(fmt.Sprintf("Bản %d của bài %d. ", edition, i), 200))
		files[fmt.Sprintf("content/tin/bai-%d/hinh.svg", i)] = fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="10"><title>%s</title></svg>`, 10+i, strings.Repeat(fmt.Sprint(edition), 3000))
	}
	for name, text := range files {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o755), os.WriteFile(file, []byte(text), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
}

// publish publishes the site to its one target.
func publish(ctx context.Context, dir string, a remote.Address) (deploy.Result, error) {
	return publishWith(ctx, dir, os.DirFS("../theme"), a)
}

func publishWith(ctx context.Context, dir string, theme fs.FS, a remote.Address) (deploy.Result, error) {
	secrets := map[string]string{"LOA_DEPLOY_NOI_PASSWORD": a.Secrets.Password, "LOA_DEPLOY_NOI_KEY_ID": a.Secrets.KeyID, "LOA_DEPLOY_NOI_KEY": a.Secrets.Key}
	return deploy.Run(ctx, deploy.Options{
		Build:   build.Options{Dir: dir, Builtin: theme, Now: time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC), Fixed: true},
		Environ: func(name string) string { return secrets[name] },
		Clock:   time.Now, Wait: func(ctx context.Context, _ time.Duration) error { return ctx.Err() },
		Dial: remote.Dial, AllowRemove: true,
		Ask:     func([]approval.Action) (bool, error) { return true, nil },
		Confirm: func(deploy.Plan) (bool, error) { return true, nil },
	})
}

// tree reads a folder of files, without Loa's memory.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, e os.DirEntry, err error) error {
		path, _ := filepath.Rel(dir, name)
		path = filepath.ToSlash(path)
		if err != nil || e.IsDir() || strings.HasPrefix(path, "_loa/") {
			return err
		}
		data, err := os.ReadFile(name)
		files[path] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func equal(t *testing.T, moment string, want, got map[string]string) {
	t.Helper()
	for path := range want {
		if got[path] != want[path] {
			t.Errorf("%s: %s has %d bytes, not %d", moment, path, len(got[path]), len(want[path]))
		}
	}
	for path := range got {
		if _, ok := want[path]; !ok {
			t.Errorf("%s: %s is there", moment, path)
		}
	}
}

// loads matches what a page loads from the site itself.
var loads = regexp.MustCompile(`(?:href|src)="?(/(?:assets/|tin/)[^" >]+\.(?:css|js|svg|png))`)

// whole checks that every page there is one of the versions, and that all it
// loads is there.
func whole(t *testing.T, moment string, there map[string]string, versions ...map[string]string) {
	t.Helper()
	loaded := 0
	for path, text := range there {
		known := false
		for _, version := range versions {
			known = known || version[path] == text
		}
		if !known {
			t.Errorf("%s: %s holds %d bytes that no version has", moment, path, len(text))
		}
		if !strings.HasSuffix(path, ".html") {
			continue
		}
		for _, m := range loads.FindAllStringSubmatch(text, -1) {
			loaded++
			if _, ok := there[strings.TrimPrefix(m[1], "/")]; !ok {
				t.Errorf("%s: %s loads %s, which is not there", moment, path, m[1])
			}
		}
	}
	if loaded < 20 {
		t.Errorf("%s: the pages load %d files; the test looks for too few", moment, loaded)
	}
}

// TestCutOff cuts the line at 20 random bytes of a release, in the middle of
// files too: at every moment each page is whole, and the next run sends the rest.
func TestCutOff(t *testing.T) {
	each(t, func(t *testing.T, a remote.Address, folder string) {
		if a.Type == "folder" {
			t.Skip("it has no line; internal/publish/deploy cuts it after every operation")
		}
		line := newWire(t, ports(a)...)
		a.Host = wired
		dir := t.TempDir()
		versions := make([]map[string]string, 3)
		var total, bytes int64
		for _, version := range []int{1, 2, 1, 2} {
			sources(t, dir, version, a)
			line.cutAfter(-1)
			result, err := publish(t.Context(), dir, a)
			if err != nil || !result.Published {
				t.Fatalf("%+v %v", result, err)
			}
			total, bytes = line.sent(), result.Sent
			versions[version] = served(t, a, folder)
			equal(t, "a whole release", tree(t, filepath.Join(dir, ".loa", "deploy", "noi", "site")), versions[version])
		}
		random := rand.New(rand.NewPCG(8, 20))
		cuts := 0
		for try := range 20 {
			version := 1 + try%2
			sources(t, dir, version, a)
			at := random.Int64N(total)
			moment := fmt.Sprintf("cut %d after %d of about %d bytes", try, at, total)
			line.cutAfter(at)
			begun, err := publish(t.Context(), dir, a)
			whole(t, moment, served(t, a, folder), versions[1], versions[2])
			if err != nil {
				cuts++
			}
			line.cutAfter(-1)
			rest, err := publish(t.Context(), dir, a)
			if err != nil {
				t.Fatal(moment, err)
			}
			if begun.Sent+rest.Sent > bytes+bytes/10 { // the two directions differ a little
				t.Errorf("%s: sent %d and then %d of %d bytes", moment, begun.Sent, rest.Sent, bytes)
			}
			equal(t, moment+", finished", versions[version], served(t, a, folder))
		}
		if cuts < 10 {
			t.Errorf("only %d of 20 releases were cut", cuts)
		}
	})
}

// served reads a place as readers get it: a bucket has text compressed.
func served(t *testing.T, a remote.Address, folder string) map[string]string {
	files := tree(t, folder)
	if a.Type == "s3" {
		for path, text := range files {
			files[path] = gunzipped(t, text)
		}
	}
	return files
}

func gunzipped(t *testing.T, text string) string {
	t.Helper()
	if !strings.HasPrefix(text, "\x1f\x8b") {
		return text
	}
	r, err := gzip.NewReader(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// TestOneEdit edits the text of one article: that page goes out, with what search
// and the worker know of it, and nothing else.
func TestOneEdit(t *testing.T) {
	folder, dir := t.TempDir(), t.TempDir()
	a := remote.Address{Type: "folder", Path: folder}
	sources(t, dir, 1, a)
	if _, err := publishWith(t.Context(), dir, themes.FS, a); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "content", "tin", "bai-7", "index.md")
	text, err := os.ReadFile(file)
	if err == nil {
		err = os.WriteFile(file, append(text, "\n## Mới thêm\n\nMột đoạn nữa.\n"...), 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
	result, err := publishWith(t.Context(), dir, themes.FS, a)
	if err != nil {
		t.Fatal(err)
	}
	allowed := []string{`^tin/bai-7/index\.html$`, `^search\.vi\.js$`, `^assets/search/`, `^worker\.js$`, `^assets/(offline|worker|list)[^/]*\.js(on)?$`}
	for _, path := range result.Plan.Put {
		if !slices.ContainsFunc(allowed, func(form string) bool { return regexp.MustCompile(form).MatchString(path) }) {
			t.Errorf("%s was sent, and has nothing to do with the edit", path)
		}
	}
	t.Logf("one edited article: %d files, %d bytes: %s", len(result.Plan.Put), result.Sent, strings.Join(result.Plan.Put, ", "))
}
