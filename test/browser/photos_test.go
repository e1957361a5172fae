package browser

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"strings"
	"testing"
)

// wide is a photo that is published in several widths.
func wide(shade uint8) string {
	photo := image.NewRGBA(image.Rect(0, 0, 1600, 900))
	for x := range 1600 {
		for y := range 900 {
			photo.Set(x, y, color.RGBA{uint8(x), uint8(y), shade, 255})
		}
	}
	var out bytes.Buffer
	jpeg.Encode(&out, photo, nil)
	return out.String()
}

// names are the photos on the device, without widths and fingerprints.
const names = `Promise.all((await caches.keys()).map(n => caches.open(n).then(c => c.keys()))).then(all => [...new Set(all.flat().map(r => r.url).filter(u => u.endsWith('.jpg')).map(u => u.replace(/.*\/|\..*/g, '')))].sort().join(' '))`

// photos: a reader saves a topic with its photos, sees them without a network,
// and loses the one whose consent is withdrawn.
func (h *house) photos(t *testing.T, s *host) {
	s.put("content/bai/anh/index.md", "+++\ntitle = \"Lớp bơi\"\ntopics = [\"nuoc\"]\n+++\n![An](an.jpg)\n\n![Bình](binh.jpg)\n")
	s.put("content/bai/khac/index.md", "+++\ntitle = \"Khác\"\ntopics = [\"lua\"]\n+++\n![Chi](chi.jpg)\n")
	s.put("content/bai/anh/an.jpg", wide(0))
	s.put("content/bai/anh/binh.jpg", wide(100))
	s.put("content/bai/khac/chi.jpg", wide(200))
	s.build()
	b := h.tab(t)
	b.see(look{width: 400})
	b.open(s.url("bai/"))
	b.until("the worker works", `navigator.serviceWorker.controller && await loaOrder({order: 'state'})`)
	b.open(s.url("bai/khac/"))
	b.until("a photo that was seen is kept", `(document.images[0].scrollIntoView(), await `+names+`) === 'chi'`)
	b.open(s.url("ngoai-tuyen/"))
	b.until("the topics are offered", `document.querySelectorAll('.keeps li').length === 2`)
	b.pressKeep("Lưu cả ảnh: Nước")
	b.until("the photos are there", `/Nước.*cả ảnh \(\d+ KB\)/s.test(document.querySelector('.keeps').innerText) && await `+names+` === 'an binh chi'`)
	s.stop()
	b.open(s.url("bai/anh/"))
	b.until("both are shown without a network", `[...document.images].every(i => (i.scrollIntoView(), i.naturalWidth > 0))`)
	s.start()

	s.put("data/consent.toml", "[[picture]]\nfile = \"content/bai/anh/an.jpg\"\nconsent = \"DY-1\"\nwithdrawn = 2026-05-01\n[[picture]]\nfile = \"content/bai/khac/chi.jpg\"\nconsent = \"DY-2\"\nwithdrawn = 2026-05-01\n")
	s.build()
	b.open(s.url(""))
	b.arrived()
	b.open(s.url("ngoai-tuyen/"))
	b.until("those that are withdrawn are gone", `await `+names+` === 'binh'`)

	b.until("the topic can be removed", `document.querySelectorAll('.keeps li').length === 2`)
	b.pressKeep("Xóa khỏi máy: Nước")
	b.until("the topic is removed", status+`.startsWith('Đã lưu: 0/')`)
	b.until("its photos are gone", `await `+names+` === ''`)
	if console, _ := b.heard(); len(console) > 0 && !strings.Contains(strings.Join(console, " "), "ERR_") {
		t.Errorf("the console says %q", console)
	}
}
