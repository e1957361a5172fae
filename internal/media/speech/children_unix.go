//go:build unix

package speech

import (
	"os/exec"
	"syscall"
)

// withChildren ends the processes that the program starts together with it when its context
// ends. What it returns ends those that are left behind the program's own end.
func withChildren(command *exec.Cmd) (end func()) {
	command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	command.Cancel = func() error { return syscall.Kill(-command.Process.Pid, syscall.SIGKILL) }
	return func() {
		if command.Process != nil {
			_ = syscall.Kill(-command.Process.Pid, syscall.SIGKILL) // an error says that none is left
		}
	}
}
