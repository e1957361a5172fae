package cli

import (
	"fmt"
	"time"
	"unicode/utf8"

	"loa/internal/base/problem"
	"loa/internal/generator/build"
)

// weight is a line of the table of what readers transfer.
type weight struct {
	what string
	size int64 // in bytes, as hosts send it
}

// someHeavy is how many of the heaviest pages the table has.
const someHeavy = 5

// weights are what readers keep, the pages that take longest, and the packs.
func weights(v *voice, r build.Result) []weight {
	var all []weight
	if w := r.Weight; w.Text > 0 {
		all = append(all, weight{v.Say("weight.core", nil), w.Core + w.List})
		words := "weight.text"
		if !w.Auto {
			words = "weight.text-chosen"
		}
		all = append(all, weight{v.Say(words, problem.Args{"limit": problem.Size(w.Budget)}), w.Text})
	}
	for _, h := range r.Heaviest[:min(len(r.Heaviest), someHeavy)] {
		all = append(all, weight{h.Address, h.Size})
	}
	for _, one := range r.Packs {
		all = append(all, weight{"/" + one.Path, one.Sent})
	}
	return all
}

// weights shows the table, with the time on a slow line.
func (v *voice) weights(all []weight) {
	if len(all) == 0 || v.common.Quiet || v.common.Format == "json" {
		return
	}
	head := v.Say("weights", nil)
	wide := utf8.RuneCountInString(head)
	for _, w := range all {
		wide = max(wide, utf8.RuneCountInString(w.what)+2)
	}
	fmt.Fprintf(v.out, "%-*s  %10s  %12s\n", wide, head, v.Say("weights.size", nil), v.Say("weights.time", nil))
	for _, w := range all {
		size := v.Say("weights.bytes", problem.Args{"size": problem.Size(w.size)})
		fmt.Fprintf(v.out, "  %-*s  %10s  %10s s\n", wide-2, w.what, size, v.onSlowLine(w.size))
	}
}

// slowLine is WebPageTest's profile of a slow 3G line, in bits a second.
const slowLine = 400_000

// onSlowLine is how many seconds it takes to transfer as many bytes.
func (v *voice) onSlowLine(size int64) string {
	return v.seconds(time.Duration(size * 8 * int64(time.Second) / slowLine))
}
