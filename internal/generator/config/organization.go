package config

import "loa/internal/base/tomlfile"

// Organization is who publishes the site: in the footer, in packs and as
// GovernmentOrganization in JSON-LD.
type Organization struct {
	Name        Text   `toml:"name"`
	Parent      Text   `toml:"parent"` // the body above it
	Address     Text   `toml:"address"`
	Phone       string `toml:"phone"`
	Email       string `toml:"email"`
	URL         string `toml:"url"`
	Responsible Text   `toml:"responsible"` // who answers for the content
	Licence     Text   `toml:"licence"`     // of the content: the permit or the terms of reuse
	LicenceURL  string `toml:"licence_url"`
	Logo        string `toml:"logo"` // a path in static/

	SecurityContact string          `toml:"security_contact"` // whom to tell of a weakness: a URI; "" for nobody
	SecurityExpires tomlfile.Moment `toml:"security_expires"` // until when that is sure
}
