package htmlimport

import "testing"

// Blocks in blocks keep the marks of what they stand in.
func TestBlocks(t *testing.T) {
	for in, want := range map[string]string{
		"<blockquote><pre>a\n\n\nb</pre></blockquote>":          "> ```\n> a\n> \n> \n> b\n> ```\n",
		"<ul><li><pre>a\n\nb</pre></ul>":                        "- ```\n  a\n\n  b\n  ```\n",
		"<ul><li>a<ol start=0><li>b</ol></ul>":                  "- a\n\n  0. b\n", // right below, it would be text: only 1 ends a paragraph
		"<ul><li>a<ol><li>b</ol></ul>":                          "- a\n  1. b\n",
		"<ol><li>a</ol><ol><li>b</ol><ol><li>c</ol>":            "1. a\n\n1) b\n\n1. c\n",
		"<pre>a ``` b</pre>":                                    "````\na ``` b\n````\n",
		"<p><code>`a``b</code></p>":                             "``` `a``b```\n",
		"<p>a<code>b</code><b><code>c</code></b>d":              "a`bc`d\n", // side by side they would be one with other marks
		"<blockquote><ul><li>a<li>b</ul><hr></blockquote><p>c":  "> - a\n> - b\n> \n> ---\n\nc\n",
		"<table><tr><td>a|b<td><code>|</code><tr><td>c</table>": "| a\\|b | `\\|` |\n|---|---|\n| c |  |\n",
		"<p>a<a href='#_ftn1'>1</a> b<a href='#_ftn2'>2</a></p><div id=ftn1><p>c<ul><li>d</ul></div>": "a[^1] b\\[2]\n\n[^1]: c\n    - d\n",
	} {
		if got := Convert(in).Markdown; got != want {
			t.Errorf("%s\n got %q\nwant %q", in, got, want)
		}
	}
}
