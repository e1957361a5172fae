package cli

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"loa/themes"
)

// asking counts what it is asked, and has a list without warnings.
type asking struct{ urls []string }

func (a *asking) RoundTrip(r *http.Request) (*http.Response, error) {
	a.urls = append(a.urls, r.URL.String())
	return &http.Response{StatusCode: http.StatusOK, Body: io.NopCloser(strings.NewReader(`{"warnings":[]}`)), Header: http.Header{}}, nil
}

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
