package importing

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"loa/internal/base/fold"
	"loa/internal/base/pattern"
	"loa/internal/base/source"
)

// letter is an official document in the layout of Decree 30/2020/NĐ-CP, annex I: a head
// in two columns, the kind of document with its title, the text, whom it goes to, and who
// signed.
type letter struct {
	title, issuer, signer, kind string
	body                        string
	apart                       []string // words of the head and the end that no field has, in order
}

// unit is a line of a text, or a block that is no paragraph.
type unit struct {
	raw, text string // as it stands, and without marks
	bold      bool
	block     int // which block it belongs to
}

func unitsOf(markdown string) []unit {
	var all []unit
	for i, block := range strings.Split(strings.TrimRight(markdown, "\n"), "\n\n") {
		if strings.HasPrefix(block, "|") || listMark.MatchString(block) || strings.HasPrefix(block, "```") || strings.HasPrefix(block, "[^") {
			all = append(all, unit{raw: block, block: i})
			continue
		}
		for line := range strings.SplitSeq(block, "\n") {
			inner := strings.TrimSuffix(line, `\`)
			all = append(all, unit{raw: line, text: plainText(line), bold: strings.HasPrefix(inner, "**") && strings.HasSuffix(inner, "**") && len(inner) > 4, block: i})
		}
	}
	return all
}

// joined writes units as a text again.
func joined(units []unit) string {
	var out strings.Builder
	for i, u := range units {
		raw := u.raw
		if i+1 == len(units) || units[i+1].block != u.block {
			raw = strings.TrimSuffix(raw, `\`)
		}
		if i > 0 {
			out.WriteString(map[bool]string{true: "\n", false: "\n\n"}[units[i-1].block == u.block])
		}
		out.WriteString(raw)
	}
	if out.Len() > 0 {
		out.WriteByte('\n')
	}
	return out.String()
}

var (
	numberLine  = pattern.New(`(?i)^số\s*:`)
	subjectLine = pattern.New(`(?i)^v/v\s*:?\s*(.+)$`)
	nameLine    = pattern.New(`^(?:(?:TS|ThS|BS|GS|PGS|CN|KS)\.?\s*)*\p{Lu}\p{Ll}*(?: \p{Lu}\p{Ll}*){1,5}$`)
	issuerWord  = pattern.New(`^(?:ỦY BAN|UỶ BAN|UBND|HĐND|HỘI|TRƯỜNG|SỞ|PHÒNG|BAN|ĐẢNG|ĐOÀN|CÔNG AN|TRẠM|TRUNG TÂM|MẶT TRẬN|BỘ|CHI CỤC|THƯ VIỆN|NHÀ)(?: |$)`)
	signedNote  = pattern.New(`(?i)^\(?(?:đã ký|ký tên|ký, đóng dấu|ký tên, đóng dấu|chữ ký, dấu).*\)?$`)
)

const (
	motto     = "cong-hoa-xa-hoi-chu-nghia-viet-nam"
	mottoDown = "doc-lap-tu-do-hanh-phuc"
	headUnits = 40 // how far down a head may go
	mostTitle = 6  // lines of a title
)

// readLetter reads a text as a letter, and reports whether it is one: the motto of the
// state, which every letter has, stands in its head. What else of head and end has no place in a field is among apart;
// a line that does not belong there stays in the text.
func readLetter(markdown string) (letter, bool) {
	units := unitsOf(markdown)
	at := slices.IndexFunc(units[:min(len(units), headUnits)], func(u unit) bool { return fold.Slug(u.text) == motto })
	if at < 0 {
		return letter{}, false
	}
	var l letter
	kindAt, end := l.headEnd(units, at)
	head, rest := units[:end], units[end:]
	kept := l.head(head)
	if kindAt >= 0 {
		rest = l.titleLines(rest)
	}
	for len(rest) > 0 && isRule(rest[0].text) {
		rest = rest[1:]
	}
	rest = l.end(rest)
	l.body = joined(append(kept, rest...))
	return l, l.title != ""
}

// headEnd is where the head ends: at the kind of document, or at the first line that
// belongs to no head.
func (l *letter) headEnd(units []unit, mottoAt int) (kindAt, end int) {
	for i := mottoAt; i < min(len(units), headUnits); i++ {
		for _, kind := range types {
			if units[i].text == strings.ToUpper(kind) {
				l.kind = kind
				return i, i
			}
		}
	}
	end = mottoAt + 1
	for end < len(units) && (isRule(units[end].text) || headLine(units[end].text)) {
		end++
	}
	return -1, end
}

// headLine reports whether a line stands in the head of every letter.
func headLine(text string) bool {
	return fold.Slug(text) == motto || fold.Slug(text) == mottoDown || numberLine.MatchString(text) || placeDate.MatchString(text) || subjectLine.MatchString(text)
}

// isRule reports whether a line is drawn with signs.
func isRule(text string) bool { return text != "" && strings.Trim(text, `_-–—*=. \`) == "" }

// head reads the lines of the head. Those that are none of it come back.
func (l *letter) head(units []unit) (kept []unit) {
	var names []unit
	for _, u := range units {
		m := subjectLine.FindStringSubmatch(u.text)
		switch {
		case m != nil:
			l.title, l.kind = "Về việc "+m[1], "Công văn"
		case isRule(u.text), headLine(u.text): // the same on every letter, or in a field
		case u.text != "" && u.text == strings.ToUpper(u.text) && strings.ContainsFunc(u.text, unicode.IsLetter):
			names = append(names, u)
		default:
			kept = append(kept, u)
		}
	}
	from := slices.IndexFunc(names, func(u unit) bool { return u.bold })
	if from < 0 {
		for i, u := range names {
			if issuerWord.MatchString(u.text) {
				from = i
			}
		}
	}
	var issuer []string
	for i, u := range names {
		if from >= 0 && i >= from {
			issuer = append(issuer, u.text)
		} else {
			l.apart = append(l.apart, u.text)
		}
	}
	l.issuer = inWords(strings.Join(issuer, " "))
	return kept
}

// titleLines reads the kind of document and the lines below it that are its title.
func (l *letter) titleLines(units []unit) (rest []unit) {
	bold, lines := units[0].bold, []string{}
	i := 1
	for ; i < len(units) && i <= mostTitle && !isRule(units[i].text); i++ {
		if units[i].text == "" || units[i].bold != bold && bold || strings.HasPrefix(units[i].text, "Căn cứ ") {
			break
		}
		lines = append(lines, units[i].text)
	}
	if !bold && (i == len(units) || !isRule(units[i].text)) && len(lines) > 1 { // nothing says where it ends
		i, lines = 2, lines[:1]
	}
	l.title = l.kind
	if text := strings.Join(lines, " "); text != "" {
		l.title += " " + lowerFirst(text)
	}
	return units[i:]
}

// end reads whom a letter goes to and who signed it. The other lines come back.
func (l *letter) end(units []unit) (rest []unit) {
	at := len(units)
	for i, u := range units {
		if strings.HasPrefix(fold.Slug(u.text), "noi-nhan") {
			at = i
		}
	}
	if at == len(units) {
		return units
	}
	rest = slices.Clone(units[:at])
	going := true // still among those whom it goes to
	for _, u := range units[at:] {
		text := u.text
		if text == "" && listMark.MatchString(u.raw) {
			text = strings.Join(plainLines(u.raw), "; ")
		}
		listed := strings.HasPrefix(text, "-") || strings.HasPrefix(text, "–") || strings.HasPrefix(text, "+") || u.text == "" && text != "" || strings.HasPrefix(fold.Slug(text), "noi-nhan") || strings.HasPrefix(fold.Slug(text), "luu-")
		switch going = going && listed; {
		case going, isRule(text), signedNote.MatchString(text):
			l.apart = append(l.apart, text)
		case l.signer == "" && nameLine.MatchString(text):
			l.signer = text
		case l.signer == "" && text != "" && text == strings.ToUpper(text) && strings.ContainsFunc(text, unicode.IsLetter) && utf8.RuneCountInString(text) <= longestTitle:
			l.apart = append(l.apart, text)
		default:
			rest = append(rest, u)
		}
	}
	return rest
}

// ordinary are words of names of authorities that are no names themselves.
const ordinary = " ủy uỷ ban nhân dân hội đồng xã phường huyện quận tỉnh thị trấn thành phố sở phòng trường tiểu học trung cơ phổ thông mầm non mẫu giáo đảng đoàn thanh niên công an trạm y tế tâm mặt trận tổ quốc giáo dục và đào tạo chấp hành chỉ đạo bảo vệ trẻ em liên hiệp phụ nữ chi cục bộ văn hóa hoá thông tin xã hội lao động thương binh đội "

// inWords writes the name of an authority in small letters, with capitals where it begins
// and in what is a name: Ủy ban nhân dân xã Phú Lạc.
func inWords(name string) string {
	words := strings.Fields(name)
	for i, word := range words {
		small := strings.ToLower(word)
		switch {
		case !source.Syllable(word): // an abbreviation, as UBND
		case i > 0 && strings.Contains(ordinary, " "+small+" "):
			words[i] = small
		default:
			first, size := utf8.DecodeRuneInString(small)
			words[i] = string(unicode.ToUpper(first)) + small[size:]
		}
	}
	return strings.Join(words, " ")
}
