package layers

import (
	"path"
	"strings"
	"sync"

	"golang.org/x/text/unicode/norm"
)

// listed remembers in which layer each name of a folder was when the folder was listed. A
// build asks for the same few hundred files again and again: to read them, to tell where a
// problem lies. Without this each question opens every folder of the path in every layer.
// Nil remembers nothing. It may be used from any number of goroutines.
type listed struct {
	mu      sync.RWMutex
	folders map[string]map[string]found // by folder and name, as the site has them, in NFC
}

// found is where a file lies.
type found struct {
	layer int    // in the layers of its top folder
	inner string // its path there, as the layer spells it; "" for that in the site
}

// keep remembers a folder.
func (l *listed) keep(folder string, names map[string]found) {
	if l == nil {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.folders == nil {
		l.folders = map[string]map[string]found{}
	}
	l.folders[norm.NFC.String(folder)] = names
}

// find gives the number of a file's layer and its path there. Known is false if its folder
// was not listed; there is false if it was not in it.
func (l *listed) find(name string) (layer int, inner string, there, known bool) {
	if l == nil {
		return 0, "", false, false
	}
	key := norm.NFC.String(name)
	folder, base := path.Split(key)
	l.mu.RLock()
	names, known := l.folders[strings.TrimSuffix(folder, "/")]
	l.mu.RUnlock()
	at, there := names[base]
	if at.inner == "" {
		_, at.inner, _ = strings.Cut(key, "/")
	}
	return at.layer, at.inner, there, known
}
