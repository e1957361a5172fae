package serve

import (
	"path/filepath"
	"testing"
	"time"

	"loa/internal/base/disk"
	"loa/internal/base/disk/disktest"
)

// An edit of a file that cannot be read just then is not forgotten: it is told once
// and tried again until it can be read.
func TestHeldEdit(t *testing.T) {
	w := disktest.New(t)
	second, waits := make(chan time.Time), make(chan bool, 100)
	p := start(t, example(), func(o *Options) {
		o.Build.Disk = w.System()
		o.Clock = Clock{Now: func() time.Time { return o.Build.Now }, Wait: func(until time.Time) <-chan time.Time {
			if until.Sub(o.Build.Now) == again {
				waits <- true
				return second
			}
			return nil
		}}
	})
	p.shows("/nuoc/ao/", 200, "Rào ao")
	const name = "content/nuoc/ao.md"
	w.Hold(filepath.Join(p.dir, name), -1)
	if r := p.edit(name, article("Che ao", "2026-05-01", "Che.")); disk.Why(r.Err) != disk.InUse {
		t.Fatalf("%+v", r)
	}
	<-waits
	second <- time.Time{}
	<-waits // it is still held
	w.Release(filepath.Join(p.dir, name))
	second <- time.Time{}
	if r := p.taken(name); r.Err != nil {
		t.Error(r.Err)
	}
	p.shows("/nuoc/ao/", 200, "Che ao", "Che.")
	p.shows("/", 200, "Che ao", "!Rào ao")
}
