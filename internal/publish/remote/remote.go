// Package remote reaches the places where a site's files are published: a
// folder, a server that speaks SFTP or FTP, a bucket of an S3-like store. It
// knows nothing of sites.
//
//	place, err := remote.Dial(ctx, remote.Address{Type: "sftp", Host: "may-chu.example.vn", …}, environ)
//	defer place.Close()
//	err = place.Put(ctx, "duoi-nuoc/index.html", remote.Bytes(html))
//
// Paths are slash-separated and begin below the root of the place; none leads
// out of it (see Check). A Place may be used from any number of goroutines.
package remote

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"
	"time"
)

// Place is where files are published.
type Place interface {
	// Traits tell what the place is good at.
	Traits() Traits
	// Stat tells of one file. A missing file is fs.ErrNotExist.
	Stat(ctx context.Context, path string) (File, error)
	// List calls tell for every file, in no order, and stops at its first error. Of a root
	// that is not there it tells none. A caller that tries again must start afresh.
	List(ctx context.Context, tell func(File) error) error
	// Open reads a file. A missing file is fs.ErrNotExist, here or at the first
	// Read.
	Open(ctx context.Context, path string) (io.ReadCloser, error)
	// Put writes a file whole: at any moment the path holds the old bytes or the
	// new, whatever happens to the line.
	Put(ctx context.Context, path string, c Content) error
	// Copy makes the file at to the same as the one at from, whole like Put.
	Copy(ctx context.Context, from, to string, h Headers) error
	// Remove removes a file, and then the folders that are empty without it. A
	// missing file is no error.
	Remove(ctx context.Context, path string) error
	// Move renames a file. What is at to is replaced.
	Move(ctx context.Context, from, to string) error
	// Claim writes a small file only if that path is not claimed yet; else
	// fs.ErrExist.
	Claim(ctx context.Context, path string, text []byte) error
	// Release removes a claimed file, also one that another process claimed.
	Release(ctx context.Context, path string) error
	// Clean removes what a Put left that was cut off. Nothing else may be going on.
	Clean(ctx context.Context) error
	// Close ends the connection.
	Close() error
}

// Traits tell what a place is good at.
type Traits struct {
	Lists   bool // List costs a few requests, however many files there are
	Headers bool // it keeps and sends the headers of a file
	Flat    bool // it has no folders: a and a/b are both names of files
	Workers int  // how many files at a time go fastest
}

// File is what a place tells of one file.
type File struct {
	Path string
	Size int64
	MD5  string // in hexadecimal, if the place knows it without reading; else ""

	Written time.Time // of a folder and a bucket, by their clock; else zero
}

// Content is the bytes of a file and how they are to be served.
type Content struct {
	Open func() (io.ReadCloser, error) // called once for each try
	Size int64
	Headers
}

// Headers are what a place that keeps them sends with a file. Other places leave
// them to the settings of their server.
type Headers struct {
	Type     string // Content-Type
	Cache    string // Cache-Control
	Encoding string // Content-Encoding; "" for none
}

// Bytes is the content of a file in memory.
func Bytes(data []byte) Content {
	return Content{Size: int64(len(data)), Open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(data)), nil }}
}

// Read reads a small file of a place, at most limit bytes of it.
func Read(ctx context.Context, p Place, path string, limit int64) ([]byte, error) {
	file, err := p.Open(ctx, path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	data, err := io.ReadAll(io.LimitReader(file, limit+1))
	if err == nil && int64(len(data)) > limit {
		err = fmt.Errorf("%s is longer than %d bytes", path, limit)
	}
	return data, err
}

// Files are all files of a place that holds no more of them than a site may have.
func Files(ctx context.Context, p Place) ([]File, error) {
	var all []File
	err := p.List(ctx, func(f File) error {
		if len(all) == mostFiles {
			return errEndless
		}
		all = append(all, f)
		return nil
	})
	if err != nil {
		return nil, err
	}
	return all, nil
}

// Broken is the error of a line that was cut or a server that is too busy: the
// same may succeed when it is tried again.
type Broken struct{ Err error }

func (b *Broken) Error() string { return "the connection was lost: " + b.Err.Error() }

// Unwrap returns what the line said.
func (b *Broken) Unwrap() error { return b.Err }

// Refused is the error of a place that does not let us in or do what we ask: to
// try again is no use.
type Refused struct {
	Reason Reason
	Detail string // what the other side said or showed
}

// Reason says why a place refused.
type Reason string

// The reasons that a person can do something about.
const (
	UnknownHost Reason = "unknown-host" // its key or certificate is not known; Detail is its fingerprint
	WrongHost   Reason = "wrong-host"   // its key or certificate is another than before; Detail is its fingerprint
	WrongLogin  Reason = "wrong-login"  // name, password or key were not accepted
	NoSecret    Reason = "no-secret"    // no password or key was found; Detail names the variable
	WrongPhrase Reason = "wrong-phrase" // the key file opens with another passphrase; Detail is its path
	NoTLS       Reason = "no-tls"       // the server does not encrypt
	InTheWay    Reason = "in-the-way"   // a file lies where a folder must be, or a folder where a file; Detail is its path
)

func (r *Refused) Error() string { return fmt.Sprintf("refused (%s): %s", r.Reason, r.Detail) }

// Check reports whether a path may be written: relative, clean, without a
// backslash, and not out of the root.
func Check(name string) error {
	if !fs.ValidPath(name) || name == "." || strings.ContainsAny(name, "\\\x00\r\n") {
		return fmt.Errorf("remote: %q is no path below the root", name)
	}
	return nil
}

// emptied lists the folders of a path, the deepest first.
func emptied(name string) []string {
	var dirs []string
	for dir := path.Dir(name); dir != "." && dir != "/"; dir = path.Dir(dir) {
		dirs = append(dirs, dir)
	}
	return dirs
}

// throughUs copies a file where the place cannot: read and written again.
func throughUs(ctx context.Context, p Place, from, to string, h Headers) error {
	file, err := p.Stat(ctx, from)
	if err != nil {
		return err
	}
	c := Content{Size: file.Size, Headers: h, Open: func() (io.ReadCloser, error) { return p.Open(ctx, from) }}
	return p.Put(ctx, to, c)
}

var errGone = errors.New("remote: the place is closed")
