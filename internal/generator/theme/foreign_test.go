package theme

import (
	"testing"
	"text/template/parse"
)

func TestMarking(t *testing.T) {
	for in, want := range map[string]string{
		`<p>{{t "a"}}`: `<p>{{tMarked "a"}}`,
		`<p title="{{t "a"}}" class=x>{{t .Kind}}{{date .Day "long"}}</p>`:                               `<p title="{{t "a"}}" class=x>{{tMarked .Kind}}{{dateMarked .Day "long"}}</p>`,
		`<p title={{t "a"}}>{{t "b" "n" 1}}`:                                                             `<p title={{t "a"}}>{{tMarked "b" "n" 1}}`,
		`<title>{{t "a"}}</title><p>{{t "b"}}`:                                                           `<title>{{t "a"}}</title><p>{{tMarked "b"}}`,
		`<textarea>1 < 2{{t "a"}}</textarea><a title="x > y {{t "c"}}" href='{{t "d"}}'>{{t "b"}}</a>`:   `<textarea>1 < 2{{t "a"}}</textarea><a title="x > y {{t "c"}}" href='{{t "d"}}'>{{tMarked "b"}}</a>`,
		`{{if .A}}<p class="{{t "a"}}">{{t "b"}}{{else}}<p>{{t "c"}}{{end}}{{t "d"}}</p>`:                `{{if .A}}<p class="{{t "a"}}">{{tMarked "b"}}{{else}}<p>{{tMarked "c"}}{{end}}{{tMarked "d"}}</p>`,
		`<p{{if .A}} title="{{t "a"}}"{{end}}>{{range .L}}{{t "b"}}{{end}}{{with date .D "iso"}}{{end}}`: `<p{{if .A}} title="{{t "a"}}"{{end}}>{{range .L}}{{tMarked "b"}}{{end}}{{with date .D "iso"}}{{end}}`,
		`{{$x := t "a"}}{{printf "%s" (t "b")}}<script>{{t "c"}}</script>`:                               `{{$x := t "a"}}{{printf "%s" (t "b")}}<script>{{t "c"}}</script>`,
	} {
		trees, err := parse.Parse("x", in, "", "", map[string]any{"t": 0, "date": 0, "printf": 0})
		if err != nil {
			t.Fatal(err)
		}
		marking(trees["x"])
		if got := trees["x"].Root.String(); got != want {
			t.Errorf("%s\nbecomes %s\nwant    %s", in, got, want)
		}
	}
}
