package offline

// Note is what a ledger holds of one file, for a build that keeps the file as it is.
type Note struct {
	Sum              uint32 // of a file, or of a photo
	Size, Compressed int32  // Size is -1 of a file that was not noted
	Photo            int64  // bytes of a photo
}

// Noted tells what was taken down of a file.
func (l *Ledger) Noted(path string) Note {
	l.mu.Lock()
	defer l.mu.Unlock()
	f, noted := l.files[path]
	photo := l.photos[path]
	if !noted {
		f.size, f.sum = -1, photo.sum
	}
	return Note{f.sum, f.size, f.compressed, photo.size}
}

// Fits reports whether as much is known of a file that was noted as this ledger would
// note of it.
func (l *Ledger) Fits(path string, n Note) bool {
	return n.Size < 0 || l.wants(path, int(n.Size)) == (n.Compressed > 0)
}

// Recall takes down what another ledger, with the same plan, held of the same file.
func (l *Ledger) Recall(path string, n Note) {
	l.NotePhoto(path, n.Photo, n.Sum)
	if n.Size < 0 {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.files[path] = file{n.Sum, n.Size, n.Compressed}
}
