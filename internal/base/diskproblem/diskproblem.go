// Package diskproblem makes of what a disk refused a problem that people can do
// something about.
//
//	if p, ok := diskproblem.Of(err); ok {
//		problem.WriteText(out, []problem.Problem{p}, words)
//	}
//
// It is the one place that knows what to say when a file is held by another program,
// a disk is full or a stick is locked. How long to wait before is known to base/disk.
package diskproblem

import (
	"errors"
	"io/fs"
	"path/filepath"

	"loa/internal/base/disk"
	"loa/internal/base/problem"
)

var codes = map[disk.Refusal]problem.Code{
	disk.InUse:     problem.DiskInUse,
	disk.ReadOnly:  problem.DiskReadOnly,
	disk.Full:      problem.DiskFull,
	disk.Protected: problem.DiskProtected,
	disk.BadName:   problem.DiskBadName,
	disk.TooLarge:  problem.DiskTooLarge,
	disk.Away:      problem.DiskAway,
	disk.Gone:      problem.DiskGone,
}

// Of is the problem of an error, false if the disk refused nothing of the kind. Its
// place is the file as the operating system names it, with slashes.
func Of(err error) (problem.Problem, bool) {
	code, ok := codes[disk.Why(err)]
	if !ok {
		return problem.Problem{}, false
	}
	args := problem.Args{}
	var refused *disk.Refused
	var at *fs.PathError
	path := ""
	switch {
	case errors.As(err, &refused):
		path = refused.Path
		if len(refused.Programs) > 0 {
			args["programs"] = refused.Programs
		}
	case errors.As(err, &at):
		path = at.Path
	}
	if disk.IsDraft(filepath.Base(path)) { // a name that nobody has seen
		path = filepath.Dir(path)
	}
	return problem.New(code, problem.Place{File: filepath.ToSlash(path)}, args), true
}
