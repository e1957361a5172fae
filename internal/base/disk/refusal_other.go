//go:build !unix && !windows

package disk

func whyOf(error) Refusal { return 0 }
