package cli

import (
	"bufio"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"golang.org/x/text/unicode/norm"

	"loa/internal/base/problem"
	"loa/internal/base/source"
	"loa/internal/generator/data"
	"loa/internal/generator/spoken"
)

// longestLine is how long a line of loa spoken may be, in bytes.
const longestLine = 16 << 20

type spokenCommand struct {
	In     string `name:"in" default:"vi" placeholder:"LANGUAGE"`
	Doubts bool
}

// Run says each line of standard input in words and writes it to standard output: a
// filter for any text. The forms of the site's data/spoken.toml count, if there is one.
// Doubts are told on standard error, with line and column.
func (o *spokenCommand) Run(c *Common, v *voice, s *Env) error {
	if !spoken.Knows(o.In) {
		return v.misused("spoken-language", o.In)
	}
	own, err := v.ownForms(c.Source, o.In, s)
	if err != nil {
		return err
	}
	if s.In == nil {
		return nil
	}
	speaker := spoken.New(o.In, own)
	lines := bufio.NewScanner(s.In)
	lines.Buffer(nil, longestLine)
	for n := 1; lines.Scan(); n++ {
		line := norm.NFC.String(strings.ToValidUTF8(strings.TrimPrefix(lines.Text(), "\uFEFF"), "\uFFFD"))
		said, doubts := speaker.Say(line)
		fmt.Fprintln(v.out, said) // whole, see problem.Screen
		for _, d := range doubts {
			if o.Doubts {
				column := len([]rune(line[:d.Offset])) + 1
				fmt.Fprintln(v.err, v.Say("spoken-doubt", problem.Args{"line": n, "column": column, "written": d.Written, "said": d.Said}))
			}
		}
	}
	return lines.Err()
}

// ownForms are the forms of data/spoken.toml in the site's folder; none without it.
func (v *voice) ownForms(dir, language string, s *Env) (map[string]string, error) {
	if _, err := os.Stat(dir + "/data/spoken.toml"); err != nil {
		return nil, nil
	}
	var site fs.FS = source.Folder(dir, s.Disk)
	tables, problems, err := data.Load(site)
	if err != nil {
		return nil, err
	}
	var told []problem.Problem
	for _, p := range problems {
		if p.Place.File == "data/spoken.toml" {
			told = append(told, p)
		}
	}
	if len(told) > 0 {
		_ = v.Report(told) // the forms that could be read count
	}
	return spoken.Own(tables["spoken"], language), nil
}
