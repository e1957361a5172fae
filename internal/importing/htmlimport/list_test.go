package htmlimport

import "testing"

// The items of a list keep their numbers: those that the page gives them, and those of
// lists that count down.
func TestListNumbers(t *testing.T) {
	for in, want := range map[string]string{
		`<ol><li>a<li value=5>b<li>c</ol>`:          "1. a\n\n5) b\n6) c\n",
		`<ol><li value=3>a<li>b</ol>`:               "3. a\n4. b\n",
		`<ol reversed><li>a<li>b<li>c</ol>`:         "- 3\\. a\n- 2\\. b\n- 1\\. c\n",
		`<ol reversed start=10><li>a<li>b</ol>`:     "- 10\\. a\n- 9\\. b\n",
		`<ol type=a><li>a<li value=4>b<li>c</ol>`:   "- a) a\n- d) b\n- e) c\n",
		`<ol start=3 type=I><li>a<li>b</ol>`:        "- III. a\n- IV. b\n",
		`<ol><li>a<ol><li value=2>b</ol><li>c</ol>`: "1. a\n\n   2. b\n2. c\n",
		`<ul><li value=7>a</ul>`:                    "- a\n",
	} {
		if got := Convert(in).Markdown; got != want {
			t.Errorf("%s: %q, want %q", in, got, want)
		}
	}
}
