//go:build unix

package disk

import "syscall"

// unblocked opens a pipe without waiting for its writer.
const unblocked = syscall.O_NONBLOCK
