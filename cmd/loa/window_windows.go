package main

import (
	"os"
	"unsafe"

	"golang.org/x/sys/windows"
)

var consoleProcesses = windows.NewLazySystemDLL("kernel32.dll").NewProc("GetConsoleProcessList")

// doubleClicked reports whether the window was made for this program alone: who
// types its name has a window already.
// https://learn.microsoft.com/en-us/windows/console/getconsoleprocesslist
func doubleClicked() bool {
	var ids [2]uint32
	n, _, _ := consoleProcesses.Call(uintptr(unsafe.Pointer(&ids[0])), uintptr(len(ids)))
	return n == 1
}

const utf8 = 65001

// prepareWindow lets the window show Vietnamese and the progress bar, and
// returns what puts it back.
func prepareWindow() (restore func()) {
	output, errOut := windows.GetConsoleOutputCP()
	input, errIn := windows.GetConsoleCP()
	if errOut != nil || errIn != nil {
		return func() {} // no window: a service, a pipe
	}
	_ = windows.SetConsoleOutputCP(utf8)
	_ = windows.SetConsoleCP(utf8)
	for _, handle := range []windows.Handle{windows.Stdout, windows.Stderr} {
		var mode uint32
		if windows.GetConsoleMode(handle, &mode) == nil {
			_ = windows.SetConsoleMode(handle, mode|windows.ENABLE_VIRTUAL_TERMINAL_PROCESSING)
		}
	}
	return func() {
		_ = windows.SetConsoleOutputCP(output)
		_ = windows.SetConsoleCP(input)
	}
}

// newFile reports whether output goes to a file that is still empty.
func newFile(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode().IsRegular() && info.Size() == 0
}

// browse shows an address in the browser that the person has chosen.
func browse(url string) error {
	verb, err := windows.UTF16PtrFromString("open")
	if err != nil {
		return err
	}
	address, err := windows.UTF16PtrFromString(url)
	if err != nil {
		return err
	}
	return windows.ShellExecute(0, verb, address, nil, nil, windows.SW_SHOWNORMAL)
}
