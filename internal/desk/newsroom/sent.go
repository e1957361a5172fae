package newsroom

import (
	"io/fs"
	"mime/multipart"
	"path"
	"strconv"
	"strings"
	"time"
)

// sentFiles are the files of a form as a file system. Each lies in a folder of
// its own, by its place in the form, since two may have one name:
//
//	0/ke-hoach.docx
//	1/trang.html
//
// Forms send no folders. So a name that is not there is looked for by its last
// part: the picture "1/trang_files/anh.jpg" of a page may have been chosen
// beside the page.
type sentFiles struct{ form *multipart.Form }

func (s sentFiles) heads() []*multipart.FileHeader {
	if s.form == nil {
		return nil
	}
	return s.form.File["files"]
}

func (s sentFiles) names() []string {
	var all []string
	for i, head := range s.heads() {
		if base := lastPart(head.Filename); fs.ValidPath(base) && base != "." {
			all = append(all, strconv.Itoa(i)+"/"+base)
		}
	}
	return all
}

// lastPart is a name without its folders, in the manner of any system.
func lastPart(name string) string { return path.Base(strings.ReplaceAll(name, `\`, "/")) }

// Open opens a file that was sent.
func (s sentFiles) Open(name string) (fs.File, error) {
	place, _, _ := strings.Cut(name, "/")
	var found *multipart.FileHeader
	for i, head := range s.heads() {
		if lastPart(head.Filename) == path.Base(name) && (found == nil || strconv.Itoa(i) == place) {
			found = head
		}
	}
	if found == nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	file, err := found.Open()
	if err != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: err}
	}
	return sentFile{file, found}, nil
}

type sentFile struct {
	multipart.File
	head *multipart.FileHeader
}

func (f sentFile) Stat() (fs.FileInfo, error) { return sentInfo{f.head}, nil }

type sentInfo struct{ head *multipart.FileHeader }

func (i sentInfo) Name() string       { return lastPart(i.head.Filename) }
func (i sentInfo) Size() int64        { return i.head.Size }
func (i sentInfo) Mode() fs.FileMode  { return 0o444 }
func (i sentInfo) ModTime() time.Time { return time.Time{} }
func (i sentInfo) IsDir() bool        { return false }
func (i sentInfo) Sys() any           { return nil }
