package remote

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"
)

// answers is a store that gives each request the next of some answers, and then lists
// nothing.
type answers []string

func (a *answers) RoundTrip(r *http.Request) (*http.Response, error) {
	body := "<ListBucketResult><KeyCount>0</KeyCount></ListBucketResult>"
	if len(*a) > 0 {
		body, *a = (*a)[0], (*a)[1:]
	}
	return &http.Response{StatusCode: http.StatusOK, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Header: http.Header{"Content-Type": {"application/xml"}},
		Body: io.NopCloser(strings.NewReader(body)), ContentLength: int64(len(body)), Request: r}, nil
}

// store is a bucket that answers so.
func store(t *testing.T, said ...string) *s3Place {
	t.Helper()
	list := answers(said)
	client, err := minio.New("store.example", &minio.Options{Creds: credentials.NewStaticV4("a", "b", ""), Region: "r", MaxRetries: 1, Transport: &list})
	if err != nil {
		t.Fatal(err)
	}
	return &s3Place{client, "bucket", "site/"}
}

// listing is what a store says of the objects whose keys stand on lines.
func listing(keys string) string {
	var b bytes.Buffer
	b.WriteString("<ListBucketResult>")
	for key := range strings.SplitSeq(keys, "\n") {
		b.WriteString("<Contents><Size>1</Size><Key>")
		_ = xml.EscapeText(&b, []byte(key))
		b.WriteString("</Key></Contents>")
	}
	b.WriteString("</ListBucketResult>")
	return b.String()
}

func TestListS3(t *testing.T) {
	files, err := Files(t.Context(), store(t, listing("site/a.html\nsite/../b\nsite//c\nsite/d/\nother/e\nsite/\nsite/f/g.css\nsite/h\\i")))
	var names []string
	for _, f := range files {
		names = append(names, f.Path)
	}
	if got := strings.Join(names, " "); err != nil || got != "a.html f/g.css" {
		t.Error(got, err)
	}
}

// A store that names objects without end is not believed.
func TestListS3Ends(t *testing.T) {
	endless := make(chan minio.ObjectInfo)
	done := make(chan struct{})
	go func() {
		for {
			select {
			case endless <- minio.ObjectInfo{Key: "site/a"}:
			case <-done:
				return
			}
		}
	}()
	defer close(done)
	told := 0
	if err := listed(endless, "site/", 1000, func(File) error { told++; return nil }); !errors.Is(err, errEndless) || told != 1000 {
		t.Error(told, err)
	}
}

// Whatever a store answers, what is taken for a file of ours has a name below the place.
func FuzzListS3(f *testing.F) {
	f.Add("site/index.html\nsite/../x\n/etc/passwd\nsite/a\\b\n\n\xff\nsite/", true)
	f.Add("<ListBucketResult><IsTruncated>true</IsTruncated><NextContinuationToken>x</NextContinuationToken><Contents><Key>site/a</Key><ETag>1</ETag></Contents></ListBucketResult>", false)
	f.Add("<Error><Code>x</Code></Error>", false)
	f.Fuzz(func(t *testing.T, text string, keys bool) {
		if keys {
			text = listing(text)
		}
		files, err := Files(t.Context(), store(t, text, text))
		if err != nil {
			return
		}
		for _, file := range files {
			if err := Check(file.Path); err != nil {
				t.Error(err)
			}
		}
	})
}
