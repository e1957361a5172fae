package mdimport

import (
	"slices"
	"strconv"
	"strings"

	"loa/internal/base/fold"
	"loa/internal/base/pattern"
	"loa/internal/importing/htmlimport"
)

// An anchor is a place in a text that links lead to. Only headings are such places here, so the number of each anchor
// stands in the text until the headings are known.
const (
	place    = "\ufdd0"
	placeEnd = "\ufdd1"
)

var (
	placeMark  = pattern.New(place + `(\d+)` + placeEnd)
	anchorTag  = pattern.New(`(?i)<(a|abbr|article|aside|b|blockquote|code|dd|details|div|dl|dt|em|figure|h[1-6]|i|img|li|ol|p|section|small|span|strong|sub|summary|sup|table|tbody|td|th|tr|u|ul)((?:\s+(?:[^<>"']|"[^"]*"|'[^']*')*)?)>`)
	headingTag = pattern.New(`(?is)<h[1-6]\b.*?</h[1-6]\s*>`)
	behindID   = pattern.New(`(?m)\n?[ \t]*\{:[ \t]*([^}\n]*[ \t])?#([^\s{}#"'<>]+)[^}\n]*\}[ \t]*$`)
	mdxID      = pattern.New(`(?m)[ \t]*\{/\*[ \t]*#([^\s{}#"'<>]+)[ \t]*\*/\}[ \t]*$`)
	ownID      = pattern.New(`\{#([^\s{}"'<>]+)\}$`)
)

// mark notes an anchor and is what stands for it in the text.
func (c *converter) mark(id string) string {
	if id = strings.TrimSpace(id); id == "" {
		return ""
	}
	c.anchors = append(c.anchors, id)
	return place + strconv.Itoa(len(c.anchors)-1) + placeEnd
}

// anchored puts a mark behind each tag that has an id, and in the place of ids in the ways of kramdown and MDX.
func (c *converter) anchored(text string) string {
	text = mdxID.ReplaceAllString(text, " {#$1}")
	text = behindID.ReplaceAllStringFunc(text, func(whole string) string {
		return " " + c.mark(behindID.FindStringSubmatch(whole)[2])
	})
	return anchorTag.ReplaceAllStringFunc(text, func(whole string) string {
		m := anchorTag.FindStringSubmatch(whole)
		given := attributes(m[2])
		id := given["id"]
		if id == "" && strings.EqualFold(m[1], "a") {
			id = given["name"]
		}
		return whole + c.mark(id)
	})
}

// lifted takes the marks out of a block of HTML, but for those in its headings.
func lifted(block string) (rest, marks string) {
	if !strings.Contains(block, place) {
		return block, ""
	}
	var out, found strings.Builder
	from := 0
	take := func(part string) {
		found.WriteString(strings.Join(placeMark.FindAllString(part, -1), ""))
		out.WriteString(placeMark.ReplaceAllString(part, ""))
	}
	for _, at := range headingTag.FindAllStringIndex(block, -1) {
		take(block[from:at[0]])
		out.WriteString(block[at[0]:at[1]])
		from = at[1]
	}
	take(block[from:])
	return out.String(), found.String()
}

// settled takes the marks out of the lines. A heading gets the id of the first anchor in it, else of one right above it,
// unless it has an id. All other anchors lead to the heading that they stand below, and are told.
func (c *converter) settled(lines []string) []string {
	p := places{converter: c, used: map[string]int{}}
	for i := 0; i < len(lines); i++ {
		if m := fence.FindStringSubmatch(lines[i]); m != nil {
			p.lead(&p.waiting)
			i = fenceEnd(lines, i, m[2]) - 1
			continue
		}
		ids := p.take(&lines[i])
		switch {
		case atx.MatchString(lines[i]):
			lines[i] = p.heading(lines[i], ids)
		case strings.TrimSpace(lines[i]) == "":
			p.waiting = append(p.waiting, ids...)
		default:
			p.lead(&p.waiting)
			p.lead(&ids)
		}
	}
	p.lead(&p.waiting)
	c.tellAnchors()
	return lines
}

// places are the anchors of a text while its lines are gone through.
type places struct {
	*converter
	above   string         // the id of the heading above
	waiting []string       // anchors with nothing but blank lines behind them
	used    map[string]int // how many headings have an id
}

// take takes the marks out of a line and returns their anchors.
func (p *places) take(line *string) []string {
	if !strings.Contains(*line, place) {
		return nil
	}
	var ids []string
	for _, m := range placeMark.FindAllStringSubmatch(*line, -1) {
		if n, err := strconv.Atoi(m[1]); err == nil && n < len(p.anchors) {
			ids = append(ids, p.anchors[n])
		}
	}
	*line = placeMark.ReplaceAllString(*line, "")
	return ids
}

// lead makes anchors lead to the heading above.
func (p *places) lead(ids *[]string) {
	for _, id := range *ids {
		if _, known := p.under[id]; !known {
			p.under[id] = p.above
		}
	}
	*ids = nil
}

// heading gives a heading its id.
func (p *places) heading(line string, ids []string) string {
	ids = append(ids, p.waiting...)
	p.waiting = nil
	m := atx.FindStringSubmatch(line)
	text := strings.TrimSpace(closing.ReplaceAllString(m[3], ""))
	line = strings.TrimRight(m[1]+m[2]+" "+text, " ")
	if own := ownID.FindStringSubmatch(text); own != nil {
		p.above = own[1]
	} else if first := slices.IndexFunc(ids, func(id string) bool { return ownID.MatchString("{#"+id+"}") && p.used[id] == 0 }); first >= 0 {
		p.above = ids[first]
		line += " {#" + p.above + "}"
	} else {
		p.above = fold.Slug(plain(text))
		if n := p.used[p.above]; n > 0 { // as the renderer tells equal texts apart
			p.used[p.above]++
			p.above += "-" + strconv.Itoa(n+1)
		}
	}
	p.used[p.above]++
	p.lead(&ids)
	return line
}

// tellAnchors tells of the anchors that have no place of their own here.
func (c *converter) tellAnchors() {
	var lost []string
	told := map[string]bool{}
	for _, id := range c.anchors {
		if to, known := c.under[id]; known && to != id && !told[id] {
			told[id] = true
			lost = append(lost, "#"+id)
		}
	}
	if len(lost) > 0 {
		c.lose(htmlimport.Anchor, strings.Join(lost, " "), "")
	}
}
