//go:build !unix

package disk

// unblocked: no system but Unix has pipes in folders.
const unblocked = 0
