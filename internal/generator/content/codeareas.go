package content

import (
	"bytes"
	"sort"
)

// codeAreas are the parts of a body that are code, in the order of the text.
type codeAreas [][2]int

func (c codeAreas) has(offset int) bool {
	i := sort.Search(len(c), func(i int) bool { return c[i][1] > offset })
	return i < len(c) && c[i][0] <= offset
}

// codeOf finds fenced blocks and spans between backticks. A span ends within its
// paragraph.
func codeOf(body []byte) (all codeAreas) {
	var fence []byte // that closes the block under way
	open, start, paragraph := 0, 0, 0
	spans := func(to int) {
		all = append(all, codeSpans(body, paragraph, to)...)
	}
	for line := range bytes.Lines(body) {
		text := bytes.TrimLeft(line, " \t>")
		switch {
		case fence != nil:
			if bytes.HasPrefix(text, fence) {
				all, fence = append(all, [2]int{open, start}), nil
			}
			paragraph = start + len(line)
		case bytes.HasPrefix(text, []byte("```")) || bytes.HasPrefix(text, []byte("~~~")):
			spans(start)
			fence, open = text[:3], start
		case len(bytes.TrimSpace(text)) == 0:
			spans(start)
			paragraph = start + len(line)
		}
		start += len(line)
	}
	if fence != nil {
		return append(all, [2]int{open, len(body)})
	}
	spans(len(body))
	return all
}

// codeSpans finds the spans of a paragraph: a row of backticks up to the next one of the
// same length.
func codeSpans(body []byte, from, to int) (all codeAreas) {
	ends := map[int][]int{} // of rows, by length
	var rows [][2]int
	for i := from; i < to; i++ {
		if body[i] != '`' {
			continue
		}
		n := i
		for n < to && body[n] == '`' {
			n++
		}
		rows = append(rows, [2]int{i, n - i})
		ends[n-i] = append(ends[n-i], i)
		i = n
	}
	for after, k := from, 0; k < len(rows); k++ {
		at, n := rows[k][0], rows[k][1]
		same := ends[n]
		for len(same) > 0 && same[0] <= at {
			same = same[1:]
		}
		ends[n] = same
		if at < after || len(same) == 0 {
			continue
		}
		after = same[0] + n
		all = append(all, [2]int{at, after})
	}
	return all
}
