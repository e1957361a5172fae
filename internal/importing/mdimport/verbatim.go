package mdimport

import (
	"strings"

	"loa/internal/base/pattern"
)

var (
	rawCall   = pattern.New(`(?s)\{%-?[ \t]*(?:raw|verbatim)[ \t]*-?%\}(.*?)\{%-?[ \t]*end(?:raw|verbatim)[ \t]*-?%\}`)
	codeCall  = pattern.New(`(?ms)^([ \t]*)\{%-?[ \t]*highlight\b[ \t]*([\w+#.-]*)[^%\n]*%\}[ \t]*\n?(.*?)\n?[ \t]*\{%-?[ \t]*endhighlight[ \t]*-?%\}[ \t]*$`)
	hugoCall  = pattern.New(`(?ms)^([ \t]*)\{\{[<%][ \t]*highlight\b[ \t]*"?([\w+#.-]*)[^>%\n]*[>%]\}\}[ \t]*\n?(.*?)\n?[ \t]*\{\{[<%][ \t]*/[ \t]*highlight[ \t]*[>%]\}\}[ \t]*$`)
	codeFence = pattern.New("`{3,}")
)

// Braces that a text shows as they are, put aside while its calls are turned.
const openBrace, closeBrace = "\ufdd2", "\ufdd3"

var (
	setAside = strings.NewReplacer("{", openBrace, "}", closeBrace)
	restored = strings.NewReplacer(openBrace, "{", closeBrace, "}")
	cleared  = strings.NewReplacer(openBrace, "", closeBrace, "")
)

// verbatim puts aside what other programs show as it is, and writes calls that show code as fences.
func verbatim(text string) string {
	text = cleared.Replace(text)
	text = rawCall.ReplaceAllStringFunc(text, func(whole string) string {
		return setAside.Replace(rawCall.FindStringSubmatch(whole)[1])
	})
	for _, form := range []*pattern.Pattern{codeCall, hugoCall} {
		text = form.ReplaceAllStringFunc(text, func(whole string) string {
			m := form.FindStringSubmatch(whole)
			mark := "```"
			for _, other := range codeFence.FindAllString(m[3], -1) {
				mark = strings.Repeat("`", max(len(mark), len(other)+1))
			}
			return m[1] + mark + m[2] + "\n" + m[3] + "\n" + m[1] + mark
		})
	}
	return text
}

// shown puts the braces back.
func shown(text string) string { return restored.Replace(text) }
