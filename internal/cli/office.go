package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"time"

	"loa/internal/base/approval"
	"loa/internal/base/problem"
	"loa/internal/base/tomlfile"
	"loa/internal/desk/sourceedit"
	"loa/internal/generator/build"
	"loa/internal/generator/config"
	"loa/internal/office/clone"
	"loa/internal/office/gitaddress"
	"loa/internal/office/host"
	"loa/internal/office/review"
	"loa/internal/publish/remote"
)

// officeCommands are those of several people who write one site.
type officeCommands struct {
	Start  officeStart  `cmd:""`
	Join   officeJoin   `cmd:""`
	Fetch  officeFetch  `cmd:""`
	Save   officeSave   `cmd:""`
	Send   officeSend   `cmd:""`
	Status officeStatus `cmd:""`
	Check  officeCheck  `cmd:""`
	Token  officeToken  `cmd:""`
	Owners officeOwners `cmd:""`
}

// officeOptions are what a clone of a site takes from this machine.
func (s *Env) officeOptions(dir, language string, settings config.Office) clone.Options {
	home, err := os.UserHomeDir()
	if err != nil {
		home = "" // then no known hosts are known
	}
	o := clone.Options{Dir: dir, Remote: settings.Remote, Branch: settings.Branch, Disk: s.Disk, Clock: time.Now, Language: language, Skip: []string{"public"},
		Web: officeLine(), SSH: remote.Secrets{Agent: s.Environ("SSH_AUTH_SOCK"), Passphrase: s.Environ("LOA_OFFICE_PASSPHRASE"), Home: home, Variable: "LOA_OFFICE"},
		KeyFile: cmp.Or(s.Environ("LOA_OFFICE_KEY_FILE"), settings.KeyFile), HostKey: cmp.Or(s.Environ("LOA_OFFICE_HOST_KEY"), settings.HostKey), Wait: time.Sleep}
	o.OfText, o.FolderKeys, o.Merged = review.ApprovalKeys(), review.FolderKeys(), s.merged(dir, settings)
	o.Account = func() clone.Account { return s.officeAccount(settings.Remote) }
	person := clone.PersonalOf(home)
	o.Who = person.Person
	if o.Who.Name == "" {
		o.Who.Name = cmp.Or(s.Environ("USERNAME"), s.Environ("USER"))
	}
	if person.SigningKey != "" {
		if sign, err := clone.SignWith(person.SigningKey); err == nil {
			o.Sign = sign
		}
	}
	return o
}

// merged asks the host of a site which reviews it has merged, as far as a person has allowed
// to ask it.
func (s *Env) merged(dir string, office config.Office) func(context.Context) (map[string]clone.Merge, error) {
	at, ok := office.Project()
	if !ok {
		return nil
	}
	return func(ctx context.Context) (map[string]clone.Merge, error) {
		allowed, err := s.approvals().Allowed(dir, askingHost(at))
		if err != nil || !allowed || s.token(at) == "" {
			return nil, err
		}
		return review.Merged(ctx, s.host(at), office.Branch)
	}
}

// officeLine asks the host of an office, which stands in the network of the province as
// often as in the open one: a person has allowed it.
func officeLine() http.RoundTripper {
	line := http.DefaultTransport.(*http.Transport).Clone()
	line.ResponseHeaderTimeout = time.Minute
	return line
}

// officeAccount is who logs in at a remote over HTTPS: by the environment, for machines
// without a person, or by what the machine keeps for that remote. No other setting has a
// part in it: the token goes to the host of the remote.
func (s *Env) officeAccount(address string) clone.Account {
	account := clone.Account{Name: s.Environ("LOA_OFFICE_USER"), Token: s.Environ("LOA_OFFICE_TOKEN")}
	at, ok := host.Of(address, string(host.GitLab)) // which takes the longest names
	if account.Token != "" || !ok || s.Keyring == nil {
		return account
	}
	kept := s.Keyring.Read(at.String())
	return clone.Account{Name: kept["user"], Token: kept["token"]}
}

// sharing is what a person allows once for a site: to send it to the remote.
func sharing(o clone.Options) approval.Action {
	return approval.Action{Kind: approval.Share, Target: o.Remote, Key: o.HostKey}
}

// officePermit are the flags of commands that reach the remote.
type officePermit struct {
	Allow []string `sep:"none" placeholder:"PLACE"`
}

// opened opens the clone of a site.
func (v *voice) clone(c *Common, s *Env) (*clone.Clone, clone.Options, error) {
	o, err := c.options(v, s)
	if err != nil {
		return nil, clone.Options{}, err
	}
	settings, found, err := build.Settings(o)
	if err != nil {
		return nil, clone.Options{}, err
	}
	if settings == nil || problem.Any(found, problem.Error) {
		return nil, clone.Options{}, v.ended(found, true, "office-unread", nil)
	}
	if settings.Office.Remote == "" {
		return nil, clone.Options{}, v.turnedDown("office-unset", nil)
	}
	options := s.officeOptions(o.Dir, v.Language, settings.Office)
	opened, err := clone.Open(options)
	return opened, options, v.officeTrouble(err)
}

// permit asks whether the site may be sent to its remote, unless that is known.
func (p *officePermit) permit(ctx context.Context, c *Common, v *voice, s *Env, o clone.Options) error {
	a := sharing(o)
	allowed, err := s.approvals().Allowed(o.Dir, a)
	if err != nil || allowed || slices.Contains(p.Allow, a.String()) {
		return err
	}
	if !v.terminal || s.In == nil || c.Format == "json" {
		return v.turnedDown("office-not-allowed", problem.Args{"place": a.String(), "command": allowing(s.Args, []approval.Action{a})})
	}
	fmt.Fprintln(v.err, v.Say("office-allow", problem.Args{"site": absolute(c.Source)})+"\n  "+a.String())
	fmt.Fprint(v.err, v.Say("office-allow-sure", nil)+" ")
	answer, err := read(ctx, s)
	if err != nil {
		return err
	}
	if !yes(answer) {
		return status(misused)
	}
	return s.approvals().Allow(o.Dir, a, s.Now)
}

// officeTrouble tells what is the matter in words; any other error stays.
func (v *voice) officeTrouble(err error) error {
	var t *clone.Trouble
	switch {
	case err == nil:
		return nil
	case errors.Is(err, clone.ErrNotEmpty):
		return v.turnedDown("office-not-empty", nil)
	case !errors.As(err, &t):
		return err
	}
	message, hint := clone.Said(clone.Words(v.Language), t.Kind, t.Detail)
	fmt.Fprintln(v.err, v.Say("severity.error", nil)+": "+message)
	fmt.Fprintln(v.err, hint)
	return status(hindered)
}

// held tells which files could not be saved as they are.
func (v *voice) held(all []clone.Held) {
	for _, h := range all {
		message, hint := clone.Said(clone.Words(v.Language), h.Kind, h.Path)
		fmt.Fprintln(v.err, v.Say("severity.warning", nil)+": "+message+". "+hint)
	}
}

type officeStart struct {
	officePermit
	Remote string `arg:"" optional:""`
}

// Run makes a clone of a site that is none, and of an empty folder a repository to share.
// Nothing is sent yet. Who types the remote allows it; one that stands in site.toml, which
// others may have written, is asked about first.
func (k *officeStart) Run(ctx context.Context, c *Common, v *voice, s *Env) error {
	o, err := c.options(v, s)
	if err != nil {
		return err
	}
	settings, err := v.settings(o, "office-unread")
	if err != nil {
		return err
	}
	written := settings.Office.Remote
	settings.Office.Remote = cmp.Or(k.Remote, written)
	options := s.officeOptions(o.Dir, v.Language, settings.Office)
	way, _, err := gitaddress.Parse(options.Remote)
	if err != nil {
		return v.turnedDown("office-address", problem.Args{"value": options.Remote})
	}
	if k.Remote == "" {
		if err := k.permit(ctx, c, v, s, options); err != nil {
			return err
		}
	}
	if way == gitaddress.Share {
		if err := clone.StartShare(options.Remote, options.Branch, s.Disk); err != nil {
			return v.officeTrouble(err)
		}
	}
	if options.Remote != written {
		if err := k.write(o.Dir, v, s); err != nil {
			return err
		}
	}
	if err := clone.Start(options); err != nil {
		return v.officeTrouble(err)
	}
	if k.Remote != "" {
		if err := s.approvals().Allow(o.Dir, sharing(options), s.Now); err != nil {
			return err
		}
	}
	v.Tell("office-started", problem.Args{"remote": options.Remote})
	return nil
}

// write puts the remote into site.toml.
func (k *officeStart) write(dir string, v *voice, s *Env) error {
	folder, err := sourceedit.Open(dir, s.Disk, time.Now)
	if err != nil {
		return err
	}
	defer folder.Close()
	before, err := folder.ReadSettings()
	if err != nil {
		return err
	}
	next, ok := tomlfile.Set(before, []string{"office", "remote"}, tomlfile.Quote(k.Remote))
	if !ok {
		return v.turnedDown("office-write", problem.Args{"remote": tomlfile.Quote(k.Remote)})
	}
	return folder.WriteSettings(sourceedit.Sum(before), next)
}

type officeJoin struct {
	Remote string `arg:""`
	Dir    string `arg:""`
	Branch string `default:"main" placeholder:"NAME"`
}

// Run makes a clone of a site in a new folder. Who names the remote allows it.
func (k *officeJoin) Run(ctx context.Context, _ *Common, v *voice, s *Env) error {
	if _, _, err := gitaddress.Parse(k.Remote); err != nil {
		return v.turnedDown("office-address", problem.Args{"value": k.Remote})
	}
	dir, err := filepath.Abs(k.Dir)
	if err != nil {
		return err
	}
	options := s.officeOptions(dir, v.Language, config.Office{Remote: k.Remote, Branch: k.Branch})
	if err := clone.Join(ctx, options); err != nil {
		return v.officeTrouble(err)
	}
	if err := s.approvals().Allow(dir, sharing(options), s.Now); err != nil {
		return err
	}
	v.Tell("office-joined", problem.Args{"folder": k.Dir})
	return nil
}

type officeFetch struct{ officePermit }

// Run takes in what others have sent.
func (k *officeFetch) Run(ctx context.Context, c *Common, v *voice, s *Env) error {
	return v.exchange(ctx, c, s, &k.officePermit, "office-fetched", (*clone.Clone).Fetch)
}

type officeSend struct{ officePermit }

// Run takes in what others have sent, and sends what was saved here.
func (k *officeSend) Run(ctx context.Context, c *Common, v *voice, s *Env) error {
	return v.exchange(ctx, c, s, &k.officePermit, "office-sent", (*clone.Clone).Send)
}

func (v *voice) exchange(ctx context.Context, c *Common, s *Env, p *officePermit, done string, do func(*clone.Clone, context.Context) ([]clone.Held, error)) error {
	at, options, err := v.clone(c, s)
	if err != nil {
		return err
	}
	defer at.Close()
	if err := p.permit(ctx, c, v, s, options); err != nil {
		return err
	}
	held, err := do(at, ctx)
	v.held(held)
	if err != nil {
		return v.officeTrouble(err)
	}
	v.Tell(done, problem.Args{"remote": options.Remote})
	return v.waits(at)
}

// waits tells which conflicts wait for a person.
func (v *voice) waits(at *clone.Clone) error {
	state, err := at.State()
	if err != nil {
		return v.officeTrouble(err)
	}
	for _, conflict := range state.Conflicts {
		v.Tell("office-conflict", problem.Args{"file": conflict.Path})
	}
	return nil
}

type officeStatus struct{}

// Run tells where the clone stands. Nothing is asked of the remote.
func (k *officeStatus) Run(c *Common, v *voice, s *Env) error {
	at, options, err := v.clone(c, s)
	if err != nil {
		return err
	}
	defer at.Close()
	state, err := at.State()
	if err != nil {
		return v.officeTrouble(err)
	}
	v.Tell("office-remote", problem.Args{"remote": options.Remote, "branch": state.Branch})
	contact := v.Say("office-never", nil)
	if !state.Contact.IsZero() {
		contact = state.Contact.Local().Format("15:04 02/01/2006")
	}
	v.Tell("office-contact", problem.Args{"time": contact})
	for _, change := range state.Unsaved {
		v.Tell("office-unsaved-"+string(change.Kind), problem.Args{"file": change.Path})
	}
	v.Tell("office-ahead", problem.Args{"count": state.Ahead})
	if f := state.Failure; f != nil {
		message, hint := clone.Said(clone.Words(v.Language), f.Kind, f.Detail)
		v.Tell("office-failed", problem.Args{"time": f.At.Local().Format("15:04 02/01/2006"), "reason": message})
		fmt.Fprintln(v.err, hint)
	}
	if !state.Rewritten.IsZero() {
		v.Tell("office-rewritten", problem.Args{"time": state.Rewritten.Local().Format("15:04 02/01/2006")})
	}
	for _, conflict := range state.Conflicts {
		v.Tell("office-conflict", problem.Args{"file": conflict.Path})
	}
	return nil
}
