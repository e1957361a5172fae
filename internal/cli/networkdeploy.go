package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"loa/internal/base/problem"
	"loa/internal/generator/build"
	"loa/internal/generator/config"
	"loa/internal/generator/relay"
	"loa/internal/network/store"
	"loa/internal/network/units"
	"loa/internal/publish/deploy"
)

type networkDeploy struct {
	chosen
	allowance
	releasing
	Shard  string `placeholder:"I/N" filled:""`
	Record string `placeholder:"KEY/DIGEST" filled:""`

	rest bool // the person said yes to all sites that follow
}

// releasing is how what was made before is published.
type releasing struct {
	DryRun      bool
	Yes         bool
	AllowRemove bool
	Overwrite   bool
	Unlock      bool
	Rollback    bool
}

// command publishes it.
func (r releasing) command(made *deploy.Made) *deployCommand {
	return &deployCommand{DryRun: r.DryRun, Yes: r.Yes, AllowRemove: r.AllowRemove, Overwrite: r.Overwrite, Unlock: r.Unlock, Rollback: r.Rollback, made: made}
}

// Run publishes the records of the sites, one site after the other.
func (d *networkDeploy) Run(ctx context.Context, c *Common, v *voice, s *Env) error {
	if err := d.record(v); err != nil {
		return err
	}
	_, n, err := v.shardSites(c, s, d.chosen, d.Shard)
	if err != nil {
		return err
	}
	if err := d.permits(ctx, c, v, s, n); err != nil {
		return err
	}
	if err := n.open(ctx, c, v, s, d.allowance); err != nil {
		return v.undeployed(err)
	}
	defer n.store.Close()
	b, err := n.builder(ctx, c)
	if err != nil {
		return v.undeployed(err)
	}
	done, worst := 0, fine
	for _, u := range n.sites {
		digest := d.digest()
		if digest == "" && !d.Rollback {
			if digest, _, err = b.Digest(u); err != nil {
				v.unread(u.Key, err)
				worst = max(worst, hindered)
				continue
			}
		}
		code := v.status(d.one(ctx, c, v, s, n, u, digest))
		if ctx.Err() != nil {
			return status(hindered)
		}
		if code == fine {
			done++
		}
		worst = max(worst, code)
	}
	v.Tell("network-deployed", problem.Args{"done": done, "sites": len(n.sites) + len(n.faulty)})
	if worst != fine {
		return status(worst)
	}
	return n.ended()
}

// record chooses the site of --record.
func (d *networkDeploy) record(v *voice) error {
	if d.Record == "" {
		return nil
	}
	key, _, ok := keyAndDigest(d.Record)
	if !ok || len(d.Only) > 0 && !slices.Contains(d.Only, key) {
		return v.misused("network-no-record", d.Record)
	}
	d.Only = []string{key}
	return nil
}

func (d *networkDeploy) digest() string {
	_, digest, _ := keyAndDigest(d.Record)
	return digest
}

// permits makes sure that each target that the sites need is allowed, once for all units
// that it takes to one host and account: a cell of the table must not choose a server
// that gets a password.
func (d *networkDeploy) permits(ctx context.Context, c *Common, v *voice, s *Env, n *network) error {
	needed := map[string]bool{}
	var all []config.Target
	for _, u := range n.sites {
		t, known := n.Network.Deploy.Find(u.Target)
		if !known { // told in its turn: it keeps no other site
			continue
		}
		if filled, ok := n.Place(u); ok {
			t.Host, t.User, t.Bucket = filled.Host, filled.User, filled.Bucket
		}
		if name := strings.Join([]string{t.Key, t.Host, t.User, t.Bucket}, "\x00"); !needed[name] {
			needed[name] = true
			all = append(all, t)
		}
	}
	return v.permitted(ctx, c, s, d.allowance, all...)
}

// one publishes the record of one site. Without a record that can be published, what is up
// stays up.
func (d *networkDeploy) one(ctx context.Context, c *Common, v *voice, s *Env, n *network, u units.Unit, digest string) error {
	t, ok := n.Place(u)
	if !ok {
		fmt.Fprintln(v.err, v.Say("severity.error", nil)+": "+v.Say("network-no-target", problem.Args{"key": u.Key}))
		return status(faulty)
	}
	if t.Type == "folder" && !filepath.IsAbs(t.Path) && t.Path[0] != '~' { // from the network's folder, as network.toml is written
		t.Path = filepath.Join(absolute(c.Source), filepath.FromSlash(t.Path))
	}
	made := &deploy.Made{Target: &t, BaseURL: u.BaseURL}
	if !d.Rollback {
		r, err := n.store.Record(ctx, u.Key, digest)
		if err != nil {
			return v.unrecorded(u.Key, err)
		}
		if r.Stopped {
			fmt.Fprintln(v.err, v.Say("network-site-faulty", problem.Args{"key": u.Key}))
			return status(faulty)
		}
		if made, err = madeOf(ctx, n.store, r); err != nil {
			return v.undeployed(err)
		}
		made.Target = &t
	}
	own := *c
	own.Source = filepath.Join(c.Source, filepath.FromSlash(u.Dir))
	v.Tell("network-deploying", problem.Args{"key": u.Key, "name": u.Name})
	command := d.command(made)
	command.Yes, command.rest = command.Yes || d.rest, &d.rest
	return command.Run(ctx, &own, v, s)
}

// unrecorded tells that a site has no record that can be published.
func (v *voice) unrecorded(key string, err error) error {
	word := "network-missing"
	switch {
	case errors.Is(err, store.ErrDamaged):
		word = "network-damaged"
	case !isMissing(err):
		return v.undeployed(err)
	}
	fmt.Fprintln(v.err, v.Say("severity.error", nil)+": "+v.Say(word, problem.Args{"key": key}))
	return status(hindered)
}

// madeOf is a record as a site that was built before.
func madeOf(ctx context.Context, from *store.Store, r *store.Record) (*deploy.Made, error) {
	m := &deploy.Made{
		BaseURL: r.BaseURL, Files: make(map[string]deploy.MadeFile, len(r.Files)),
		Withdrawn: build.Withdrawn{Files: setOf(r.Withdrawn.Files), Stems: setOf(r.Withdrawn.Stems), Packs: r.Withdrawn.Packs},
	}
	files := make(map[string]store.File, len(r.Files))
	for _, f := range r.Files {
		files[f.Path] = f
		m.Files[f.Path] = deploy.MadeFile{SHA256: f.SHA256, Size: f.Size, Class: f.Class}
	}
	for _, p := range r.Problems {
		m.Problems = append(m.Problems, p.Problem())
	}
	m.Open = func(path string) (io.ReadCloser, error) {
		f, known := files[path]
		if !known {
			return nil, errNoFile
		}
		return from.Blob(ctx, f)
	}
	for _, l := range r.Lists {
		asked, err := from.Answered(ctx, l)
		if err != nil {
			return nil, err
		}
		m.Heard = append(m.Heard, deploy.Heard{Host: relay.Host(l.Address), Asked: asked})
	}
	return m, nil
}

var errNoFile = errors.New("the record has no such file")

func setOf(names []string) map[string]bool {
	all := make(map[string]bool, len(names))
	for _, name := range names {
		all[name] = true
	}
	return all
}

// fromRecord reads a record of a store in a folder, by its path
// STORE/sites/KEY/DIGEST.json, for “loa deploy --from-record”.
func (d *deployCommand) fromRecord(ctx context.Context, v *voice, s *Env) (close func() error, err error) {
	name := absolute(d.FromRecord)
	key, digest, ok := keyAndDigest(filepath.Base(filepath.Dir(name)) + "/" + filepath.Base(name))
	sites := filepath.Dir(filepath.Dir(name))
	if !ok || filepath.Base(sites) != "sites" {
		return nil, v.misused("network-no-record", d.FromRecord)
	}
	o := publishing(build.Options{Dir: filepath.Dir(sites), Disk: s.Disk}, s)
	address := deploy.AddressOf(config.Target{Type: "folder", Path: filepath.Dir(sites)}, o)
	from, err := store.Open(ctx, store.Options{Address: address, Dial: v.dialler(), Wait: s.wait})
	if err != nil {
		return nil, err
	}
	r, err := from.Record(ctx, key, digest)
	if err != nil {
		return nil, errors.Join(v.unrecorded(key, err), from.Close())
	}
	if r.Stopped {
		fmt.Fprintln(v.err, v.Say("network-site-faulty", problem.Args{"key": key}))
		return nil, errors.Join(status(faulty), from.Close())
	}
	if d.made, err = madeOf(ctx, from, r); err != nil {
		return nil, errors.Join(err, from.Close())
	}
	return from.Close, nil
}

// isMissing reports whether the store has no such record.
func isMissing(err error) bool { return errors.Is(err, fs.ErrNotExist) }
