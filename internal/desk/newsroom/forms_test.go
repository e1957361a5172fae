package newsroom_test

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"loa/internal/desk/newsroom/newsroomtest"
)

var (
	sequences = flag.Uint64("sequences", 8, "how many sequences of forms TestWhateverIsAcceptedBuilds sends")
	from      = flag.Uint64("from", 0, "the first of them: a long run can be cut into parts")
)

// odd are values that people type into fields, and some that they do not.
var odd = map[string][]string{
	"day":   {"", "", "2026-06-01", "2026-06-07", "2026-05-30", "2026-06-09", "2027-01-31", "1999-12-31"},
	"time":  {"", "", "08:00", "00:00", "23:59", "10:30"},
	"text":  {"", "Rào", "  ", "A\tB", `"\`, "15/8", "15/8 nhuận", "30/2", "last fri", "2 tue", "nuoc/ao", "ao.md", "/nuoc/ao/", "/nuoc/sap/", "sap", "Số …", "12/KH", "khong-co.jpg", "con", "𝄞", "[event]", "+++", "x = 1", "1"},
	"lines": {"", "A", "A\r\nB", "/cu.html", "/nuoc/ao/\r\n/nuoc/sap/", "../x", "2 tue\r\nlast fri", "2026-06-08", "2026-06-12\r\n2026-06-12", "2026-06-08 → 2026-06-10", "2026-06-12 -> 2026-06-13T09:00", "WHO | https://who.int/ | 2026-01-01", "WHO | javascript:alert(1)", "| |", "ke-hoach.pdf", "hôm qua"},
	"body": {"", "Chữ.", "Xem [bài](khong-co.md).", "Xem [ao](/nuoc/ao.md#rao).", "[rao ao](rao ao)", "![](khong-co.jpg)", "## Rào\r\n\r\n## Rào", ":::note\r\nA", ":::la\r\nA\r\n:::", "::hotline[]{number=\"111\"}",
		"# Một", "+++\r\ntitle = 1\r\n+++", "<script>x</script>", "[x](javascript:y)", "[x](file:///c:/a)", "[^1]", "|a|\r\n|-|\r\n|b|", "\u202e", "[a]()", "Xem [học](hoc/index.md)."},
	"number": {"", "0", "1", "2", "-1", "31", "99999", "x"},
}

// change gives some fields of a form, filled as a browser has it, other values.
func change(r *rand.Rand, form url.Values) {
	var names []string
	for name := range form {
		if strings.HasPrefix(name, "has.f.") && name != "has.f.title" {
			names = append(names, strings.TrimPrefix(name, "has."))
		}
	}
	slices.Sort(names)
	for range 1 + r.IntN(5) {
		name := names[r.IntN(len(names))]
		value := func(kind string) string { return odd[kind][r.IntN(len(odd[kind]))] }
		switch last := name[strings.LastIndexByte(name, '.')+1:]; last {
		case "date", "updated", "publish", "expires", "review_by", "until", "issued", "effective", "valid_to", "moved_from":
			form.Set(name, value("day"))
		case "start", "end":
			form.Set(name, value("day"))
			form.Set(name+".time", value("time"))
		case "every":
			form.Set(name, []string{"", "day", "week", "month", "year"}[r.IntN(5)])
		case "days":
			form[name] = [][]string{{}, {"mon"}, {"fri", "sun"}}[r.IntN(3)]
		case "status":
			form.Set(name, []string{"", "cancelled", "moved", "tentative"}[r.IntN(4)])
		case "draft", "emergency":
			form[name] = [][]string{{}, {"true"}}[r.IntN(2)]
		case "fallback", "toc", "script":
			form.Set(name, []string{"", "true", "false"}[r.IntN(3)])
		case "topics":
			form[name] = [][]string{{}, {"nuoc"}, {"nuoc", "duong"}}[r.IntN(3)]
		case "step", "count", "day", "length", "weight":
			form.Set(name, value("number"))
		case "aliases", "keywords", "authors", "sources", "nth", "except", "moved", "files":
			form.Set(name, value("lines"))
		case "summary":
			form.Set(name, value("body"))
		default:
			form.Set(name, value("text"))
		}
	}
	if r.IntN(2) == 0 {
		form.Set("body", odd["body"][r.IntN(len(odd["body"]))])
	}
}

// Whatever forms send, one after the other: what is taken can be built, and what is not
// leaves the file as it was and says why.
func TestWhateverIsAcceptedBuilds(t *testing.T) {
	files := example()
	files["content/nuoc/chien.md"] = "+++\ntitle = \"Chiến dịch\"\ndraft = true\n[campaign]\nstart = 2026-06-01\n+++\n\nChung tay.\n"
	files["content/nuoc/van.md"] = "+++\ntitle = \"Kế hoạch\"\n[document]\nnumber = \"1/KH\"\n+++\n\nXem [rào](ao.md#rao).\n"
	files["content/nuoc/le.md"] = "+++\ntitle = \"Lễ\"\n[event]\nstart = 2026-06-01\nrepeat = { every = \"week\" }\n+++\n\nHằng tuần.\n"
	files["content/nuoc/ao.en.md"] = "+++\ntitle = \"Fence\"\ntranslated_from = \"00000001 0001\"\n+++\n\nFence.\n"
	var names []string
	for name := range files {
		if strings.HasSuffix(name, ".md") {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	t.Parallel()
	var o *office
	taken, refused := 0, 0
	for seed := *from; seed < *from+*sequences; seed++ {
		if o == nil || seed%4 == 0 {
			o = enter(t, newsroomtest.Open(t, files, newsroomtest.Options{Now: time.Date(2026, 6, 1, 5, 0, 0, 0, time.UTC)}))
		}
		r := rand.New(rand.NewPCG(seed, 1))
		var told []string
		for range 4 {
			name := names[r.IntN(len(names))]
			form := o.fill("/edit?file=" + name)
			change(r, form)
			form.Set("do", []string{"save", "save", "up"}[r.IntN(3)])
			before := o.read(name)
			status, body := o.post("/edit", form)
			told = append(told, fmt.Sprint(name, " ", status, "\n", o.read(name)))
			switch {
			case status == http.StatusUnprocessableEntity:
				refused++
				if o.read(name) != before || !strings.Contains(body, `role="alert"`) {
					t.Errorf("sequence %d: refused and written, or without a word", seed)
				}
			case status == http.StatusOK:
				taken++
			default:
				t.Errorf("sequence %d: %d %s", seed, status, between(body, `role="alert"`, "</div>"))
			}
		}
		if bad := builds(t, o.Dir); len(bad) > 0 {
			t.Fatalf("sequence %d: %v\nafter\n%s", seed, bad, strings.Join(told, "\n"))
		}
	}
	if taken == 0 || refused == 0 {
		t.Errorf("%d forms were taken, %d refused", taken, refused)
	}
	t.Logf("%d forms were taken, %d refused", taken, refused)
}
