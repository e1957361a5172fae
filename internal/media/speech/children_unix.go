//go:build unix

package speech

import (
	"os/exec"
	"syscall"
)

// run runs a command whose context and streams are set. The processes that the program
// starts end with it, or with its context.
func run(command *exec.Cmd) error {
	command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	command.Cancel = func() error { return syscall.Kill(-command.Process.Pid, syscall.SIGKILL) }
	err := command.Run()
	if command.Process != nil {
		_ = syscall.Kill(-command.Process.Pid, syscall.SIGKILL) // an error says that none is left
	}
	return err
}
