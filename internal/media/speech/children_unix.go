//go:build unix

package speech

import (
	"os/exec"
	"syscall"
)

// withChildren ends the processes that the program starts together with it.
func withChildren(command *exec.Cmd) {
	command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	command.Cancel = func() error { return syscall.Kill(-command.Process.Pid, syscall.SIGKILL) }
}
