// Package filerisk says which files can run: those that a server runs, that a computer
// runs when somebody opens them, that run in the browser at the address of the site,
// and office files with macros.
//
//	risk := filerisk.Of("ke-hoach.pdf.exe", head) // filerisk.Computer
//
// The name decides, and the first bytes where they are certain: a program stays one
// under any name. The lists are in list.go, and nowhere else.
package filerisk

import (
	"bytes"
	"path"
	"strings"
)

// Risk says what a file can do.
type Risk string

// The risks. None is that of a file which is only read.
const (
	None     Risk = ""
	Server   Risk = "server"   // a web server may run it instead of sending it
	Computer Risk = "computer" // opening it runs a program on the reader's machine
	Browser  Risk = "browser"  // its scripts run in the browser as part of the site
	Macros   Risk = "macros"   // an office file with programs in it
)

// HeadSize is how many bytes Of wants to see, fewer of a shorter file.
const HeadSize = 512

// Of returns the risk of a file by its name and, where they are certain, by its first
// bytes.
func Of(name string, head []byte) Risk {
	if risk := ByName(name); risk != None {
		return risk
	}
	if isProgram(head) {
		return Computer
	}
	ending := strings.ToLower(path.Ext(clean(name)))
	if plain[ending] {
		return None
	}
	text := bytes.ToLower(bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n\f"))
	begins := func(with string) bool { return bytes.HasPrefix(text, []byte(with)) }
	switch {
	case begins("#!/"), begins("#! /"):
		return Computer
	case begins("<?php"), begins("<?="), begins("<%@"):
		return Server
	case begins("<!doctype"), begins("<?xml"), begins("<!--"), hasTag(text), wide(head):
		return Browser
	}
	return None
}

// ByName returns the risk of a file by its name alone. Of several endings, as in
// "a.php.jpg", each counts that some servers run wherever it stands. A compressed page
// ("a.html.gz") is one: servers send it as the page, and say how it is packed.
func ByName(name string) Risk {
	name = clean(name)
	if inner, packed := unpacked(name); packed {
		switch risk := ByName(inner); {
		case risk == Browser || risk == Server:
			return risk
		case path.Ext(inner) == ".svg":
			return Browser // as .svgz
		}
	}
	if risk := names[name]; risk != None {
		return risk
	}
	ending := path.Ext(name)
	if risk := endings[ending]; risk != None {
		return risk
	}
	for inner := strings.TrimSuffix(name, ending); path.Ext(inner) != ""; inner = strings.TrimSuffix(inner, path.Ext(inner)) {
		if handled[path.Ext(inner)] {
			return Server
		}
	}
	return None
}

// Markup reports whether browsers read a file as a page of its own, by its name: HTML,
// XML and their kin. Copies of such files are served as sandboxes.
func Markup(name string) bool {
	name, packed := unpacked(clean(name))
	ending := path.Ext(name)
	if packed && ending == ".svg" {
		return true
	}
	return endings[ending] == Browser && !scripts[ending]
}

// Script reports whether a file holds scripts that pages load, by its name.
func Script(name string) bool {
	name, _ = unpacked(clean(name))
	return scripts[path.Ext(name)]
}

// unpacked is a clean name without the ending of a form in which servers send files packed.
func unpacked(name string) (inner string, packed bool) {
	ending := path.Ext(name)
	if encodings[ending] {
		return clean(strings.TrimSuffix(name, ending)), true
	}
	return name, false
}

// clean is the last part of a path in lower case. Windows drops dots and blanks at
// the end of a name, so "a.exe. " is a program.
func clean(name string) string {
	return strings.TrimRight(strings.ToLower(path.Base(strings.ReplaceAll(name, `\`, "/"))), ". ")
}

// Known reports whether an ending is on the lists: one that a webmaster may allow.
func Known(ending string) bool { return endings[strings.ToLower(ending)] != None }

// isProgram recognises programs by their first bytes, whatever they are called.
func isProgram(head []byte) bool {
	for _, magic := range programs {
		if bytes.HasPrefix(head, []byte(magic)) {
			return true
		}
	}
	// A text may begin with MZ, too. The header of a program has zeros.
	return bytes.HasPrefix(head, []byte("MZ")) && bytes.IndexByte(head[:min(len(head), 64)], 0) >= 0
}

// hasTag reports whether a text begins as browsers take for HTML (WHATWG MIME
// Sniffing, section 7.1).
func hasTag(text []byte) bool {
	for _, tag := range []string{"html", "head", "script", "iframe", "h1", "div", "font", "table", "a", "style", "title", "b", "body", "br", "p", "svg", "x:"} {
		if rest, ok := bytes.CutPrefix(text, []byte("<"+tag)); ok && (tag == "x:" || len(rest) == 0 || bytes.IndexByte([]byte(" \t\r\n\f>/"), rest[0]) >= 0) {
			return true
		}
	}
	return false
}

// wide reports whether a text in UTF-16 begins with markup.
func wide(head []byte) bool {
	return bytes.HasPrefix(head, []byte("\xff\xfe<\x00")) || bytes.HasPrefix(head, []byte("\xfe\xff\x00<"))
}
