package newsroom

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"path/filepath"

	"loa/internal/base/pattern"
)

// keeping is what the script needs that keeps what is typed in the browser's own store,
// until it is saved (files/keep.js).
type keeping struct {
	Site  string // tells this site from others that were written at the same address
	Saved bool   // the form shows what lies on the disk
}

// keptName is the name that the script gives a text of its store.
var keptName = pattern.New(`^[0-9a-z]{1,32}$`)

// siteName names a site by its folder, which it does not tell.
func siteName(dir string) string {
	if full, err := filepath.Abs(dir); err == nil {
		dir = full
	}
	sum := sha256.Sum256([]byte(dir))
	return hex.EncodeToString(sum[:6])
}

// alive tells the script of a form that the program runs and knows the browser, and the
// token that forms carry now: one that was opened before the program was started again
// can be sent then.
func alive(q *request) { q.json(http.StatusOK, map[string]string{"token": q.token}) }
