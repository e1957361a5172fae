package picture

import (
	"strconv"
	"strings"

	"loa/internal/base/pattern"
)

var (
	cssEscape = pattern.New(`\\(?:([0-9a-fA-F]{1,6})[ \t\r\n\f]?|(.))`)
	cssURL    = pattern.New(`(?i)\burl\(\s*["']?([^"')]*)`)
	// cssLoads are the other ways a style loads something.
	cssLoads = pattern.New(`(?i)@import|\b(?:image-set|cross-fade|image|src)\(`)
)

// style judges CSS, or the value of any attribute: many may hold url(…).
func (c *svgCheck) style(css string) {
	if !strings.ContainsAny(css, `(@\`) {
		return
	}
	css = unescape(css)
	if loads := cssLoads.FindString(css); loads != "" {
		c.external(loads)
	}
	for _, m := range cssURL.FindAllStringSubmatch(css, -1) {
		c.reference("", m[1])
	}
}

// unescape resolves the escapes with which a word can be written so that only
// browsers know it. Comments stay: they part words, and cutting them out would
// hide what follows a string that looks like one.
func unescape(css string) string {
	return cssEscape.ReplaceAllStringFunc(css, func(escape string) string {
		n, err := strconv.ParseUint(strings.TrimSpace(escape[1:]), 16, 32)
		if err != nil {
			return escape[1:]
		}
		return string(rune(n))
	})
}
