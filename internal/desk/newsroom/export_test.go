package newsroom

import (
	"maps"
	"slices"
)

// LargestForm is how much a form may send, in bytes.
const LargestForm = largest

// Routes are all that the desk answers, such as "POST edit".
func Routes() []string {
	return slices.Sorted(maps.Keys(routes(&Desk{store: &store{}, words: newCatalogue("vi")}, Options{})))
}
