package filerisk

import (
	"strings"
	"testing"
)

func TestOf(t *testing.T) {
	mz := "MZ\x90\x00\x03" + strings.Repeat("\x00", 60)
	for _, c := range []struct {
		name, head string
		want       Risk
	}{
		{"a.pdf", "%PDF-1.7", None}, {"a.docx", "PK\x03\x04", None}, {"a.txt", "#!/bin/sh", None}, {"a.txt", "<html>", None},
		{"a.doc", "<html><body>bảng", None}, // as reports are often saved
		{"mz.txt", "MZ là chữ viết tắt", None},
		{"a.exe", "", Computer}, {"A.EXE", "", Computer}, {"a.exe.", "", Computer}, {"a.exe ", "", Computer}, {`x\a.lnk`, "", Computer},
		{"a.pdf.exe", "", Computer}, {"a.pdf", mz, Computer}, {"a.txt", "\x7fELF\x02", Computer}, {"khong-duoi", "#!/bin/sh\n", Computer},
		{"a.docx", "L\x00\x00\x00\x01\x14\x02\x00", Computer},
		{"a.php", "", Server}, {"a.php.jpg", "", Server}, {"a.PHTML", "", Server}, {"a.shtml", "", Server}, {"b/web.config", "", Server}, {"x", "<?php ", Server},
		{"a.html", "", Browser}, {"a.xht", "", Browser}, {"a.svgz", "", Browser}, {"a.js", "", Browser}, {"a.xml", "", Browser},
		{"x", "<!DOCTYPE html>", Browser}, {"x.la", "\xef\xbb\xbf\n<HTML>", Browser}, {"x.kml", "<?xml version='1.0'?>", Browser}, {"x", "<script>", Browser},
		{"x", "\xff\xfe<\x00s\x00", Browser}, {"x", "<scripture>", None}, {"x", "a < b", None},
		{"a.html.gz", "\x1f\x8b", Browser}, {"A.HTM.Z", "", Browser}, {"a.svg.gz", "", Browser}, {"a.svgz", "", Browser}, {"a.xml.br", "", Browser}, {"a.js.zst", "", Browser}, {"a.html.gz.", "", Browser}, {"a.html. .gz", "", Browser},
		{"a.php.gz", "", Server}, {"a.tar.gz", "", None}, {"a.csv.gz", "", None}, {"a.pdf.gz", "", None}, {"a.gz", "", None}, {"ban-in.tgz", "", None}, {"a.html.zip", "PK\x03\x04", None},
		{"a.docm", "", Macros}, {"a.xlsm", "", Macros}, {"a.pptm", "", Macros},
	} {
		if got := Of(c.name, []byte(c.head)); got != c.want {
			t.Errorf("%q %q: %q, want %q", c.name, c.head, got, c.want)
		}
	}
}

// TestLists: no ending is on two lists, and none that is plain has a risk.
func TestLists(t *testing.T) {
	for ending := range plain {
		if risk := endings[ending]; risk != None {
			t.Errorf("%s is plain and %s", ending, risk)
		}
	}
	for ending := range endings {
		if ending != strings.ToLower(ending) || !strings.HasPrefix(ending, ".") {
			t.Errorf("%q can never match", ending)
		}
	}
	for ending := range scripts {
		if endings[ending] != Browser {
			t.Errorf("%s is a script without a risk", ending)
		}
	}
	if len(endings) < 200 {
		t.Errorf("only %d endings", len(endings))
	}
}

func TestQuiet(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       bool
	}{
		{"google123.html", "google-site-verification: google123.html", true},
		{"a.html", "<p>a", false},
		{"a.html", "+ADw-script+AD4-", true}, // UTF-7, which browsers read no more
		{"a.html", "\x1b$B<", false},
		{"BingSiteAuth.xml", "<?xml version=\"1.0\"?>\n<users><user>1</user></users>", true},
		{"a.xml", `<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"/>`, true},
		{"a.xml", `<html xmlns="http://www.w3.org/1999/xhtml"/>`, false},
		{"a.xml", `<x:a xmlns:x="http://www.w3.org/1999/xhtml"/>`, false},
		{"a.xml", `<x:a xmlns:x="http://www.w3.org/1999/xht&#109;l"/>`, false},
		{"a.xml", `<?xml-stylesheet href="a.xsl"?><a/>`, false},
		{"a.xml", `<!DOCTYPE a [<!ENTITY b "c">]><a/>`, false},
		{"a.xml", `<?xml version="1.0" encoding="utf-16"?><a/>`, false},
		{"a.xml", "<\x00a\x00", false},
		{"a.xml", "no markup", false},
		{"a.xhtml", "a", false},
		{"a.xml", "<a>" + strings.Repeat(" ", QuietSize), false},
	} {
		if got := Quiet(c.name, []byte(c.text)); got != c.want {
			t.Errorf("%s %.60q: %v", c.name, c.text, got)
		}
	}
}

func TestMarkup(t *testing.T) {
	for name, want := range map[string]bool{"a.html": true, "a.XML": true, "a.svgz": true, "a.html.gz": true, "a.svg.gz": true, "a.js.gz": false, "a.csv.gz": false, "a.js": false, "a.pdf": false, "a.exe": false} {
		if Markup(name) != want {
			t.Error(name)
		}
	}
}
