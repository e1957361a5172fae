package cli

import "io"

// markUTF8 is what Notepad, Excel and PowerShell look for at the beginning of a file;
// without it they take the old code page of the machine (437, 1258) for its letters.
const markUTF8 = "\ufeff"

// marked writes the mark before the first text.
type marked struct {
	to   io.Writer
	done bool
}

func (m *marked) Write(text []byte) (int, error) {
	if !m.done {
		m.done = true
		if _, err := io.WriteString(m.to, markUTF8); err != nil {
			return 0, err
		}
	}
	return m.to.Write(text)
}

// forFiles marks what goes into new files. Programs that read JSON do not expect a mark.
func (s *Env) forFiles(format string) {
	if format == "json" {
		return
	}
	if s.NewOut {
		s.Out = &marked{to: s.Out}
	}
	if s.NewErr {
		s.Err = &marked{to: s.Err}
	}
}
