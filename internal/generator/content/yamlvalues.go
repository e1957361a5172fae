package content

import (
	"errors"

	"github.com/goccy/go-yaml"
)

// mostYAML is how long a text may be that is read as YAML, in bytes: the settings of other
// programs are longer than front matter.
const mostYAML = 256 << 10

// YAML reads a text of another program, its settings or the front matter of a page, as a
// table: texts, numbers, truths, lists and tables; a date is the text that stands there.
// Anchors and what refers to them are refused, since they can grow without end.
func YAML(text string) (map[string]any, error) {
	if len(text) > mostYAML || nested(text) {
		return nil, errors.New("too large or too deep")
	}
	text, err := decimals(text)
	if err != nil {
		return nil, err
	}
	values := map[string]any{}
	if err := yaml.Unmarshal([]byte(text), &values); err != nil {
		return nil, faultOf(err)
	}
	return values, nil
}
