package deploy

import (
	"mime"
	"path"
	"strings"

	"loa/internal/base/pattern"
	"loa/internal/publish/remote"
)

// types are the media types that differ between systems or are missing in some.
var types = map[string]string{
	".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
	".json": "application/json", ".webmanifest": "application/manifest+json", ".xml": "application/xml",
	".txt": "text/plain; charset=utf-8", ".csv": "text/csv; charset=utf-8", ".ics": "text/calendar; charset=utf-8",
	".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif", ".webp": "image/webp",
	".ico": "image/x-icon", ".pdf": "application/pdf", ".zip": "application/zip", ".mp3": "audio/mpeg", ".mp4": "video/mp4",
	".docx":  "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	".xlsx":  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	".pptx":  "application/vnd.openxmlformats-officedocument.presentationml.presentation",
	".woff2": "font/woff2",
}

// atom is the type of feeds, whose names end like any XML.
const atom = "application/atom+xml; charset=utf-8"

// fingerprinted matches a name that changes with the bytes.
var fingerprinted = pattern.New(`\.[0-9a-f]{8,}\.[a-z0-9]+$`)

// What browsers may keep: a year what never changes under its name, and
// everything else only after they have asked.
const (
	forever = "public, max-age=31536000, immutable"
	asking  = "no-cache"
)

// headersOf are how a file is served. encoding is that of text, "" for none.
func headersOf(name, encoding string) remote.Headers {
	ending := strings.ToLower(path.Ext(name))
	h := remote.Headers{Type: types[ending], Cache: asking}
	if h.Type == "" {
		h.Type = mime.TypeByExtension(ending)
	}
	if h.Type == "" {
		h.Type = "application/octet-stream"
	}
	if path.Base(name) == "feed.xml" {
		h.Type = atom
	}
	if fingerprinted.MatchString(name) {
		h.Cache = forever
	}
	if text(h.Type) {
		h.Encoding = encoding
	}
	return h
}

// text reports whether a type is worth compressing.
func text(kind string) bool {
	return strings.HasPrefix(kind, "text/") || strings.Contains(kind, "json") || strings.Contains(kind, "xml")
}
