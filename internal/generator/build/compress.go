package build

import (
	"io"

	"loa/internal/base/output"
	"loa/internal/generator/compress"
)

// compressing is a sink that puts the compressed forms of text beside it.
type compressing struct {
	Sink
	store *compress.Store
	taken func(path string) bool // by a file of the author's
}

const compressedFolder = ".loa/compressed"

func (c compressing) Write(path string, class output.Class, data []byte) error {
	if compress.Wanted(path, len(data)) {
		for _, ending := range compress.Endings {
			if c.taken(path + ending) {
				continue
			}
			made, err := c.store.Compressed(data, ending)
			if err == nil && made != nil {
				err = c.Sink.Write(path+ending, class, made)
			}
			if err != nil {
				return err
			}
		}
	}
	return c.Sink.Write(path, class, data)
}

// textLimit is how long a copied file may be in bytes to be compressed in
// memory.
const textLimit = 4 << 20

func (c compressing) Copy(path string, class output.Class, from func() (io.ReadCloser, error), size int64) error {
	if size < 0 || size > textLimit || !compress.Wanted(path, int(size)) {
		return c.Sink.Copy(path, class, from, size)
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
	return c.Write(path, class, data)
}

// forgetCompressed removes what was kept of files that the site no longer has.
func forgetCompressed(r *run) error {
	if r.compressed == nil {
		return nil
	}
	return r.compressed.Forget()
}
