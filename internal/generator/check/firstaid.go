package check

import (
	"strings"
	"unicode"

	"loa/internal/base/pattern"
	"loa/internal/base/problem"
	"loa/internal/generator/markdown"
)

// firstAid looks at the pages of first aid: their sentences are short and say what to
// do, and their sources name an edition.
type firstAid struct{}

func (firstAid) Look(p *Page) []problem.Problem {
	if p.Entry == nil || len(p.Texts) == 0 {
		return nil
	}
	problems := promised(p)
	if !p.Entry.Emergency {
		return problems
	}
	problems = append(problems, vagueSources(p)...)
	acts := vagueActs[p.Entry.Language]
	for _, t := range p.Texts {
		if t.Quoted || t.Kind == markdown.AttrText || t.Kind == markdown.HeadingText {
			continue
		}
		problems = append(problems, longSentences(t)...)
		for _, act := range acts {
			if at, words := find(t.Lower, 0, act.words...); at >= 0 {
				stop := at + len(words)
				problems = append(problems, t.Problem(problem.FirstAidVague, at, stop, problem.Args{"words": t.Text[at:stop], "example": act.example}))
			}
		}
	}
	return problems
}

// longest is how many words a sentence of first aid may have: in Vietnamese each
// syllable is a word of its own.
const longest = 25

func longSentences(t *Text) []problem.Problem {
	var problems []problem.Problem
	for from := 0; from < len(t.Text); {
		start, stop := sentence(t.Text, from)
		if n := wordCount(t.Text[start:stop]); n > longest {
			start += len(t.Text[start:stop]) - len(strings.TrimLeft(t.Text[start:stop], " "))
			problems = append(problems, t.Problem(problem.FirstAidLong, start, stop, problem.Args{"count": n, "most": longest}))
		}
		from = max(stop, from) + 1
	}
	return problems
}

func wordCount(s string) int {
	n := 0
	for _, word := range strings.Fields(s) {
		if strings.ContainsFunc(word, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
			n++
		}
	}
	return n
}

// act is what people write instead of an act, and what they may write.
type act struct {
	words   []string
	example string
}

// vagueActs are those by language. Each example follows a guideline that the reference
// of the site names, or says what can be seen.
var vagueActs = map[string][]act{
	"vi": {
		{[]string{"giám sát", "trông chừng"}, "ngồi sát bên, tay với tới trẻ, mắt không rời"},
		{[]string{"chú ý", "lưu ý", "để ý"}, "nhìn ngực trẻ có nhô lên khi thổi không"},
		{[]string{"giữ thông", "giữ đường thở thông", "đường thở thông thoáng"}, "một tay đặt lên trán, tay kia nâng cằm trẻ lên"},
		{[]string{"theo dõi sát", "theo dõi chặt chẽ"}, "cứ vài phút gọi trẻ một lần, xem trẻ còn thở và trả lời không"},
		{[]string{"cẩn thận", "thận trọng"}, "nói rõ tay đặt đâu, không làm gì"},
		{[]string{"xử lý kịp thời", "xử trí kịp thời", "sơ cứu đúng cách", "xử trí đúng cách"}, "viết từng bước: làm gì trước, làm gì sau"},
	},
	"en": {
		{[]string{"supervise", "supervising", "keep an eye on", "watch over"}, "sit within arm’s reach and do not look away"},
		{[]string{"pay attention", "be aware"}, "look whether the chest rises with each breath"},
		{[]string{"keep the airway open", "keep the airway clear", "maintain the airway"}, "one hand on the forehead, lift the chin with the other"},
		{[]string{"monitor closely", "observe closely"}, "speak to the child every few minutes and look whether it breathes and answers"},
		{[]string{"be careful", "take care", "carefully", "with caution"}, "say where the hands go and what not to do"},
		{[]string{"act promptly", "appropriate first aid", "proper first aid"}, "write the steps: what first, what next"},
	},
}

// promises are what no emergency service can be held to: the Ministry of Health said in
// September 2025 that the centres of 115 meet 10 to 20 percent of the need.
var promises = map[string]promise{
	"vi": {"sẽ", pattern.New(`\b11[2-5] sẽ|xe cấp cứu sẽ (?:đến|tới)|(?:nhân viên|tổng đài)(?: viên)? 11[2-5] sẽ`)},
	"en": {"will", pattern.New(`\b11[2-5](?: operator)? will|ambulance will (?:come|arrive)`)},
}

// promise is a form of sentences, and a word that stands in each of them.
type promise struct {
	word string
	form *pattern.Pattern
}

// promised tells of sentences, on any page, that promise what an emergency number does.
func promised(p *Page) []problem.Problem {
	promise, known := promises[p.Entry.Language]
	if !known {
		return nil
	}
	var problems []problem.Problem
	for _, t := range p.Texts {
		if t.Quoted || t.Kind == markdown.AttrText || !strings.Contains(t.Lower, promise.word) {
			continue
		}
		for _, m := range promise.form.FindAllStringIndex(t.Lower, -1) {
			problems = append(problems, t.Problem(problem.FirstAidPromise, m[0], m[1], problem.Args{"words": t.Text[m[0]:m[1]]}))
		}
	}
	return problems
}

// edition is a year, or the number of a paper or an edition.
var edition = pattern.New(`\b(?:19|20)\d\d\b|\d+/|(?i:ấn bản|edition)`)

// vagueSources tells of sources that name no year: guidelines of first aid change.
func vagueSources(p *Page) []problem.Problem {
	var problems []problem.Problem
	place := p.Entry.Places()
	for i, s := range p.Entry.Sources {
		if s.Date.IsZero() && !edition.MatchString(s.Name) {
			problems = append(problems, problem.New(problem.FirstAidSource, place("sources", i, "name"), problem.Args{"name": s.Name}))
		}
	}
	return problems
}
