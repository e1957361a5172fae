package config

import (
	"slices"
	"strings"

	"loa/internal/base/pattern"
)

// national are the numbers that every Vietnamese phone reaches: child
// protection, rescue, police, fire, ambulance.
var national = []string{"111", "112", "113", "114", "115"}

// PhoneForm is how telephone numbers are written: digits, with spaces, points, hyphens and
// brackets between them.
var PhoneForm = pattern.New(`\(?\+?\d+\)?(?:[ .-]\d+)*`)

// Phones are the numbers on the lists that somebody checked, as they are dialled: the
// national ones, [[hotlines]], [check] phones and those of [organization] and [unit].
func (s *Settings) Phones() []string {
	all := slices.Clone(national)
	for _, h := range s.Hotlines {
		all = append(all, h.Number)
	}
	for _, number := range s.Check.Phones {
		all = append(all, Dialled(number))
	}
	for _, number := range PhoneForm.FindAllString(s.Organization.Phone, -1) {
		all = append(all, Dialled(number))
	}
	for _, field := range s.Unit.every() {
		for _, number := range PhoneForm.FindAllString(field, -1) {
			all = append(all, Dialled(number))
		}
	}
	return all
}

// Dialled is a number as it is dialled within the country.
func Dialled(number string) string {
	digits := strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, number)
	if rest, ok := strings.CutPrefix(digits, "84"); ok && len(rest) >= 9 {
		return "0" + rest
	}
	return digits
}
