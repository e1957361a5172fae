package importing

import (
	"strconv"
	"strings"

	"loa/internal/base/pattern"
)

// typed makes headings and lists of what was typed by hand, where the whole text says so:
// bold lines that begin with I., 1. or a), each kind counted through and never without bold,
// and lines that begin with a hyphen.
func typed(markdown string, letter bool) string {
	if strings.Contains(markdown, "```") {
		return markdown
	}
	blocks := strings.Split(strings.TrimRight(markdown, "\n"), "\n\n")
	if len(blocks) == 1 && blocks[0] == "" {
		return markdown
	}
	if !headingLine.MatchString(markdown) {
		typedHeadings(blocks)
	}
	return strings.Join(typedLists(blocks, letter), "\n\n") + "\n"
}

// counted is a kind of mark that headings begin with, the highest first.
type counted struct {
	mark    *pattern.Pattern
	number  func(string) int
	restart bool // it counts anew below each heading of a higher kind
}

var kinds = []counted{
	{pattern.New(`^(?i:phần|chương)\s+([IVXLC]+|\d+)\b`), romanOrDecimal, false},
	{pattern.New(`^([IVX]+)[.)]\s`), romanOrDecimal, true},
	{pattern.New(`^(?:Điều)\s+(\d+)\b`), romanOrDecimal, false},
	{pattern.New(`^(\d{1,2})\\?[.)]\s`), romanOrDecimal, true},
	{pattern.New(`^([a-z])[.)]\s`), func(s string) int { return int(s[0]-'a') + 1 }, true},
}

func romanOrDecimal(text string) int {
	if n, err := strconv.Atoi(text); err == nil {
		return n
	}
	values, total, last := map[rune]int{'I': 1, 'V': 5, 'X': 10, 'L': 50, 'C': 100}, 0, 0
	for _, r := range text {
		if v := values[r]; v > last && last > 0 {
			total += v - 2*last
		} else {
			total += v
		}
		last = values[r]
	}
	return total
}

var boldBlock = pattern.New(`^\*\*([^*\n]+)\*\*$`)

// typedHeadings turns bold blocks into headings.
func typedHeadings(blocks []string) {
	level := 2
	for k := range kinds {
		at, ok := countedThrough(blocks, k, level > 2)
		if !ok {
			continue
		}
		for _, i := range at {
			text := boldBlock.FindStringSubmatch(blocks[i])[1]
			blocks[i] = strings.Repeat("#", level) + " " + text
		}
		level++
	}
}

// countedThrough finds the blocks that begin with a kind of mark. They are headings if all
// of them are bold and they count from 1 on.
func countedThrough(blocks []string, k int, below bool) (at []int, ok bool) {
	last := 0
	for i, block := range blocks {
		if strings.HasPrefix(block, "#") && kinds[k].restart {
			last = 0
		}
		text, bold := block, boldBlock.FindStringSubmatch(block)
		if bold != nil {
			text = bold[1]
		}
		m := kinds[k].mark.FindStringSubmatch(text)
		if m == nil {
			continue
		}
		n := kinds[k].number(m[1])
		if bold == nil || n != last+1 || strings.ContainsAny(text, "#{") {
			return nil, false
		}
		last = n
		at = append(at, i)
	}
	return at, len(at) > 1 || below && len(at) == 1
}

var typedItem = pattern.New(`^\\?([-+–•]) +(\S.*)$`)

// fewestItems is how many typed items make a list of them in a text that is no letter.
const fewestItems = 3

// typedLists joins blocks of typed items into lists. Items with + stand below those
// with a hyphen.
func typedLists(blocks []string, letter bool) []string {
	items := 0
	for _, block := range blocks {
		items += len(itemsOf(block))
	}
	if items == 0 || !letter && items < fewestItems {
		return blocks
	}
	var out []string
	inList, hyphen := false, false
	for _, block := range blocks {
		list := itemsOf(block)
		if list == nil {
			out, inList, hyphen = append(out, block), false, false
			continue
		}
		for _, item := range list {
			m := typedItem.FindStringSubmatch(item)
			line := "- " + m[2]
			if m[1] == "+" && hyphen {
				line = "  " + line
			}
			hyphen = hyphen || m[1] != "+"
			if inList {
				out[len(out)-1] += "\n" + line
			} else {
				out, inList = append(out, line), true
			}
		}
	}
	return out
}

// itemsOf are the lines of a block if each is a typed item; nil if not. A real list
// begins without a backslash and is left alone.
func itemsOf(block string) []string {
	if strings.HasPrefix(block, "- ") || strings.HasPrefix(block, "+ ") {
		return nil
	}
	lines := strings.Split(block, "\\\n")
	for _, line := range lines {
		if !typedItem.MatchString(line) || strings.Contains(line, "\n") {
			return nil
		}
	}
	return lines
}
