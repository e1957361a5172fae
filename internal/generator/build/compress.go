package build

import (
	"io"

	"loa/internal/base/output"
	"loa/internal/generator/compress"
)

// packing is a sink that puts the compressed forms of text beside it.
type packing struct {
	Sink
	store *compress.Store
	taken func(path string) bool // by a file of the author's
}

const compressed = ".loa/compressed"

// compress begins to put compressed files beside text.
func (r *run) compress() error {
	store, err := compress.Open(r.root, compressed)
	if err != nil {
		return err
	}
	r.packed = store
	r.sink = packing{r.sink, store, r.Site.Has}
	return nil
}

func (p packing) Write(path string, class output.Class, data []byte) error {
	if compress.Wanted(path, len(data)) {
		for _, ending := range compress.Endings {
			if p.taken(path + ending) {
				continue
			}
			made, err := p.store.Compressed(data, ending)
			if err == nil && made != nil {
				err = p.Sink.Write(path+ending, class, made)
			}
			if err != nil {
				return err
			}
		}
	}
	return p.Sink.Write(path, class, data)
}

// textLimit is how long a copied file may be in bytes to be compressed in
// memory.
const textLimit = 4 << 20

func (p packing) Copy(path string, class output.Class, from func() (io.ReadCloser, error), size int64) error {
	if size < 0 || size > textLimit || !compress.Wanted(path, int(size)) {
		return p.Sink.Copy(path, class, from, size)
	}
	file, err := from()
	if err != nil {
		return err
	}
	data, err := io.ReadAll(file)
	file.Close()
	if err != nil {
		return err
	}
	return p.Write(path, class, data)
}

// forgetPacked removes what was kept of files that the site no longer has.
func (r *run) forgetPacked() error {
	if r.packed == nil {
		return nil
	}
	return r.packed.Forget()
}
