package cli

import (
	"bytes"
	"context"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"loa/internal/base/approval"
	"loa/internal/office/host/hosttest"
	"loa/internal/publish/keyring"
	"loa/themes"
)

// passwords is a store of passwords in memory.
type passwords map[string]string

func (p passwords) Get(_, name string) (string, error) {
	if text, ok := p[name]; ok {
		return text, nil
	}
	return "", keyring.ErrNone
}
func (p passwords) Set(_, name, secret string) error { p[name] = secret; return nil }
func (p passwords) Delete(_, name string) error      { delete(p, name); return nil }

// A new officer enters a token and sees what the host allows; nothing is asked before, and
// the token is nowhere but in the store of passwords.
func TestOfficeHost(t *testing.T) {
	s := hosttest.New(t, "gitea")
	const token = "0123456789abcdef0123"
	s.Person(token, hosttest.Person{Name: "lan", Full: "Nguyễn Thị Lan", Push: true})
	s.Push("main", strings.Repeat("0", 40))
	m := newMachine(t)
	m.put("site.toml", "title = \"Trang\"\nbase_url = \"https://trang.example/\"\n[units.xa-an]\nname = \"Xã An\"\n[office]\nremote = \""+s.URL+"/xa-an/trang.git\"\nhost = \"forgejo\"\n[office.reviewers]\nxa-an = [\"hung\"]\nall = [\"bien-tap\"]\n")
	m.put("content/_index.md", "+++\ntitle = \"Trang chủ\"\n+++\n")
	m.put("content/xa-an/_index.md", "+++\ntitle = \"Xã An\"\n[cascade]\nunit = \"xa-an\"\n+++\n")
	m.put("content/xa-an/ao.md", "+++\ntitle = \"Rào ao\"\n+++\nRào ao.\n")
	kept := passwords{}
	run := func(typed string, args ...string) (int, string) {
		t.Helper()
		out := &bytes.Buffer{}
		e := Env{Args: append(append([]string{"office"}, args...), "--source", m.site, "--lang", "en"), Out: out, Err: out, Environ: func(string) string { return "" },
			Config: m.config, Now: time.Now(), Themes: themes.FS, Web: http.DefaultTransport, Keyring: keyring.New(kept)}
		if typed != "" {
			e.In = strings.NewReader(typed)
		}
		return Run(context.Background(), e), out.String()
	}
	asked := func() int { all, _ := s.Requests(); return len(all) }
	place := approval.Action{Kind: approval.Host, Target: s.URL + "/xa-an/trang", Clear: true}.String()

	if code, out := run("", "check"); code != misused || asked() != 0 || !strings.Contains(out, "--allow "+place) {
		t.Fatalf("asked %d times, %d:\n%s", asked(), code, out)
	}
	if code, _ := run("", "check", "--allow", place); code != misused || asked() != 0 {
		t.Error("an open line was used without a yes")
	}
	if code, out := run(token+"\n", "token"); code != misused || len(kept) != 0 || !strings.Contains(out, "not encrypted") {
		t.Errorf("%d:\n%s", code, out)
	}
	if code, out := run("wrong\n", "token", "--allow-clear"); code != faulty || len(kept) != 0 || !strings.Contains(out, "does not accept the token") {
		t.Errorf("%d:\n%s", code, out)
	}
	code, out := run(token+"\n", "token", "--allow-clear")
	if code != fine || len(kept) != 1 || !strings.Contains(out, "Nguyễn Thị Lan (lan)") || !strings.Contains(out, s.URL+"/user/settings/applications") {
		t.Fatalf("%d:\n%s", code, out)
	}
	if strings.Contains(out, token) {
		t.Error("the token is shown")
	}
	if code, out := run("", "check"); code != fine || !strings.Contains(out, "✓ main is protected") || !strings.Contains(out, "1 approval(s)") {
		t.Errorf("%d:\n%s", code, out)
	}
	s.Approvals = 0
	if code, out := run("", "check"); code != faulty || !strings.Contains(out, "✗ no approval is needed") {
		t.Errorf("%d:\n%s", code, out)
	}
	if code, out := run("", "owners"); code != fine {
		t.Errorf("%d:\n%s", code, out)
	}
	text, _ := os.ReadFile(filepath.Join(m.site, "CODEOWNERS"))
	if !strings.Contains(string(text), "content/xa-an/.* @hung\n") || !strings.Contains(string(text), "!(content/xa-an/.*) @bien-tap\n") {
		t.Errorf("%s", text)
	}
	m.put("CODEOWNERS", "* @ai\n")
	if code, _ := run("", "owners"); code != misused {
		t.Error("a file of somebody else was replaced")
	}
	if code, _ := run("", "owners", "--force"); code != fine {
		t.Error("not replaced with --force")
	}
	if code, _ := run("", "token", "--forget"); code != fine || len(kept) != 0 {
		t.Error("the token is still kept")
	}
	_ = filepath.WalkDir(m.site, func(file string, _ os.DirEntry, _ error) error {
		if data, err := os.ReadFile(file); err == nil && bytes.Contains(data, []byte(token)) {
			t.Errorf("the token stands in %s", file)
		}
		return nil
	})
}
