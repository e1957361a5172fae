package feed

import (
	"fmt"
	"strings"
	"time"

	"loa/internal/generator/site"
)

// SecurityPath is where people who found a weakness look for whom to tell.
const SecurityPath = ".well-known/security.txt"

// SecurityTxt is security.txt after RFC 9116; nil for a site without a contact or a day
// on which the file ends, which the format demands.
func SecurityTxt(s *site.Site) []byte {
	o := s.Settings.Organization
	if o.SecurityContact == "" || o.SecurityExpires.IsZero() {
		return nil
	}
	expires := o.SecurityExpires.In(s.Settings.Zone).UTC().Format(time.RFC3339)
	return fmt.Appendf(nil, "Contact: %s\nExpires: %s\nPreferred-Languages: %s\nCanonical: %s\n",
		o.SecurityContact, expires, strings.Join(s.Settings.Languages.Tags(), ", "), s.Settings.BaseURL+SecurityPath)
}
