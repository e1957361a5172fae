package deploy

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"

	"loa/internal/base/disk"
	"loa/internal/base/output"
	"loa/internal/base/problem"
	"loa/internal/generator/build"
	"loa/internal/generator/config"
	"loa/internal/publish/remote"
)

// workspace is what a target has on this machine, in .loa/deploy/<name>: the
// site as it is built for it, how fast the line was, and a lock.
type workspace struct {
	options Options
	folder  string
	memory  *os.Root // folder
	release func() error
	root    *os.Root // the built site; nil before it is built
}

// NoTarget is the error of a name that site.toml does not have.
type NoTarget struct {
	Name  string // "" if none was given and there is not exactly one
	Known []string
}

func (n *NoTarget) Error() string {
	return fmt.Sprintf("no target %q; known: %s", n.Name, strings.Join(n.Known, ", "))
}

// NoLogs is the error of a target that does not say where the access logs are.
type NoLogs struct{ Target string }

func (n *NoLogs) Error() string { return n.Target + " has no logs" }

// broken is the error of a site.toml that has errors: what it says of the target may
// be another thing once they are mended.
type broken struct{ problems []problem.Problem }

func (b *broken) Error() string { return "site.toml has errors" }

// target finds the target by its name; without one, the only one there is. home is the
// address that the site has there.
func target(o Options) (found config.Target, home string, err error) {
	if o.Made != nil && o.Made.Target != nil {
		return *o.Made.Target, o.Made.Target.BaseURL, nil
	}
	settings, problems, err := build.Settings(o.Build)
	if err != nil {
		return found, "", err
	}
	if settings != nil {
		problems = problem.Weigh(problems, settings.Check.Severities)
	}
	found, home, err = targetIn(settings, o.Name)
	// A return builds nothing, and may be needed while site.toml is being mended.
	if problem.Any(problems, problem.Error) && (err != nil || !o.Rollback) {
		return found, home, &broken{problems}
	}
	return found, home, err
}

func targetIn(settings *config.Settings, name string) (found config.Target, home string, err error) {
	missing := &NoTarget{Name: name}
	if settings == nil {
		return found, "", missing
	}
	for _, t := range settings.Deploy {
		missing.Known = append(missing.Known, t.Key)
	}
	if name == "" && len(settings.Deploy) == 1 {
		name = settings.Deploy[0].Key
	}
	found, ok := settings.Deploy.Find(name)
	if !ok {
		return found, "", missing
	}
	return found, cmp.Or(found.BaseURL, settings.BaseURL), nil
}

// openWorkspace takes the target's folder for this run.
func openWorkspace(o Options, t config.Target) (*workspace, error) {
	below := filepath.Join(filepath.FromSlash(output.Deployed), safeName(t.Key))
	folder := filepath.Join(o.Build.Dir, below)
	site, err := os.OpenRoot(o.Build.Dir) // a link in the site may lead out of it
	if err != nil {
		return nil, err
	}
	if err := errors.Join(site.MkdirAll(below, 0o755), site.Close()); err != nil {
		return nil, err
	}
	release, err := output.Hold(folder, t.Key, o.Build.Disk)
	if err != nil {
		return nil, err
	}
	w := &workspace{options: o, folder: folder, release: release}
	if w.memory, err = os.OpenRoot(folder); err != nil {
		return nil, errors.Join(err, release())
	}
	o.Build.Disk.Sweep(w.memory, ".")
	return w, nil
}

// safeName is a target's name as a folder's: site.toml may have any key, also one that
// is a device on Windows.
func safeName(key string) string {
	if disk.Reserved(key) {
		key += "_"
	}
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-' || r == '_' {
			return r
		}
		return '_'
	}, key)
}

func (w *workspace) close() error {
	var err error
	if w.root != nil {
		err = w.root.Close()
	}
	return errors.Join(err, w.memory.Close(), w.release())
}

// build builds the site for the target.
func (w *workspace) build(ctx context.Context, t config.Target) (site, build.Result, error) {
	o := w.options.Build
	o.Out, o.Server, o.Compress = filepath.Join(w.folder, "site"), t.Server, t.Compress
	if t.BaseURL != "" {
		o.BaseURL = t.BaseURL
	}
	var mu sync.Mutex
	classes := map[string]output.Class{}
	o.Placed = func(path string, class output.Class) {
		mu.Lock()
		defer mu.Unlock()
		classes[path] = class
	}
	result, err := build.Run(ctx, o)
	if err != nil || result.Stopped {
		return site{}, result, err
	}
	if w.root, err = os.OpenRoot(o.Out); err != nil {
		return site{}, result, err
	}
	files, err := gather(ctx, w.root, classes)
	return site{open: opener(w.root), files: files, mustGo: result.Withdrawn.Holds}, result, err
}

// address is where the target is, with the secrets of the environment.
func (w *workspace) address(t config.Target) remote.Address {
	a := remote.Address{
		Disk: w.options.Build.Disk,
		Type: t.Type, Path: t.Path, Host: t.Host, Port: t.Port, User: t.User,
		KeyFile: expand(t.KeyFile, w.options.Home), HostKey: t.HostKey, Certificate: t.Certificate, TLS: t.TLS, Insecure: t.Insecure,
		Bucket: t.Bucket, Region: t.Region,
	}
	if a.Type == "folder" {
		a.Path = expand(a.Path, w.options.Home)
	}
	if a.Type == "folder" && !filepath.IsAbs(a.Path) {
		a.Path = filepath.Join(w.options.Build.Dir, filepath.FromSlash(a.Path))
	}
	if a.Type == "folder" { // what a person allows is the folder itself, not a link to it
		a.Path = real(a.Path)
	}
	env, name := w.options.Environ, config.SecretVariable(t.Key)
	a.Secrets = remote.Secrets{
		Password: env(name + "_PASSWORD"), Passphrase: env(name + "_PASSPHRASE"),
		KeyID: env(name + "_KEY_ID"), Key: env(name + "_KEY"),
		Agent: env("SSH_AUTH_SOCK"), Home: w.options.Home, Variable: name,
	}
	return a
}

// expand puts the person's folder in the place of ~.
func expand(path, home string) string {
	rest, ok := strings.CutPrefix(filepath.ToSlash(path), "~/")
	if !ok || home == "" {
		return path
	}
	return filepath.Join(home, filepath.FromSlash(rest))
}

// InSite is the error of a folder to publish to that is part of the site, or
// holds it.
type InSite struct{ Path string }

func (i *InSite) Error() string {
	return i.Path + " is the site's own folder, or lies in it or around it"
}

// apart makes sure that publishing to a folder does not mix with the site.
func (w *workspace) apart(a remote.Address) error {
	if a.Type != "folder" {
		return nil
	}
	dir, path := real(w.options.Build.Dir), real(a.Path)
	for _, way := range [][2]string{{dir, path}, {path, dir}} {
		if below, err := filepath.Rel(way[0], way[1]); err == nil && filepath.IsLocal(below) {
			return &InSite{a.Path}
		}
	}
	return nil
}

// real is a path from the root, with links followed as far as it exists. A share of the
// network stays as it is: to look at it sends the person's name to its host.
func real(path string) string {
	path, err := filepath.Abs(path)
	if err != nil || strings.HasPrefix(filepath.VolumeName(path), `\\`) {
		return path
	}
	if there, err := filepath.EvalSymlinks(path); err == nil {
		return there
	}
	if up := filepath.Dir(path); up != path {
		return filepath.Join(real(up), filepath.Base(path))
	}
	return path
}

// enough is how many bytes must have been sent to tell how fast a line is.
const enough = 100_000

// remember notes how fast the line was.
func (w *workspace) remember(sent int64, took time.Duration) error {
	if sent < enough || took <= 0 {
		return nil
	}
	speed := int64(float64(sent) / took.Seconds())
	return w.options.Build.Disk.Replace(w.memory, "speed", []byte(strconv.FormatInt(speed, 10)+"\n"), 0o644)
}

// speed is how fast the line was last time, in bytes a second; 0 if not known.
func (w *workspace) speed() int64 {
	text, err := os.ReadFile(filepath.Join(w.folder, "speed"))
	if err != nil {
		return 0
	}
	speed, err := strconv.ParseInt(strings.TrimSpace(string(text)), 10, 64)
	if err != nil {
		return 0
	}
	return speed
}
