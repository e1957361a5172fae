package workbook

import (
	"math"
	"strconv"
	"strings"

	"loa/internal/base/pattern"
)

// number writes a number by the code of a format. What the code says of colours and of powers of
// ten is not followed: then the number has the digits that are certain.
func (f format) number(value float64) string {
	sections := strings.Split(f.text, ";")
	code, signed := sections[0], true
	switch {
	case strings.ContainsAny(f.text, "[") && strings.ContainsAny(f.text, "<>="):
		return general(value)
	case value < 0 && len(sections) > 1:
		code, signed = sections[1], false
	case value == 0 && len(sections) > 2:
		code = sections[2]
	}
	if words, ok := literal(code); ok {
		return words
	}
	shape, ok := shapeOf(general0.ReplaceAllString(code, "0.##########"))
	if !ok {
		return general(value)
	}
	text := shape.fill(math.Abs(value))
	if value < 0 && signed && strings.ContainsAny(text, "123456789") {
		return "-" + text
	}
	return text
}

var general0 = pattern.New(`(?i)general`)

// literal is the text of a section that shows no number.
func literal(code string) (text string, ok bool) {
	var out strings.Builder
	for _, p := range pieces(code) {
		switch {
		case p.bracket:
		case p.literal:
			out.WriteString(p.text)
		default:
			return "", false
		}
	}
	return strings.TrimSpace(out.String()), out.Len() > 0
}

// shape is a section of a format for numbers.
type shape struct {
	before, whole, after []piece // literals and the places of digits before the point; after holds all behind the last place
	decimals, optional   int     // digits behind the point: that must be, that may be
	grouped              bool
	scale                float64
}

// shapeOf understands a section; ok is false for one that is no plain number.
func shapeOf(code string) (s shape, ok bool) {
	s.scale = 1
	behind, points := false, 0
	places := 0
	for _, p := range pieces(code) {
		switch {
		case p.bracket:
		case p.literal && places == 0 && !behind:
			s.before = append(s.before, p)
		case p.literal:
			s.after = append(s.after, p)
		case strings.Contains("0#?", p.text):
			if places++; behind {
				if len(s.after) > 0 {
					return s, false
				}
				if p.text == "0" {
					s.decimals, s.optional = s.decimals+s.optional+1, 0
				} else {
					s.optional++
				}
				continue
			}
			s.whole = append(append(s.whole, s.after...), p)
			s.after = nil
		case p.text == ".":
			if points++; points > 1 {
				return s, false
			}
			behind = true
		case p.text == ",":
			s.after = append(s.after, p)
		case p.text == "%":
			s.scale *= 100
			literal := piece{text: "%", literal: true}
			s.after = append(s.after, literal)
		default: // E, /, @
			return s, false
		}
	}
	s.commas()
	return s, places > 0
}

// commas takes the commas out: between places they group, behind the last each divides by a thousand.
func (s *shape) commas() {
	keep := func(all []piece, found func()) []piece {
		var kept []piece
		for _, p := range all {
			if p.text == "," && !p.literal {
				found()
				continue
			}
			kept = append(kept, p)
		}
		return kept
	}
	s.whole = keep(s.whole, func() { s.grouped = true })
	s.after = keep(s.after, func() { s.scale /= 1000 })
}

func (s shape) fill(value float64) string {
	text := strconv.FormatFloat(rounded(value*s.scale, s.decimals+s.optional), 'f', s.decimals+s.optional, 64)
	whole, part, _ := strings.Cut(text, ".")
	for len(part) > s.decimals && strings.HasSuffix(part, "0") {
		part = part[:len(part)-1]
	}
	if whole == "0" {
		whole = ""
	}
	out := s.digits(whole)
	if part != "" {
		out += "," + part
	}
	for i := len(s.before) - 1; i >= 0; i-- {
		out = s.before[i].text + out
	}
	for _, p := range s.after {
		out += p.text
	}
	return strings.TrimSpace(out)
}

// rounded is a number with so many decimals, halves away from zero as programs for tables have it:
// 1.005 is stored as a little less.
func rounded(value float64, decimals int) float64 {
	exact, err := strconv.ParseFloat(strconv.FormatFloat(value, 'g', 15, 64), 64)
	power := math.Pow10(decimals)
	if err != nil || exact*power > 1e15 {
		return value
	}
	shifted, _ := strconv.ParseFloat(strconv.FormatFloat(exact*power, 'g', 15, 64), 64)
	return math.Floor(shifted+0.5) / power
}

// digits puts the digits before the point into their places from the right; literals between the
// places stay, as in a phone number.
func (s shape) digits(whole string) string {
	out, left, since := "", whole, 0
	put := func(sign string) {
		if s.grouped && since > 0 && since%3 == 0 {
			out = "." + out
		}
		out, since = sign+out, since+1
	}
	places := 0
	for _, p := range s.whole {
		if !p.literal {
			places++
		}
	}
	for i := len(s.whole) - 1; i >= 0; i-- {
		p := s.whole[i]
		switch {
		case p.literal:
			if left != "" || i > 0 {
				out = p.text + out
			}
			continue
		case left != "":
			put(left[len(left)-1:])
			left = left[:len(left)-1]
		case p.text == "0":
			put("0")
		}
		if places--; places == 0 { // the first place takes all that is left
			for ; left != ""; left = left[:len(left)-1] {
				put(left[len(left)-1:])
			}
		}
	}
	return out
}
