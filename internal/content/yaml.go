package content

import (
	"bytes"
	"strings"

	"loa/internal/problem"
	"loa/internal/source"
)

// yamlProblem refuses YAML front matter and shows it as TOML.
func yamlProblem(text source.Text, start int) *problem.Problem {
	body := yamlBody(text.Bytes, start)
	p := problem.New(problem.FrontMatterYAML, text.Place(start, 3), problem.Args{"toml": "+++\n" + tomlForm(body) + "+++"})
	return &p
}

func yamlBody(data []byte, start int) string {
	_, rest, _ := bytes.Cut(data[start:], []byte("\n"))
	body, _, _ := strings.Cut("\n"+string(rest), "\n---")
	return strings.TrimPrefix(body, "\n")
}

func yamlEnd(data []byte, start int) int {
	end := bytes.Index(data[min(start+3, len(data)):], []byte("\n---"))
	if end < 0 {
		return len(data)
	}
	end += start + 3 + len("\n---")
	if line := bytes.IndexByte(data[end:], '\n'); line >= 0 {
		return end + line + 1
	}
	return len(data)
}

// tomlForm writes the YAML that people put into front matter (flat keys and
// lists) as TOML. What it does not know it leaves for the author as a comment.
func tomlForm(yaml string) string {
	var out strings.Builder
	lines := strings.Split(strings.TrimRight(yaml, "\n"), "\n")
	for i := 0; i < len(lines); i++ {
		key, value, ok := strings.Cut(lines[i], ":")
		if !ok || strings.HasPrefix(key, " ") || strings.HasPrefix(key, "#") {
			out.WriteString("# " + lines[i] + "\n")
			continue
		}
		value = strings.TrimSpace(value)
		if value == "" {
			var items []string
			for i+1 < len(lines) && strings.HasPrefix(strings.TrimSpace(lines[i+1]), "- ") {
				i++
				items = append(items, tomlValue(strings.TrimPrefix(strings.TrimSpace(lines[i]), "- ")))
			}
			value = "[" + strings.Join(items, ", ") + "]"
		} else {
			value = tomlValue(value)
		}
		out.WriteString(strings.TrimSpace(key) + " = " + value + "\n")
	}
	return out.String()
}

func tomlValue(yaml string) string {
	yaml = strings.TrimSpace(yaml)
	switch {
	case yaml == "true", yaml == "false", isoDate.MatchString(yaml), wholeNumber.MatchString(yaml):
		return yaml
	case strings.HasPrefix(yaml, "[") && strings.HasSuffix(yaml, "]"):
		var items []string
		for _, item := range strings.Split(strings.Trim(yaml, "[]"), ",") {
			if item = strings.TrimSpace(item); item != "" {
				items = append(items, tomlValue(item))
			}
		}
		return "[" + strings.Join(items, ", ") + "]"
	case len(yaml) >= 2 && yaml[0] == '\'' && yaml[len(yaml)-1] == '\'':
		yaml = yaml[1 : len(yaml)-1]
	case len(yaml) >= 2 && yaml[0] == '"' && yaml[len(yaml)-1] == '"':
		return yaml
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(yaml) + `"`
}
