// Package offline makes the service worker of a site and the list of what it
// keeps on the reader's device.
//
//	ledger := offline.NewLedger(plan.Core)
//	ledger.Note("duoi-nuoc/index.html", html) // of every file, from any goroutine
//	files, err := offline.Make(ledger, offline.Plan{…})
//
// worker.js is written by hand; the build puts a line of constants before it. It is
// the one file with a stable name, and browsers compare its bytes with those of the
// server, bypassing every cache. What it lists stands in a file named after its bytes.
package offline

import (
	"bytes"
	"compress/gzip"
	_ "embed" // the scripts
	"encoding/json"
	"fmt"
	"hash/crc32"
	"iter"
	"maps"
	"slices"
	"strings"
	"sync"

	"loa/internal/generator/minify"
)

// Worker is where the worker lies: at the root, since it may keep only what lies
// below it.
const Worker = "worker.js"

//go:embed worker.js
var script []byte

//go:embed gone.js
var gone []byte

// Ledger notes the files of a build that can be kept: their sums and sizes.
type Ledger struct {
	exactly map[string]bool // files whose compressed size must be known
	writers sync.Pool       // of *gzip.Writer

	mu     sync.Mutex
	files  map[string]file
	photos map[string]photo
}

type file struct {
	sum        uint32
	size       int32
	compressed int32 // 0 if nobody looked
}

// NewLedger returns an empty ledger that will know exactly how much some files
// take when they are transferred, and of the others about how much.
func NewLedger(exactly []string) *Ledger {
	l := &Ledger{exactly: map[string]bool{}, files: map[string]file{}, photos: map[string]photo{}}
	for _, path := range exactly {
		l.exactly[path] = true
	}
	return l
}

// Of the other files one in how many is compressed: pages, which are many and much
// alike, and others. Those that are large and no pages all are, since there are few.
const (
	pageSample = 256
	sample     = 64
	large      = 16 << 10
)

// wants reports whether it must be known how much a file takes when it is
// transferred. The path alone decides which of a kind are looked at, so that every
// build looks at the same.
func (l *Ledger) wants(path string, size int) bool {
	of := uint32(sample)
	if isPage(path) {
		of = pageSample
	} else if size > large {
		return true
	}
	return l.exactly[path] || crc32.ChecksumIEEE([]byte(path))%of == 0
}

func isPage(path string) bool { return strings.HasSuffix(path, ".html") }

// Note takes down a file that readers may keep. Films and papers are not among
// them, and photos are kept when they are looked at or asked for.
func (l *Ledger) Note(path string, data []byte) {
	if NeedsSum(path) {
		l.NotePhoto(path, int64(len(data)), crc32.ChecksumIEEE(data))
	} else {
		l.NotePhoto(path, int64(len(data)), 0)
	}
	if !keepable(path) {
		return
	}
	f := file{sum: crc32.ChecksumIEEE(data), size: int32(len(data))}
	if l.wants(path, len(data)) {
		f.compressed = l.compressed(data)
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.files[path] = f
}

func keepable(path string) bool {
	switch ending(path) {
	case "html", "css", "js", "svg", "json", "webmanifest", "ics":
		return path != Worker && path != "404.html" && !strings.HasSuffix(path, "/404.html")
	}
	return false
}

func ending(path string) string { return path[strings.LastIndexByte(path, '.')+1:] }

// compressed is how long data are when they are transferred. A writer takes
// most of a megabyte, so that they are used again.
func (l *Ledger) compressed(data []byte) int32 {
	w, ok := l.writers.Get().(*gzip.Writer)
	if !ok {
		w = gzip.NewWriter(nil)
	}
	defer l.writers.Put(w)
	var out bytes.Buffer
	w.Reset(&out)
	w.Write(data) // to memory
	w.Close()
	return int32(out.Len())
}

// Plan says what the worker is to do with the files.
type Plan struct {
	Core    []string          // what is saved at once, the most needed first
	Never   map[string]bool   // what is never saved
	Chosen  []string          // what is saved only where readers choose what they save
	Topics  []Topic           // what a reader can save together
	Photos  []string          // what pages show, of which a reader can save all
	Offline map[string]string // language prefix → path of the page for what is not there
	Names   map[string]string // language prefix → the language's name
	Pieces  map[string]string // files of search that one language alone has → its prefix
	Budget  int64             // in bytes, compressed: up to this everything is saved; 0 for no limit
}

// Topic is what a reader can save together.
type Topic struct {
	Key      string   `json:"key"` // of all topics in all languages
	Name     string   `json:"name"`
	Language string   `json:"language"`
	Paths    []string `json:"-"`     // of files, photos among them
	Files    []int    `json:"files"` // how far each is behind the one before; see list
	Bytes    int64    `json:"bytes"`
	Photos   int64    `json:"photos,omitempty"` // bytes of its photos
}

// Output is a file to write.
type Output struct {
	Path string
	Data []byte
}

// Weight is what the reader transfers, compressed.
type Weight struct {
	Core, Text int64
	List       int64 // of what can be saved, which every device needs
	Budget     int64
	Auto       bool     // the whole text is saved
	Left       []string // addresses that were to be saved at once and are too much for that
}

// CoreLimit is how many bytes, compressed, readers transfer without being asked
// for what they may need most.
const CoreLimit = 150_000

// Gone is the worker of a site without one: it takes away an earlier one.
func Gone() Output { return Output{Worker, small(gone)} }

func small(js []byte) []byte {
	if out, err := minify.JS(js); err == nil {
		return out
	}
	return js
}

// facts are what the worker begins with.
type facts struct {
	Version string            `json:"version"`
	Core    [][]string        `json:"core"` // path, sum and, of what one language alone has, its prefix
	List    string            `json:"list"`
	Photos  string            `json:"photos,omitempty"`
	Auto    bool              `json:"auto"`
	Offline map[string]string `json:"offline"`
	Names   map[string]string `json:"names"`
}

// Make returns the lists and, last, the worker.
func Make(l *Ledger, p Plan) ([]Output, Weight) {
	ratios := l.ratios()
	core, weight := l.core(p, ratios)
	weight.Budget = p.Budget
	chosen := map[string]bool{}
	for _, path := range p.Chosen {
		chosen[path] = true
	}
	for path := range l.files {
		if core[path] || !p.Never[path] && !chosen[path] {
			weight.Text += l.weigh(path, ratios)
		}
	}
	weight.Auto = p.Budget == 0 || weight.Text <= p.Budget
	all := l.list(p, core, chosen, ratios, weight.Auto)
	album := l.album(p)
	album.count(&all)
	text := plain(all)
	weight.List = int64(l.compressed(text))
	f := facts{List: named("offline", text), Auto: weight.Auto, Offline: p.Offline, Names: p.Names}
	for i, path := range p.Core {
		if core[path] && !slices.Contains(p.Core[:i], path) {
			entry := []string{address(path), l.sum(path)}
			if prefix, ok := p.language(path); ok {
				entry = append(entry, prefix)
			}
			f.Core = append(f.Core, entry)
		}
	}
	outputs := []Output{{f.List, text}}
	if len(album.Files) > 0 {
		text := plain(album)
		f.Photos = named("photos", text)
		outputs = append(outputs, Output{f.Photos, text})
	}
	return append(outputs, Output{Worker, worker(f)}), weight
}

// plain is a list as JSON.
func plain(list any) []byte {
	text, err := json.Marshal(list)
	if err != nil {
		panic(err) // strings and numbers alone
	}
	return text
}

// named is the path of a list, after its bytes.
func named(name string, text []byte) string {
	return fmt.Sprintf("assets/%s.%08x.json", name, crc32.ChecksumIEEE(text))
}

// worker puts the facts before the script. Its version is that of all bytes.
func worker(f facts) []byte {
	code := small(script)
	f.Version = fmt.Sprintf("%08x", crc32.Update(crc32.ChecksumIEEE(plain(f)), crc32.IEEETable, code))
	return slices.Concat([]byte("var site="), plain(f), []byte(";\n"), code)
}

// address is how a file is asked for: a page by its folder.
func address(path string) string {
	if folder, ok := strings.CutSuffix(path, "index.html"); ok && (folder == "" || strings.HasSuffix(folder, "/")) {
		return folder
	}
	return path
}

// sorted goes through a map in the order of its keys.
func sorted[V any](m map[string]V) iter.Seq2[string, V] {
	return func(yield func(string, V) bool) {
		for _, key := range slices.Sorted(maps.Keys(m)) {
			if !yield(key, m[key]) {
				return
			}
		}
	}
}

// ratios are how much of a file remains when it is compressed, of pages (true)
// and of others, by those that were.
func (l *Ledger) ratios() map[bool]float64 {
	size, small := map[bool]int64{}, map[bool]int64{}
	for path, f := range l.files {
		if f.compressed > 0 {
			size[isPage(path)] += int64(f.size)
			small[isPage(path)] += int64(f.compressed)
		}
	}
	ratios := map[bool]float64{}
	for _, page := range []bool{true, false} {
		ratios[page] = .4
		if size[page] > 0 {
			ratios[page] = float64(small[page]) / float64(size[page])
		}
	}
	return ratios
}

func (l *Ledger) weigh(path string, ratios map[bool]float64) int64 {
	f := l.files[path]
	if f.compressed > 0 {
		return int64(f.compressed)
	}
	return int64(float64(f.size) * ratios[isPage(path)])
}

// core are the files that are saved at once: as many as its limit takes. A device
// saves those of all languages and those of its reader's, so the limit is for both
// together.
func (l *Ledger) core(p Plan, ratios map[bool]float64) (map[string]bool, Weight) {
	core, w := map[string]bool{}, Weight{}
	common, own := int64(0), map[string]int64{}
	for _, path := range p.Core {
		size := l.weigh(path, ratios)
		if _, ok := l.files[path]; !ok || core[path] {
			continue
		}
		prefix, one := p.language(path)
		heaviest := own[prefix]
		if !one {
			heaviest = largest(own)
		}
		if common+heaviest+size > CoreLimit {
			w.Left = append(w.Left, "/"+address(path))
			continue
		}
		core[path] = true
		if one {
			own[prefix] += size
		} else {
			common += size
		}
	}
	w.Core = common + largest(own)
	return core, w
}

func largest(sizes map[string]int64) (most int64) {
	for _, size := range sizes {
		most = max(most, size)
	}
	return most
}

// language is the prefix of the language that a file belongs to; ok is false of what
// all languages share.
func (p Plan) language(path string) (prefix string, ok bool) {
	if prefix, ok := p.Pieces[path]; ok {
		return prefix, true
	}
	if !isPage(path) && ending(path) != "ics" {
		return "", false
	}
	for candidate := range p.Offline {
		if strings.HasPrefix(path, candidate) && (!ok || len(candidate) > len(prefix)) {
			prefix, ok = candidate, true
		}
	}
	return prefix, ok
}
