package deploy

import (
	"context"
	"errors"
	"io/fs"
)

// tryPath is a file of the place's state that stays for a moment.
const tryPath = stateFolder + "/try"

// try makes sure that files can be written at the place and removed again. What a try
// left that was cut off is in nobody's way.
func (r *release) try(ctx context.Context) error {
	claim := func() error { return r.place.Claim(ctx, tryPath, []byte("loa\n")) }
	err := r.insist(ctx, claim)
	if err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return r.insist(ctx, func() error { return r.place.Release(ctx, tryPath) })
}
