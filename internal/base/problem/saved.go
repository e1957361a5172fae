package problem

import (
	"encoding/json"
	"fmt"
	"time"
)

// Saved is a problem as a file keeps it, to be told later, in any language.
type Saved struct {
	Code     Code                `json:"code"`
	Severity string              `json:"severity"`
	File     string              `json:"file,omitempty"`
	Line     int                 `json:"line,omitempty"`
	Column   int                 `json:"column,omitempty"`
	Width    int                 `json:"width,omitempty"`
	Text     string              `json:"text,omitempty"`
	Cell     string              `json:"cell,omitempty"`
	Args     map[string]savedArg `json:"args,omitempty"`
}

// savedArg is an argument with its type, on which its words depend.
type savedArg struct {
	Type  string          `json:"type"` // of those in saveArg
	Value json.RawMessage `json:"value"`
}

// Save gives a problem as a file keeps it. Arguments of types that this package does not know
// are saved as the text that they show.
func Save(p Problem) Saved {
	s := Saved{
		Code: p.Code, Severity: p.Severity.String(), File: p.Place.File, Line: p.Place.Line, Column: p.Place.Column,
		Width: p.Place.Width, Text: p.Place.Text, Cell: p.Place.Cell,
	}
	for name, value := range p.Args {
		if value == nil {
			continue
		}
		if s.Args == nil {
			s.Args = make(map[string]savedArg, len(p.Args))
		}
		s.Args[name] = saveArg(value)
	}
	return s
}

func saveArg(value any) savedArg {
	kind := "text"
	switch v := value.(type) {
	case int:
		kind = "number"
	case Size:
		kind = "size"
	case Term:
		kind = "term"
	case []Term:
		kind = "terms"
	case []string:
		kind = "texts"
	case time.Time:
		kind, value = "day", v.Format(time.DateOnly)
	case string:
	default:
		value = fmt.Sprint(v)
	}
	data, err := json.Marshal(value)
	if err != nil {
		panic("problem: " + err.Error()) // each of these types can be written
	}
	return savedArg{kind, data}
}

// Problem gives the problem back. An argument that cannot be read is left out.
func (s Saved) Problem() Problem {
	p := Problem{Code: s.Code, Severity: Warning, Place: Place{File: s.File, Line: s.Line, Column: s.Column, Width: s.Width, Text: s.Text, Cell: s.Cell}}
	if s.Severity == Error.String() {
		p.Severity = Error
	}
	if len(s.Args) > 0 {
		p.Args = make(Args, len(s.Args))
	}
	for name, arg := range s.Args {
		if value, ok := arg.load(); ok {
			p.Args[name] = value
		}
	}
	return p
}

func (a savedArg) load() (any, bool) {
	switch a.Type {
	case "number":
		return loaded[int](a.Value)
	case "size":
		return loaded[Size](a.Value)
	case "term":
		return loaded[Term](a.Value)
	case "terms":
		return loaded[[]Term](a.Value)
	case "texts":
		return loaded[[]string](a.Value)
	case "day":
		text, _ := loaded[string](a.Value)
		day, err := time.Parse(time.DateOnly, fmt.Sprint(text))
		return day, err == nil
	}
	return loaded[string](a.Value)
}

func loaded[T any](data json.RawMessage) (any, bool) {
	var value T
	err := json.Unmarshal(data, &value)
	return value, err == nil
}
