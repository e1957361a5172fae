package config

import (
	_ "embed"
	"strings"
	"time"

	"loa/internal/base/fold"
	"loa/internal/base/problem"
)

// zones are offered where an author's zone is none.
var zones = []string{"Asia/Ho_Chi_Minh", "Asia/Bangkok", "Asia/Phnom_Penh", "Asia/Vientiane", "UTC"}

// windowsZones pair the names that Windows shows in its settings and registry with
// those of the IANA, a line each.
//
//go:embed windowszones.txt
var windowsZones string

func (c *checker) timezone() {
	zone, err := time.LoadLocation(c.Timezone)
	if err != nil || c.Timezone == "Local" || c.Timezone == "" {
		args := problem.Args{"value": c.Timezone}
		if meant := meantZone(c.Timezone); meant != "" {
			args["suggestion"] = meant
		}
		c.add(problem.SiteBadTimezone, c.Place("timezone"), args)
		c.Timezone = "Asia/Ho_Chi_Minh"
		zone, err = time.LoadLocation(c.Timezone)
	}
	if err == nil {
		c.Zone = zone
	}
}

// meantZone is the zone that an author may have meant by a name that is none; "" if
// nobody knows.
func meantZone(name string) string {
	for line := range strings.Lines(windowsZones) {
		windows, zone, ok := strings.Cut(strings.TrimSpace(line), " = ")
		if ok && strings.EqualFold(windows, strings.TrimSpace(name)) {
			return zone
		}
	}
	nearest, _ := fold.Nearest(name, zones)
	return nearest
}
