//go:build !unix && !windows

package speech

import "os/exec"

// run runs a command whose context and streams are set. It ends nothing but the program
// itself.
func run(command *exec.Cmd) error { return command.Run() }
