//go:build !windows

package main

import (
	"os/exec"
	"os/signal"
	"runtime"
	"syscall"
)

// doubleClicked is for Windows: elsewhere programs are started from a terminal.
func doubleClicked() bool { return false }

// prepareWindow lets a program in the background ask for a line: it gets an error
// instead of being stopped.
func prepareWindow() (restore func()) {
	signal.Ignore(syscall.SIGTTIN)
	return func() {}
}

// browse shows an address in the browser that the person has chosen.
func browse(url string) error {
	program := "xdg-open"
	if runtime.GOOS == "darwin" {
		program = "open"
	}
	command := exec.Command(program, url)
	if err := command.Start(); err != nil {
		return err
	}
	go func() { _ = command.Wait() }()
	return nil
}
