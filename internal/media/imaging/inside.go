package imaging

import (
	"bytes"
	"crypto/sha256"
	"io"
	"io/fs"

	"loa/internal/media/consent"
	"loa/internal/media/embedded"
)

// judgement asks the ledger about a picture and about the pictures inside of it.
func (r *Processor) judgement(file string, sum consent.Sum, data []byte) consent.Verdict {
	return max(r.Ledger.Of(file, sum, r.Today, r.Carrier), r.Ledger.Within(bytes.NewReader(data), int64(len(data)), r.Today, r.Carrier))
}

// Other asks the ledger about a file that is no picture by its name, once: it may be
// one all the same, or hold some. A file that cannot be read is Unknown; publishing it
// fails for its own reason.
func (r *Processor) Other(file string, open func() (fs.File, error)) consent.Verdict {
	if !r.withholds() {
		return consent.Unknown
	}
	if known, ok := r.others.Load(file); ok {
		return known.(consent.Verdict)
	}
	verdict := r.other(file, open)
	r.others.Store(file, verdict)
	if verdict.Withheld() {
		r.gone.Store(file, true)
	}
	return verdict
}

func (r *Processor) other(file string, open func() (fs.File, error)) consent.Verdict {
	f, err := open()
	if err != nil {
		return consent.Unknown
	}
	defer f.Close()
	info, err := f.Stat()
	at, ok := f.(io.ReaderAt)
	if err != nil || !ok {
		return consent.Unknown
	}
	hash := sha256.New()
	if _, err := io.Copy(hash, io.NewSectionReader(at, 0, info.Size())); err != nil {
		return consent.Unknown
	}
	return max(r.Ledger.Of(file, consent.Sum(hash.Sum(nil)), r.Today, r.Carrier), r.Ledger.Within(at, info.Size(), r.Today, r.Carrier))
}

// Blank takes out of a text that Loa made (a page, a style sheet) the pictures in data:
// addresses that must not be shown.
func (r *Processor) Blank(text []byte) (clean []byte, changed bool) {
	if !r.withholds() {
		return text, false
	}
	return embedded.Blank(text, func(data []byte) bool {
		return r.Ledger.Within(bytes.NewReader(data), int64(len(data)), r.Today, r.Carrier).Withheld()
	})
}

// withholds reports whether the ledger withholds anything on the day.
func (r *Processor) withholds() bool { return len(r.Ledger.Withheld(r.Today, r.Carrier)) > 0 }
