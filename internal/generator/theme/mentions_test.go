package theme

import "testing"

// TestAsksPlainly: a theme that does more with the address of an asset than write it is
// found out, wherever it does so.
func TestAsksPlainly(t *testing.T) {
	for text, plainly := range map[string]bool{
		`{{.}}`: true,
		`<link href="{{asset "a.css"}}">{{if .}}<p style="{{asset .}}">{{else}}{{asset "a.css"}}{{end}}`: true,
		`{{range .}}{{with .}}{{block "x" .}}{{asset "a.css"}}{{end}}{{end}}{{end}}`:                     true,
		`{{len (asset "a.css")}}`:                                   false,
		`{{asset "a.css" | printf "%.3s"}}`:                         false,
		`{{$a := asset "a.css"}}{{$a}}`:                             false,
		`{{if eq (asset "a.css") "a"}}x{{end}}`:                     false,
		`{{with asset "a.css"}}{{.}}{{end}}`:                        false,
		`{{range .}}{{else}}{{part "card" (asset "a.css")}}{{end}}`: false,
		`{{define "x"}}{{slice (asset "a.css") 3}}{{end}}`:          false,
		`{{template "x" asset "a.css"}}{{define "x"}}{{end}}`:       false,
		`{{(asset "a.css").Len}}`:                                   false,
		`{{asset (asset "a.css")}}`:                                 false,
	} {
		th, _ := load(t, "own", map[string]string{"own/theme.toml": "extends = \"loa\"\n", "own/parts/card.html": text})
		if th.AsksPlainly() != plainly {
			t.Errorf("%s: %v", text, th.AsksPlainly())
		}
	}
}
