package tomlfile

import (
	"reflect"

	"loa/internal/base/problem"
)

// Decoder is implemented by a type that reads itself from a document. What it
// returns is added to the problems of the whole.
type Decoder interface {
	DecodeTOML(v Value) []problem.Problem
}

// Value is one value of a document, on its way into a Decoder.
type Value struct {
	Raw  any   // as in Doc.Map
	Path []any // keys and indexes from the top

	doc  *Doc
	root reflect.Type
}

// Key returns the last key of the path, "" at the top.
func (v Value) Key() string {
	for i := len(v.Path) - 1; i >= 0; i-- {
		if key, ok := v.Path[i].(string); ok {
			return key
		}
	}
	return ""
}

// At returns the value below this one. Raw is nil if there is none.
func (v Value) At(step any) Value {
	path := append(v.Path[:len(v.Path):len(v.Path)], step)
	return Value{Raw: below(v.Raw, step), Path: path, doc: v.doc, root: v.root}
}

// Top returns the whole document.
func (v Value) Top() Value {
	top := v.doc.Top()
	top.root = v.root
	return top
}

func below(raw, step any) any {
	switch step := step.(type) {
	case string:
		table, _ := raw.(map[string]any)
		return table[step]
	case int:
		if list, _ := raw.([]any); step >= 0 && step < len(list) {
			return list[step]
		}
	}
	return nil
}

// Keys lists a table's keys in the order of the file.
func (v Value) Keys() []string { return v.doc.Keys(v.Path...) }

// Place returns where the value stands.
func (v Value) Place() problem.Place { return v.doc.Place(v.Path...) }

// KeyPlace returns where its key stands.
func (v Value) KeyPlace() problem.Place { return v.doc.KeyPlace(v.Path...) }

// Problem returns a problem at the value.
func (v Value) Problem(code problem.Code, args problem.Args) problem.Problem {
	return problem.New(code, v.Place(), args)
}

// KeyProblem returns a problem at the value's key.
func (v Value) KeyProblem(code problem.Code, args problem.Args) problem.Problem {
	return problem.New(code, v.KeyPlace(), args)
}

// WrongType returns the problem of a value that is not what is wanted: "text",
// "date", "clock", "number", "bool", "list" or "table".
func (v Value) WrongType(want string) []problem.Problem {
	return []problem.Problem{v.Problem(problem.TOMLWrongType, problem.Args{
		"key": v.Key(), "want": problem.Term(want), "got": problem.Term(kindOf(v.Raw)),
		"example": examples[want],
	})}
}

// examples show the form of each kind.
var examples = map[string]string{
	"text": `"…"`, "date": "2026-06-01", "clock": "08:00:00", "number": "10", "bool": "true",
	"list": `["…", "…"]`, "table": "{ … = … }",
}

// kindOf names the kind of a value as the catalogues' terms do.
func kindOf(raw any) string {
	switch raw.(type) {
	case string:
		return "text"
	case bool:
		return "bool"
	case int64, float64:
		return "number"
	case Moment:
		return "date"
	case Clock:
		return "clock"
	case []any:
		return "list"
	}
	return "table"
}
