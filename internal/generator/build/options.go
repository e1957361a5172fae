package build

import (
	"context"
	"io/fs"
	"time"

	"loa/internal/base/disk"
	"loa/internal/base/output"
	"loa/internal/base/problem"
	"loa/internal/generator/check"
	"loa/internal/generator/config"
	"loa/internal/generator/linkcheck"
	"loa/internal/generator/offline"
	"loa/internal/generator/relay"
	"loa/internal/generator/site"
)

// Options say what to build and where to.
type Options struct {
	Dir        string    // the site's folder
	Out        string    // the output folder
	Builtin    fs.FS     // the themes that come with the program
	BaseURL    string    // instead of that of site.toml; "" for that
	Now        time.Time // the moment of the build; the site's zone says which day that is
	Fixed      bool      // Now is a day that the user chose: its date counts, in any zone
	Drafts     bool      // also pages that are drafts
	Version    string    // of the program, for requires in site.toml; "" for one that may build all
	Strict     bool      // warnings stop the build, too
	Dry        bool      // nothing is written, not even to .loa/
	Carrier    string    // by which readers get the site: consent.Web or consent.Disk; "" for the web
	Unmeasured bool      // without the measuring script of site.toml: visits of a preview count for nothing
	Server     string    // the program that serves the site, whose settings are wanted; "" for none
	Compress   bool      // compressed files beside text, for servers that send them as they are
	Workers    int       // how many pages at a time; 0: as many as there are cores
	Disk       disk.System
	Memory     *Memory // of the last build into the same folder; nil: everything is made
	Shared     *Shared // with other sites of this process; nil for none
	Listing    bool    // the result has the titles and the dates ahead: a network makes its front from them
	// Adjust, if set, changes the settings after site.toml was read: a network gives its
	// sites what differs between them. It depends on nothing that may change meanwhile.
	Adjust func(*config.Settings)
	// Unit is the row of a network's table for the site, by headings: fields of [unit] that
	// site.toml leaves out.
	Unit map[string]string
	// Roots are the folders of networks: a site in one may read the layers in it.
	Roots []string
	// Readable reports whether the person at this machine allows the site to read a layer
	// outside of its folder, by its absolute path without links; nil: none.
	Readable func(folder string) (bool, error)
	// Speech, if set, returns what runs the command of [audio] in site.toml; nil where nobody
	// has allowed that. Each build asks: the answer may change while the program runs.
	Speech func() Speech
	// LinkChecker, if set, requests the addresses on other hosts that the site links to; of a check.
	LinkChecker *linkcheck.Checker
	// Relay, if set, fetches the warnings of the sites that [warnings] from names, before
	// anything is read; without it those that were fetched last count.
	Relay *relay.Fetcher
	// Lists, if set, are the warnings of other sites instead of those in the site's folder,
	// which is not looked at. Nothing is fetched then.
	Lists relay.Lists
	// Entries, if set, is told how many entries there are, before any page is made;
	// of a build that knows the last one before anything is read.
	Entries func(count int)
	// Placed, if set, is told of every file of the site and when it is its turn
	// to be published; from any goroutine.
	Placed func(path string, class output.Class)
	// Wrote, if set, is told of the bytes of files that Placed was told of, if they are at
	// hand; data belongs to the caller when it returns. From any goroutine.
	Wrote func(path string, data []byte)
	// Packs makes what a site with [offline] packs offers for download; without it
	// nothing is offered.
	Packs func(ctx context.Context, p *Project, to Sink) (Packs, error)
	// Progress, if set, is told now and then how many pages are done.
	Progress func(done, total int)

	// Spoken, if set, is told before each text that [audio] is run for how many are said.
	Spoken func(done, total int)

	once bool // one run, for which the folders are as it has listed them
}

// Result is what a build did.
type Result struct {
	Problems []problem.Problem // weighed by [check] and sorted
	Pages    int
	Kept     int // of them those that the last build has made, and no text of which is another
	Report   output.Report
	Next     site.Change // when the site changes by itself
	// Withdrawn tells where an earlier build may have put a picture that must not be
	// shown any more. A deploy removes those first.
	Withdrawn Withdrawn
	Stopped   bool // problems kept the output as it was
	Weight    offline.Weight
	Heaviest  []Heavy
	BaseURL   string   // the address that the site was built for
	Conf      Conf     // of Options.Server, where it is no file of the site
	Packs     []Packed // what readers may download
	Unheard   []string // hosts of [warnings] from whose list was not fetched by this run
	Listed    Listed   // of Options.Listing
	// Translations, of a check alone, counts those of each language.
	Translations []check.Tally
}

// Conf is a file of settings for the server itself. Data is nil for none.
type Conf struct {
	Name string
	Data []byte
}
