package test

import (
	"cmp"
	"context"
	"fmt"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"loa/internal/base/disk"
	"loa/internal/base/diskproblem"
	"loa/internal/base/problem"
	"loa/internal/base/workbook/workbooktest"
	"loa/internal/generator/build"
	"loa/internal/generator/linkcheck"
	"loa/internal/media/speech"
	"loa/internal/network/units"
	"loa/internal/publish/pack"
)

// Each file of bad/ is a broken site and, below "-- expect --", its problems:
// place and code. Lines of its comment may say what txtar cannot hold:
//
//	link NAME TARGET     a symbolic link
//	bytes NAME "GO"      a file of any bytes, quoted as in Go
//	noise NAME SIZE      so many bytes that compress badly in place of the word
//	                     NOISE in a file, else at its end
//	repeat NAME WORD COUNT "GO"  so many of a text, quoted as in Go, in place of a
//	                     word in a file; %d in it is the number of each
//	size NAME SIZE       a file of so many zeros
//	out FOLDER           another output folder than public
//	bare                 no site.toml; a site without one is given the shortest
//	check                the problems are those of a check, which looks closer
//	                     than a build
//	web URL STATUS [TO]  what another host answers; the check asks. STATUS may be
//	                     a fault of the network: nohost, refused, timeout
//	disk WHY OP FILE     a disk that refuses to do that to files of such an end, for
//	                     a reason of diskReasons; nothing else is looked at
//	speech FAULT         the command of [audio] is allowed, and has that fault of package
//	                     speech
//	single KEY           loa pack --single KEY instead of a build
//
// bad/vi.txt shows all of them as an author reads them.
func TestBadSites(t *testing.T) {
	files := badSites(t)
	shown := make([]strings.Builder, len(files))
	t.Cleanup(func() { // after all sites
		asShown(t, files, shown)
	})
	for i, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".txtar")
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			o := unpack(t, archive)
			before := read(t, o.Dir)
			if single := commentWord(archive, "single"); single != "" {
				packed, err := pack.Run(context.Background(), pack.Options{Build: o, Single: single, Out: t.TempDir()})
				if err != nil {
					t.Fatal(err)
				}
				expectProblems(t, file, archive, packed.Problems)
				expectUntouched(t, before, read(t, o.Dir))
				show(&shown[i], name, packed.Problems)
				return
			}
			if commentWord(archive, "disk") != "" {
				problems := []problem.Problem{refusedBy(t, o)}
				expectProblems(t, file, archive, problems)
				show(&shown[i], name, problems)
				return
			}
			if said(archive, "network") {
				network, problems, err := units.Load(os.DirFS(o.Dir))
				if err != nil {
					t.Fatal(err)
				}
				problems = problem.Sort(append(problems, network.RowProblems()...))
				expectProblems(t, file, archive, problems)
				show(&shown[i], name, problems)
				return
			}
			problems := run(t, o).Problems
			if problem.Any(problems, problem.Error) {
				expectUntouched(t, before, read(t, o.Dir))
			}
			if said(archive, "check") {
				o.LinkChecker = checkerOf(archive)
				problems = checked(t, o)
				o.LinkChecker = nil
			}
			expectProblems(t, file, archive, problems)
			expectSameOfCheck(t, o)
			show(&shown[i], name, problems)
		})
	}
}

const sectionRule = "──── "

// asShown holds what the sites that ran show against their sections of bad/vi.txt.
// With -run of a few, the sections of the others stay as they are.
func asShown(t *testing.T, files []string, shown []strings.Builder) {
	t.Helper()
	text, err := os.ReadFile("bad/vi.txt")
	if err != nil {
		t.Fatal(err)
	}
	sections := map[string]string{}
	for _, section := range strings.Split(string(text), sectionRule)[1:] {
		name, _, _ := strings.Cut(section, "\n")
		sections[name] = sectionRule + section
	}
	var all strings.Builder
	for i, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".txtar")
		got := cmp.Or(shown[i].String(), sections[name])
		all.WriteString(got)
		if diff := gocmp.Diff(sections[name], got); diff != "" && !*update {
			t.Errorf("bad/vi.txt shows another text of %s (- expected, + found; -update writes it):\n%s", name, diff)
		}
	}
	if !*update && !t.Failed() && all.String() != string(text) {
		t.Error("bad/vi.txt has a section of no site, or not in their order; -update writes it")
	}
	if *update {
		if err := os.WriteFile("bad/vi.txt", []byte(all.String()), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// show writes problems as an author reads them.
func show(shown *strings.Builder, name string, problems []problem.Problem) {
	fmt.Fprintf(shown, sectionRule+"%s\n\n", name)
	for _, f := range problem.Fold(problems) {
		problem.WriteText(shown, append([]problem.Problem{f.First}, f.Others...), problem.WordsFor("vi"))
		shown.WriteString("\n")
	}
}

// commentWord is what stands behind a word at the beginning of a line of an
// archive's comment.
func commentWord(archive *txtar.Archive, word string) string {
	for line := range strings.Lines(string(archive.Comment)) {
		if found, rest, _ := strings.Cut(strings.TrimSpace(line), " "); found == word {
			return rest
		}
	}
	return ""
}

// expectSameOfCheck makes sure that a check finds all that a build does, but for
// the output folder, what only all files together tell and how a command fails, and writes nothing.
func expectSameOfCheck(t *testing.T, o build.Options) {
	t.Helper()
	before := read(t, o.Dir)
	found := lines(checked(t, o))
	if diff := gocmp.Diff(before, read(t, o.Dir)); diff != "" {
		t.Errorf("the check changed files:\n%s", diff)
	}
	built := o
	built.Out = filepath.Join(t.TempDir(), "public")
	for _, p := range run(t, built).Problems {
		if !strings.HasPrefix(string(p.Code), "offline.") && p.Code != problem.AudioFailed && p.Code != problem.AudioUntried && !strings.Contains(found, line(p)+"\n") {
			t.Errorf("a build finds, and a check does not: %s", line(p))
		}
	}
}

func checked(t *testing.T, o build.Options) []problem.Problem {
	t.Helper()
	result, err := build.Check(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	return result.Problems
}

// web answers as the lines of an archive's comment say.
type web map[string][]string

// checkerOf returns what asks the hosts of an archive; nil if there are none.
func checkerOf(archive *txtar.Archive) *linkcheck.Checker {
	answers := web{}
	for line := range strings.Lines(string(archive.Comment)) {
		if words := strings.Fields(line); len(words) > 2 && words[0] == "web" {
			answers[words[1]] = words[2:]
		}
	}
	if len(answers) == 0 {
		return nil
	}
	now := time.Date(2026, 6, 15, 8, 0, 0, 0, time.UTC)
	return &linkcheck.Checker{Web: answers, Now: func() time.Time { return now }, Sleep: func(context.Context, time.Duration) error { return nil }}
}

func (w web) RoundTrip(r *http.Request) (*http.Response, error) {
	answer := w[r.URL.String()]
	if answer == nil {
		return nil, fmt.Errorf("nobody was to ask for %s", r.URL)
	}
	switch answer[0] {
	case "nohost":
		return nil, &net.DNSError{IsNotFound: true}
	case "refused":
		return nil, syscall.ECONNREFUSED
	case "timeout":
		return nil, context.DeadlineExceeded
	}
	status, err := strconv.Atoi(answer[0])
	response := &http.Response{StatusCode: status, Header: http.Header{}, Body: http.NoBody, Request: r}
	if len(answer) > 1 {
		response.Header.Set("Location", answer[1])
	}
	return response, err
}

// said reports whether a line of an archive's comment is a word.
func said(archive *txtar.Archive, word string) bool {
	return slices.Contains(strings.Split(string(archive.Comment), "\n"), word)
}

func lines(problems []problem.Problem) string {
	var out strings.Builder
	for _, p := range problems {
		fmt.Fprintln(&out, line(p))
	}
	return out.String()
}

func badSites(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("bad/*.txtar")
	if err != nil || len(files) < 25 {
		t.Fatal("too few broken sites", len(files), err)
	}
	return files
}

// unpack makes the site of an archive, in a folder within a folder of its own,
// so that there is an outside.
func unpack(t *testing.T, archive *txtar.Archive) build.Options {
	t.Helper()
	o := options(t, filepath.Join(t.TempDir(), "site"), "2026-06-15")
	files := tree{"site.toml": "title = \"Trang\"\nbase_url = \"https://vi.example/\"\n"}
	for _, f := range archive.Files {
		if f.Name != "expect" {
			files[f.Name] = string(f.Data)
		}
	}
	links := map[string]string{}
	for line := range strings.Lines(string(archive.Comment)) {
		word, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		name, value, _ := strings.Cut(rest, " ")
		switch word {
		case "link":
			links[name] = value
		case "bytes":
			files[unquote(name)] = unquote(value)
		case "noise":
			if before, after, within := strings.Cut(files[name], "NOISE"); within {
				files[name] = before + noise(t, value) + after
			} else {
				files[name] += noise(t, value) + "\n"
			}
		case "size":
			files[name] = zeros(t, value)
		case "repeat":
			files[name] = repeated(t, files[name], value)
		case "zip":
			files[name] = packed(t, files, name+"/")
		case "disk":
			o.Disk = refusing(t, rest)
		case "speech":
			o.Speech = func() build.Speech { return faulty(rest) }
		case "out":
			o.Out = filepath.Join(o.Dir, rest)
		case "bare":
			delete(files, "site.toml")
		}
	}
	write(t, o.Dir, files)
	for name, target := range links {
		if err := os.Symlink(target, filepath.Join(o.Dir, name)); err != nil {
			t.Skip("no symbolic links here:", err)
		}
	}
	return o
}

// packed packs the files below a folder, and takes them out.
func packed(t *testing.T, files tree, folder string) string {
	t.Helper()
	parts := map[string]string{}
	for name, text := range files {
		if part, below := strings.CutPrefix(name, folder); below {
			parts[part] = text
			delete(files, name)
		}
	}
	return string(workbooktest.Zip(t, parts))
}

// faulty is a command of [audio] that has always the same fault.
type faulty speech.Fault

func (f faulty) Runs([]string) bool { return true }

func (f faulty) Say(context.Context, speech.Text) (speech.Sound, error) {
	return speech.Sound{}, &speech.Error{Program: "speaker", Fault: speech.Fault(f), Said: "no such voice"}
}

var diskReasons = map[string]disk.Refusal{"in-use": disk.InUse, "read-only": disk.ReadOnly, "full": disk.Full,
	"protected": disk.Protected, "bad-name": disk.BadName, "too-large": disk.TooLarge, "away": disk.Away, "gone": disk.Gone}

// refusing is a disk that refuses one thing.
func refusing(t *testing.T, order string) disk.System {
	t.Helper()
	words := strings.Fields(order)
	if len(words) != 3 || diskReasons[words[0]] == 0 {
		t.Fatal("no such disk:", order)
	}
	return disk.System{
		Before: func(s disk.Step) error {
			if s.Op.String() == words[1] && (strings.HasSuffix(s.Name, words[2]) || strings.HasSuffix(s.To, words[2])) {
				return diskReasons[words[0]]
			}
			return nil
		},
		Pause:   func(time.Duration) {},
		Holders: func([]string) []string { return []string{"Microsoft Word"} },
	}
}

// refusedBy is the problem of a build on such a disk.
func refusedBy(t *testing.T, o build.Options) problem.Problem {
	t.Helper()
	_, err := build.Run(context.Background(), o)
	p, ok := diskproblem.Of(err)
	if !ok {
		t.Fatalf("the disk has refused nothing: %v", err)
	}
	if dir := filepath.ToSlash(o.Dir) + "/"; strings.HasPrefix(p.Place.File, dir) {
		p.Place.File = strings.TrimPrefix(p.Place.File, dir)
	}
	return p
}

func zeros(t *testing.T, size string) string {
	t.Helper()
	n, err := strconv.Atoi(size)
	if err != nil {
		t.Fatal(err)
	}
	return string(make([]byte, n))
}

// noise is text of so many bytes, always the same.
func noise(t *testing.T, size string) string {
	t.Helper()
	n, err := strconv.Atoi(size)
	if err != nil {
		t.Fatal(err)
	}
	raw := make([]byte, n/2)
	rand.NewChaCha8([32]byte{}).Read(raw)
	return fmt.Sprintf("%x", raw)
}

// repeated puts so many of a text in place of a word.
func repeated(t *testing.T, file, order string) string {
	t.Helper()
	word, rest, _ := strings.Cut(order, " ")
	count, text, _ := strings.Cut(rest, " ")
	n, err := strconv.Atoi(count)
	if err != nil || !strings.Contains(file, word) {
		t.Fatal("cannot repeat:", order)
	}
	var all strings.Builder
	for i := range n {
		all.WriteString(strings.ReplaceAll(unquote(text), "%d", strconv.Itoa(i)))
	}
	return strings.Replace(file, word, all.String(), 1)
}

func unquote(text string) string {
	if plain, err := strconv.Unquote(text); err == nil {
		return plain
	}
	return text
}

func expectProblems(t *testing.T, file string, archive *txtar.Archive, problems []problem.Problem) {
	t.Helper()
	got := lines(problems)
	last := &archive.Files[len(archive.Files)-1]
	if *update {
		last.Data = []byte(got)
		if err := os.WriteFile(file, txtar.Format(archive), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if diff := gocmp.Diff(string(last.Data), got); diff != "" {
		t.Errorf("- expected, + found:\n%s", diff)
	}
}

// expectUntouched makes sure that a stopped build changed nothing but its own
// notes.
func expectUntouched(t *testing.T, before, after tree) {
	t.Helper()
	for path := range after {
		if _, was := before[path]; !was && strings.HasPrefix(path, ".loa/") {
			delete(after, path)
		}
	}
	if diff := gocmp.Diff(before, after); diff != "" {
		t.Errorf("the build stopped and yet changed files:\n%s", diff)
	}
}
