package speech

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"time"
)

// Say runs the command for a text. The error is *Error, that of the disk, or why ctx
// ended.
func (c *Command) Say(ctx context.Context, t Text) (Sound, error) {
	if c.err != nil {
		return Sound{}, c.err
	}
	dir, err := os.MkdirTemp(c.Temp, "loa-speech-")
	if err != nil {
		return Sound{}, fmt.Errorf("a folder for the program that speaks: %w", err)
	}
	defer os.RemoveAll(dir)
	root, err := os.OpenRoot(dir)
	if err != nil {
		return Sound{}, err
	}
	defer root.Close()
	for name, text := range map[string][]byte{"text.txt": t.Plain, "text.ssml": t.SSML} {
		if err := root.WriteFile(name, text, 0o600); err != nil {
			return Sound{}, fmt.Errorf("the text for the program that speaks: %w", err)
		}
	}
	said := &tail{}
	fault, err := c.run(ctx, dir, t, said)
	if err != nil {
		return Sound{}, err
	}
	var s Sound
	if fault == "" {
		s, fault, err = c.written(root)
	}
	if err == nil && fault != "" {
		err = &Error{Program: c.Words[0], Fault: fault, Said: said.last()}
	}
	return s, err
}

// The reasons for which a run is ended.
var (
	errSlow = errors.New("the program takes too long")
	errLong = errors.New("the program writes too much")
)

// run runs the program in a folder. The error is why ctx ended.
func (c *Command) run(outer context.Context, dir string, t Text, said *tail) (Fault, error) {
	ctx, cancel := context.WithTimeoutCause(outer, c.Longest, errSlow)
	defer cancel()
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	said.full = func() { stop(errLong) }
	command := exec.CommandContext(ctx, c.Program, c.arguments(dir, t.Voice)...)
	command.Dir, command.Env, command.WaitDelay = dir, c.environment(dir), time.Second
	command.Stdout, command.Stderr = said, said
	done := make(chan struct{})
	go func() {
		defer close(done)
		watch(ctx, dir, c.MostBytes+int64(len(t.Plain)+len(t.SSML)), func() { stop(errLong) })
	}()
	err := run(command)
	stop(nil)
	<-done
	if outer.Err() != nil {
		return "", context.Cause(outer)
	}
	switch cause := context.Cause(ctx); {
	case errors.Is(cause, errSlow):
		return Slow, nil
	case errors.Is(cause, errLong):
		return Long, nil
	case errors.Is(err, exec.ErrNotFound), errors.Is(err, fs.ErrNotExist), errors.Is(err, fs.ErrPermission):
		return Missing, nil
	case err != nil:
		return Failed, nil
	}
	return "", nil
}

// arguments are the words behind the program with what they stand for.
func (c *Command) arguments(dir, voice string) []string {
	values := strings.NewReplacer(textFile, filepath.Join(dir, "text.txt"), ssmlFile, filepath.Join(dir, "text.ssml"), outFile, filepath.Join(dir, "sound"), voiceName, voice)
	var all []string
	for _, word := range c.Words[1:] {
		all = append(all, values.Replace(word))
	}
	return all
}

// environment is what a program needs to start. The passwords of deploys, which stand in
// variables as well, are no concern of it.
func (c *Command) environment(dir string) []string {
	all := []string{"TMPDIR=" + dir, "TMP=" + dir, "TEMP=" + dir}
	for _, name := range []string{"PATH", "HOME", "LANG", "LC_ALL", "SystemRoot", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "ProgramFiles", "ProgramData", "PATHEXT"} {
		if value := c.environ(name); value != "" {
			all = append(all, name+"="+value)
		}
	}
	return all
}

// watch calls full when the files of a folder become longer together than they may be,
// until ctx ends.
func watch(ctx context.Context, dir string, most int64, full func()) {
	tick := time.NewTicker(100 * time.Millisecond)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			if !fits(dir, most) {
				full()
			}
		}
	}
}

// mostFiles is how many files and folders a program may make: drafts of its sentences.
const mostFiles = 10_000

// fits reports whether the files of a folder are together no longer than most, and no more
// than mostFiles. What goes away meanwhile counts nothing.
func fits(dir string, most int64) bool {
	files := 0
	err := filepath.WalkDir(dir, func(_ string, d fs.DirEntry, err error) error {
		if err != nil {
			return nil
		}
		if info, err := d.Info(); err == nil && info.Mode().IsRegular() {
			most -= info.Size()
		}
		if files++; files > mostFiles || most < 0 {
			return errLong
		}
		return nil
	})
	return err == nil
}

// written is the sound in the folder of a run. A link is not followed: root keeps to the
// folder.
func (c *Command) written(root *os.Root) (Sound, Fault, error) {
	info, err := root.Lstat("sound")
	if errors.Is(err, fs.ErrNotExist) || err == nil && !info.Mode().IsRegular() {
		return Sound{}, Silent, nil
	}
	if err != nil {
		return Sound{}, "", err
	}
	f, err := root.Open("sound")
	if err != nil {
		return Sound{}, "", err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, c.MostBytes+1))
	if err != nil {
		return Sound{}, "", err
	}
	if int64(len(data)) > c.MostBytes {
		return Sound{}, Long, nil
	}
	s, fault := sound(data)
	return s, fault, nil
}

// mostPrinted is how much a program may print: progress and warnings, no sound.
const mostPrinted = 1 << 20

// tail takes what a program prints, keeps its end, and tells when it is too much.
type tail struct {
	full func()

	mu   sync.Mutex
	seen int
	end  []byte
}

const keptPrinted = 4 << 10

func (t *tail) Write(data []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.seen += len(data); t.seen > mostPrinted {
		t.full()
		return 0, errLong
	}
	t.end = append(t.end, data...)
	t.end = t.end[max(0, len(t.end)-keptPrinted):]
	return len(data), nil
}

// last is the last line that has words, of at most 200 characters.
func (t *tail) last() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	lines := strings.FieldsFunc(strings.ToValidUTF8(string(t.end), "\uFFFD"), func(r rune) bool { return r == '\n' || r == '\r' })
	for i := len(lines) - 1; i >= 0; i-- {
		if line := []rune(strings.TrimSpace(lines[i])); len(line) > 0 {
			return string(line[:min(len(line), 200)])
		}
	}
	return ""
}
