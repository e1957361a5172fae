package cli

import (
	"os"
	"path/filepath"
	"time"

	"loa/internal/base/problem"
	"loa/internal/reach/report"
)

type reachReportCommand struct {
	Month string `placeholder:"2026-11"`
	To    string `default:"." placeholder:"DIR"`
}

// Run writes the report of a month: a page, a table and a workbook.
func (r *reachReportCommand) Run(c *Common, v *voice, s *Env) error {
	p, err := v.counted(c, s)
	if err != nil {
		return err
	}
	defer p.Close()
	month := r.Month
	if month == "" {
		month = p.Site.Now.Format("2006-01")
	}
	if _, err := time.Parse("2006-01", month); err != nil {
		return v.misused("reach-month", r.Month)
	}
	made := report.Of(p.Site, p.Reach, month)
	root, err := os.OpenRoot(r.To)
	if err != nil {
		return err
	}
	defer root.Close()
	for _, form := range []struct {
		ending string
		write  func(tag string) ([]byte, error)
	}{{".html", made.HTML}, {".csv", made.CSV}, {".xlsx", made.XLSX}} {
		data, err := form.write(v.Language)
		if err != nil {
			return err
		}
		name := "luot-xem-" + month + form.ending
		if err := s.Disk.Replace(root, name, data, 0o644); err != nil {
			return err
		}
		v.Tell("reach-changed", problem.Args{"file": filepath.Join(r.To, name)})
	}
	return nil
}
