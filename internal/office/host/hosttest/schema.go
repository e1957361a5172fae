package hosttest

import (
	"embed"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

//go:embed schema
var files embed.FS

// Schema is which fields the requests and answers of a host have. Requests have names
// that begin with "> ". test/hostapi writes it from the hosts' own libraries.
type Schema map[string]map[string]string

// SchemaOf returns the schema of "gitea", "github" or "gitlab".
func SchemaOf(kind string) Schema {
	text, err := files.ReadFile("schema/" + kind + ".txt")
	if err != nil {
		panic("hosttest: " + err.Error()) // the files are embedded
	}
	s := Schema{}
	part := ""
	for line := range strings.Lines(string(text)) {
		if line = strings.TrimSuffix(line, "\n"); !strings.HasPrefix(line, "\t") {
			part = line
			s[part] = map[string]string{}
			continue
		}
		path, kind, _ := strings.Cut(strings.TrimPrefix(line, "\t"), " ")
		s[part][path] = kind
	}
	return s
}

// deepest is how many points a path of the files has at most; see test/hostapi.
const deepest = 2 // three names

// Lacks returns the paths of a value of JSON that a part of the API does not have, or has
// as another kind.
func (s Schema) Lacks(part string, data []byte) []string {
	var value any
	if err := json.Unmarshal(data, &value); err != nil {
		return []string{err.Error()}
	}
	if s[part] == nil {
		return []string{"no such part: " + part}
	}
	if list, ok := value.([]any); ok {
		var all []string
		for _, v := range list {
			all = append(all, s.lacks(part, "", v)...)
		}
		return all
	}
	return s.lacks(part, "", value)
}

func (s Schema) lacks(part, path string, value any) (all []string) {
	if path != "" && strings.Count(path, ".") <= deepest {
		if kind, ok := s[part][path]; !ok || !fits(kind, value) {
			return []string{fmt.Sprintf("%s: %s is %q, the API has %q", part, path, kindOf(value), kind)}
		}
	}
	switch value := value.(type) {
	case map[string]any:
		for _, name := range keys(value) {
			all = append(all, s.lacks(part, strings.TrimPrefix(path+"."+name, "."), value[name])...)
		}
	case []any:
		for _, v := range value {
			all = append(all, s.lacks(part, path+"[]", v)...)
		}
	}
	return all
}

func fits(kind string, value any) bool {
	return value == nil || kind == "any" || kind == kindOf(value)
}

func kindOf(value any) string {
	switch value.(type) {
	case string:
		return "text"
	case bool:
		return "bool"
	case float64:
		return "number"
	case []any:
		return "list"
	}
	return "table"
}

func keys(table map[string]any) []string {
	var all []string
	for name := range table {
		all = append(all, name)
	}
	slices.Sort(all)
	return all
}
