package main

import (
	"bytes"
	"strings"
	"testing"
)

// The npm packages of the rich text are in the bill of materials, with checksums, who needs
// them, and their licences.
func TestScriptsAreInTheBill(t *testing.T) {
	all, graph, err := scriptModules("../..", "docs/dependencies.md")
	if err != nil {
		t.Fatal(err)
	}
	if len(all) < 15 {
		t.Fatalf("%d packages", len(all))
	}
	b := sample.bill(all, graph)
	needs := map[string]string{}
	for _, d := range b.Dependencies {
		needs[d.Ref] = strings.Join(d.DependsOn, " ")
	}
	for _, c := range b.Components {
		if !strings.HasPrefix(c.PURL, "pkg:npm/"+c.Name+"@") || len(c.Hashes) != 1 || len(c.Hashes[0].Content) != 128 || c.Licences[0].Expression != "MIT" {
			t.Errorf("%+v", c)
		}
		if strings.HasPrefix(c.Name, "prosemirror-view") && (!strings.Contains(needs[c.Ref], "pkg:npm/prosemirror-model@") || !strings.Contains(needs["pkg:golang/loa@v1.2.3"], c.Ref)) {
			t.Errorf("%s needs %q, Loa %q", c.Ref, needs[c.Ref], needs["pkg:golang/loa@v1.2.3"])
		}
	}
	for _, m := range all {
		if !bytes.Contains(m.texts, []byte("Permission is hereby granted")) || bytes.Count(m.texts, []byte("Permission is hereby granted")) > 1 {
			t.Errorf("the licence of %s is %q", m.path, m.texts)
		}
	}
	if notices := all.notices(); !bytes.Contains(notices, []byte("\nprosemirror-view 1.")) {
		t.Errorf("%s", notices)
	}
}
