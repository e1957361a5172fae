package tomlfile

import (
	"bytes"

	"loa/internal/base/problem"
)

// most is how many faults of one file are told: a file that is no TOML at all
// would have as many as lines.
const most = 20

// salvage reads a text that the library refused: repairs it, and if that is not
// enough takes out one faulty statement after the other, each a problem.
func (d *Doc) salvage() []problem.Problem {
	repaired, lines := repair(d.src.Text)
	d.become(repaired)
	d.repaired = lines
	var problems []problem.Problem
	for {
		values, refused := parse(d.text)
		if refused == nil {
			d.values = values
			return problems
		}
		if len(problems) == most {
			d.values = map[string]any{}
			return problems
		}
		d.scan = scanText(d.text)
		i := d.scan.faulty(refused)
		problems = append(problems, d.diagnose(i, refused))
		d.become(without(d.text, d.scan.extent(i, refused)))
	}
}

// faulty returns the number of the statement that the library refused: the
// first in which the scanner saw a flaw, unless the library stopped before it;
// -1 if the place lies in no statement (in a comment, say).
func (s *scanner) faulty(refused *fault) int {
	at := -1
	for i, next := range s.statements {
		if next.start > refused.at.start {
			break
		}
		if at = i; next.flaw != sound {
			return i
		}
	}
	if at >= 0 && refused.at.start > s.statements[at].end && s.inComment(refused.at.start) {
		return -1
	}
	return at
}

func (s *scanner) inComment(at int) bool {
	line := lineAt(s.text, bytes.LastIndexByte(s.text[:at], '\n')+1)
	return bytes.HasPrefix(bytes.TrimLeft(line, " \t"), []byte{'#'})
}

// extent is what to take out with a statement: with a table's header its keys
// too, which would fall to another table otherwise.
func (s *scanner) extent(i int, refused *fault) span {
	if i < 0 {
		return s.lineOrAll(refused.at.start)
	}
	out := s.statements[i].span
	if s.text[out.start] != '[' {
		return out
	}
	for _, next := range s.statements[i+1:] {
		if s.text[next.start] == '[' {
			break
		}
		out.end = next.end
	}
	return out
}

func (s *scanner) lineOrAll(at int) span {
	start := bytes.LastIndexByte(s.text[:at], '\n') + 1
	line := lineAt(s.text, start)
	if len(bytes.TrimSpace(line)) == 0 {
		return span{0, len(s.text)}
	}
	return span{start, start + len(line)}
}

// without blanks a stretch of a text and leaves its lines.
func without(text []byte, out span) []byte {
	blanked := bytes.Clone(text)
	for i := out.start; i < out.end; i++ {
		if blanked[i] != '\n' {
			blanked[i] = ' '
		}
	}
	return blanked
}
