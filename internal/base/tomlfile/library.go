package tomlfile

import (
	"errors"
	"time"

	"github.com/BurntSushi/toml"
)

// fault is where the library refused a text. Why is found by reading the place:
// the library has no types for its reasons, only sentences.
type fault struct{ at span }

// parse reads a text with the library, in its own types turned into ours.
func parse(text []byte) (values map[string]any, refused *fault) {
	defer func() {
		// The library panics where it contradicts itself; the text is refused
		// then as any other.
		if recover() != nil {
			values, refused = nil, &fault{}
		}
	}()
	values = map[string]any{}
	_, err := toml.Decode(string(text), &values)
	if err == nil {
		return ours(values).(map[string]any), nil
	}
	refused = &fault{}
	if at, ok := errors.AsType[toml.ParseError](err); ok {
		start := min(max(at.Position.Start, 0), len(text))
		end := min(start+max(at.Position.Len, 1), len(text))
		refused.at = span{start, end}
	}
	return nil, refused
}

// ours turns the library's times into Moment and Clock and its lists into
// []any, all the way down.
func ours(value any) any {
	switch v := value.(type) {
	case map[string]any:
		for key, below := range v {
			v[key] = ours(below)
		}
	case []any:
		for i := range v {
			v[i] = ours(v[i])
		}
	case []map[string]any:
		list := make([]any, len(v))
		for i := range v {
			list[i] = ours(v[i])
		}
		return list
	case time.Time:
		return ourTime(v)
	}
	return value
}

// ourTime tells the kind of a time by the name of its zone, which is how the
// library tells them apart.
func ourTime(t time.Time) any {
	reading := time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), time.UTC)
	switch t.Location().String() {
	case "time-local":
		return Clock{t.Hour(), t.Minute(), t.Second()}
	case "date-local":
		return momentOf(reading, false, false)
	case "datetime-local":
		return momentOf(reading, true, false)
	}
	return momentOf(t, true, true)
}

// unquote reads a quoted key.
func unquote(quoted []byte) (string, bool) {
	var into struct{ K string }
	_, err := toml.Decode("K="+string(quoted), &into)
	return into.K, err == nil
}
