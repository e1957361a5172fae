package foreign

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"time"

	"golang.org/x/text/language"

	"loa/internal/base/pattern"
	"loa/internal/base/tomlfile"
)

var (
	shortZone = pattern.New(`([+-]\d{2})(\d{2})$`)
	fraction  = pattern.New(`(:\d{2})\.\d+`)
)

// Date returns a date of another program as TOML writes it, "" if it is none: ISO 8601 in
// its ways of writing, days as people in Vietnam write them, and those of RSS.
func Date(text string) string {
	text = fraction.ReplaceAllString(strings.TrimSpace(text), "$1")
	for _, form := range []string{time.RFC1123Z, time.RFC1123, "Mon, 2 Jan 2006 15:04:05 -0700"} {
		if t, err := time.Parse(form, text); err == nil {
			return sensible(t.Format(time.RFC3339))
		}
	}
	text = shortZone.ReplaceAllString(strings.TrimSuffix(text, " UTC"), "$1:$2")
	if m, ok := tomlfile.ParseMoment(strings.Replace(text, " +", "+", 1)); ok {
		return sensible(m.String())
	}
	return ""
}

// sensible refuses years that no page of a site has; programs write 0001-01-01 for none.
func sensible(date string) string {
	if len(date) < 4 || date[:4] < "1945" || date[:4] > "2100" {
		return ""
	}
	return date
}

// Language returns a tag in the form in which sites declare it, "" if it is none:
// vi_VN becomes vi-VN, EN en.
func Language(tag string) string {
	t, err := language.Parse(strings.ReplaceAll(strings.TrimSpace(tag), "_", "-"))
	if err != nil || t == language.Und {
		return ""
	}
	return t.String()
}

// HashOf names a page by what its entry is made of.
func HashOf(parts ...[]byte) string {
	sum := sha256.New()
	for _, part := range parts {
		sum.Write(part)
		sum.Write([]byte{0})
	}
	return "sha256-" + hex.EncodeToString(sum.Sum(nil)[:12])
}
