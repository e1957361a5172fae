package cli

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"loa/internal/base/approval"
	"loa/internal/base/problem"
	"loa/internal/generator/build"
	"loa/internal/generator/config"
	"loa/internal/network/shard"
	"loa/internal/network/sitebuild"
	"loa/internal/network/store"
	"loa/internal/network/units"
	"loa/internal/publish/deploy"
)

type networkCommands struct {
	List   networkList   `cmd:""`
	Check  networkCheck  `cmd:""`
	Build  networkBuild  `cmd:""`
	Report networkReport `cmd:""`
	Deploy networkDeploy `cmd:""`
	Front  networkFront  `cmd:""`
	Prune  networkPrune  `cmd:""`
}

// chosen are the sites that a command is for.
type chosen struct {
	Only     []string `placeholder:"KEY" filled:""`
	Province []string `placeholder:"NAME" filled:""`
}

// allowance is what a person allows on the command line.
type allowance struct {
	Allow      []string `sep:"none" placeholder:"PLACE"`
	AllowClear bool
}

type networkList struct{ chosen }

// network is what a command works with.
type network struct {
	*units.Network
	sites   []units.Unit // those that were chosen
	faulty  []units.Unit // those of the chosen ones whose rows have faults
	keyless bool         // whether the command is told of rows without a key
	options build.Options
	store   *store.Store // nil before it is opened
}

// network reads network.toml. Its problems stop the command, and are told.
func (v *voice) network(c *Common, s *Env, which chosen) (*network, error) {
	o, err := c.options(v, s)
	if err != nil {
		return nil, err
	}
	read, found, err := units.Load(os.DirFS(c.Source))
	if err != nil {
		return nil, err
	}
	if problem.Any(found, problem.Error) {
		return nil, v.ended(found, true, "network-stopped", nil)
	}
	if err := v.ended(found, false, "", nil); err != nil && len(found) > 0 {
		return nil, err
	}
	n := &network{Network: read, options: o, keyless: len(which.Only)+len(which.Province) == 0}
	if err := which.known(v, read); err != nil {
		return nil, err
	}
	n.sites = slices.DeleteFunc(read.Sites(), which.without)
	n.faulty = slices.DeleteFunc(read.Faulty(), which.without)
	return n, nil
}

// share leaves the sites of a shard.
func (n *network) share(mine shard.Shard) {
	others := func(u units.Unit) bool { return !mine.Has(u.Key) }
	n.sites, n.faulty = slices.DeleteFunc(n.sites, others), slices.DeleteFunc(n.faulty, others)
	n.keyless = n.keyless && mine.Has("")
}

// rows tells of faulty rows, whose sites the command leaves out.
func (n *network) rows(v *voice) error {
	var all []problem.Problem
	if n.keyless {
		all = append(all, n.Keyless...)
	}
	for _, u := range n.faulty {
		all = append(all, u.Problems...)
	}
	if err := v.Report(problem.Sort(all)); err != nil {
		return err
	}
	for _, u := range n.faulty {
		fmt.Fprintln(v.err, v.Say("network-row-faulty", problem.Args{"key": u.Key}))
	}
	return nil
}

// ended is the exit status of a command that did all it could for sites whose rows have no
// fault.
func (n *network) ended() error {
	if len(n.faulty) > 0 || n.keyless && len(n.Keyless) > 0 {
		return status(faulty)
	}
	return nil
}

// known makes sure that there are such units. A key or a province that is none is a wrong
// use: never all.
func (w chosen) known(v *voice, n *units.Network) error {
	for _, key := range w.Only {
		if u, known := n.Find(key); !known || u.Successor != "" {
			return v.misused("network-no-unit", key)
		}
	}
	for _, province := range w.Province {
		if !slices.ContainsFunc(n.Units, func(u units.Unit) bool { return u.Province == province && u.Successor == "" }) {
			return v.misused("network-no-province", province)
		}
	}
	return nil
}

// without reports whether a unit is none of the chosen ones.
func (w chosen) without(u units.Unit) bool {
	return len(w.Only) > 0 && !slices.Contains(w.Only, u.Key) || len(w.Province) > 0 && !slices.Contains(w.Province, u.Province)
}

// open opens the store. Outside of the network's own folder it must have been allowed.
func (n *network) open(ctx context.Context, c *Common, v *voice, s *Env, allow allowance) error {
	o := publishing(n.options, s)
	o.Build.Dir = c.Source
	address := deploy.AddressOf(n.Store, o)
	if address.Type == "folder" && isBelow(absolute(c.Source), address.Path) {
		if err := n.makeOwn(c, address.Path); err != nil {
			return err
		}
	} else if err := v.permitted(ctx, c, s, allow, n.Store); err != nil {
		return err
	}
	var err error
	n.store, err = store.Open(ctx, store.Options{Address: address, Dial: v.dialler(), Wait: s.wait})
	return err
}

// makeOwn makes the folder of a store in the network's folder, with those above it.
func (n *network) makeOwn(c *Common, folder string) error {
	root, err := os.OpenRoot(c.Source)
	if err != nil {
		return err
	}
	defer root.Close()
	below, err := filepath.Rel(absolute(c.Source), folder)
	if err != nil {
		return err
	}
	return n.options.Disk.MkdirAll(root, filepath.ToSlash(below), 0o755)
}

// isBelow reports whether a path lies below a folder.
func isBelow(folder, path string) bool {
	if real, err := filepath.EvalSymlinks(folder); err == nil {
		folder = real
	}
	below, err := filepath.Rel(folder, path)
	return err == nil && below != "." && filepath.IsLocal(below)
}

// permitted makes sure that the person at this machine has allowed the network some places.
// Words in braces stand for the units. All that is open is asked for, or told, together.
func (v *voice) permitted(ctx context.Context, c *Common, s *Env, allow allowance, places ...config.Target) error {
	var open []approval.Action
	for _, t := range places {
		action := deploy.Needs(t, c.Source, publishing(build.Options{}, s).Home)
		ok, err := s.approvals().Allowed(c.Source, action)
		if err != nil {
			return err
		}
		if !ok {
			open = append(open, action)
		}
	}
	if len(open) == 0 {
		return nil
	}
	d := deployCommand{Allow: allow.Allow, AllowClear: allow.AllowClear}
	yes, err := d.permit(ctx, c, v, s, open)
	if err != nil {
		return err
	}
	if !yes {
		return v.turnedDown("network-not-allowed", problem.Args{"place": open[0].String()})
	}
	for _, action := range open {
		if err := s.approvals().Allow(c.Source, action, s.Now); err != nil {
			return err
		}
	}
	return nil
}

// builder makes records of what the files are now, with the warnings of other sites that the
// store has.
func (n *network) builder(ctx context.Context, c *Common) (*sitebuild.Builder, error) {
	b, err := n.newBuilder(c)
	if err == nil {
		_, err = b.Hear(ctx, n.sites, nil, time.Time{})
	}
	return b, err
}

func (n *network) newBuilder(c *Common) (*sitebuild.Builder, error) {
	return sitebuild.New(sitebuild.Options{Dir: c.Source, Build: n.options, Store: n.store})
}

// unitReport is a unit in “loa network list --format json”.
type unitReport struct {
	Key       string            `json:"key"`
	Name      string            `json:"name"`
	Province  string            `json:"province,omitempty"`
	BaseURL   string            `json:"base_url,omitempty"`
	Target    string            `json:"target,omitempty"`
	Folder    string            `json:"folder,omitempty"`
	Layers    []string          `json:"layers,omitempty"`
	Languages []string          `json:"languages,omitempty"`
	Successor string            `json:"successor,omitempty"`
	Fields    map[string]string `json:"fields"`
}

// Run lists the units.
func (l *networkList) Run(c *Common, v *voice, s *Env) error {
	n, err := v.network(c, s, l.chosen)
	if err != nil {
		return err
	}
	if err := n.rows(v); err != nil {
		return err
	}
	if c.Format == "json" {
		all := []unitReport{}
		for _, u := range n.sites {
			all = append(all, unitReport{u.Key, u.Name, u.Province, u.BaseURL, u.Target, u.Dir, u.Layers, u.Languages, u.Successor, u.Fields})
		}
		return cmp.Or(v.json(all), n.ended())
	}
	for _, u := range n.sites {
		fmt.Fprintf(v.out, "%s\t%s\t%s\t%s\n", u.Key, u.Name, u.Province, u.BaseURL)
	}
	v.Tell("network-listed", problem.Args{"sites": len(n.sites), "merged": len(n.Units) - len(n.Sites()) - len(n.Faulty())})
	return n.ended()
}

// json writes a value as the result of a command.
func (v *voice) json(value any) error {
	out := json.NewEncoder(v.out)
	out.SetEscapeHTML(false)
	out.SetIndent("", "  ")
	return out.Encode(value)
}

// shardOf reads the flag --shard: "I/N", "auto", or "" for the whole.
func (v *voice) shardOf(flag string, s *Env) (shard.Shard, error) {
	read := shard.Parse
	switch flag {
	case "":
		return shard.Whole, nil
	case "auto":
		read = func(string) (shard.Shard, error) { return shard.FromEnvironment(s.Environ) }
	}
	found, err := read(flag)
	var wrong *shard.Wrong
	if errors.As(err, &wrong) {
		args := problem.Args{"value": wrong.Value, "names": strings.Join(wrong.Names, ", ")}
		fmt.Fprintln(v.err, v.Say("severity.error", nil)+": "+v.Say("shard-"+string(wrong.Fault), args))
		return found, status(misused)
	}
	return found, err
}
