package main

import (
	"bytes"
	"cmp"
	"context"
	"debug/buildinfo"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// module is a part of the programs that somebody else wrote.
type module struct {
	path, version string
	sum           string // as in go.sum
	licence       string // an SPDX expression
	texts         []byte // its licence and notice files
}

// modules are all of them, by path.
type modules []module

// modulesOf reads from the programs what is in them, in any of them.
func modulesOf(programs []string) (modules, error) {
	found := map[string]module{}
	toolchain := ""
	for _, program := range programs {
		info, err := buildinfo.ReadFile(program)
		if err != nil {
			return nil, err
		}
		toolchain = info.GoVersion
		for _, d := range info.Deps {
			if d.Replace != nil {
				d = d.Replace
			}
			found[d.Path] = module{path: d.Path, version: d.Version, sum: d.Sum}
		}
	}
	all := modules{{path: standard, version: strings.TrimPrefix(toolchain, "go"), licence: "BSD-3-Clause"}}
	for _, m := range found {
		all = append(all, m)
	}
	slices.SortFunc(all, func(a, b module) int { return cmp.Compare(a.path, b.path) })
	return all, nil
}

// standard is the name of Go's own packages in lists of weaknesses.
const standard = "stdlib"

// describe adds the licences: their names from the document that lists them,
// their texts from the modules. A module that the document does not know is an
// error, so that none slips in.
func (all modules) describe(ctx context.Context, document string) error {
	text, err := os.ReadFile(document)
	if err != nil {
		return err
	}
	known := licences(string(text))
	for i := range all {
		m := &all[i]
		dir, err := m.folder(ctx)
		if err != nil {
			return err
		}
		if m.licence == "" {
			m.licence = known[m.path]
		}
		if m.licence == "" {
			return fmt.Errorf("%s does not name the licence of %s", document, m.path)
		}
		if m.texts, err = notices(dir); err != nil {
			return err
		}
		if len(m.texts) == 0 {
			return fmt.Errorf("%s has no licence file", m.path)
		}
	}
	return nil
}

// folder is where a module's files lie on this machine.
func (m *module) folder(ctx context.Context) (string, error) {
	if m.path == standard {
		root, err := exec.CommandContext(ctx, "go", "env", "GOROOT").Output()
		return strings.TrimSpace(string(root)), err
	}
	said, err := exec.CommandContext(ctx, "go", "mod", "download", "-json", m.path+"@"+m.version).Output()
	if err != nil {
		return "", fmt.Errorf("%s: %w", m.path, err)
	}
	var where struct{ Dir string }
	err = json.Unmarshal(said, &where)
	return where.Dir, err
}

var noticeFile = regexp.MustCompile(`(?i)^(licen[cs]e|copying|notice|patents)(\.(md|txt))?$`)

// notices are the texts that have to come along with a module.
func notices(dir string) ([]byte, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	for _, e := range entries {
		if e.IsDir() || !noticeFile.MatchString(e.Name()) {
			continue
		}
		text, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			return nil, err
		}
		b.Write(bytes.TrimSpace(bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))))
		b.WriteString("\n\n")
	}
	return b.Bytes(), nil
}

// notices are the licences of all modules in one text.
func (all modules) notices() []byte {
	var b bytes.Buffer
	b.WriteString("Loa contains the following works of others.\n\n")
	for _, m := range all {
		fmt.Fprintf(&b, "%s\n%s %s (%s)\n\n%s", strings.Repeat("=", 72), strings.TrimPrefix(m.path, npmPrefix), m.version, m.licence, m.texts)
	}
	return b.Bytes()
}

var tableRow = regexp.MustCompile(`(?m)^\| ([^|]+) \| ([^|]+) \|`)
var remark = regexp.MustCompile(` \([^)]*\)`)

// licences reads the tables of docs/dependencies.md: modules and their licences,
// several with commas, in the same order or with one licence for all.
func licences(document string) map[string]string {
	known := map[string]string{}
	for _, row := range tableRow.FindAllStringSubmatch(document, -1) {
		paths := strings.Split(row[1], ", ")
		names := strings.Split(remark.ReplaceAllString(row[2], ""), ", ")
		for i, path := range paths {
			known[path] = names[min(i, len(names)-1)]
		}
	}
	return known
}
