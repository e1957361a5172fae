package watch

import "golang.org/x/sys/windows"

// isRemote reports whether a folder lies on another machine.
func isRemote(dir string) bool {
	return elsewhere(dir, func(root string) bool {
		name, err := windows.UTF16PtrFromString(root)
		return err == nil && windows.GetDriveType(name) == windows.DRIVE_REMOTE
	})
}
