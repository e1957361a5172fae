package config

import (
	"errors"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"loa/internal/base/fold"
	"loa/internal/base/problem"
	"loa/internal/base/tomlfile"
)

// mistaken are tags that people write for a language and that mean none, or
// another one: mostly the country's letters.
var mistaken = map[string]string{
	"vn": "vi", "vie": "vi", "eng": "en", "jp": "ja", "kr": "ko", "cn": "zh", "cz": "cs",
	"gr": "el", "dk": "da", "se": "sv", "ua": "uk", "kh": "km", "lao": "lo",
	"tay": "tyz", // tay is Atayal, of Taiwan
	"blu": "hnj", // withdrawn
}

// readTag reads a key that names a language, in lower case.
func readTag(v tomlfile.Value) (string, []problem.Problem) {
	written := v.Path[len(v.Path)-1].(string)
	tag := strings.ToLower(written)
	base, _, _ := strings.Cut(tag, "-")
	args := problem.Args{"tag": written}
	if meant, ok := mistaken[base]; ok {
		args["suggestion"] = meant
	} else if isTag(tag) {
		return tag, nil
	}
	return tag, []problem.Problem{v.KeyProblem(problem.SiteBadLanguage, args)}
}

// declaredTag is readTag for a key below which something stands in a language of
// the site: what stands for another would never be shown.
func declaredTag(v tomlfile.Value) (string, []problem.Problem) {
	tag, problems := readTag(v)
	if len(problems) > 0 {
		return tag, problems
	}
	known := declared(v.Top())
	if slices.Contains(known, tag) {
		return tag, nil
	}
	args := problem.Args{"tag": tag, "known": known}
	if nearest, ok := fold.Nearest(tag, known); ok {
		args["suggestion"] = nearest
	}
	return tag, []problem.Problem{v.KeyProblem(problem.SiteUndeclaredLanguage, args)}
}

// declared lists the languages that the file declares; without any, its default
// language.
func declared(top tomlfile.Value) []string {
	written := top.At("languages").Keys()
	if one, ok := top.At("default_language").Raw.(string); ok {
		written = append(written, one)
	}
	var tags []string
	for _, tag := range written {
		tag = strings.ToLower(tag)
		if isTag(tag) && mistaken[tag] == "" && !slices.Contains(tags, tag) {
			tags = append(tags, tag)
		}
	}
	if len(tags) == 0 {
		return []string{"vi"}
	}
	return tags
}

// isTag reports whether a tag is well-formed BCP 47. Subtags that the
// registry's copy in the library does not know are the author's to know.
func isTag(tag string) bool {
	if strings.ContainsAny(tag, "_ ") || tag == "" {
		return false
	}
	_, err := language.Parse(tag)
	_, unknown := errors.AsType[language.ValueError](err)
	return err == nil || unknown
}
