package cli

import (
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/alecthomas/kong"

	"loa/internal/base/problem"
)

var update = flag.Bool("update", false, "rewrite docs/command.md")

const referenceFile = "../../docs/command.md"

// model is the command line as kong understands it.
func model(t *testing.T) *kong.Application {
	t.Helper()
	parser, err := kong.New(&grammar{}, kong.Name("loa"), kong.NoDefaultHelp())
	if err != nil {
		t.Fatal(err)
	}
	return parser.Model
}

// words are what the command says in a language.
func wordsIn(t *testing.T, tag string) *problem.Words {
	t.Helper()
	data, err := wordFiles.ReadFile("words/" + tag + ".txt")
	if err != nil {
		t.Fatal(err)
	}
	return problem.ParseWords(tag, string(data))
}

// The help names every command with its flags and commands below it, in every
// language; and no flag that there is not.
func TestHelpIsComplete(t *testing.T) {
	m := model(t)
	for _, tag := range problem.Languages() {
		w := wordsIn(t, tag)
		common := w.Explain("help.flags")
		flags := map[string]bool{}
		for _, f := range m.Flags {
			flags["--"+f.Name] = true
			if !strings.Contains(common, "--"+f.Name) {
				t.Errorf("%s: help.flags does not name --%s", tag, f.Name)
			}
		}
		for _, command := range m.Children {
			if command.Name == "version" {
				continue
			}
			help := w.Explain("help." + command.Name)
			if !strings.Contains(w.Explain("help"), "loa "+command.Name) || help == "" {
				t.Errorf("%s: no help for %s", tag, command.Name)
			}
			for _, name := range flagsOf(command) {
				flags[name] = true
				if !strings.Contains(help, name) {
					t.Errorf("%s: help.%s does not name %s", tag, command.Name, name)
				}
			}
			for _, below := range command.Children {
				if !strings.Contains(help, below.Name) {
					t.Errorf("%s: help.%s does not name %s", tag, command.Name, below.Name)
				}
			}
			for _, word := range strings.FieldsFunc(help+common, func(r rune) bool { return r != '-' && (r < 'a' || r > 'z') }) {
				if strings.HasPrefix(word, "--") && !flags[word] && word != "--" {
					t.Errorf("%s: help.%s names %s, which is not there", tag, command.Name, word)
				}
			}
		}
	}
}

// flagsOf are the flags of a command and of those below it.
func flagsOf(command *kong.Node) []string {
	var names []string
	for _, f := range command.Flags {
		names = append(names, "--"+f.Name)
	}
	for _, below := range command.Children {
		names = append(names, flagsOf(below)...)
	}
	return names
}

// TestReference keeps docs/command.md: it is made from the help.
func TestReference(t *testing.T) {
	want := reference(model(t), wordsIn(t, "en"))
	if *update {
		if err := os.WriteFile(referenceFile, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(referenceFile)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Error("docs/command.md is not what the help says; make docs rewrites it")
	}
}

func reference(m *kong.Application, w *problem.Words) string {
	var b strings.Builder
	b.WriteString(`# The command

What ` + "`loa help`" + ` and ` + "`loa help COMMAND`" + ` print, in one page. Messages are in Vietnamese and English: ` + "`--lang`" + `, else the environment
(` + "`LOA_LANG`, `LC_ALL`, `LANG`" + `), else the site's default language. This page is made from the help (` + "`make docs`" + `).

On Windows a double click on ` + "`loa.exe`" + ` in the folder of a site, or beside it, previews it and opens the browser; where there is no site, Loa
offers to make one. A folder that is dropped onto it is opened in the same way. Drives of other machines (` + "`\\\\server\\folder`" + `, a letter that stands for one, NFS, SMB, the host of a virtual machine) are looked
through every second for changes, since they do not report them; ` + "`--poll`" + ` does so anywhere.

| exit status | |
| --- | --- |
| 0 | all is well; there may be warnings |
| 1 | the site has an error |
| 2 | the command was used wrongly |
| 3 | an I/O error: disk, permission, network; or the person stopped it |

`)
	b.WriteString("```\n" + w.Explain("help") + "\n\n" + w.Explain("help.flags") + "\n```\n")
	for _, command := range m.Children {
		help := w.Explain("help." + command.Name)
		if help == "" {
			continue
		}
		usage, rest, _ := strings.Cut(help, "\n\n")
		b.WriteString("\n## " + command.Name + "\n\n```\n" + usage + "\n```\n\n")
		for i, part := range strings.Split(rest, "\n\n") {
			if i == 0 && !strings.HasPrefix(part, "  ") {
				b.WriteString(part + "\n")
				continue
			}
			b.WriteString("\n```\n" + part + "\n```\n")
		}
	}
	return b.String()
}
