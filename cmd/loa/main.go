// Command loa turns a folder of Markdown into a multilingual site that schools
// and families can read on a cheap phone with a bad line or none.
package main

import (
	"context"
	"net/http"
	"os"
	"os/exec"
	"os/signal"
	"syscall"
	"time"

	"loa/internal/base/disk"
	"loa/internal/cli"
	"loa/internal/generator/relay"
	"loa/internal/publish/keyring"
	"loa/themes"
)

func main() { os.Exit(run()) }

func run() int {
	defer prepareWindow()()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	config, err := os.UserConfigDir()
	if err != nil {
		config = "" // then nothing that the person allows is remembered
	}
	env := cli.Env{
		Args: os.Args[1:], In: os.Stdin, Out: os.Stdout, Err: os.Stderr,
		Environ: os.Getenv, Config: config, Now: time.Now(), Themes: themes.FS, Web: http.DefaultTransport, Public: relay.Public(),
		Terminal: cli.IsTerminal(os.Stderr), Open: browse, Program: program, Look: exec.LookPath, Root: os.Geteuid() == 0,
		Disk: disk.System{Who: who()}, Keyring: keyring.New(keyring.System(os.Getenv)),
	}
	if dir, ok := cli.Opened(env.Args); ok && doubleClicked() {
		return cli.DoubleClicked(ctx, env, dir)
	}
	return cli.Run(ctx, env)
}
