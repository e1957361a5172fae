package cli

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"loa/themes"
)

// asking counts what it is asked, and has a list without warnings.
type asking struct{ urls []string }

func (a *asking) RoundTrip(r *http.Request) (*http.Response, error) {
	a.urls = append(a.urls, r.URL.String())
	return answer(`{"warnings":[]}`), nil
}

func answer(text string) *http.Response {
	return &http.Response{StatusCode: http.StatusOK, Body: io.NopCloser(strings.NewReader(text)), Header: http.Header{}}
}

// saying answers with a list.
type saying string

func (s saying) RoundTrip(*http.Request) (*http.Response, error) { return answer(string(s)), nil }

// Another site is asked for its warnings only once the person at this machine has allowed
// it; until then the build goes on without.
func TestNothingIsFetched(t *testing.T) {
	const from = "https://tinh.example/warnings.json"
	m := newMachine(t)
	m.put("site.toml", "title = \"Trang\"\nbase_url = \"https://trang.example/\"\n[warnings]\nfrom = [\""+from+"\"]\n")
	run := func(answers string, args ...string) (int, int, string) {
		t.Helper()
		web, out := &asking{}, &bytes.Buffer{}
		e := Env{Args: append(args, "--source", m.site), Out: out, Err: out, Environ: func(string) string { return "en" }, Config: m.config, Now: time.Now(), Themes: themes.FS, Public: web, Terminal: answers != ""}
		if answers != "" {
			e.In = strings.NewReader(answers)
		}
		code := Run(context.Background(), e)
		return code, len(web.urls), out.String()
	}
	for _, c := range []struct {
		of, answers string
		args        []string
		asked       int
		says        string
	}{
		{"nobody to ask", "", []string{"build"}, 0, "loa build --allow " + from},
		{"a no", "n\n", []string{"build"}, 0, from},
		{"the list alone", "", []string{"build", "--only", "warnings"}, 0, "--allow"},
		{"another address", "", []string{"build", "--allow", from + "x"}, 0, "--allow"},
		{"a yes", "y\n", []string{"build"}, 1, from},
		{"allowed before", "", []string{"build", "--only", "warnings"}, 1, ""},
		{"a new warning, which waits for nobody", "", []string{"warn", "Lũ", "--level", "notice", "--until", "23:59", "--no-pages"}, 0, ""},
		{"taken back", "", []string{"deploy", "--forget"}, 0, ""},
		{"not allowed any more", "", []string{"build"}, 0, "--allow"},
		{"by name", "", []string{"build", "--allow", from}, 1, ""},
	} {
		if code, asked, said := run(c.answers, c.args...); code != fine || asked != c.asked || !strings.Contains(said, c.says) {
			t.Errorf("%s: status %d, %d requests:\n%s", c.of, code, asked, said)
		}
	}
}

// Two machines publish one site. What one of them fetched of the province stays up when
// the other, which nobody allowed to fetch, puts up a warning of its own, or publishes all.
func TestWarningOfTheProvinceStaysUp(t *testing.T) {
	const from = "https://tinh.example/warnings.json"
	place, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	a, b := newMachine(t), newMachine(t)
	run := func(m *machine, web http.RoundTripper, args ...string) string {
		t.Helper()
		out := &bytes.Buffer{}
		e := Env{Args: append(args, "--source", m.site), Out: out, Err: out, Environ: func(string) string { return "en" }, Config: m.config, Now: time.Now(), Themes: themes.FS, Public: web}
		if code := Run(context.Background(), e); code != fine {
			t.Fatalf("%v: status %d\n%s", args, code, out)
		}
		return out.String()
	}
	list := func() string {
		data, err := os.ReadFile(filepath.Join(place, "warnings.json"))
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	for _, m := range []*machine{a, b} {
		m.put("site.toml", "title = \"Trang\"\nbase_url = \"https://trang.example/\"\n[warnings]\nfrom = [\""+from+"\"]\n[deploy.cong]\ntype = \"folder\"\npath = \""+filepath.ToSlash(place)+"\"\n")
	}
	dam := fmt.Sprintf(`{"warnings":[{"warning":"a.1","level":"emergency","until":%d,"html":{},"words":{"vi":{"title":"Vỡ đập"}}}]}`, time.Now().Add(24*time.Hour).Unix())
	run(a, saying(dam), "deploy", "cong", "--yes", "--allow", from, "--allow", place)
	if !strings.Contains(list(), "Vỡ đập") {
		t.Fatal(list())
	}
	said := run(b, saying(dam), "warn", "Nghỉ học", "--level", "notice", "--until", "23:59", "--no-pages", "--allow", place)
	if !strings.Contains(list(), "Vỡ đập") || !strings.Contains(list(), "Nghỉ học") || !strings.Contains(said, "tinh.example stays up") {
		t.Errorf("%s\n%s", said, list())
	}
	run(b, saying(dam), "deploy", "cong", "--yes")
	if !strings.Contains(list(), "Vỡ đập") {
		t.Error("a release takes it down: ", list())
	}
	run(b, saying(`{"warnings":[]}`), "deploy", "cong", "--only", "warnings", "--yes", "--allow", from)
	if strings.Contains(list(), "Vỡ đập") {
		t.Error("taken back there, it stays: ", list())
	}
}

// The address that a build says to allow is the one that --allow takes, also with letters
// and signs that a command line reads; and so is the address as a browser has it.
func TestAllowAsTold(t *testing.T) {
	for _, from := range []string{"https://tinh.example/cảnh-báo/warnings.json", "https://tinh.example/a(1),b!/warnings.json", "https://tỉnh.example/warnings.json"} {
		m := newMachine(t)
		m.put("site.toml", "title = \"Trang\"\nbase_url = \"https://trang.example/\"\n[warnings]\nfrom = [\""+from+"\"]\n")
		run := func(args ...string) (int, string) {
			t.Helper()
			web, out := &asking{}, &bytes.Buffer{}
			code := Run(context.Background(), Env{Args: append(args, "--only", "warnings", "--source", m.site), Out: out, Err: out, Environ: func(string) string { return "en" }, Config: t.TempDir(), Now: time.Now(), Themes: themes.FS, Public: web})
			if code != fine && !strings.Contains(out.String(), "has not been built") && code != misused {
				t.Fatal(code, out)
			}
			return len(web.urls), out.String()
		}
		asked, said := run("build")
		_, told, found := strings.Cut(said, "loa build --allow ")
		told, _, _ = strings.Cut(told, "\n")
		if asked != 0 || !found {
			t.Fatal(asked, said)
		}
		for _, allow := range []string{told, from} {
			if asked, said := run("build", "--allow", allow); asked != 1 {
				t.Errorf("--allow %s: %d requests\n%s", allow, asked, said)
			}
		}
	}
}
