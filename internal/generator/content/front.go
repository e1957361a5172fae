package content

import (
	"cmp"

	"loa/internal/base/problem"
	"loa/internal/base/tomlfile"
)

// Front is the front matter as it is written; docs/front-matter.md is its
// reference.
type Front struct {
	Title          string          `toml:"title"`
	Summary        string          `toml:"summary"`
	Date           tomlfile.Moment `toml:"date"`
	Updated        tomlfile.Moment `toml:"updated"`
	Publish        tomlfile.Moment `toml:"publish"`
	Expires        tomlfile.Moment `toml:"expires"`
	ReviewBy       tomlfile.Moment `toml:"review_by"`
	Draft          bool            `toml:"draft"`
	ApprovedBy     string          `toml:"approved_by"`
	ApprovedText   string          `toml:"approved_text"`
	Slug           string          `toml:"slug"`
	Aliases        []string        `toml:"aliases"`
	Keywords       []string        `toml:"keywords"`
	Sources        []Source        `toml:"sources"`
	Weight         int             `toml:"weight"`
	Emergency      bool            `toml:"emergency"`
	TranslatedFrom Mark            `toml:"translated_from"`
	CopyOf         Mark            `toml:"copy_of"`
	Hidden         bool            `toml:"hidden"`
	Local          bool            `toml:"local"` // words of the site's unit are put in

	Inherited

	// Of a section's _index.md.
	Cascade    *Inherited `toml:"cascade"`
	EventsFrom string     `toml:"events_from"`
	Hosts      string     `toml:"hosts"`

	Recordings Recordings `toml:"recordings"`

	Event    *EventTable    `toml:"event"`
	Document *DocumentTable `toml:"document"`
	Extra    map[string]any `toml:"extra"`
}

// Inherited are the keys that a section may set for all that lies below it.
type Inherited struct {
	Topics     []string    `toml:"topics"`
	Audience   []string    `toml:"audience"`
	Level      string      `toml:"level"`
	Unit       string      `toml:"unit"`
	Campaign   CampaignKey `toml:"campaign"`
	Authors    []string    `toml:"authors"`
	Image      *Image      `toml:"image"`
	Hotlines   []string    `toml:"hotlines"`
	ReviewedBy string      `toml:"reviewed_by"`
	MadeBy     string      `toml:"made_by"` // the program that wrote the text; "" for a person
	Offline    string      `toml:"offline"`
	Layout     string      `toml:"layout"`
	Fallback   *bool       `toml:"fallback"`
	TOC        *bool       `toml:"toc"`
	Outlets    *Outlets    `toml:"outlets"`
}

// Outlets is [outlets]: what is made of a text for those who do not read the site.
type Outlets struct {
	Loudspeaker *bool    `toml:"loudspeaker"`
	Priority    string   `toml:"priority"` // see script.Priority
	Days        []string `toml:"days"`     // of the week, on which it is read
}

// over returns the table with what it leaves out filled from that of a section above.
func (o *Outlets) over(above *Outlets) *Outlets {
	if o == nil || above == nil {
		return cmp.Or(o, above)
	}
	return &Outlets{Loudspeaker: cmp.Or(o.Loudspeaker, above.Loudspeaker), Priority: cmp.Or(o.Priority, above.Priority), Days: either(o.Days, above.Days)}
}

func either(own, above []string) []string {
	if own == nil {
		return above
	}
	return own
}

// Image is the picture that stands for a page.
type Image struct {
	Src     string `toml:"src"`
	Alt     string `toml:"alt"`
	Caption string `toml:"caption"`
	Credit  string `toml:"credit"`
	MadeBy  string `toml:"made_by"` // the program that made it; "" for a person
}

// DecodeTOML takes a table, or the path alone.
func (i *Image) DecodeTOML(v tomlfile.Value) []problem.Problem {
	if src, ok := v.Raw.(string); ok {
		i.Src = src
		return nil
	}
	type table Image
	return v.Decode((*table)(i))
}

// Source is where a fact comes from.
type Source struct {
	Name string          `toml:"name"`
	URL  string          `toml:"url"`
	Date tomlfile.Moment `toml:"date"`
}

// CampaignKey is campaign = "path", the campaign that a page belongs to, or
// [campaign], which makes the page one.
type CampaignKey struct {
	Path string
	Own  *CampaignTable
}

// CampaignTable is [campaign].
type CampaignTable struct {
	Slogan   string          `toml:"slogan"`
	Start    tomlfile.Moment `toml:"start"`
	End      tomlfile.Moment `toml:"end"`
	Document string          `toml:"document"` // the plan's number
}

// DecodeTOML takes either form.
func (c *CampaignKey) DecodeTOML(v tomlfile.Value) []problem.Problem {
	switch raw := v.Raw.(type) {
	case string:
		c.Path = raw
		return nil
	case map[string]any:
		c.Own = &CampaignTable{}
		return v.Decode(c.Own)
	}
	return v.WrongType("text")
}

// DocumentTable is [document].
type DocumentTable struct {
	Number    string          `toml:"number"`
	Type      string          `toml:"type"`
	Issuer    string          `toml:"issuer"`
	Signer    string          `toml:"signer"`
	Issued    tomlfile.Moment `toml:"issued"`
	Effective tomlfile.Moment `toml:"effective"`
	ValidTo   tomlfile.Moment `toml:"valid_to"` // the last day in force
	Replaces  string          `toml:"replaces"` // the number of the document it takes the place of
	Files     []string        `toml:"files"`
}
