package relocate

import (
	"slices"
	"strings"

	"loa/internal/desk/sourceedit"
)

// Do does what is planned, as long as the files are what they were when it was: else the
// error is sourceedit.ErrChanged, and a new plan goes on where this one ended. The texts as
// they were are kept as versions.
func (p *Plan) Do(folder *sourceedit.Folder) error {
	if err := write(folder, p.Aliases); err != nil {
		return err
	}
	for _, m := range p.Moves {
		if err := folder.Move(m.From, m.To); err != nil {
			return err
		}
	}
	return write(folder, p.Texts)
}

func write(folder *sourceedit.Folder, all []Change) error {
	for _, c := range all {
		sum := sourceedit.Sum(c.Before)
		err := error(nil)
		if c.File == sourceedit.Settings {
			err = folder.WriteSettings(sum, c.After)
		} else {
			err = folder.Write(c.File, sum, c.After)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// Others are the files that change where they are.
func (p *Plan) Others() []string {
	var all []string
	for _, c := range p.Texts {
		inside := func(m Move) bool { return c.File == m.To || strings.HasPrefix(c.File, m.To+"/") }
		if !slices.ContainsFunc(p.Moves, inside) {
			all = append(all, c.File)
		}
	}
	return all
}

// Files are those that change, by where they lay and where they will lie.
func (p *Plan) Files() []string {
	var all []string
	for _, m := range p.Moves {
		all = append(all, m.From, m.To)
	}
	for _, c := range p.Texts {
		all = append(all, c.File)
	}
	return all
}

// Where is where a file will lie; false if it stays.
func (p *Plan) Where(file string) (string, bool) {
	for _, m := range p.Moves {
		if rest, inside := strings.CutPrefix(file, m.From); inside && (rest == "" || rest[0] == '/') {
			return m.To + rest, true
		}
	}
	return "", false
}
