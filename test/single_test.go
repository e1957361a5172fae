package test

import (
	"context"
	"os"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"loa/internal/publish/pack"
	"loa/test/ownsite"
)

// Single files of the project's own site are whole by themselves: nothing is
// loaded, nothing runs, every link within leads somewhere.
func TestSingleFiles(t *testing.T) {
	t.Parallel()
	dir := ownsite.Sources(t)
	for _, what := range []string{
		"duoi-nuoc", "giao-thong", "ky-nang-song", "duoi-nuoc/vung-an-toan.md", "tai-nan-trong-nha/bong.md",
		"cho-nha-truong/do-vui-duoi-nuoc.md", "lich-hoat-dong/trung-thu.md", "van-ban/ke-hoach-777.md",
	} {
		t.Run(strings.ReplaceAll(what, "/", "-"), func(t *testing.T) {
			for _, language := range []string{"", "en"} {
				o := pack.Options{Build: ownsite.Options(dir), Single: what, Language: language, Out: t.TempDir()}
				if language != "" && strings.HasSuffix(what, ".md") {
					o.Single, o.Language = strings.TrimSuffix(what, ".md")+".en.md", ""
				}
				result, err := pack.Run(context.Background(), o)
				if err != nil || result.Stopped {
					t.Fatal(err, result.Problems)
				}
				if result.Size > 2_000_000 {
					t.Errorf("%d bytes", result.Size)
				}
				wholeByItself(t, result.File)
			}
		})
	}
}

func wholeByItself(t *testing.T, name string) {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	document, err := html.Parse(f)
	if err != nil {
		t.Fatal(err)
	}
	ids, tags := map[string]int{}, map[string]int{}
	var inside []string
	for n := range document.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		tags[n.Data]++
		for _, a := range n.Attr {
			switch {
			case a.Key == "id":
				ids[a.Val]++
			case a.Key == "href" && strings.HasPrefix(a.Val, "#"):
				inside = append(inside, a.Val[1:])
			case a.Key == "href" && !strings.HasPrefix(a.Val, "https://") && !strings.HasPrefix(a.Val, "tel:") && !strings.HasPrefix(a.Val, "mailto:"):
				t.Errorf("%s href=%s", n.Data, a.Val)
			case (a.Key == "src" || a.Key == "srcset") && !strings.HasPrefix(a.Val, "data:image/"):
				t.Errorf("%s %s=%s", n.Data, a.Key, a.Val)
			case a.Key == "style", strings.HasPrefix(a.Key, "on"):
				t.Errorf("%s has %s", n.Data, a.Key)
			}
		}
		if n.Data == "link" && !strings.Contains(attribute(n, "rel"), "canonical") {
			t.Errorf("a link %q", attribute(n, "rel"))
		}
	}
	for id, count := range ids {
		if count > 1 {
			t.Errorf("%d times the id %s", count, id)
		}
	}
	for _, part := range inside {
		if ids[part] == 0 {
			t.Errorf("no part #%s", part)
		}
	}
	for _, tag := range []string{"script", "iframe", "object", "video", "audio", "form", "base"} {
		if tags[tag] > 0 {
			t.Errorf("%d times <%s>", tags[tag], tag)
		}
	}
	if tags["h1"] != 1 || tags["main"] != 1 || tags["style"] != 1 {
		t.Errorf("h1 %d, main %d, style %d", tags["h1"], tags["main"], tags["style"])
	}
}
