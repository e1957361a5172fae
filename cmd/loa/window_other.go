//go:build !windows

package main

import (
	"os/exec"
	"runtime"
)

// doubleClicked is for Windows: elsewhere programs are started from a terminal.
func doubleClicked() bool { return false }

func prepareWindow() (restore func()) { return func() {} }

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
