package remote

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"io"
	"io/fs"
	"net/http"
	"strings"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"
)

// s3Place is the part of a bucket whose names begin with a path.
type s3Place struct {
	client *minio.Client
	bucket string
	prefix string // "" or with a slash at its end
}

func dialS3(ctx context.Context, a Address) (*s3Place, error) {
	if a.Secrets.KeyID == "" || a.Secrets.Key == "" {
		return nil, &Refused{NoSecret, a.Secrets.Variable + "_KEY_ID, " + a.Secrets.Variable + "_KEY"}
	}
	host := a.Host
	if a.Port != 0 {
		host = a.at(0)
	}
	client, err := minio.New(host, &minio.Options{
		Creds:  credentials.NewStaticV4(a.Secrets.KeyID, a.Secrets.Key, ""),
		Secure: !a.Insecure, Region: a.Region, MaxRetries: 1, // the caller retries
	})
	if err != nil {
		return nil, err
	}
	p := &s3Place{client: client, bucket: a.Bucket, prefix: strings.Trim(a.Path, "/.")}
	if p.prefix != "" {
		p.prefix += "/"
	}
	there, err := client.BucketExists(ctx, a.Bucket)
	if err == nil && !there {
		err = &fs.PathError{Op: "open", Path: a.Bucket, Err: fs.ErrNotExist}
	}
	return p, meaningS3(err)
}

// meaningS3 gives the answers of a store their names.
func meaningS3(err error) error {
	var said minio.ErrorResponse
	switch {
	case err == nil || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded):
		return err
	case !errors.As(err, &said):
		var path *fs.PathError
		if errors.As(err, &path) {
			return err
		}
		return &Broken{err}
	}
	switch {
	case said.StatusCode == http.StatusNotFound:
		return errors.Join(fs.ErrNotExist, err)
	case said.StatusCode == http.StatusPreconditionFailed, said.StatusCode == http.StatusConflict:
		return errors.Join(fs.ErrExist, err)
	case said.StatusCode == http.StatusForbidden, said.StatusCode == http.StatusUnauthorized:
		return &Refused{WrongLogin, said.Code + ": " + said.Message}
	case said.StatusCode >= 500, said.StatusCode == http.StatusTooManyRequests:
		return &Broken{err}
	}
	return err
}

func (p *s3Place) Traits() Traits { return Traits{Lists: true, Headers: true, Flat: true, Workers: 16} }
func (p *s3Place) Close() error   { return nil }

func (p *s3Place) Stat(ctx context.Context, name string) (File, error) {
	info, err := p.client.StatObject(ctx, p.bucket, p.prefix+name, minio.StatObjectOptions{})
	return File{Path: name, Size: info.Size, MD5: plainSum(info.ETag), Written: info.LastModified}, meaningS3(err)
}

// plainSum is an ETag if it is the MD5 of the bytes; that of a file sent in
// parts is not.
func plainSum(tag string) string {
	tag = strings.Trim(tag, `"`)
	if len(tag) != 32 || strings.Contains(tag, "-") {
		return ""
	}
	return strings.ToLower(tag)
}

func (p *s3Place) List(ctx context.Context, tell func(File) error) error {
	asking, cancel := context.WithCancel(ctx)
	objects := p.client.ListObjects(asking, p.bucket, minio.ListObjectsOptions{Prefix: p.prefix, Recursive: true})
	defer func() {
		cancel()
		for range objects { // the library sends once more, and waits until that is received
		}
	}()
	return cmp.Or(listed(objects, p.prefix, mostObjects, tell), ctx.Err())
}

// mostObjects is how many names a bucket may have below a prefix. 3,321 communes with 500
// files each make 1.7 million; this allows twelve times as many.
const mostObjects = 20_000_000

// listed tells of the objects below a prefix. A name that is no path of a file is passed over:
// no file of ours has one. A store could name objects without end.
func listed(objects <-chan minio.ObjectInfo, prefix string, most int, tell func(File) error) error {
	asked := 0
	for object := range objects {
		if object.Err != nil {
			return meaningS3(object.Err)
		}
		if asked++; asked > most {
			return errEndless
		}
		if name, below := strings.CutPrefix(object.Key, prefix); below && Check(name) == nil {
			if err := tell(File{Path: name, Size: object.Size, MD5: plainSum(object.ETag), Written: object.LastModified}); err != nil {
				return err
			}
		}
	}
	return nil
}

func (p *s3Place) Open(ctx context.Context, name string) (io.ReadCloser, error) {
	file, err := p.client.GetObject(ctx, p.bucket, p.prefix+name, minio.GetObjectOptions{})
	if err != nil {
		return nil, meaningS3(err)
	}
	if _, err := file.Stat(); err != nil { // the library asks only now
		return nil, errors.Join(meaningS3(err), file.Close())
	}
	return meant{file, ctx.Err, meaningS3}, nil
}

func (h Headers) s3() minio.PutObjectOptions {
	return minio.PutObjectOptions{ContentType: h.Type, CacheControl: h.Cache, ContentEncoding: h.Encoding, SendContentMd5: true}
}

func (p *s3Place) Put(ctx context.Context, name string, c Content) error {
	return p.put(ctx, name, c, c.s3())
}

func (p *s3Place) put(ctx context.Context, name string, c Content, o minio.PutObjectOptions) error {
	if err := Check(name); err != nil {
		return err
	}
	from, err := c.Open()
	if err != nil {
		return err
	}
	defer from.Close()
	_, err = p.client.PutObject(ctx, p.bucket, p.prefix+name, from, c.Size, o)
	return meaningS3(err)
}

func (p *s3Place) Copy(ctx context.Context, from, to string, h Headers) error {
	if err := Check(to); err != nil {
		return err
	}
	meta := map[string]string{"Content-Type": h.Type, "Cache-Control": h.Cache}
	if h.Encoding != "" {
		meta["Content-Encoding"] = h.Encoding
	}
	_, err := p.client.CopyObject(ctx, minio.CopyDestOptions{Bucket: p.bucket, Object: p.prefix + to, ReplaceMetadata: true, UserMetadata: meta},
		minio.CopySrcOptions{Bucket: p.bucket, Object: p.prefix + from})
	return meaningS3(err)
}

func (p *s3Place) Remove(ctx context.Context, name string) error {
	if err := Check(name); err != nil {
		return err
	}
	err := meaningS3(p.client.RemoveObject(ctx, p.bucket, p.prefix+name, minio.RemoveObjectOptions{}))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// Claim asks the store to write only if nothing is there (If-None-Match). Some
// stores refuse that, and some take no notice of it; so it is looked for before,
// and afterwards what lies there must be ours. Two runs that begin in the same
// instant at such a store are not told apart for sure.
func (p *s3Place) Claim(ctx context.Context, name string, text []byte) error {
	taken := &fs.PathError{Op: "claim", Path: name, Err: fs.ErrExist}
	if _, err := p.Stat(ctx, name); err == nil {
		return taken
	} else if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	o := Headers{Type: "text/plain"}.s3()
	o.SetMatchETagExcept("*")
	err := p.put(ctx, name, Bytes(text), o)
	var said minio.ErrorResponse
	if errors.As(err, &said) && (said.StatusCode == http.StatusNotImplemented || said.StatusCode == http.StatusBadRequest) {
		err = p.put(ctx, name, Bytes(text), Headers{Type: "text/plain"}.s3())
	}
	if err != nil {
		return err
	}
	there, err := Read(ctx, p, name, int64(len(text)))
	if err == nil && !bytes.Equal(there, text) {
		err = taken
	}
	return err
}

func (p *s3Place) Release(ctx context.Context, name string) error { return p.Remove(ctx, name) }

// Move copies and then removes: a bucket knows no other way.
func (p *s3Place) Move(ctx context.Context, from, to string) error {
	if err := Check(to); err != nil {
		return err
	}
	_, err := p.client.CopyObject(ctx, minio.CopyDestOptions{Bucket: p.bucket, Object: p.prefix + to},
		minio.CopySrcOptions{Bucket: p.bucket, Object: p.prefix + from})
	if err != nil {
		return meaningS3(err)
	}
	return p.Remove(ctx, from)
}

// Clean gives up files that were sent in parts and not to their end: nobody sees
// them, but a store asks money for them.
func (p *s3Place) Clean(ctx context.Context) error {
	for part := range p.client.ListIncompleteUploads(ctx, p.bucket, p.prefix, true) {
		if part.Err != nil {
			return meaningS3(part.Err)
		}
		if err := p.client.RemoveIncompleteUpload(ctx, p.bucket, part.Key); err != nil {
			return meaningS3(err)
		}
	}
	return ctx.Err()
}
