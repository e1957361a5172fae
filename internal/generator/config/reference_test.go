package config

import (
	"fmt"
	"maps"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"loa/internal/base/tomlfile"
)

// part is a part of docs/site-toml.md: the rows of its tables, by the key, and
// what the default column says.
type part struct {
	heading  string
	defaults map[string]string
}

var (
	tableRow   = regexp.MustCompile("(?m)^\\| `(\\w+)` \\| [^|]* \\| ([^|]*) \\|")
	tableNames = regexp.MustCompile(`\[(\w+)[.\]]`)
)

// reference reads the parts by the tables that their headings name; "" is the
// site itself.
func reference(t *testing.T) (parts map[string]part, examples []string) {
	text, err := os.ReadFile("../../../docs/site-toml.md")
	if err != nil {
		t.Fatal(err)
	}
	parts = map[string]part{}
	for _, one := range strings.Split(string(text), "\n## ")[1:] {
		heading, body, _ := strings.Cut(one, "\n")
		p := part{heading, map[string]string{}}
		for _, m := range tableRow.FindAllStringSubmatch(body, -1) {
			p.defaults[m[1]] = m[2]
		}
		if heading == "The site itself" {
			parts[""] = p
		}
		for _, m := range tableNames.FindAllStringSubmatch(heading, -1) {
			parts[m[1]] = p
		}
	}
	for _, m := range regexp.MustCompile("(?s)```toml\n(.*?)```").FindAllStringSubmatch(string(text), -1) {
		examples = append(examples, m[1])
	}
	return parts, examples
}

// keysOf are the keys of a table by its type: a struct, or a list of structs.
func keysOf(of reflect.Type) []string {
	if of.Kind() == reflect.Slice {
		of = of.Elem()
	}
	if of.Kind() != reflect.Struct {
		return nil
	}
	var keys []string
	for _, f := range reflect.VisibleFields(of) {
		if name := f.Tag.Get("toml"); name != "" && name != "-" {
			keys = append(keys, name)
		}
	}
	slices.Sort(keys)
	return keys
}

// Every key of the types stands in the reference's part for its table, and
// nothing else stands there. What is no table is a key of the site itself.
func TestReferenceNamesEveryKey(t *testing.T) {
	parts, _ := reference(t)
	var site []string
	for _, f := range reflect.VisibleFields(reflect.TypeFor[Settings]()) {
		name := f.Tag.Get("toml")
		if name == "" || name == "-" {
			continue
		}
		p, hasPart := parts[name]
		want := keysOf(f.Type)
		if len(want) == 0 && !hasPart {
			site = append(site, name)
			continue
		}
		got := slices.Sorted(maps.Keys(p.defaults))
		if own := f.Type == reflect.TypeFor[Check](); !hasPart || !own && !slices.Equal(got, want) {
			t.Errorf("[%s]: the reference has %v under %q, the type %v", name, got, p.heading, want)
		}
	}
	slices.Sort(site)
	if got := slices.Sorted(maps.Keys(parts[""].defaults)); !slices.Equal(got, site) || len(site) < 5 {
		t.Errorf("the site itself: the reference has %v, the type %v", got, site)
	}
}

// The defaults of the reference are those of the program.
func TestReferenceDefaults(t *testing.T) {
	parts, _ := reference(t)
	compared := 0
	settings := reflect.ValueOf(defaults()).Elem()
	compare := func(in part, f reflect.StructField, value reflect.Value) {
		name := f.Tag.Get("toml")
		said := in.defaults[name]
		if said == "" || name == "-" || name == "" {
			return
		}
		var want string
		switch v := value.Interface().(type) {
		case bool:
			want = fmt.Sprintf("`%t`", v)
		case int:
			want = fmt.Sprintf("`%d`", v)
		case []string:
			want = "`[\"" + strings.Join(v, "\", \"") + "\"]`"
		case string:
			want = "`\"" + v + "\"`"
		case Size:
			want = "`\"" + sizeInWords(v) + "\"`"
		default:
			return
		}
		if value.IsZero() && value.Kind() != reflect.Bool { // then the default is told in words
			if strings.HasPrefix(said, "`") && !strings.Contains(said, " ") && said != inWords[name] {
				t.Errorf("%s under %q: the reference says %s, the program has none", name, in.heading, said)
			}
			return
		}
		if compared++; said != want {
			t.Errorf("%s under %q: the reference says %s, the program %s", name, in.heading, said, want)
		}
	}
	for _, f := range reflect.VisibleFields(settings.Type()) {
		name := f.Tag.Get("toml")
		p, isTable := parts[name]
		switch {
		case name == "" || name == "-":
		case !isTable:
			compare(parts[""], f, settings.FieldByIndex(f.Index))
		case f.Type.Kind() == reflect.Struct:
			for _, inner := range reflect.VisibleFields(f.Type) {
				compare(p, inner, settings.FieldByIndex(f.Index).FieldByIndex(inner.Index))
			}
		}
	}
	if compared < 15 {
		t.Errorf("only %d defaults were compared", compared)
	}
}

// inWords are defaults that are worked out after the file was read.
var inWords = map[string]string{"people": "`\"ignore\"`"}

func sizeInWords(s Size) string {
	if s%megabyte == 0 {
		return fmt.Sprintf("%dMB", s/megabyte)
	}
	return fmt.Sprintf("%dKB", s/kilobyte)
}

// The reference's examples are sound TOML.
func TestReferenceExamples(t *testing.T) {
	_, examples := reference(t)
	if len(examples) < 8 {
		t.Fatal("the examples were not found")
	}
	for _, text := range examples {
		if doc, problems := tomlfile.Parse(tomlfile.Source{Text: []byte(text)}); len(problems)+len(doc.Repaired()) > 0 {
			t.Errorf("%s\n%v", text, problems)
		}
	}
}
