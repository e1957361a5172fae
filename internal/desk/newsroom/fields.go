package newsroom

import (
	"slices"

	"loa/internal/generator/content"
)

// field is a front matter key of the form. Below cascade it is the key that the
// section hands down.
type field struct {
	content.Key
	path []string
}

// part is a group of fields under a heading.
type part struct {
	key    content.Group
	fields []field
	folded bool // shown only when asked for, or when something stands in it
}

// partsOf are the parts of the form for a kind of entry.
func partsOf(kind content.Kind) []part {
	groups := []content.Group{content.InMain}
	switch kind {
	case content.Event:
		groups = append(groups, content.InEvent, content.InRepeat)
	case content.Campaign:
		groups = append(groups, content.InCampaign)
	case content.Document:
		groups = append(groups, content.InDocument)
	}
	groups = append(groups, content.InShowing)
	if kind == content.Section {
		groups = append(groups, content.InSection)
	}
	var parts []part
	for _, g := range append(groups, content.InImage, content.InMore) {
		parts = append(parts, partOf(g, kind))
	}
	return parts
}

func partOf(group content.Group, kind content.Kind) part {
	folded := []content.Group{content.InRepeat, content.InImage, content.InMore, content.InSection}
	p := part{key: group, folded: slices.Contains(folded, group)}
	var below []field
	for _, k := range content.Keys() {
		if k.Control == "" {
			continue
		}
		if k.HandedDown() {
			below = append(below, field{k, []string{"cascade", k.Name}})
		}
		if k.Group == group && (kind != content.Campaign || k.Name != "campaign") { // [campaign] makes the page one
			p.fields = append(p.fields, field{k, k.Path()})
		}
	}
	if group == content.InSection {
		p.fields = append(p.fields, below...)
	}
	return p
}

// fieldNamed is the field of a key that the table has.
func fieldNamed(name string) field {
	k, _ := content.KeyNamed(name)
	return field{k, k.Path()}
}
