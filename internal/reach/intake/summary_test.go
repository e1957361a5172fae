package intake

import (
	"os"
	"strings"
	"testing"

	"loa/internal/reach/counts"
	sums "loa/internal/reach/figures"
)

const awstats = `AWSTATS DATA FILE 7.8 (build 20200416)
# If you remove this file, all statistics for date 112026 will be lost/reset.
BEGIN_MAP 2
POS_DAY 1
END_MAP
BEGIN_DAY 3
20261101 9 9 1 4
20261102 9 9 1 500
20261190 9 9 1 500
END_DAY
BEGIN_SIDER 4
/en/ 700 1 1 1
/en/index.html 5 1 1 1
/khong-co/ 3 1 1 1
/lich/all.ics 3 1 1 1
END_SIDER
`

const goaccess = `{"general":{"start_date":"01/Nov/2026"},"visitors":{"metadata":{},"data":[
{"hits":{"count":99},"visitors":{"count":4},"data":"20261101"},{"hits":{"count":99},"visitors":{"count":500},"data":"20261102"}]},
"requests":{"data":[{"hits":{"count":700},"method":"GET","data":"/en/"},{"hits":{"count":5},"method":"GET","data":"/en/index.html"},{"hits":{"count":9},"method":"POST","data":"/en/"}]}}`

// What another program has counted is taken once, in whatever order it comes beside logs
// of the same days, and where both say something the larger figure counts.
func TestSummaries(t *testing.T) {
	text, _ := made(t)
	for program, summary := range map[string]string{"awstats": awstats, "goaccess": goaccess} {
		var want string
		for _, order := range [][]string{{summary, text}, {text, summary}, {summary, summary, text, text}} {
			dir := t.TempDir()
			for _, one := range order {
				r := mustAdd(t, dir, one)
				if f := r.Files[0]; one == summary && (f.Err != nil || string(f.Summary) != program || f.Summed.Views != 705 || f.Summed.Visits != 504) {
					t.Fatalf("%s: %+v", program, f)
				}
			}
			got := figures(t, dir)
			if want == "" {
				want = got
			}
			if got != want {
				t.Errorf("%s: another order gives\n%s\nand not\n%s", program, got, want)
			}
			table, problems, err := counts.Load(os.DirFS(dir))
			if err != nil || len(problems) > 0 {
				t.Fatal(problems, err)
			}
			logs := t.TempDir()
			mustAdd(t, logs, text)
			alone, _, _ := counts.Load(os.DirFS(logs))
			same := func(address string) string { return address }
			both, own := sums.Of(table, same, ""), sums.Of(alone, same, "")
			if both.Views["/en/"] != max(705, own.Views["/en/"]) || both.Views["/"] != own.Views["/"] || both.Last != own.Last {
				t.Errorf("%s: %d views of /en/, logs alone say %d", program, both.Views["/en/"], own.Views["/en/"])
			}
			if both.Visits["2026-11-02"] != max(500, own.Visits["2026-11-02"]) || both.Visits["2026-11-01"] != own.Visits["2026-11-01"] {
				t.Errorf("%s: visits %v, logs alone say %v", program, both.Visits, own.Visits)
			}
		}
	}
}

// Of days of several months it is not known in which one a page was looked at.
func TestSummaryOfMonths(t *testing.T) {
	dir := t.TempDir()
	r := mustAdd(t, dir, strings.Replace(goaccess, "20261101", "20261031", 1))
	if f := r.Files[0]; f.Summed.Views != 0 || f.Summed.Visits != 504 {
		t.Errorf("%+v", f)
	}
}

// A file that was cut changes nothing and is told.
func TestSummaryCut(t *testing.T) {
	for _, whole := range []string{awstats, goaccess} {
		dir := t.TempDir()
		if r := mustAdd(t, dir, whole[:len(whole)-20]); r.Files[0].Err == nil || len(r.Changed) > 0 {
			t.Errorf("%+v", r)
		}
	}
}
