package deploy

import (
	"net/http"
	"strconv"
	"strings"
	"time"
)

// mostOff is how far the host's clock may be from this machine's. A warning ends at a
// minute, and devices go by the host's clock (decision 0067).
const mostOff = time.Minute

// clock compares the host's clock with this machine's. The answer was asked for at one
// moment and had come at another; in between the host wrote its Date, which of an answer
// from a cache is older by its Age (RFC 9111, section 4.2.3).
func (v *verification) clock(name string, got http.Header, asked, came time.Time) {
	date, err := http.ParseTime(got.Get("Date"))
	if err != nil {
		return // the devices go by their own clock
	}
	if age, err := strconv.Atoi(got.Get("Age")); err == nil && age > 0 && age < int(24*time.Hour/time.Second) {
		date = date.Add(time.Duration(age) * time.Second)
	}
	switch {
	case date.Sub(came) > mostOff:
		v.add(Clock, name, "+"+inMinutes(date.Sub(came)))
	case asked.Sub(date) > mostOff:
		v.add(Clock, name, "-"+inMinutes(asked.Sub(date)))
	}
}

func inMinutes(d time.Duration) string {
	return strings.TrimSuffix(d.Round(time.Minute).String(), "0s")
}
