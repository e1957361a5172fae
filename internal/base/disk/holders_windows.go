package disk

import (
	"slices"
	"unsafe"

	"golang.org/x/sys/windows"
)

// The Restart Manager knows which programs have a file open.
// Source: learn.microsoft.com, "Restart Manager".
var (
	manager      = windows.NewLazySystemDLL("rstrtmgr.dll")
	startSession = manager.NewProc("RmStartSession")
	register     = manager.NewProc("RmRegisterResources")
	list         = manager.NewProc("RmGetList")
	endSession   = manager.NewProc("RmEndSession")
)

const (
	sessionKey   = 32 + 1 // CCH_RM_SESSION_KEY and the end
	mostPrograms = 16
)

// programInfo is RM_PROCESS_INFO.
type programInfo struct {
	process struct {
		id      uint32
		started windows.Filetime
	}
	name       [255 + 1]uint16
	service    [63 + 1]uint16
	kind       uint32
	status     uint32
	session    uint32
	restarting int32
}

// holders names the programs that have one of the files open; none if the system
// does not tell.
func holders(paths []string) []string {
	if manager.Load() != nil || list.Find() != nil {
		return nil
	}
	var session uint32
	var key [sessionKey]uint16
	if code, _, _ := startSession.Call(uintptr(unsafe.Pointer(&session)), 0, uintptr(unsafe.Pointer(&key[0]))); code != 0 {
		return nil
	}
	defer func() { _, _, _ = endSession.Call(uintptr(session)) }()
	var files []*uint16
	for _, path := range paths {
		if name, err := windows.UTF16PtrFromString(path); err == nil {
			files = append(files, name)
		}
	}
	if len(files) == 0 {
		return nil
	}
	code, _, _ := register.Call(uintptr(session), uintptr(len(files)), uintptr(unsafe.Pointer(&files[0])), 0, 0, 0, 0)
	if code != 0 {
		return nil
	}
	var found [mostPrograms]programInfo
	needed, count, reasons := uint32(0), uint32(mostPrograms), uint32(0)
	code, _, _ = list.Call(uintptr(session), uintptr(unsafe.Pointer(&needed)), uintptr(unsafe.Pointer(&count)),
		uintptr(unsafe.Pointer(&found[0])), uintptr(unsafe.Pointer(&reasons)))
	if code != 0 {
		return nil
	}
	var names []string
	for _, program := range found[:min(count, mostPrograms)] {
		if name := windows.UTF16ToString(program.name[:]); name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}
