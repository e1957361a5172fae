package feed

import (
	"testing"
	"time"

	"loa/internal/base/tomlfile"
	"loa/internal/generator/config"
	"loa/internal/generator/site"
)

// TestSecurityTxt fails if a field that RFC 9116 demands is missing or has another form.
func TestSecurityTxt(t *testing.T) {
	settings := &config.Settings{BaseURL: "https://trang.example/vi/", Zone: time.FixedZone("", 7*3600), Languages: config.Languages{{Tag: "vi"}, {Tag: "en"}}}
	s := &site.Site{Settings: settings}
	if SecurityTxt(s) != nil {
		t.Error("a file without a contact")
	}
	settings.Organization.SecurityContact = "mailto:an@trang.example"
	if SecurityTxt(s) != nil {
		t.Error("a file without an end")
	}
	settings.Organization.SecurityExpires = tomlfile.Date(2027, 6, 1)
	const want = "Contact: mailto:an@trang.example\nExpires: 2027-05-31T17:00:00Z\nPreferred-Languages: vi, en\nCanonical: https://trang.example/vi/.well-known/security.txt\n"
	if got := string(SecurityTxt(s)); got != want {
		t.Errorf("got\n%s, not\n%s", got, want)
	}
}
