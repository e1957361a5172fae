package layers

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"loa/internal/base/problem"
)

// taken are folders of a site that hold nothing but what their names say.
var taken = []string{"content", "data", "static", "warnings", "themes"}

// made is the folder of the output where nobody chose another one.
const made = "public"

// reserved tells of a folder that has another use than to be a layer: one whose name begins
// with a dot (the memory of Git and of Loa: passwords, old versions), the folder of the
// output, and a folder of the site's own. The real path counts, so that neither a link nor
// another spelling of a name is a way around.
func (l *looking) reserved(f folder) (told bool, err error) {
	parts, inside := parts(l.site, f.real)
	if i := slices.IndexFunc(parts, func(part string) bool { return strings.HasPrefix(part, ".") && part != ".." }); i >= 0 {
		l.tell(problem.LayerPrivate, f, problem.Args{"place": parts[i]})
		return true, nil
	}
	if out := l.options.Out; out != "" {
		real, err := realPath(out)
		if err == nil && (within(real, f.real) || within(f.real, real) && !within(f.real, l.site)) {
			l.tell(problem.LayerPrivate, f, problem.Args{"place": filepath.Base(real)})
			return true, nil
		}
	}
	if !inside || len(parts) == 0 || f.name == f.at && len(parts) == 1 && parts[0] == f.at {
		return false, nil
	}
	if strings.EqualFold(parts[0], made) {
		l.tell(problem.LayerPrivate, f, problem.Args{"place": parts[0]})
		return true, nil
	}
	if i := slices.IndexFunc(taken, func(name string) bool { return strings.EqualFold(name, parts[0]) }); i >= 0 {
		l.tell(problem.LayerNested, f, problem.Args{"other": taken[i]})
		return true, nil
	}
	return false, nil
}

// parts are the names on the way from the site to a folder, and whether the folder lies in
// the site. Both are real paths. Folders are compared as the system knows them: where
// "Xa" is the folder "xa", a path by that name lies in it, too.
func parts(site, name string) (all []string, inside bool) {
	if at, err := os.Stat(site); err == nil {
		for dir := name; ; dir = filepath.Dir(dir) {
			if info, err := os.Stat(dir); err == nil && os.SameFile(at, info) {
				return all, true
			}
			if dir == filepath.Dir(dir) {
				break
			}
			all = append([]string{filepath.Base(dir)}, all...)
		}
	}
	if rel, err := filepath.Rel(site, name); err == nil {
		return strings.Split(filepath.ToSlash(rel), "/"), false
	}
	return all, false
}
