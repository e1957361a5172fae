package main

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// richText is where the script of the newsroom's rich text is bundled from npm packages, and
// notes the licences of what is in it.
const (
	richText         = "internal/desk/newsroom/richtext"
	richTextLicences = "internal/desk/newsroom/files/rich-licences.txt"
)

// lock is what is read of a package-lock.json (version 3 of its form).
type lock struct {
	Packages map[string]struct {
		Version, Integrity, License string
		Dependencies                map[string]string
	}
}

// scriptModules are the npm packages that are bundled into the programs, with their licences,
// and who needs whom in the form of "go mod graph". document is docs/dependencies.md, which
// has to name the licence of each.
func scriptModules(root, document string) (modules, string, error) {
	data, err := os.ReadFile(filepath.Join(root, richText, "package-lock.json"))
	if err != nil {
		return nil, "", err
	}
	texts, err := os.ReadFile(filepath.Join(root, richTextLicences))
	if err != nil {
		return nil, "", err
	}
	listed, err := os.ReadFile(filepath.Join(root, document))
	if err != nil {
		return nil, "", err
	}
	var pinned lock
	if err := json.Unmarshal(data, &pinned); err != nil {
		return nil, "", err
	}
	known := licences(string(listed))
	all, graph := modules{}, strings.Builder{}
	for place, p := range pinned.Packages {
		name := strings.TrimPrefix(place, "node_modules/")
		from := npmPrefix + name
		if place == "" {
			from = "loa"
		}
		for to := range p.Dependencies {
			graph.WriteString(from + " " + npmPrefix + to + "\n")
		}
		if place == "" {
			continue
		}
		text, ok := pinned.licenceOf(texts, name)
		if !ok || known[name] == "" || known[name] != p.License {
			return nil, "", fmt.Errorf("docs/dependencies.md or %s does not name the licence of %s, %q", richTextLicences, name, p.License)
		}
		all = append(all, module{path: from, version: p.Version, sum: p.Integrity, licence: p.License, texts: text})
	}
	slices.SortFunc(all, func(a, b module) int { return strings.Compare(a.path, b.path) })
	return all, graph.String(), nil
}

// npmPrefix begins the path of a module that is an npm package.
const npmPrefix = "npm:"

// licenceOf is the text of a package in the file of licences: below a line with its name, to
// the line with the next one's.
func (l lock) licenceOf(texts []byte, name string) ([]byte, bool) {
	var text []byte
	inside, found := false, false
	for line := range bytes.Lines(texts) {
		heading := string(bytes.TrimSpace(line))
		if _, is := l.Packages["node_modules/"+heading]; is {
			inside, found = heading == name, found || heading == name
			continue
		}
		if inside {
			text = append(text, line...)
		}
	}
	return append(bytes.TrimSpace(text), '\n'), found
}

// hashes are the checksum of an npm package as a bill of materials has it.
func hashes(m module) []hash {
	sum, ok := strings.CutPrefix(m.sum, "sha512-")
	if !ok {
		return nil
	}
	data, err := base64.StdEncoding.DecodeString(sum)
	if err != nil {
		return nil
	}
	return []hash{{"SHA-512", hex.EncodeToString(data)}}
}
