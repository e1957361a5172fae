// Package cli is the command line: it turns flags into values, calls the
// package that does the work, and says what happened. One file a command.
//
// Results go to standard output, messages to standard error. The exit status
// is 0 when all is well, 1 when the author's files have an error, 2 when the
// command was used wrongly, 3 after an I/O error.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"time"

	"github.com/alecthomas/kong"

	"loa/internal/base/disk"
	"loa/internal/publish/keyring"
)

// Exit statuses.
const (
	fine     = 0
	faulty   = 1
	misused  = 2
	hindered = 3
)

// Env are everything that a command takes from outside.
type Env struct {
	Args     []string
	In       io.Reader // what a person types; nil for nobody
	Out, Err io.Writer
	Environ  func(string) string
	Config   string // the person's folder for settings of programs; "" for none
	Now      time.Time
	Themes   fs.FS                             // the built-in themes
	Disk     disk.System                       // changes the files
	Web      http.RoundTripper                 // asks other hosts, for check --external and office alone
	Public   http.RoundTripper                 // asks hosts of the open network, for the warnings of other sites; nil for no network
	Terminal bool                              // Err is a terminal that a person looks at
	Open     func(url string) error            // shows an address in the browser; nil where there is none
	Look     func(name string) (string, error) // finds a program on this machine, for pdf and import; nil where there is none
	Keyring  *keyring.Ring                     // the passwords that this machine keeps; nil for none
	Root     bool                              // the account is root, for which a browser builds no sandbox
	Program  func() string                     // a digest of the program's own bytes; nil: builds remember nothing

	// Wait waits before something is tried again; nil: by the clock of this machine.
	Wait func(context.Context, time.Duration) error

	NewOut, NewErr bool // Out and Err are new files on Windows, which need a mark of their encoding
}

// grammar is the command line as kong reads it.
type grammar struct {
	Common
	Build      buildCommand      `cmd:""`
	Serve      serveCommand      `cmd:""`
	Check      checkCommand      `cmd:""`
	New        newCommand        `cmd:""`
	Translated translatedCommand `cmd:""`
	Recorded   recordedCommand   `cmd:""`
	Audio      audioCommand      `cmd:""`
	Layers     layersCommand     `cmd:""`
	Copy       copyCommand       `cmd:""`
	Pack       packCommand       `cmd:""`
	PDF        pdfCommand        `cmd:"" name:"pdf"`
	Fmt        fmtCommand        `cmd:""`
	Import     importCommands    `cmd:""`
	Deploy     deployCommand     `cmd:""`
	Network    networkCommands   `cmd:""`
	Warn       warnCommands      `cmd:""`
	Office     officeCommands    `cmd:""`
	Spoken     spokenCommand     `cmd:""`
	Text       textCommand       `cmd:""`
	Reach      reachCommands     `cmd:""`
	Explain    explainCommand    `cmd:""`
	Version    versionCommand    `cmd:""`
}

// Common are the flags that every command takes.
type Common struct {
	Source  string `default:"." placeholder:"DIR"`
	Out     string `placeholder:"DIR"`
	BaseURL string `name:"base-url" placeholder:"URL"`
	Now     string `placeholder:"DATE"`
	Drafts  bool
	Lang    string `placeholder:"vi|en"`
	Format  string `default:"text" enum:"text,json"`
	Quiet   bool
}

// status is an exit status on its way out of a command.
type status int

func (s status) Error() string { return fmt.Sprintf("exit status %d", int(s)) }

// Run runs one command line and returns the exit status.
func Run(ctx context.Context, s Env) int {
	var g grammar
	parser, err := kong.New(&g, kong.Name("loa"), kong.Writers(s.Out, s.Err), kong.NoDefaultHelp(),
		kong.Exit(func(int) {}), kong.BindTo(ctx, (*context.Context)(nil)))
	if err != nil {
		panic("cli: " + err.Error()) // the grammar is a constant
	}
	topic, asked := helpAsked(s.Args, valued(parser))
	if asked {
		say := newVoice(s, Common{Source: ".", Lang: langFlag(s.Args)})
		fmt.Fprint(say.out, say.help(topic))
		return fine
	}
	command, err := parser.Parse(s.Args)
	if err != nil {
		say := newVoice(s, Common{Source: ".", Lang: langFlag(s.Args)})
		fmt.Fprintln(say.err, say.Misuse(err, topic))
		return misused
	}
	s.forFiles(g.Format)
	say := newVoice(s, g.Common)
	if flag := emptyFlag(command); flag != "" {
		return say.status(say.misused("flag-empty", flag))
	}
	return say.status(command.Run(&g.Common, say, &s))
}

// status tells the person of an error and turns it into an exit status.
func (v *voice) status(err error) int {
	var code status
	switch {
	case err == nil:
		return fine
	case errors.As(err, &code):
		return int(code)
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(v.err, v.Say("interrupted", nil))
	default:
		v.Hinder(err)
	}
	return hindered
}

// IsTerminal reports whether a file is a terminal.
func IsTerminal(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}
