package build

import (
	"bytes"
	"reflect"
	"testing"
	"testing/fstest"

	"loa/internal/generator/relay"
)

// sameBytes are the options that change no byte of a site, with the reason. Whatever else an
// option may be, another one is another digest: a store must not take one site for another.
var sameBytes = map[string]string{
	"Dir":         "the bytes of its files are digested by themselves",
	"Out":         "where the bytes go",
	"Now":         "the day is digested by itself, see DayOf",
	"Fixed":       "likewise",
	"Dry":         "nothing is made",
	"Workers":     "how many at a time",
	"Disk":        "how files are opened",
	"Memory":      "holds the program, which is digested",
	"once":        "how names are looked for",
	"Shared":      "what it gives depends on its key alone",
	"Adjust":      "the settings are digested as they are then, see InputsOf",
	"Roots":       "which layers may be read; those that are read are digested by their files",
	"Readable":    "likewise",
	"LinkChecker": "of a check",
	"Relay":       "what it fetched is digested: .loa/warnings, or Lists",
	"Lists":       "digested as far as the site shows them, see TestDigestOfLists",
	"Entries":     "tells",
	"Placed":      "tells",
	"Wrote":       "tells",
	"Progress":    "tells",
	"Spoken":      "tells",
}

// TestDigestOfOptions: an option that may change a byte changes the digest.
func TestDigestOfOptions(t *testing.T) {
	plain := remembering(t.TempDir())
	same := FormOf(plain)
	if same == "" || FormOf(plain) != same {
		t.Fatal("one form is two")
	}
	of := reflect.TypeFor[Options]()
	for field := range of.Fields() {
		if _, known := sameBytes[field.Name]; known {
			continue
		}
		o := plain
		v := reflect.ValueOf(&o).Elem().FieldByName(field.Name)
		switch field.Name {
		case "Builtin":
			o.Builtin = fstest.MapFS{"x": {Data: []byte("x")}}
		case "Speech":
			o.Speech = func() Speech { return &speaker{} }
		case "Packs":
			v.Set(reflect.MakeFunc(v.Type(), nil))
		default:
			if !other(v) {
				t.Errorf("%s: the test cannot change it", field.Name)
				continue
			}
		}
		if FormOf(o) == same {
			t.Errorf("%s: another one is not seen", field.Name)
		}
	}
	for name := range sameBytes {
		if _, there := of.FieldByName(name); !there {
			t.Errorf("%s is no option", name)
		}
	}
}

// TestDigestOfLists: a list of warnings counts for the sites that show it, and one that never
// came is not an empty one.
func TestDigestOfLists(t *testing.T) {
	const from = "https://tinh.example/warnings.json"
	o := remembering(t.TempDir())
	put(t, o.Dir, "site.toml", "title = \"Xã\"\n[warnings]\nfrom = [\""+from+"\"]\n")
	seen := map[string]string{}
	for of, lists := range map[string]relay.Lists{"none": {}, "empty": {from: nil}, "one": {from: []byte("{}")}, "own folder": nil} {
		o.Lists = lists
		in, err := InputsOf(o)
		if err != nil {
			t.Fatal(err)
		}
		if other, twice := seen[string(in.Lists)]; twice {
			t.Errorf("%s and %s have one digest", of, other)
		}
		seen[string(in.Lists)] = of
	}
	o.Lists = relay.Lists{}
	before, _ := InputsOf(o)
	o.Lists = relay.Lists{"https://khac.example/warnings.json": []byte("{}")}
	if after, _ := InputsOf(o); !bytes.Equal(before.Lists, after.Lists) {
		t.Error("a list that the site does not show counts")
	}
}
