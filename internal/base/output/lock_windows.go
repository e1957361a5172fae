package output

import (
	"errors"
	"syscall"
)

// lock takes the file for this process until it ends, however it ends: Windows
// refuses to open a file a second time that shares nothing. It reports false if
// another process has it.
func lock(name string) (release func() error, free bool, err error) {
	path, err := syscall.UTF16PtrFromString(name)
	if err != nil {
		return nil, false, err
	}
	const shareNothing = 0
	handle, err := syscall.CreateFile(path, syscall.GENERIC_WRITE, shareNothing, nil,
		syscall.OPEN_ALWAYS, syscall.FILE_ATTRIBUTE_NORMAL, 0)
	if errors.Is(err, errorSharingViolation) {
		return nil, false, nil
	}
	if err != nil {
		return nil, false, err
	}
	return func() error { return syscall.CloseHandle(handle) }, true, nil
}
