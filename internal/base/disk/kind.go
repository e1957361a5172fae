package disk

import "io/fs"

// IsFile reports whether a file holds bytes that can be read like any other's. That is
// so of a file that OneDrive or its like keeps in a cloud and fetches when it is read:
// Windows shows most programs a plain file there, some a "reparse point", which package
// os calls irregular.
func IsFile(info fs.FileInfo) bool { return isFile(info.Mode(), attributes(info)) }

func isFile(mode fs.FileMode, attributes uint32) bool {
	return mode.IsRegular() || mode.Type() == fs.ModeIrregular && inCloud(attributes)
}

// inCloud reports whether Windows' attributes of a file are those of one that a cloud
// has, too: recall on open, pinned, unpinned, recall on data access.
// Source: learn.microsoft.com, "File Attribute Constants".
func inCloud(attributes uint32) bool { return attributes&(0x40000|0x80000|0x100000|0x400000) != 0 }
