package config

import (
	"slices"
	"strconv"
	"testing"

	"loa/internal/base/problem"
	"loa/internal/base/tomlfile"
)

// TestTargetHost fails if a host can hide a path, a person or a second command.
func TestTargetHost(t *testing.T) {
	for host, good := range map[string]bool{
		"may.example.vn": true, "2001:db8::1": true, "s3.example.vn:9000": true, "máy.example.vn": true,
		"ftp://may.example.vn": false, "an@may.example.vn": false, `may\x`: false, "may.example.vn#x": false, "may.example.vn?x": false,
		"may%2fx": false, "may.example.vn\r\nDELE x": false, "may example": false, "may\x00": false,
	} {
		text := "title = \"T\"\nbase_url = \"https://a.example/\"\n[deploy.a]\ntype = \"sftp\"\nuser = \"u\"\nhost = " + tomlfile.Quote(host) + "\n"
		_, problems := Load(tomlfile.Source{File: "site.toml", Text: []byte(text)})
		told := slices.ContainsFunc(problems, func(p problem.Problem) bool { return p.Code == problem.SiteTargetHost })
		if told == good {
			t.Errorf("%s: told %v", strconv.Quote(host), told)
		}
	}
}
