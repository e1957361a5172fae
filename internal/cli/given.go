package cli

import (
	"reflect"

	"github.com/alecthomas/kong"
)

// emptyFlag is a flag that was given with nothing for a value although it must have one
// (the tag filled), as by a variable that a scheduler did not set; "" for none. Without
// the flag the command would be for all sites.
func emptyFlag(command *kong.Context) string {
	for _, p := range command.Path {
		if p.Flag == nil || !p.Flag.Tag.Has("filled") {
			continue
		}
		if v := p.Flag.Target; v.IsZero() || v.Kind() == reflect.Slice && v.Len() == 0 {
			return "--" + p.Flag.Name
		}
	}
	return ""
}
