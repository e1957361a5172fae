package sameness

import (
	"unsafe"

	"golang.org/x/sys/windows"
)

// look asks by the file itself: a folder's list is behind, and says neither when an
// entry changed nor the file's number. Nothing is read, so that a virus scanner and
// OneDrive leave the file alone, and nobody is kept from changing it.
func look(path string) (f File, ok bool) {
	name, err := windows.UTF16PtrFromString(path)
	if err != nil {
		return f, false
	}
	const all = windows.FILE_SHARE_READ | windows.FILE_SHARE_WRITE | windows.FILE_SHARE_DELETE
	handle, err := windows.CreateFile(name, windows.FILE_READ_ATTRIBUTES, all, nil, windows.OPEN_EXISTING,
		windows.FILE_FLAG_BACKUP_SEMANTICS|windows.FILE_FLAG_OPEN_REPARSE_POINT, 0)
	if err != nil {
		return f, false
	}
	defer func() { _ = windows.CloseHandle(handle) }()
	a, err := ask(handle)
	return f, err == nil && f.of(a)
}

// basicInfo is FILE_BASIC_INFO.
type basicInfo struct {
	_                [2]int64 // when it was made and read
	written, changed int64
	attributes       uint32
	_                uint32
}

// idInfo is FILE_ID_INFO.
type idInfo struct {
	volume uint64
	number [2]uint64
}

// remoteInfo is FILE_REMOTE_PROTOCOL_INFO, of which nothing is wanted but that there
// is one.
type remoteInfo [29]uint32

func ask(file windows.Handle) (a answer, err error) {
	var basic basicInfo
	if err := query(file, windows.FileBasicInfo, &basic); err != nil {
		return a, err
	}
	var old windows.ByHandleFileInformation
	if err := windows.GetFileInformationByHandle(file, &old); err != nil {
		return a, err
	}
	a = answer{
		attributes: basic.attributes, written: basic.written, changed: basic.changed,
		size:   int64(old.FileSizeHigh)<<32 | int64(old.FileSizeLow),
		volume: uint64(old.VolumeSerialNumber), number: [2]uint64{uint64(old.FileIndexHigh)<<32 | uint64(old.FileIndexLow)},
	}
	var id idInfo
	if query(file, windows.FileIdInfo, &id) == nil { // ReFS has numbers of 128 bits
		a.volume, a.number = id.volume, id.number
	}
	var remote remoteInfo
	a.elsewhere = query(file, windows.FileRemoteProtocolInfo, &remote) == nil
	return a, nil
}

// query asks one of the questions that Windows answers of an open file.
func query[T any](file windows.Handle, class uint32, into *T) error {
	return windows.GetFileInformationByHandleEx(file, class, (*byte)(unsafe.Pointer(into)), uint32(unsafe.Sizeof(*into)))
}
