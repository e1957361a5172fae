package sourceedit

import (
	"maps"
	"reflect"
	"slices"
	"strings"

	"loa/internal/base/tomlfile"
)

// mostPairs bounds the comparison of two texts: the number of blocks of one times that
// of the other, without those that are the same at the beginning and the end.
const mostPairs = 4_000_000

// Merge puts two changes of one file together: mine and theirs, both made from base. It
// reports false where they touch: one value of the front matter or one block of the text
// that both changed, blocks that both added at one place, fences (:::, ```) that both
// changed, or tables under a header that only one of them took away. A block is what
// stands between blank lines. The result is their file with my changes; what neither
// changed keeps its bytes.
func Merge(base, mine, theirs []byte) (*Document, bool) {
	was, ok := Parse(base)
	my, mineReads := Parse(mine)
	merged, theirsReads := Parse(theirs)
	if !ok || !mineReads || !theirsReads || !merged.takeValues(was, my) {
		return nil, false
	}
	if my.Body() == was.Body() {
		return merged, true
	}
	if fencesTouch(was.Body(), my.Body(), merged.Body()) {
		return nil, false
	}
	text, ok := mergeBlocks(blocks(was.Body()), blocks(my.Body()), blocks(merged.Body()))
	if !ok {
		return nil, false
	}
	merged.SetBody(joined(text))
	return merged, true
}

// fencesTouch reports whether both changed the lines that open and close boxes and code:
// put together, they could cross.
func fencesTouch(base, mine, theirs string) bool {
	was, my, other := fences(base), fences(mine), fences(theirs)
	return !slices.Equal(was, my) && !slices.Equal(was, other) && !slices.Equal(my, other)
}

func fences(text string) []string {
	var all []string
	for line := range strings.Lines(text) {
		line = strings.TrimLeft(line, " \t>")
		if strings.HasPrefix(line, ":::") || strings.HasPrefix(line, "```") || strings.HasPrefix(line, "~~~") {
			all = append(all, line)
		}
	}
	return all
}

// takeValues changes in the front matter what one document changed of another.
func (d *Document) takeValues(was, my *Document) bool {
	old, now := was.Values(), my.Values()
	for _, path := range changed(nil, old, now) {
		theirs, before, next := d.Value(path...), valueAt(old, path), valueAt(now, path)
		if reflect.DeepEqual(theirs, next) {
			continue
		}
		if !reflect.DeepEqual(theirs, before) {
			return false
		}
		if next == nil {
			if !d.Remove(path...) {
				return false
			}
			continue
		}
		value, ok := tomlfile.Written(my.front, path)
		if !ok || !d.Set(path, value) {
			return false
		}
	}
	return true
}

// changed are the paths of the values that differ, those of tables one by one.
func changed(path []string, old, now map[string]any) [][]string {
	var all [][]string
	for _, key := range slices.Sorted(maps.Keys(old)) {
		if _, there := now[key]; !there {
			all = append(all, below(path, key))
		}
	}
	for _, key := range slices.Sorted(maps.Keys(now)) {
		before, wasTable := old[key].(map[string]any)
		after, isTable := now[key].(map[string]any)
		switch {
		case isTable && (wasTable || old[key] == nil && len(after) > 0):
			all = append(all, changed(below(path, key), before, after)...)
		case !reflect.DeepEqual(old[key], now[key]):
			all = append(all, below(path, key))
		}
	}
	return all
}

func below(path []string, key string) []string { return append(slices.Clip(path), key) }

func valueAt(table map[string]any, path []string) any {
	var value any = table
	for _, key := range path {
		in, _ := value.(map[string]any)
		value = in[key]
	}
	return value
}

// block is a run of lines without a blank one, and the blank lines above it.
type block struct{ above, text string }

// blocks takes a text with plain line ends apart. Blank lines at its end say nothing.
func blocks(text string) []block {
	var all []block
	above, start, at := 0, 0, 0 // where the next block's blank lines and its text begin
	add := func() {
		if at > start {
			all = append(all, block{text[above:start], strings.TrimSuffix(text[start:at], "\n") + "\n"})
		}
	}
	for line := range strings.Lines(text) {
		if strings.TrimSpace(line) == "" {
			if at > start {
				add()
				above = at
			}
			start = at + len(line)
		}
		at += len(line)
	}
	add()
	return all
}

// joined is the text of blocks; those of different texts get a blank line between them.
func joined(all []block) string {
	var b strings.Builder
	for i, next := range all {
		if i > 0 && next.above == "" && next.text != "" {
			b.WriteByte('\n')
		}
		b.WriteString(next.above)
		b.WriteString(next.text)
	}
	return b.String()
}

// mergeBlocks merges two changes of a list of blocks. What stands between blocks that
// all three have is taken from whoever changed it.
func mergeBlocks(base, mine, theirs []block) ([]block, bool) {
	toMine, ok := partners(base, mine)
	toTheirs, also := partners(base, theirs)
	if !ok || !also {
		return nil, false
	}
	var all []block
	from, fromMine, fromTheirs := 0, 0, 0
	for i := 0; i <= len(base); i++ {
		m, t := len(mine), len(theirs)
		if i < len(base) {
			if m, t = toMine[i], toTheirs[i]; m < 0 || t < 0 {
				continue
			}
		}
		part, ok := mergePart(base[from:i], mine[fromMine:m], theirs[fromTheirs:t])
		if !ok {
			return nil, false
		}
		all = append(all, part...)
		if i < len(base) {
			all = append(all, block{ownAbove(base[i], mine[m], theirs[t]), base[i].text})
		}
		from, fromMine, fromTheirs = i+1, m+1, t+1
	}
	return all, true
}

// ownAbove are the blank lines above a block that all three have: within code they count.
func ownAbove(base, mine, theirs block) string {
	if theirs.above == base.above {
		return mine.above
	}
	return theirs.above
}

// mergePart merges blocks of which no one is the same in all three texts: all of one of
// them, or block by block where one changed blocks in their places and the other did so
// too or only added some.
func mergePart(base, mine, theirs []block) ([]block, bool) {
	switch {
	case same(base, mine), same(mine, theirs):
		return theirs, true
	case same(base, theirs):
		return mine, true
	case len(base) == 0:
		return nil, false
	case len(base) == len(mine) && len(base) == len(theirs):
		return mergeEach(base, mine, theirs)
	case len(base) == len(theirs):
		return among(base, mine, theirs)
	case len(base) == len(mine):
		return among(base, theirs, mine)
	}
	return nil, false
}

// mergeEach merges block by block.
func mergeEach(base, mine, theirs []block) ([]block, bool) {
	if len(base) < 2 {
		return nil, false
	}
	var all []block
	for i := range base {
		part, ok := mergePart(base[i:i+1], mine[i:i+1], theirs[i:i+1])
		if !ok {
			return nil, false
		}
		all = append(all, part...)
	}
	return all, true
}

// among puts blocks that were changed in their places among those that were added to the
// old ones. It reports false if not all of the old ones are still there, or if a changed
// one does not resemble the old one: then nobody knows its place among the others.
func among(base, added, replaced []block) ([]block, bool) {
	to, ok := partners(base, added)
	if !ok || slices.Contains(to, -1) {
		return nil, false
	}
	all := slices.Clone(added)
	for i, at := range to {
		if !resembles(base[i].text, replaced[i].text) {
			return nil, false
		}
		all[at].text = replaced[i].text
	}
	return all, true
}

// resembles reports whether two texts have at least half of their words in common.
func resembles(a, b string) bool {
	words, others := strings.Fields(a), strings.Fields(b)
	left := map[string]int{}
	for _, word := range words {
		left[word]++
	}
	common := 0
	for _, word := range others {
		if left[word] > 0 {
			left[word]--
			common++
		}
	}
	return 2*common >= max(len(words), len(others))
}

func same(a, b []block) bool { return slices.Equal(a, b) }

// equal compares what blocks say, not the blank lines above them.
func equal(a, b block) bool { return a.text == b.text }

// partners finds for each block of a list its partner in another one, by a longest
// common subsequence; -1 where it has none. It reports false if the lists are too long.
func partners(a, b []block) ([]int, bool) {
	all := slices.Repeat([]int{-1}, len(a))
	head, tail := 0, 0
	for head < min(len(a), len(b)) && equal(a[head], b[head]) {
		all[head] = head
		head++
	}
	for tail < min(len(a), len(b))-head && equal(a[len(a)-1-tail], b[len(b)-1-tail]) {
		tail++
		all[len(a)-tail] = len(b) - tail
	}
	rows, columns := len(a)-head-tail, len(b)-head-tail
	if rows*columns > mostPairs {
		return nil, false
	}
	longest := make([][]int32, rows+1) // of what begins there
	for i := range longest {
		longest[i] = make([]int32, columns+1)
	}
	for i := rows - 1; i >= 0; i-- {
		for j := columns - 1; j >= 0; j-- {
			longest[i][j] = max(longest[i+1][j], longest[i][j+1])
			if equal(a[head+i], b[head+j]) {
				longest[i][j] = longest[i+1][j+1] + 1
			}
		}
	}
	for i, j := 0, 0; i < rows && j < columns; {
		switch {
		case equal(a[head+i], b[head+j]) && longest[i][j] == longest[i+1][j+1]+1:
			all[head+i] = head + j
			i, j = i+1, j+1
		case longest[i+1][j] >= longest[i][j+1]:
			i++
		default:
			j++
		}
	}
	return all, true
}
