// Package themes holds the themes that Loa brings along, so that the program is
// one file. A theme is read through FS with its name as the first folder:
// "loa/theme.toml".
package themes

import "embed"

// FS holds the built-in themes. The site's own themes/ folder is looked at
// first; see package theme.
//
//go:embed all:loa
var FS embed.FS
