package browser

import (
	"encoding/binary"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// tone is a WAV file of some seconds: the longer the wave, the lower it sounds.
func tone(seconds int, wave float64) string {
	const rate = 8000
	data := make([]byte, rate*seconds)
	for i := range data {
		data[i] = byte(128 + 60*math.Sin(float64(i)/wave))
	}
	head := binary.LittleEndian.AppendUint32([]byte("RIFF"), uint32(36+len(data)))
	head = append(head, "WAVEfmt \x10\x00\x00\x00\x01\x00\x01\x00\x40\x1f\x00\x00\x40\x1f\x00\x00\x01\x00\x08\x00data"...)
	head = binary.LittleEndian.AppendUint32(head, uint32(len(data)))
	return string(append(head, data...))
}

// sounds: a page offers its recordings without loading them; a reader keeps one and hears
// it without a network, from any place; one that is made anew is fetched again.
func (h *house) sounds(t *testing.T, s *host) {
	s.put("content/bai/duong.mww.wav", tone(4, 8))
	s.put("content/bai/duong.vi.wav", tone(2, 8))
	s.put("content/bai/doc.vi.wav", tone(2, 8))
	s.put("content/bai/doc.md", "+++\ntitle = \"Bài đọc\"\n[outlets]\nloudspeaker = true\n+++\nGọi 114 lúc 8h30.\n")
	s.build()
	b := h.tab(t)
	b.see(look{width: 360})
	b.open(s.url("bai/duong/"))
	b.until("the worker works", `navigator.serviceWorker.controller && await loaOrder({order: 'state'})`)
	b.open(s.url("bai/duong/"))
	if got := ask[string](b, `[...document.querySelectorAll('.recording b')].map(x => x.textContent + '/' + x.lang).join(' ')`); got != "Hmoob/mww Tiếng Việt/vi" {
		t.Errorf("the recordings are %q", got)
	}
	for _, path := range s.requests() {
		if path == s.prefix+"bai/duong.mww.wav" || path == s.prefix+"bai/duong.vi.wav" {
			t.Errorf("%s was loaded before anybody asked for it", path)
		}
	}
	if wide := ask[bool](b, `document.documentElement.scrollWidth > innerWidth`); wide {
		t.Error("the player is wider than a phone")
	}
	b.open(s.url("bai/doc/"))
	b.open(ask[string](b, `[...document.querySelectorAll('.recording a')].find(a => a.textContent === 'Lời đọc').href`))
	b.until("the transcript has the words as they are said", `document.body && /Gọi một một bốn lúc tám giờ ba mươi/.test(document.body.innerText)`)
	h.filesOfScript(t, s, b)
	b.open(s.url("bai/duong/"))
	b.until("it can be kept", `!document.querySelector('.recording button').hidden`)
	ask[string](b, `(document.querySelector('.recording button').click(), '')`)
	b.until("it is kept", `document.querySelector('.recording [role=status]').textContent !== '' && document.querySelector('.recording button').textContent.startsWith('Xoá')`)
	b.open(s.url("bai/")) // nothing that stays in the page's memory
	s.stop()
	b.open(s.url("bai/duong/"))
	// Playing asks for a person's touch, so the parts are loaded that playing would load.
	b.until("it is there without a network, faster and from its middle",
		`await (async () => { const a = document.querySelector('.recording audio'), r = document.querySelector('.recording select'); r.value = '1.5'; r.dispatchEvent(new Event('change'));
		if (a.readyState < 1) { a.preload = 'auto'; a.load(); await new Promise((done, failed) => { a.onloadeddata = done; a.onerror = failed; }); }
		a.currentTime = 2; await new Promise(done => a.onseeked = done); return a.playbackRate === 1.5 && a.duration === 4 && a.currentTime >= 2; })()`)
	if other := ask[bool](b, `(async () => { const a = document.querySelectorAll('.recording audio')[1]; a.preload = 'auto'; a.load(); return new Promise(done => { a.onloadeddata = () => done(true); a.onerror = () => done(false); }); })()`); other {
		t.Error("the recording that was not kept is there as well")
	}
	s.start()
	s.put("content/bai/duong.mww.wav", tone(4, 16)) // of the same length
	s.build()
	b.open(s.url("bai/"))
	b.arrived()
	b.until("the new recording takes the place of the old one", `await caches.match('`+s.url("bai/duong.mww.wav")+`').then(r => r && r.blob()).then(x => x && x.arrayBuffer()).then(x => x && new Uint8Array(x)[44 + 16] === `+fmt.Sprint(tone(1, 16)[44+16])+`)`)
	b.open(s.url("bai/duong/"))
	b.until("it can be removed", `!document.querySelector('.recording button').hidden`)
	ask[string](b, `(document.querySelector('.recording button').click(), '')`)
	b.until("it is gone", `document.querySelector('.recording button').textContent.startsWith('Giữ') && !await caches.match('`+s.url("bai/duong.mww.wav")+`')`)
}

// filesOfScript: the page of a script makes the very files that a site can have beside it.
func (h *house) filesOfScript(t *testing.T, s *host, b *tab) {
	t.Helper()
	b.open(s.url("bai/doc/loa/"))
	b.until("the buttons are there", `[...document.querySelectorAll('.loud-nav button')].length === 2 && [...document.querySelectorAll('.loud-nav button')].every(x => !x.hidden && x.getBoundingClientRect().height >= 24)`)
	made := ask[[]string](b, `(async () => { const made = []; URL.createObjectURL = blob => (made.push(blob), 'blob:none'); HTMLAnchorElement.prototype.click = () => {};
		document.querySelectorAll('.loud-nav button').forEach(x => x.click()); return Promise.all(made.map(x => x.text())); })()`)
	settings, err := os.ReadFile(filepath.Join(s.dir, "site.toml"))
	if err != nil {
		t.Fatal(err)
	}
	s.put("site.toml", string(settings)+"\n[outlets]\nformats = [\"text\", \"ssml\"]\n")
	s.build()
	for i, name := range []string{"loa.txt", "loa.ssml"} {
		want, err := os.ReadFile(filepath.Join(s.dir, "public/bai/doc/loa", name))
		if err != nil || i >= len(made) || made[i] != string(want) {
			t.Errorf("%s of the page is %q, of the build %q (%v)", name, made, want, err)
		}
	}
	s.put("site.toml", string(settings))
	s.build()
}

// captions: the browser reads the captions of a film, in each language, when a viewer wants
// them, with their signs and marks; axe finds no fault in the player and in that of
// recordings.
func (h *house) captions(t *testing.T, s *host) {
	s.put("content/bai/phim.wav", tone(4, 8))
	s.put("content/bai/phim.srt", "1\r\n00:00:01,000 --> 00:00:02,500\r\n<i>Cha & mẹ</i> <3\r\n2\r\n00:00:02,000 --> 00:00:04,000\r\nGọi 114.\r\n")
	s.put("content/bai/phim.en.srt", "1\n0:01 -> 0:02\nCall 114.\n")
	s.put("content/bai/phim.vi.wav", tone(2, 8))
	s.put("content/bai/phim.md", "+++\ntitle = \"Phim\"\n+++\n\n::video[Phim dạy bơi]{src=\"phim.wav\" captions=\"phim.srt, phim.en.srt\"}\n")
	s.build()
	b := h.tab(t)
	b.see(look{width: 360})
	b.open(s.url("bai/phim/"))
	for _, path := range s.requests() {
		if strings.HasSuffix(path, ".vtt") || strings.HasSuffix(path, ".wav") {
			t.Errorf("%s was loaded before anybody asked for it", path)
		}
	}
	ask[string](b, `(document.querySelectorAll('video track').forEach(x => x.track.mode = 'hidden'), '')`)
	b.until("both are loaded", `[...document.querySelectorAll('video track')].length === 2 && [...document.querySelectorAll('video track')].every(x => x.readyState === 2)`)
	got := ask[string](b, `[...document.querySelectorAll('video track')].map(x => x.srclang + '/' + x.label + ': ' + [...x.track.cues].map(c => c.startTime + '-' + c.endTime + ' ' + c.getCueAsHTML().textContent).join('; ')).join(' | ')`)
	if want := "vi/Tiếng Việt: 1-2.5 Cha & mẹ <3; 2-4 Gọi 114. | en/English: 1-2 Call 114."; got != want {
		t.Errorf("the captions are %q, want %q", got, want)
	}
	if italic := ask[bool](b, `!!document.querySelector('video track').track.cues[0].getCueAsHTML().querySelector('i')`); !italic {
		t.Error("what is italic is not")
	}
	b.accessible("a film and a recording")
}

// requests are the paths that the host was asked for.
func (s *host) requests() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]string(nil), s.asked...)
}
