package sameness

import "loa/internal/base/record"

// Write writes what tells files. Those that were made together differ little.
func Write(w *record.Writer, files []File) {
	var last File
	w.Number(uint64(len(files)))
	for i := range files {
		f := &files[i]
		w.Path(f.Path)
		w.Signed(f.Size)
		w.Signed(f.Times[0] - last.Times[0])
		w.Signed(f.Times[1] - f.Times[0])
		for n := range f.Node {
			w.Signed(int64(f.Node[n] - last.Node[n]))
		}
		w.Text(string(f.Sum))
		last = *f
	}
}

// Read reads what Write has written. Errors are those of the reader.
func Read(r *record.Reader) []File {
	var last File
	files := make([]File, r.Count())
	for i := range files {
		f := &files[i]
		f.Path, f.Size = r.Path(), r.Signed()
		f.Times[0] = r.Signed() + last.Times[0]
		f.Times[1] = r.Signed() + f.Times[0]
		for n := range f.Node {
			f.Node[n] = uint64(r.Signed()) + last.Node[n]
		}
		if sum := r.Text(); sum != "" {
			f.Sum = []byte(sum)
		}
		last = *f
	}
	return files
}
