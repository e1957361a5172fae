package docx

import (
	"strconv"
	"strings"

	"loa/internal/base/pattern"
)

// numbers are the lists of a document: Word keeps the marks apart from the text
// and counts anew each time it shows it.
type numbers struct {
	own     map[string]*node // by the id of a list
	shown   map[string]looks
	counts  map[string][]int // by the id of the abstract list
	abstrID map[string]string
	begun   map[string]bool // lists whose own starts were taken
}

// looks are how a list shows its levels.
type looks [levels]*node

// over are the looks of a list, with those of another where it has none. They are
// looked up once, as each item asks for them.
func (l looks) over(list *node) looks {
	var own looks
	for _, n := range list.all("lvl") {
		depth, err := strconv.Atoi(n.attr("ilvl"))
		if err == nil && depth >= 0 && depth < levels && own[depth] == nil {
			own[depth] = n
		}
	}
	for depth, n := range own {
		if n != nil {
			l[depth] = n
		}
	}
	return l
}

func readNumbers(root *node) numbers {
	n := numbers{map[string]*node{}, map[string]looks{}, map[string][]int{}, map[string]string{}, map[string]bool{}}
	abstracts := map[string]looks{}
	linked := map[string]string{}   // by the name of a style of lists: the list that has its looks
	borrowed := map[string]string{} // by a list that has none of its own: the style
	for _, a := range root.all("abstractNum") {
		id := a.attr("abstractNumId")
		abstracts[id] = looks{}.over(a)
		if link := a.val("styleLink"); link != "" {
			linked[link] = id
		}
		borrowed[id] = a.val("numStyleLink")
	}
	for _, one := range root.all("num") {
		id := one.attr("numId")
		n.own[id] = one
		n.abstrID[id] = one.val("abstractNumId")
		if owner, ok := linked[borrowed[n.abstrID[id]]]; ok {
			n.abstrID[id] = owner
		}
		n.shown[id] = abstracts[n.abstrID[id]].over(one)
	}
	return n
}

const levels = 9

// bullet is the mark of an item without a number.
const bullet = "·"

// level is how a list shows a level.
func (n numbers) level(id string, depth int) *node { return n.shown[id][depth] }

func (n numbers) start(id string, depth int) int {
	if start, err := strconv.Atoi(n.level(id, depth).val("start")); err == nil {
		return start
	}
	return 1
}

// restarts reports whether a level counts anew behind an item of a higher one: behind
// any, or from the level on that it names (ECMA-376-1 §17.9.10), counted from 1.
func (n numbers) restarts(id string, level, behind int) bool {
	from := n.level(id, level).child("lvlRestart")
	if from == nil {
		return true
	}
	at, err := strconv.Atoi(from.attr("val"))
	return err != nil || behind < at
}

// depthOf is the level of a list that belongs to a paragraph style.
func (n numbers) depthOf(id, style string) int {
	for depth, level := range n.shown[id] {
		if level != nil && style != "" && level.val("pStyle") == style {
			return depth
		}
	}
	return 0
}

var placeholder = pattern.New(`%[1-9]`)

// next counts an item and returns its mark: “2.”, “b)”, “1.2.”; bullet for one
// without a number.
func (n numbers) next(id string, depth int) string {
	counts := n.counts[n.abstrID[id]]
	if counts == nil {
		counts = make([]int, levels)
		for i := range counts {
			counts[i] = n.start(id, i) - 1
		}
		n.counts[n.abstrID[id]] = counts
	}
	if !n.begun[id] {
		n.begun[id] = true
		for _, over := range n.own[id].all("lvlOverride") {
			at, err := strconv.Atoi(over.attr("ilvl"))
			start, wrong := strconv.Atoi(over.val("startOverride"))
			if err == nil && wrong == nil && at >= 0 && at < levels {
				counts[at] = start - 1
			}
		}
	}
	counts[depth]++
	for i := depth + 1; i < levels; i++ {
		if n.restarts(id, i, depth) {
			counts[i] = n.start(id, i) - 1
		}
	}
	shown := n.level(id, depth)
	format := shown.val("numFmt")
	if format == "bullet" || shown == nil {
		return bullet
	}
	digits := shown.child("isLgl") != nil && on(shown.val("isLgl")) // all numbers in digits
	return placeholder.ReplaceAllStringFunc(shown.val("lvlText"), func(at string) string {
		of := int(at[1] - '1')
		format := n.level(id, of).val("numFmt")
		if digits && format != "none" {
			format = "decimal"
		}
		return Number(format, max(counts[of], n.start(id, of)))
	})
}

// Number writes a number in one of Word's ways, by its name in ECMA-376-1 §17.18.59.
func Number(format string, i int) string {
	switch format {
	case "lowerLetter":
		return strings.ToLower(letter(i))
	case "upperLetter":
		return letter(i)
	case "lowerRoman":
		return strings.ToLower(roman(i))
	case "upperRoman":
		return roman(i)
	case "none":
		return ""
	case "ordinal":
		return strconv.Itoa(i) + ordinal(i)
	case "numberInDash":
		return "- " + strconv.Itoa(i) + " -"
	case "decimalEnclosedCircle", "decimalEnclosedCircleChinese":
		if i >= 1 && i <= 20 {
			return string('①' + rune(i-1))
		}
	case "decimalZero":
		if i < 10 {
			return "0" + strconv.Itoa(i)
		}
	}
	return strconv.Itoa(i)
}

// ordinal is the ending of a number in English.
func ordinal(i int) string {
	switch {
	case i%100/10 == 1 || i%10 < 1 || i%10 > 3:
		return "th"
	case i%10 == 1:
		return "st"
	case i%10 == 2:
		return "nd"
	}
	return "rd"
}

// letter is Word's: after Z come AA, BB.
func letter(i int) string {
	if i < 1 || i > 26*9 {
		return strconv.Itoa(i)
	}
	return strings.Repeat(string(rune('A'+(i-1)%26)), (i-1)/26+1)
}

func roman(i int) string {
	if i < 1 || i > 999 {
		return strconv.Itoa(i)
	}
	var out strings.Builder
	for _, step := range []struct {
		value int
		sign  string
	}{{900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}} {
		for i >= step.value {
			out.WriteString(step.sign)
			i -= step.value
		}
	}
	return out.String()
}
