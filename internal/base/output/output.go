// Package output stages the files of a site and commits them to its output
// folder, all or nothing as far as the author's mistakes go, and file by file
// whole in any case.
//
//	stage, problems, err := output.Open(siteFolder, outFolder, disk.System{})
//	defer stage.Discard()
//	err = stage.Write("duoi-nuoc/index.html", output.Page, html) // from any goroutine
//	report, problems, err := stage.Commit(ctx)
//
// # What it promises
//
// Nothing in the output folder changes before Commit. A file that is already
// there with the same bytes is never touched. A file that Loa did not write is
// never overwritten or removed, and nothing is written through a symbolic link.
// Each changed file appears whole, by a rename of its own or of a new folder that
// holds it. A commit that was cut short, by kill -9 or a power cut, is mended by
// the next one.
//
// # How
//
// Under .loa/outputs/<key>/ of the site lie the files that wait (stage/, by
// class and path: a folder that the output does not have goes out as one), the
// list of files that Loa may have written to that output folder (files), and a
// lock. Before a commit adds its first file, the list grows by every name it is
// about to write; after the last removal it shrinks to what the site now has.
// So the list is never too short, whenever the program dies, and no second
// journal is needed: the next build finds every file on it its own, compares,
// replaces what differs and removes what it no longer makes.
package output

import (
	"slices"
)

// Class orders a commit: a page goes out after the assets it needs, and what
// leads readers to pages goes last.
type Class uint8

const (
	Asset      Class = iota // styles, scripts, pictures, downloads
	Page                    // pages and the files beside them
	EntryPoint              // home, feeds, sitemap, service worker
	First                   // what readers must get before all else: the warnings of the moment
)

// order is that in which a commit places the classes.
var order = [...]Class{First, Asset, Page, EntryPoint}

// Order lists the classes in the order in which a commit places them.
func Order() []Class { return order[:] }

// Compare compares two classes by that order.
func Compare(a, b Class) int { return slices.Index(order[:], a) - slices.Index(order[:], b) }

// Report counts what a commit did.
type Report struct {
	Written   int   // files that are new or have new bytes
	Unchanged int   // files that were there already, untouched
	Removed   int   // files of an earlier build that the site no longer has
	Bytes     int64 // in the written files
}
