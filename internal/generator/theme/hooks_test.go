package theme

import "testing"

func TestFound(t *testing.T) {
	for _, c := range []struct {
		selector, text string
		want           bool
	}{
		{"#search", `<form id="search" class=x>`, true},
		{"#search", `<form id=search>`, true},
		{"#search", `<form id="searching">`, false},
		{"#search", `<form data-id="search">`, false},
		{"#search", `<form id="search`, false},
		{".strip", `<p class="strip">`, true},
		{".strip", `<p class="a strip b">`, true},
		{".strip", `<p class="{{if .A}}b {{end}}strip{{if .B}} c{{end}}">`, true},
		{".strip", `<p class="striped my-strip strip-2">`, false},
		{".strip", `<p class="a" title="strip">`, false},
		{".strip", `<p class=strip>`, true},
		{".strip", `<p class="striped"><p class="a strip">`, true},
		{"ul", `<ul>`, true},
		{"ul", "<ul\n\tclass=a>", true},
		{"ul", `<ulx></ul>`, false},
		{"[data-day]", `<td data-day="{{.Day}}">`, true},
		{"[data-day]", `<td data-day>`, true},
		{"[data-day]", `<td data-day{{if .A}}>`, true},
		{"[data-day]", `<td data-days="1">`, false},
		{"[data-day]", `<td x-data-day="1">`, false},
		{"[role=status]", `<p role=status>`, true},
		{"[role=status]", `<p role="status" hidden>`, true},
		{"[role=status]", `<p role="statuses">`, false},
		{"[role=status]", `<p role="alert">`, false},
		{`[data-filter=unit] a`, `<nav data-filter="{{.Kind}}"><a href=x>`, true},
		{`[data-filter=unit] a`, `<nav data-filter="{{.Kind}}">`, false},
		{".quiz:not(.live)", `<div class="quiz">`, true},
		{".to-copy button[hidden]", `<div class=to-copy><button hidden>`, true},
		{".to-copy button[hidden]", `<div class=to-copy><button>`, false},
	} {
		if got := found(c.selector, c.text); got != c.want {
			t.Errorf("%s in %s: %v", c.selector, c.text, got)
		}
	}
}
