package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// bill is a bill of materials in the form of CycloneDX 1.6
// (https://cyclonedx.org/docs/1.6/json/).
type bill struct {
	Schema       string       `json:"$schema"`
	Format       string       `json:"bomFormat"`
	Spec         string       `json:"specVersion"`
	Serial       string       `json:"serialNumber"`
	Version      int          `json:"version"`
	Metadata     metadata     `json:"metadata"`
	Components   []component  `json:"components"`
	Dependencies []dependency `json:"dependencies"`
}

type metadata struct {
	Timestamp string    `json:"timestamp"`
	Component component `json:"component"`
}

type component struct {
	Type       string     `json:"type"`
	Ref        string     `json:"bom-ref"`
	Name       string     `json:"name"`
	Version    string     `json:"version"`
	Licences   []licence  `json:"licenses"`
	PURL       string     `json:"purl"`
	Hashes     []hash     `json:"hashes,omitempty"`
	Properties []property `json:"properties,omitempty"`
}

type hash struct {
	Algorithm string `json:"alg"`
	Content   string `json:"content"`
}

type licence struct {
	Expression string `json:"expression"`
}

type property struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

type dependency struct {
	Ref       string   `json:"ref"`
	DependsOn []string `json:"dependsOn,omitempty"`
}

// writeBill writes loa-VERSION.cdx.json. scripts is who of the npm packages needs whom.
func (e edition) writeBill(ctx context.Context, all modules, scripts string) error {
	graph, err := exec.CommandContext(ctx, "go", "mod", "graph").Output()
	if err != nil {
		return fmt.Errorf("go mod graph: %w", err)
	}
	data, err := json.MarshalIndent(e.bill(all, string(graph)+scripts), "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(e.out, "loa-"+e.version+".cdx.json"), append(data, '\n'), 0o666)
}

func (e edition) bill(all modules, graph string) bill {
	own := component{Type: "application", Name: "loa", Version: e.version, Licences: []licence{{"Apache-2.0"}}, PURL: "pkg:golang/loa@v" + e.version}
	own.Ref = own.PURL
	b := bill{
		Schema: "http://cyclonedx.org/schema/bom-1.6.schema.json", Format: "CycloneDX", Spec: "1.6", Version: 1,
		Metadata: metadata{Timestamp: e.made.Format(time.RFC3339), Component: own},
	}
	refs := map[string]string{"loa": own.Ref}
	for _, m := range all {
		c := component{Type: "library", Name: strings.TrimPrefix(m.path, npmPrefix), Version: m.version, Licences: []licence{{m.licence}}, PURL: purl(m)}
		c.Ref, c.Hashes = c.PURL, hashes(m)
		if m.sum != "" && c.Hashes == nil {
			c.Properties = []property{{"go:sum", m.sum}}
		}
		b.Components, refs[m.path] = append(b.Components, c), c.Ref
	}
	b.Dependencies = dependencies(refs, graph)
	b.Serial = serial(b)
	return b
}

// purl names a module in the way of https://github.com/package-url/purl-spec:
// the path in small letters.
func purl(m module) string {
	if name, npm := strings.CutPrefix(m.path, npmPrefix); npm {
		return "pkg:npm/" + strings.ToLower(name) + "@" + m.version
	}
	return "pkg:golang/" + strings.ToLower(m.path) + "@" + m.version
}

// dependencies are the lines of "go mod graph" between modules that are in the
// programs. All that is Go needs Go's own packages.
func dependencies(refs map[string]string, graph string) []dependency {
	needs := map[string]map[string]bool{}
	for path, ref := range refs {
		needs[ref] = map[string]bool{}
		if path != standard && !strings.HasPrefix(path, npmPrefix) {
			needs[ref][refs[standard]] = true
		}
	}
	for line := range strings.Lines(graph) {
		from, to, _ := strings.Cut(strings.TrimSpace(line), " ")
		from, _, _ = strings.Cut(from, "@")
		to, _, _ = strings.Cut(to, "@")
		if refs[from] != "" && refs[to] != "" {
			needs[refs[from]][refs[to]] = true
		}
	}
	var all []dependency
	for ref, on := range needs {
		d := dependency{Ref: ref}
		for other := range on {
			d.DependsOn = append(d.DependsOn, other)
		}
		slices.Sort(d.DependsOn)
		all = append(all, d)
	}
	slices.SortFunc(all, func(a, b dependency) int { return strings.Compare(a.Ref, b.Ref) })
	return all
}

// serial is a number that stands for what the bill says, and so for nothing
// else (a UUID of version 8, RFC 9562).
func serial(b bill) string {
	b.Serial = ""
	data, err := json.Marshal(b)
	if err != nil {
		panic("release: " + err.Error()) // texts only
	}
	sum := sha256.Sum256(bytes.TrimSpace(data))
	sum[6], sum[8] = sum[6]&0x0f|0x80, sum[8]&0x3f|0x80
	return fmt.Sprintf("urn:uuid:%x-%x-%x-%x-%x", sum[0:4], sum[4:6], sum[6:8], sum[8:10], sum[10:16])
}
