package loopback

import (
	"io"
	"net/http"
	"time"
)

// A body may come as slowly as from the slowest stick, 64 KB a second: the
// largest form then takes twelve minutes. One that comes slower is cut.
const (
	bodyPatience  = 20 * time.Second // for the first bytes, and for a pause
	slowestBody   = 64 << 10         // bytes a second
	writePatience = 2 * time.Minute  // until a client takes what is written
)

// Paced bounds how long a handler waits for the body of a request, and for the
// client to take the answer. Streams may stay open for as long as they like.
func Paced(next http.Handler, clock func() time.Time) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		control := http.NewResponseController(w)
		if r.Body != nil && r.Body != http.NoBody {
			b := &pacedBody{ReadCloser: r.Body, clock: clock, begun: clock(), limit: control.SetReadDeadline}
			_ = b.limit(b.until())
			r.Body = b
		}
		next.ServeHTTP(&pacedWriter{w, clock, control.SetWriteDeadline}, r)
	})
}

// pacedBody gives up on a client that sends slower than it may.
type pacedBody struct {
	io.ReadCloser
	clock func() time.Time
	begun time.Time
	got   int64 // bytes
	limit func(time.Time) error
}

// until is when the next byte has to be there.
func (b *pacedBody) until() time.Time {
	return b.begun.Add(bodyPatience + time.Duration(b.got)*time.Second/slowestBody)
}

// Read reads what has come. The error of a body that is too slow is
// os.ErrDeadlineExceeded.
func (b *pacedBody) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	b.got += int64(n)
	if err == io.EOF {
		_ = b.limit(time.Time{}) // or a stream that answers the request would end with it
	} else if err == nil {
		_ = b.limit(b.until())
	}
	return n, err
}

// pacedWriter gives up on a client that takes nothing.
type pacedWriter struct {
	http.ResponseWriter
	clock func() time.Time
	limit func(time.Time) error
}

// WriteHeader begins the answer.
func (w *pacedWriter) WriteHeader(status int) {
	_ = w.limit(w.clock().Add(writePatience))
	w.ResponseWriter.WriteHeader(status)
}

// Write writes a part of the answer.
func (w *pacedWriter) Write(p []byte) (int, error) {
	_ = w.limit(w.clock().Add(writePatience))
	return w.ResponseWriter.Write(p)
}

// Unwrap is for http.ResponseController.
func (w *pacedWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }
