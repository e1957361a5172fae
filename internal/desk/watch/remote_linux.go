package watch

import "syscall"

// remoteTypes are file systems of other machines, by the number that statfs(2)
// gives; 9P is how Linux in Windows (WSL) and in virtual machines sees the host.
var remoteTypes = map[uint32]bool{
	0x00006969: true, // NFS
	0x0000517b: true, // SMB
	0xff534d42: true, // CIFS
	0xfe534d42: true, // SMB2
	0x01021997: true, // 9P
	0x786f4256: true, // VirtualBox
}

// isRemote reports whether a folder lies on another machine.
func isRemote(dir string) bool {
	var s syscall.Statfs_t
	return syscall.Statfs(dir, &s) == nil && remoteTypes[uint32(s.Type)]
}
