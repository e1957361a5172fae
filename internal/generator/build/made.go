package build

import (
	"loa/internal/base/problem"
	"loa/internal/generator/render"
)

// Made is what an output became: the bytes of one file, of any kind, and what is
// wrong with it.
type Made struct {
	Data     []byte // nil if the file is not published; Problems say why
	Problems []problem.Problem

	// Page holds what templates told of a page, for comparing it with others. It is
	// nil for a file that no template made.
	Page *render.Output

	release func() // of a template's buffers, for a file that is no page; may be nil
}

// Release returns the buffers of a page to the renderer. Data and Page.Plain are
// invalid afterwards. Callers that keep them must not call Release.
func (m *Made) Release() {
	if m.release != nil {
		m.release()
		m.Data, m.release = nil, nil
	}
	if m.Page != nil {
		m.Page.Release()
		m.Data = nil
	}
}

// rendered is a file that a template made.
func rendered(out render.Output) Made {
	return Made{Data: out.HTML, Problems: out.Problems, Page: &out}
}

// plain makes a file of bytes that cannot fail and about which there is nothing to
// say.
func plain(data func() []byte) func() (Made, error) {
	return func() (Made, error) { return Made{Data: data()}, nil }
}

// ready makes a file of bytes that are there already. Each caller gets its own.
func ready(data []byte) func() (Made, error) {
	return plain(func() []byte { return append([]byte{}, data...) })
}
