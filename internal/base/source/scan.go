package source

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"syscall"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"loa/internal/base/disk"
	"loa/internal/base/problem"
)

// Scan lists the regular files below root, sorted by Path. A root that is not
// there has no files. Hidden files and those that editors and systems leave
// behind are passed over. A link to a file counts as the file if fsys can reach
// it; an os.Root refuses to leave the site, which a plain os.DirFS does not.
// Links to folders are not followed, so that a loop ends. The error is the file
// system's.
func Scan(fsys fs.FS, root string) ([]File, []problem.Problem, error) {
	s := scan{fsys: fsys}
	err := fs.WalkDir(fsys, root, func(name string, d fs.DirEntry, err error) error {
		if err != nil && name == root && errors.Is(err, fs.ErrNotExist) {
			return fs.SkipAll
		}
		if err != nil {
			return err
		}
		return s.visit(name, d, name == root)
	})
	if err != nil {
		return nil, s.problems, fmt.Errorf("listing %s: %w", root, err)
	}
	s.sort()
	return s.files, s.problems, nil
}

type scan struct {
	fsys     fs.FS
	files    []File
	problems []problem.Problem
}

func (s *scan) visit(name string, d fs.DirEntry, root bool) error {
	switch {
	case !root && Ignored(d.Name()):
		return skip(d)
	case root && leadsToHidden(s.fsys, name):
		s.report(problem.SourceLinkHidden, name)
		return skip(d)
	case d.IsDir() && strings.Count(name, "/") > problem.MaxFolders.Most:
		s.problems = append(s.problems, problem.MaxFolders.Over(problem.Place{File: norm.NFC.String(name)}))
		return fs.SkipDir
	case !utf8.ValidString(d.Name()):
		s.report(problem.SourceBadName, name)
		return skip(d)
	case strings.ContainsFunc(d.Name(), turns):
		s.report(problem.SourceTurnedName, name)
		return skip(d)
	case disk.Reserved(d.Name()):
		s.report(problem.SourceDevice, name)
		return skip(d)
	case strings.EqualFold(path.Ext(d.Name()), ".lnk"):
		s.report(problem.SourceShortcut, name)
		return skip(d)
	case d.Type()&fs.ModeSymlink != 0:
		s.link(name)
	case d.Type().IsRegular(), d.Type() == fs.ModeIrregular:
		info, err := d.Info()
		if errors.Is(err, fs.ErrNotExist) {
			return nil // gone since the folder was listed
		}
		if err != nil {
			return err
		}
		if disk.IsFile(info) {
			s.add(name, info)
		}
	}
	return nil
}

// turns reports whether a character turns the order of those behind it: the embeddings, overrides and isolates of the
// Unicode bidirectional algorithm (UAX #9 §2). Its marks (U+200E, U+200F, U+061C) turn nothing, and names that
// phones and Arabic keyboards make have them.
func turns(r rune) bool { return 0x202A <= r && r <= 0x202E || 0x2066 <= r && r <= 0x2069 }

func skip(d fs.DirEntry) error {
	if d.IsDir() {
		return fs.SkipDir
	}
	return nil
}

func (s *scan) link(name string) {
	info, err := fs.Stat(s.fsys, name)
	switch {
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ELOOP):
		s.report(problem.SourceLinkBroken, name)
	case err != nil:
		s.report(problem.SourceLinkOutside, name)
	case info.IsDir():
		s.report(problem.SourceLinkNotFollowed, name)
	case leadsToHidden(s.fsys, name):
		s.report(problem.SourceLinkHidden, name)
	case info.Mode().IsRegular():
		s.add(name, info)
	}
}

func (s *scan) add(name string, info fs.FileInfo) {
	s.files = append(s.files, File{
		Path: norm.NFC.String(name), Name: name, Size: info.Size(),
	})
}

func (s *scan) report(code problem.Code, name string) {
	name = norm.NFC.String(strings.ToValidUTF8(name, "\ufffd"))
	s.problems = append(s.problems, problem.New(code, problem.Place{File: name}, problem.Args{"file": path.Base(name)}))
}

// sort orders the files and drops the later of two that share a path.
func (s *scan) sort() {
	slices.SortFunc(s.files, func(a, b File) int {
		return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Name, b.Name))
	})
	s.files = slices.CompactFunc(s.files, func(kept, next File) bool {
		same := kept.Path == next.Path
		if same {
			s.report(problem.SourceSameName, next.Name)
		}
		return same
	})
}

// Ignored reports whether a file or folder of this name is no input: hidden, an
// editor's copy, or what Windows and Office leave in folders.
func Ignored(name string) bool {
	if strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~$") || strings.HasSuffix(name, "~") {
		return true
	}
	return strings.EqualFold(name, "Thumbs.db") || strings.EqualFold(name, "desktop.ini")
}
