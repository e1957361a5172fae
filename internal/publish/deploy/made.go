package deploy

import (
	"context"
	"fmt"
	"io"
	"time"

	"loa/internal/base/output"
	"loa/internal/base/problem"
	"loa/internal/generator/build"
	"loa/internal/generator/config"
)

// Made is a site that was built before, perhaps on another machine.
type Made struct {
	BaseURL   string // the address that it was built for
	Problems  []problem.Problem
	Withdrawn build.Withdrawn
	Heard     []Heard // of the other sites whose warnings it shows
	Files     map[string]MadeFile
	Open      func(path string) (io.ReadCloser, error)

	// Target, if set, is where it goes, instead of a target of site.toml. The caller has
	// asked whether that is allowed (see Needs).
	Target *config.Target
}

// Heard says how old the warnings of another site are that a site was built with.
type Heard struct {
	Host  string
	Asked time.Time // when it was asked last and answered with these; zero if that is not known
}

// MadeFile is one file of such a site.
type MadeFile struct {
	SHA256 string // in hexadecimal
	Size   int64
	Class  output.Class
}

// OtherAddress is the error of a site that was built for another address than the target
// has: its pages would name that.
type OtherAddress struct{ Built, Target string }

func (o *OtherAddress) Error() string {
	return fmt.Sprintf("the site was built for %s, and the target has %s", o.Built, o.Target)
}

// takeMade takes the site of Options.Made. Only files that are sent are opened.
func (w *workspace) takeMade(context.Context, config.Target) (site, build.Result, error) {
	m := w.options.Made
	result := build.Result{Problems: m.Problems, BaseURL: m.BaseURL, Withdrawn: m.Withdrawn}
	files := make(map[string]file, len(m.Files))
	for path, f := range m.Files {
		if len(f.SHA256) < 2*sumLength {
			return site{}, result, fmt.Errorf("%s has no sum", path)
		}
		files[path] = file{sum: f.SHA256[:2*sumLength], size: f.Size, class: f.Class}
	}
	return site{open: m.Open, files: files, mustGo: m.Withdrawn.Holds}, result, nil
}
