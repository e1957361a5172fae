package remote

import (
	"cmp"
	"io"
	"os"
)

// dialAgent reaches the SSH agent of Windows at its named pipe, which opens like
// a file.
func dialAgent(address string) (io.ReadWriteCloser, error) {
	return os.OpenFile(cmp.Or(address, `\\.\pipe\openssh-ssh-agent`), os.O_RDWR, 0)
}
