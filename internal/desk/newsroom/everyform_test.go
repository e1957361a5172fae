package newsroom_test

import (
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"loa/internal/desk/newsroom/newsroomtest"
)

var mixed = flag.Int("mixed", 1, "how many sequences of forms TestWhateverFormsMakeBuilds sends")

// clerk sends forms of every page of the desk, with values by chance.
type clerk struct {
	*office
	r     *rand.Rand
	token string
}

// actions are what a clerk does, each by the name of its page.
var actions = map[string]func(*clerk) (int, string){
	"edit":      (*clerk).edits,
	"new":       (*clerk).begins,
	"move":      (*clerk).moves,
	"remove":    (*clerk).removes,
	"versions":  (*clerk).restores,
	"translate": (*clerk).translates,
	"find":      (*clerk).replaces,
	"warnings":  (*clerk).warns,
	"settings":  (*clerk).settles,
	"approvals": (*clerk).approves,
}

func (c *clerk) one(of []string) string { return of[c.r.IntN(len(of))] }

func (c *clerk) value(kind string) string { return c.one(odd[kind]) }

// form is an empty form of the desk.
func (c *clerk) form() url.Values { return url.Values{"token": {c.token}} }

// files are the texts of the site as they are now.
func (c *clerk) files() []string {
	var all []string
	err := fs.WalkDir(os.DirFS(c.Dir), "content", func(name string, e fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(name, ".md") {
			all = append(all, name)
		}
		return err
	})
	if err != nil {
		c.t.Fatal(err)
	}
	return all
}

// hiddenFields are the hidden fields of the forms of a page, as the first of each name has them.
func hiddenFields(body string) url.Values {
	form := url.Values{}
	for _, tag := range inputTag.FindAllString(body, -1) {
		a := map[string]string{}
		for _, m := range attribute.FindAllStringSubmatch(tag, -1) {
			a[m[1]] = unescape(m[2])
		}
		if a["type"] == "hidden" && form.Get(a["name"]) == "" {
			form.Set(a["name"], a["value"])
		}
	}
	return form
}

func (c *clerk) edits() (int, string) {
	form := c.fill("/edit?file=" + url.QueryEscape(c.one(c.files())))
	change(c.r, form)
	form.Set("do", c.one([]string{"save", "save", "up"}))
	return c.post("/edit", form)
}

func (c *clerk) begins() (int, string) {
	form := c.form()
	form.Set("title", c.one([]string{"Bài mới", "Rào ao", "", "A / B", "Lớp bơi “hè”", "…", "con", "Số 5"}))
	form.Set("kind", c.one([]string{"article", "event", "document", "campaign", "section", "la"}))
	form.Set("section", c.one([]string{"", "nuoc", "nuoc/hoc", "khong-co"}))
	return c.post("/new", form)
}

func (c *clerk) moves() (int, string) {
	form := c.form()
	form.Set("file", c.one(c.files()))
	form.Set("section", c.one([]string{"", "nuoc", "moi"}))
	form.Set("name", c.one([]string{"ten-moi", "ao", "Rào quanh ao", "sap", "a b", ""}))
	status, body := c.post("/move", form)
	if status != http.StatusOK || c.r.IntN(4) == 0 {
		return status, body
	}
	again := hiddenFields(body)
	again.Set("token", c.token)
	return c.post("/move", again)
}

func (c *clerk) removes() (int, string) {
	_, body := c.get("/remove?file=" + url.QueryEscape(c.one(c.files())))
	form := hiddenFields(body)
	form.Set("token", c.token)
	form.Set("do", "remove")
	return c.post("/remove", form)
}

var versionTag = regexp.MustCompile(`name="version" value="([^"]+)"`)

func (c *clerk) restores() (int, string) {
	file := c.one(c.files())
	status, body := c.get("/versions?file=" + url.QueryEscape(file))
	found := versionTag.FindAllStringSubmatch(body, -1)
	if len(found) == 0 {
		return status, body
	}
	form := hiddenFields(body)
	form.Set("token", c.token)
	form.Set("version", found[c.r.IntN(len(found))][1])
	return c.post("/versions", form)
}

func (c *clerk) translates() (int, string) {
	form := c.form()
	form.Set("file", c.one(c.files()))
	form.Set("language", c.one([]string{"en", "en", "vi", "km"}))
	form.Set("do", "begin")
	return c.post("/translate", form)
}

func (c *clerk) replaces() (int, string) {
	words := url.Values{"q": {c.one([]string{"ao", "Rào", "nuoc", "title", "bài", "+++", "."})}, "with": {c.one([]string{"hồ", "", "+++", "\"", "{#x}", "ao.md"})}}
	_, body := c.get("/find?" + words.Encode())
	form := hiddenFields(body)
	form["file"] = c.files()
	for _, m := range regexp.MustCompile(`name="(sum[^"]*)" value="([^"]*)"`).FindAllStringSubmatch(body, -1) {
		form.Set(unescape(m[1]), unescape(m[2]))
	}
	form.Set("token", c.token)
	form.Set("q", words.Get("q"))
	form.Set("with", words.Get("with"))
	return c.post("/find", form)
}

func (c *clerk) warns() (int, string) {
	form := c.fill("/warnings")
	form.Set("do", c.one([]string{"put", "put", "renew", "end"}))
	form.Set("target", "")
	form.Set("w-level", c.one([]string{"notice", "warning", "emergency", "la"}))
	form.Set("w-until", c.one([]string{"2026-06-02T18:00", "2026-05-02T18:00", "2026-06-30T00:00", ""}))
	form.Set("w-from", c.one([]string{"", "", "2026-06-01T12:00", "2026-07-01T12:00"}))
	form.Set("w-vi.title", c.value("text"))
	form.Set("w-vi.text", c.value("text"))
	form.Set("w-vi.do", c.value("lines"))
	form.Set("w-page", c.one([]string{"", "/nuoc/ao.md", "nuoc/ao", "x"}))
	form.Set("w-call", c.one([]string{"", "114", "111"}))
	return c.post("/warnings", form)
}

func (c *clerk) settles() (int, string) {
	form := c.fill("/settings")
	var names []string
	for name := range form {
		if !strings.HasPrefix(name, "was.") && name != "token" && name != "sum" && name != "do" {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	for range 1 + c.r.IntN(3) {
		name := c.one(names)
		form.Set(name, c.one([]string{c.value("text"), c.value("lines"), c.value("number"), "#005a9c", "vi", "true", "https://a.example/", "0208 123 456"}))
	}
	form.Set("do", "save")
	return c.post("/settings", form)
}

func (c *clerk) approves() (int, string) {
	form := c.form()
	form["file"] = []string{c.one(c.files())}
	form.Set("do", "begin")
	return c.post("/approvals", form)
}

// Whatever the forms of all pages send, one after the other, the site can be built: what is
// not fine is refused beside its field.
func TestWhateverFormsMakeBuilds(t *testing.T) {
	t.Parallel()
	names := slices.Sorted(maps.Keys(actions))
	counts := map[string]int{}
	for seed := range uint64(*mixed) {
		o := enter(t, newsroomtest.Open(t, example(), newsroomtest.Options{Now: time.Date(2026, 6, 1, 5, 0, 0, 0, time.UTC)}))
		c := &clerk{office: o, r: rand.New(rand.NewPCG(seed, 2)), token: o.token()}
		var told []string
		for range 6 {
			name := c.one(append(names, "edit", "edit"))
			status, body := actions[name](c)
			told = append(told, fmt.Sprint(name, " ", status))
			counts[fmt.Sprint(name, " ", status)]++
			if status >= http.StatusInternalServerError || status < 200 {
				t.Errorf("sequence %d: %s: %d %s", seed, name, status, between(body, `role="alert"`, "</div>"))
			}
			if bad := builds(t, o.Dir); len(bad) > 0 {
				t.Fatalf("sequence %d: %v\nafter %s", seed, bad, strings.Join(told, ", "))
			}
		}
		o.Stop()
	}
	t.Log(counts)
}
