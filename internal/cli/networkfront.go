package cli

import (
	"context"
	"errors"
	"time"

	"loa/internal/base/calendar"
	"loa/internal/base/output"
	"loa/internal/base/problem"
	"loa/internal/network/front"
)

type networkFront struct{ allowance }

// Run makes the front of the network from the records of its sites.
func (f *networkFront) Run(ctx context.Context, c *Common, v *voice, s *Env) error {
	n, err := v.network(c, s, chosen{})
	if err != nil {
		return err
	}
	if err := n.open(ctx, c, v, s, f.allowance); err != nil {
		return v.undeployed(err)
	}
	defer n.store.Close()
	if err := n.rows(v); err != nil {
		return err
	}
	gathered, err := front.Gather(ctx, front.Options{Network: n.Network, Store: n.store, Today: n.today()})
	if err != nil {
		return v.undeployed(err)
	}
	files, err := gathered.Files()
	if err != nil {
		return err
	}
	report, found, err := n.place(ctx, c, files)
	if err != nil {
		return err
	}
	if err := v.ended(found, len(found) > 0, "network-front-stopped", problem.Args{"out": n.options.Out}); err != nil {
		return err
	}
	v.Tell("network-front", problem.Args{"sites": len(n.sites), "ready": gathered.Ready, "dates": len(gathered.Dates), "titles": len(gathered.Titles), "out": n.options.Out, "written": report.Written})
	if gathered.LeftDates+gathered.LeftTitles > 0 {
		v.Tell("network-front-left", problem.Args{"dates": gathered.LeftDates, "titles": gathered.LeftTitles})
	}
	return n.ended()
}

// today is the day of the command: that which the user chose, or that of the communes.
func (n *network) today() calendar.Day {
	now := n.options.Now
	if zone, err := time.LoadLocation(front.Zone); err == nil && !n.options.Fixed {
		now = now.In(zone)
	}
	return calendar.DayOf(now)
}

// place writes the files of the front into the folder of the output.
func (n *network) place(ctx context.Context, c *Common, files []front.File) (output.Report, []problem.Problem, error) {
	stage, found, err := output.Open(c.Source, n.options.Out, n.options.Disk)
	if err != nil || stage == nil {
		return output.Report{}, found, err
	}
	for _, f := range files {
		if err := stage.Write(f.Path, f.Class, f.Data); err != nil {
			return output.Report{}, nil, errors.Join(err, stage.Discard())
		}
	}
	report, found, err := stage.Commit(ctx)
	return report, found, errors.Join(err, stage.Discard())
}
