package picture

import "testing"

// A drawing that no browser shows is told; one that lacks only what every drawing has
// gets that.
func TestSVGNames(t *testing.T) {
	const (
		svg   = `<svg xmlns="http://www.w3.org/2000/svg"`
		link  = ` xmlns:xlink="http://www.w3.org/1999/xlink"`
		named = svg + `>`
	)
	for in, want := range map[string]string{ // what is published; "" for refused
		`<svg width="9"/>`:                                        named[:len(named)-1] + ` width="9"/>`,
		`<svg><g/></svg>`:                                         named + `<g/></svg>`,
		"<svg\nwidth='9'/>":                                       svg + "\nwidth='9'/>",
		"\n <?xml version=\"1.0\"?>\n<svg/>":                      "<?xml version=\"1.0\"?>\n" + svg + "/>",
		"\ufeff" + named + `</svg>`:                               named + `</svg>`,
		named + `<use xlink:href="#a"/></svg>`:                    `<svg` + link + svg[4:] + `><use xlink:href="#a"/></svg>`,
		`<svg><use xlink:href="#a"/></svg>`:                       svg + link + `><use xlink:href="#a"/></svg>`,
		svg + ` inkscape:label="x"/>`:                             svg + `/>`,
		`<s:svg xmlns:s="http://www.w3.org/2000/svg"/>`:           `<s:svg xmlns:s="http://www.w3.org/2000/svg"/>`,
		named + `<a:b xmlns:a="http://a.example" a:c="1"/></svg>`: named + `<a:b xmlns:a="http://a.example" a:c="1"/></svg>`,

		named + `<metadata><Work xmlns="http://a.example"><g/></Work></metadata><g/></svg>`: named + `<g/></svg>`,

		named + `<g xmlns=""><path d="M0 0"/></g></svg>`:                                 "",
		named + `<metadata/><g><path xmlns="" d="M0 0"/></g></svg>`:                      "",
		named + `<g><svg xmlns="http://www.w3.org/1999/xhtml"/></g></svg>`:               "",
		`<s:svg xmlns:s="http://www.w3.org/2000/svg"><path xmlns=""/></s:svg>`:           "",
		`<s:svg xmlns:s="http://www.w3.org/2000/svg"><path/></s:svg>`:                    "",
		named + `<g/></svg><svg/>`:                                                       "",
		named + `</svg>chữ`:                                                              "",
		`chữ` + named + `</svg>`:                                                         "",
		`<!-- x --><?xml version="1.0"?>` + named + `</svg>`:                             "",
		named + `</svg><!DOCTYPE svg>`:                                                   "",
		svg + ` width="1" width="2"/>`:                                                   "",
		svg + ` xmlns:a="http://x.example" xmlns:b="http://x.example" a:c="1" b:c="2"/>`: "",
		svg + ` width="1"height="2"/>`:                                                   "",
		named + `<sodipodi:namedview/></svg>`:                                            "",
		named + `<g a:b="1"/></svg>`:                                                     "",
		named + `<g xmlns:a="http://x.example"/><g a:b="1"/></svg>`:                      "",
		`<svg xmlns="http://www.w3.org/1999/svg"/>`:                                      "",
		`<svg xmlns="http://www.w3.org/1999/xhtml"/>`:                                    "",
		`<s:svg/>`:          "",
		`<svg xmlns:a=""/>`: "",
	} {
		problems := CheckSVG("a.svg", []byte(in))
		if want == "" {
			if len(problems) != 1 || problems[0].Code != "picture.broken-svg" || problems[0].Place.Line < 1 {
				t.Errorf("%s: %v", in, problems)
			}
			continue
		}
		got, err := Strip("a.svg", []byte(in))
		if err != nil || string(got) != want || len(problems) > 0 {
			t.Errorf("%s\ngives %s %v %v\nwant  %s", in, got, err, problems, want)
		}
		if again := CheckSVG("a.svg", got); len(again) > 0 {
			t.Errorf("%s: %v", got, again)
		}
	}
}
