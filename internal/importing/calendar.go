package importing

import (
	"path"
	"strings"
	"time"

	"loa/internal/base/icsfile"
	"loa/internal/base/source"
	"loa/internal/base/tomlfile"
	"loa/internal/desk/sourceedit"
)

// calendar makes a section of a calendar: the file lies beside its page, which reads the events
// from it (events_from), so that each keeps its identity when a newer file takes its place. What
// cannot be said of the events is told whenever the site is built, with its line.
func (r *runner) calendar(item Item, raw []byte, hash string) (Item, error) {
	refuse := func(reason string) (Item, error) {
		item.State, item.Reason = Refused, reason
		return item, nil
	}
	text, found := source.Normalize("", raw)
	if source.Unread(found) || !icsfile.Is(text.Bytes) {
		return refuse("import-broken")
	}
	file := icsfile.Read(text.Bytes, time.UTC)
	if len(file.Events) == 0 {
		return refuse("import-no-events")
	}
	name := strings.TrimSuffix(path.Base(item.File), path.Ext(item.File))
	title := shown(file.Name)
	if !strings.ContainsFunc(title, seen) {
		title = name
	}
	folder := path.Join("content", r.options.Section, sourceedit.Name(title, "lich"))
	beside := sourceedit.Name(name, "lich") + ".ics"
	if r.there(folder) {
		item.Entry = path.Join(folder, beside)
		return refuse("import-calendar-there")
	}
	r.taken[folder] = true
	item.State, item.Title, item.Events, item.Entry = Imported, title, len(file.Events), path.Join(folder, "_index.md")
	r.known[hash] = item.Entry
	if r.options.Dry {
		return item, nil
	}
	if err := r.options.Disk.MkdirAll(r.site, folder, 0o777); err != nil {
		return item, err
	}
	if err := r.create(path.Join(folder, beside), raw); err != nil {
		return item, err
	}
	page := "+++\ntitle = " + tomlfile.Quote(title) + "\ndraft = true\nevents_from = " + tomlfile.Quote(beside) + "\n[extra]\n" + mark + hash + "\"\n+++\n"
	return item, r.create(item.Entry, []byte(page))
}
