//go:build !unix && !windows

package output

func otherDevice(error) bool { return false }
