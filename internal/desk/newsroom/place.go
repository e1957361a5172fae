package newsroom

import (
	"cmp"
	"slices"

	"loa/internal/base/problem"
	"loa/internal/desk/sourceedit"
)

// placed is a field with where it stands in a file.
type placed struct {
	field
	at problem.Place
}

// fieldPlaces find the field that a problem of a front matter is about.
type fieldPlaces struct {
	values []placed // in the order of the file
	tables []placed // what holds several fields, each with the first of them
}

// places are where the fields of a form stand in a document.
func places(doc *sourceedit.Document, parts []part) fieldPlaces {
	var all fieldPlaces
	seen := map[string]bool{}
	for _, p := range parts {
		for _, f := range p.fields {
			if f.value(doc) != nil {
				all.values = append(all.values, placed{f, doc.KeyPlace(f.path...)})
			}
			for n := 1; n < len(f.path); n++ {
				table := f.path[:n]
				if key := joinPath(table); !seen[key] && doc.Value(table...) != nil {
					seen[key] = true
					all.tables = append(all.tables, placed{f, doc.Place(table...)}, placed{f, doc.KeyPlace(table...)})
				}
			}
		}
	}
	slices.SortStableFunc(all.values, func(a, b placed) int { return inFile(a.at, b.at) })
	slices.SortStableFunc(all.tables, func(a, b placed) int { return cmp.Compare(len(b.path), len(a.path)) })
	return all
}

// field is the field whose value holds a place; of a table as a whole its first one.
func (p fieldPlaces) field(at problem.Place) (field, bool) {
	for _, t := range p.tables {
		if inFile(t.at, at) == 0 && !slices.ContainsFunc(p.values, func(v placed) bool { return inFile(v.at, at) == 0 }) {
			return t.field, true
		}
	}
	found := field{}
	for _, v := range p.values {
		if inFile(v.at, at) <= 0 {
			found = v.field
		}
	}
	return found, found.path != nil
}

func inFile(a, b problem.Place) int {
	return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
}

func joinPath(path []string) string {
	name := ""
	for _, p := range path {
		name += "." + p
	}
	return name
}
