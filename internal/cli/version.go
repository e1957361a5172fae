package cli

import (
	"fmt"
	"runtime/debug"
)

// Version is Loa's; site.toml's requires is compared with it. A release sets it
// with -ldflags; nothing else may.
var Version = "0.1.0"

type versionCommand struct{}

// Run prints the version, and the revision that the program was built from.
func (versionCommand) Run(v *voice) error {
	fmt.Fprintf(v.out, "loa %s%s\n", Version, revision())
	return nil
}

func revision() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && len(s.Value) >= 8 {
			return " (" + s.Value[:8] + ")"
		}
	}
	return ""
}
