package cli

import (
	"embed"
	"io"
	"os"
	"slices"
	"strings"

	"loa/internal/base/disk"
	"loa/internal/base/pattern"
	"loa/internal/base/problem"
)

//go:embed words/*.txt
var wordFiles embed.FS

// voice says everything that a person reads. A message begins with a small
// letter and has no full stop, unless it is more than one sentence.
type voice struct {
	*problem.Words
	problems *problem.Words
	out, err io.Writer // shown as Screen shows it
	screen   io.Writer // err as it is, for what the program itself draws
	common   Common
	terminal bool
}

func newVoice(s Env, c Common) *voice {
	tag := language(s, c)
	data, err := wordFiles.ReadFile("words/" + tag + ".txt")
	if err != nil {
		panic("cli: " + err.Error()) // the files are embedded
	}
	return &voice{Words: problem.ParseWords(tag, string(data)), problems: problem.WordsFor(tag), out: problem.Screen(s.Out), err: problem.Screen(s.Err), screen: s.Err, common: c, terminal: s.Terminal}
}

var defaultLanguage = pattern.New(`(?m)^\s*default_language\s*=\s*["']([a-zA-Z-]+)["']`)

// language is the one that messages are in: --lang, else the environment, else
// the site's default language.
func language(s Env, c Common) string {
	candidates := []string{c.Lang, s.Environ("LOA_LANG"), s.Environ("LC_ALL"), s.Environ("LC_MESSAGES"), s.Environ("LANG")}
	for _, candidate := range candidates {
		if tag := known(candidate); tag != "" {
			return tag
		}
	}
	if text, err := settingsText(c.Source); err == nil {
		if m := defaultLanguage.FindSubmatch(text); m != nil && known(string(m[1])) != "" {
			return known(string(m[1]))
		}
	}
	return "vi"
}

// settingsText is how site.toml begins, up to some more than settings have.
func settingsText(dir string) ([]byte, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	file, err := disk.System{}.FS(root).Open("site.toml")
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return io.ReadAll(io.LimitReader(file, 1<<20))
}

// known cuts vi_VN.UTF-8 to vi. The locales C and POSIX say nothing.
func known(locale string) string {
	tag := strings.ToLower(locale)
	if i := strings.IndexAny(tag, "_.-@"); i >= 0 {
		tag = tag[:i]
	}
	if slices.Contains(problem.Languages(), tag) {
		return tag
	}
	return ""
}
