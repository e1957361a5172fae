package pages

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// Every check finds the fault that it is there for.
func TestFaults(t *testing.T) {
	for _, c := range []struct {
		text  string
		check func(page) []string
	}{
		{"<main><div><p>x</main>", tree},
		{"<main></section></main>", tree},
		{"<a href=x><button>y</button></a>", tree},
		{"<ul><div>x</div></ul>", tree},
		{"<p></p>", tree},
		{"<p title=ZgotmplZ>x", tree},
		{"<i id=a></i><i id=a></i>", ids},
		{"<i aria-labelledby=b></i>", ids},
		{"<a href=#b>x</a>", ids},
		{"<h2>x</h2><h1>y</h1>", headings},
		{"<h1>x</h1><h3>y</h3>", headings},
		{"<p>x", headings},
		{"<p style=color:red>x", inline},
		{"<p onclick=x()>x", inline},
		{"<script>x()</script>", inline},
		{"<img src=x width=1 height=1>", pictures},
		{"<img src=x alt=y>", pictures},
		{"<html lang=vi><a href=x></a>", names},
	} {
		root, err := html.Parse(strings.NewReader(c.text))
		if err != nil {
			t.Fatal(err)
		}
		p := page{path: "x", text: []byte(c.text), root: root}
		if len(c.check(p)) == 0 {
			t.Errorf("nothing found in %s", c.text)
		}
	}
}
