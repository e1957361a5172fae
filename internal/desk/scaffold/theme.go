package scaffold

import (
	"cmp"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strings"

	"loa/internal/base/fold"
	"loa/internal/base/pattern"
	"loa/internal/base/problem"
)

// Looks that a new theme begins with.
//
//go:embed theme
var looks embed.FS

// NewTheme says what a new theme is.
type NewTheme struct {
	Name    string
	Bare    bool  // it extends nothing and has every template and string itself
	Builtin fs.FS // the themes that come with the program
}

// Theme writes a theme that works at once into the site's themes/ and returns its
// folder. One that extends the built-in theme is three files. A bare one has the
// templates and strings of the built-in theme, to be rewritten, and hardly any style.
func (s *Site) Theme(n NewTheme) (folder string, err error) {
	if n.Name == "" || fold.Slug(n.Name) != n.Name {
		return "", refuse("bad-theme-name", problem.Args{"name": n.Name, "suggestion": cmp.Or(fold.Slug(n.Name), "cua-xa")})
	}
	folder = "themes/" + n.Name
	if _, err := fs.Stat(n.Builtin, n.Name); err == nil {
		return "", refuse("theme-builtin", problem.Args{"name": n.Name})
	}
	if _, err := fs.Stat(s.files, folder); err == nil {
		return "", refuse("theme-there", problem.Args{"dir": folder})
	} else if !errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("a new theme: %w", err)
	}
	files, err := n.files()
	if err != nil {
		return "", fmt.Errorf("a new theme: %w", err)
	}
	root, err := os.OpenRoot(s.dir)
	if err != nil {
		return "", fmt.Errorf("a new theme: %w", err)
	}
	defer root.Close()
	w, err := begin(s.disk, root, "themes")
	if err != nil {
		_ = root.Remove("themes") // if it is empty
		return "", fmt.Errorf("a new theme: %w", err)
	}
	if err = w.write(files); err == nil {
		err = w.place(folder)
	}
	if err != nil {
		w.undo()
		_ = root.Remove("themes") // if it is empty
		return "", fmt.Errorf("a new theme: %w", err)
	}
	return folder, nil
}

func (n NewTheme) files() (map[string][]byte, error) {
	if !n.Bare {
		own, err := looks.ReadFile("theme/own.css")
		return map[string][]byte{
			"theme.toml": []byte("name = \"" + n.Name + "\"\nextends = \"loa\"\n\n" +
				"# \"...\" stands for the files of the theme below.\n[bundles]\n\"style.css\" = [\"...\", \"css/own.css\"]\n"),
			"assets/css/own.css": own,
		}, err
	}
	bare, err := looks.ReadFile("theme/bare.css")
	if err != nil {
		return nil, err
	}
	files := map[string][]byte{
		"theme.toml":           []byte("name = \"" + n.Name + "\"\n\n[bundles]\n\"style.css\" = [\"css/style.css\"]\n"),
		"assets/css/style.css": bare,
	}
	err = fs.WalkDir(n.Builtin, "loa", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		to := strings.TrimPrefix(name, "loa/")
		if to == "theme.toml" || path.Ext(to) == ".css" || path.Ext(to) == ".js" { // scripts come with the program
			return nil
		}
		files[to], err = fs.ReadFile(n.Builtin, name)
		return err
	})
	if err != nil {
		return nil, err
	}
	return files, n.addSheets(files)
}

// styleSheet is a style sheet that a template names: that of a kind of page alone.
var styleSheet = pattern.New(`\basset "(css/[^"]+\.css)"`)

// addSheets adds the style sheets that templates name.
func (n NewTheme) addSheets(files map[string][]byte) error {
	for _, template := range slices.Sorted(maps.Keys(files)) {
		for _, named := range styleSheet.FindAllSubmatch(files[template], -1) {
			file := "assets/" + string(named[1])
			if _, there := files[file]; there {
				continue
			}
			text, err := fs.ReadFile(n.Builtin, "loa/"+file)
			if err != nil {
				return err
			}
			files[file] = text
		}
	}
	return nil
}
