package deploy

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"loa/internal/base/output"
)

// carrying publishes a list of warnings without having heard of the province.
func (d *desk) carrying(alone bool, list string) Result {
	d.t.Helper()
	d.options.Warnings = alone
	defer func() { d.options.Warnings = false }()
	p := pages{"warnings.json": list}
	if !alone {
		p = first.and(p)
	}
	var result Result
	result.Build.Unheard = []string{"tinh.example"}
	if err := d.release(p).publish(d.t.Context(), &result); err != nil || result.Stopped {
		d.t.Fatal(result, err)
	}
	return result
}

const (
	own      = `{"warning":"nghi-hoc.1","level":"notice","until":1780444800,"html":{"vi":"own"}}`
	dam      = `{"warning":"tinh.example.1","level":"emergency","until":1780444800,"html":{"vi":"<b>dam</b>"},"source":"tinh.example"}`
	over     = `{"warning":"tinh.example.2","level":"emergency","until":1780185600,"html":{"vi":"over"},"source":"tinh.example"}`
	ofOthers = `{"warning":"khac.example.3","level":"emergency","until":1780444800,"html":{"vi":"heard"},"source":"khac.example"}`
)

func listOf(all ...string) string { return `{"warnings":[` + strings.Join(all, ",") + "]}\n" }

// A machine that has not fetched the warnings of another site does not take them down:
// neither with a warning of its own, nor with a whole release.
func TestTwoMachines(t *testing.T) {
	for _, alone := range []bool{true, false} {
		d := newDesk(t)
		d.mustPublish(first.and(pages{"warnings.json": listOf(dam, over, ofOthers)}))
		result := d.carrying(alone, listOf(own))
		if got := d.there()["warnings.json"]; got != listOf(dam, own) || result.Carried.Count != 1 || result.Carried.Lost {
			t.Errorf("alone %v: %s%+v", alone, got, result.Carried)
		}
		if d.carrying(alone, listOf(own)); len(d.sent) > 0 {
			t.Errorf("alone %v: again sent %v", alone, d.sent)
		}
		// Whoever hears of the other site takes them down.
		d.mustPublish(first.and(pages{"warnings.json": listOf(own)}))
		if got := d.there()["warnings.json"]; got != listOf(own) {
			t.Errorf("alone %v: %s", alone, got)
		}
	}
}

// A site that was built before shows what a host answered then. What was put up at the place
// since is not taken down for it; what was put up before is, since the answer is newer.
func TestOlderAnswer(t *testing.T) {
	for _, of := range []struct {
		name    string
		written time.Duration // after the release
		asked   time.Duration // after the release
		never   bool
		stays   bool
	}{
		{name: "asked before", asked: -time.Second, stays: true},
		{name: "asked after", asked: time.Second},
		{name: "never asked", never: true, stays: true},
		{name: "warned alone after it was asked", written: time.Minute, asked: time.Second, stays: true},
		{name: "asked after that", written: time.Minute, asked: 2 * time.Minute},
	} {
		d := newDesk(t)
		d.mustPublish(first.and(pages{"warnings.json": listOf(dam)}))
		released := d.now
		at := released.Add(of.written)
		if err := os.Chtimes(filepath.Join(d.dir, "warnings.json"), at, at); err != nil {
			t.Fatal(err)
		}
		heard := Heard{Host: "tinh.example"}
		if !of.never {
			heard.Asked = released.Add(of.asked)
		}
		d.options.Made = &Made{Heard: []Heard{heard}}
		var result Result
		if err := d.release(first.and(pages{"warnings.json": listOf()})).publish(t.Context(), &result); err != nil {
			t.Fatal(err)
		}
		if stays := strings.Contains(d.there()["warnings.json"], "dam"); stays != of.stays || (result.Carried.Count == 1) != of.stays {
			t.Errorf("%s: %v, %+v", of.name, stays, result.Carried)
		}
	}
}

// Where a place tells no times of files (FTP, SFTP), what was put up alone since a host was asked
// is not taken down either: not the next day, and not where the state of the place was written
// anew meanwhile.
func TestOlderAnswerWithoutTimes(t *testing.T) {
	for name, asked := range map[string]time.Duration{"before it was put up": 30 * time.Second, "after": 5 * time.Minute} {
		for _, compacted := range []bool{false, true} {
			d := newDesk(t)
			d.timeless = true
			d.options.AllowRemove = true
			d.mustPublish(first.and(pages{"warnings.json": listOf()}))
			released, alone := d.now, pages{"warnings.json": listOf(dam)}
			for i := 0; compacted && i < 600; i++ { // so many changes that they become a manifest
				alone[fmt.Sprintf("warnings/a-rather-long-name-of-a-warning-that-fills-the-changes-%d.xml", i)] = "x"
			}
			if _, err := d.warn(alone); err != nil {
				t.Fatal(err)
			}
			late := d.now.Sub(released) - time.Minute
			d.options.Made = &Made{Heard: []Heard{{Host: "tinh.example", Asked: released.Add(late + asked)}}}
			result := d.mustPublish(first.and(pages{"warnings.json": listOf()}))
			stays := strings.Contains(d.there()["warnings.json"], "dam")
			if want := asked < time.Minute; stays != want || (result.Carried.Count == 1) != want {
				t.Errorf("asked %s, compacted %v: %v, %+v", name, compacted, stays, result.Carried)
			}
		}
	}
}

// Only what Loa sent is taken over: HTML of another hand is not sent again.
func TestCarryOfAnotherHand(t *testing.T) {
	for _, there := range []string{listOf(strings.Replace(dam, "dam", "bad", 1)), "no list"} {
		d := newDesk(t)
		d.mustPublish(first.and(pages{"warnings.json": listOf(dam)}))
		d.write("warnings.json", there)
		if result := d.carrying(true, listOf(own)); !result.Carried.Lost || d.there()["warnings.json"] != listOf(own) {
			t.Errorf("%+v %s", result.Carried, d.there()["warnings.json"])
		}
	}
}

// Compressed copies of the list as it was made do not stand beside another list.
func TestCarryCompressed(t *testing.T) {
	d := newDesk(t)
	d.options.AllowRemove = true
	d.mustPublish(first.and(pages{"warnings.json": listOf(dam), "warnings.json.gz": "packed"}))
	r := d.release(first.and(pages{"warnings.json": listOf(own), "warnings.json.gz": "other"}))
	var result Result
	result.Build.Unheard = []string{"tinh.example"}
	if err := r.publish(t.Context(), &result); err != nil {
		t.Fatal(err)
	}
	if _, stays := d.there()["warnings.json.gz"]; stays || r.local.files["warnings.json"].class != output.First {
		t.Error("a compressed list without the warning of the province")
	}
}
