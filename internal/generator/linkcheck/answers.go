package linkcheck

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"time"

	"loa/internal/base/disk"
)

// Answers are the last answers by address.
type Answers map[string]Answer

const (
	week  = 7 * 24 * time.Hour // for which a page that was there is taken to be
	day   = 24 * time.Hour     // for which any other answer holds
	month = 30 * day           // after which an address that nobody links to is forgotten
)

// fresh reports whether an answer need not be asked for again.
func (a Answer) fresh(now time.Time) bool {
	age := now.Sub(a.Asked)
	limit := day
	if a.Status > 0 && a.Status < 400 {
		limit = week
	}
	return a.Fault == "" && !a.Failing() && age >= 0 && age < limit
}

// file lies among the caches of a site.
const file = ".loa/outside.json"

// mostBytes is how long the file may be: some hundred bytes for each address.
const mostBytes = 32 << 20

// Load reads what the site's caches hold; what cannot be read is nothing.
func Load(files fs.FS) Answers {
	memory := Answers{}
	if info, err := fs.Stat(files, file); err != nil || info.Size() > mostBytes {
		return Answers{}
	}
	data, err := fs.ReadFile(files, file)
	if err != nil || json.Unmarshal(data, &memory) != nil {
		return Answers{}
	}
	return memory
}

// Save writes the answers into the site's caches, with those of earlier that are
// not too old.
func Save(system disk.System, root *os.Root, answers, earlier Answers, now time.Time) error {
	all := Answers{}
	for address, answer := range earlier {
		if now.Sub(answer.Asked) < month {
			all[address] = answer
		}
	}
	for address, answer := range answers {
		all[address] = answer
	}
	data, err := json.MarshalIndent(all, "", " ")
	if err != nil {
		return fmt.Errorf("writing %s: %w", file, err)
	}
	if err := system.MkdirAll(root, ".loa", 0o777); err != nil {
		return fmt.Errorf("writing %s: %w", file, err)
	}
	if err := system.Replace(root, file, data, 0o666); err != nil {
		return fmt.Errorf("writing %s: %w", file, err)
	}
	return nil
}
