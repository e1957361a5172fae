package build

import (
	"loa/internal/base/problem"
	"loa/internal/generator/render"
	"loa/internal/media/consent"
)

// Packs is what Options.Packs made.
type Packs struct {
	All      []Packed
	Problems []problem.Problem
}

// Packed is a file for download.
type Packed struct {
	Path string
	Size int64 // on the reader's device
	Sent int64 // as hosts send it
}

// packs makes what the site offers for download, apart from what devices save.
// A build that will be stopped does without.
func packs(r *run) error {
	if !r.Settings.Offline.Packs || problem.Any(r.weighed(), problem.Error) {
		return nil
	}
	made, err := r.Options.Packs(r.ctx, r.Project, r.bare)
	r.report(made.Problems)
	r.offers = made.All
	return err
}

// OneFile renders one page, or several, in a single HTML file.
func (p *Project) OneFile(pages render.SinglePages) (render.SingleFile, error) {
	onDisk := *p
	onDisk.Options.Carrier = consent.Disk
	files := render.NewFiles(p.disk, p.reader, onDisk.processor(), onDisk.recordings(p.Site))
	file, err := render.OneFile(p.Site, p.Theme, files, pages)
	file.HTML, _ = files.Pictures.Blank(file.HTML)
	return file, err
}
