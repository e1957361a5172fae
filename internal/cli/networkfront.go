package cli

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"time"

	"loa/internal/base/calendar"
	"loa/internal/base/output"
	"loa/internal/base/problem"
	"loa/internal/network/front"
	"loa/internal/network/units"
	"loa/internal/publish/deploy"
)

type networkFront struct {
	allowance
	releasing
	Deploy string `placeholder:"NAME" filled:""`
}

// Run makes the front of the network from the records of its sites, and publishes it.
func (f *networkFront) Run(ctx context.Context, c *Common, v *voice, s *Env) error {
	n, err := v.network(c, s, chosen{})
	if err != nil {
		return err
	}
	if err := f.permits(ctx, c, v, s, n); err != nil {
		return err
	}
	if f.Rollback {
		return f.publish(ctx, c, v, s, n, nil)
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
	if f.Deploy != "" {
		if err := f.publish(ctx, c, v, s, n, files); err != nil {
			return err
		}
	}
	return n.ended()
}

// permits makes sure that the place of the front is one for all units together, and allowed.
func (f *networkFront) permits(ctx context.Context, c *Common, v *voice, s *Env, n *network) error {
	if f.Deploy == "" && !f.Rollback {
		return nil
	}
	if _, ok := n.Place(units.Unit{Target: f.Deploy}); !ok {
		return v.misused("network-front-target", f.Deploy)
	}
	t, _ := n.Network.Deploy.Find(f.Deploy)
	return v.permitted(ctx, c, s, f.allowance, t)
}

// publish publishes the files of the front, as loa deploy does a site.
func (f *networkFront) publish(ctx context.Context, c *Common, v *voice, s *Env, n *network, files []front.File) error {
	t, _ := n.Network.Deploy.Find(f.Deploy)
	made := &deploy.Made{Target: &t, BaseURL: t.BaseURL, Files: map[string]deploy.MadeFile{}}
	of := map[string][]byte{}
	for _, file := range files {
		made.Files[file.Path] = deploy.MadeFile{SHA256: fmt.Sprintf("%x", sha256.Sum256(file.Data)), Size: int64(len(file.Data)), Class: file.Class}
		of[file.Path] = file.Data
	}
	made.Open = func(path string) (io.ReadCloser, error) {
		data, known := of[path]
		if !known {
			return nil, errNoFile
		}
		return io.NopCloser(bytes.NewReader(data)), nil
	}
	return f.command(made).Run(ctx, c, v, s)
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
