package config

import (
	"strings"
	"unicode"

	"loa/internal/base/problem"
	"loa/internal/base/weblink"
)

// securityContact brings the address for reports of weaknesses into the form of RFC 9116,
// section 2.5.3: a URI. One that cannot be used is told of and emptied.
func (c *checker) securityContact() {
	contact := strings.TrimSpace(c.Organization.SecurityContact)
	scheme := weblink.Scheme(contact)
	if scheme == "" && strings.Contains(contact, "@") {
		contact, scheme = "mailto:"+contact, "mailto"
	}
	usable := scheme == "https" || scheme == "mailto" || scheme == "tel"
	if contact != "" && (!usable || strings.ContainsFunc(contact, func(r rune) bool { return unicode.IsSpace(r) || !unicode.IsPrint(r) })) {
		c.add(problem.SiteSecurityContact, c.Place("organization", "security_contact"), problem.Args{"value": contact})
		contact = ""
	}
	c.Organization.SecurityContact = contact
}
