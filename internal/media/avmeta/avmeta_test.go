package avmeta

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
)

// secret stands in every place of a test file from which it has to go.
const secret = "Nguyễn Văn A, trường Y, +21.0285+105.8542/"

// sound is what a reader hears; it has to stay.
const sound = "\x01\x02SOUND-AND-PICTURE\x03"

func be(n int) []byte { return binary.BigEndian.AppendUint32(nil, uint32(n)) }
func le(n int) []byte { return binary.LittleEndian.AppendUint32(nil, uint32(n)) }

func atom(kind string, parts ...[]byte) []byte {
	body := slices.Concat(parts...)
	return slices.Concat(be(8+len(body)), []byte(kind), body)
}

func handler(kind string) []byte {
	return atom("hdlr", be(0), be(0), []byte(kind), make([]byte, 12), []byte(secret))
}

// mp4Track is a track whose one chunk of samples lies at a place of the file.
func mp4Track(kind string, number, at, size int, extra ...[]byte) []byte {
	table := atom("stbl",
		atom("stsz", be(0), be(size), be(1)),
		atom("stsc", be(0), be(1), be(1), be(1), be(1)),
		atom("stco", be(0), be(1), be(at)))
	dinf := atom("dinf", atom("dref", be(0), be(1), atom("alis", be(1), []byte(secret))))
	return atom("trak", slices.Concat(
		atom("tkhd", be(0), be(77), be(88), be(number), make([]byte, 68)),
		atom("tref", atom("cdsc", be(9))),
		slices.Concat(extra...),
		atom("mdia", atom("mdhd", be(0), be(77), be(88), make([]byte, 12)), handler(kind), atom("minf", atom("vmhd", be(0)), dinf, table)),
	))
}

// film is an MP4 file with a picture, a track of places and tags wherever they may be.
func film() []byte {
	start := atom("ftyp", []byte("isom"))
	data := atom("mdat", []byte(sound), []byte(secret))
	at := len(start) + 8
	return slices.Concat(start, data, atom("moov",
		atom("mvhd", be(0), be(77), be(88), make([]byte, 88)),
		mp4Track("vide", 1, at, len(sound), atom("udta", atom("name", []byte(secret)))),
		mp4Track("meta", 2, at+len(sound), len(secret)),
		atom("udta", atom("\xa9xyz", []byte(secret)), be(0)),
		atom("meta", be(0), []byte(secret)),
		atom("what", []byte(secret)),
	), atom("uuid", []byte(secret)), atom("free", []byte(secret)))
}

func chunk(kind string, body string) []byte {
	return slices.Concat([]byte(kind), le(len(body)), []byte(body), make([]byte, len(body)%2))
}

func riffFile(kind string, chunks ...[]byte) []byte {
	body := slices.Concat(append([][]byte{[]byte(kind)}, chunks...)...)
	return slices.Concat([]byte("RIFF"), le(len(body)), body)
}

func flacBlock(kind byte, body string) []byte {
	return slices.Concat([]byte{kind, 0, byte(len(body) >> 8), byte(len(body))}, []byte(body))
}

func oggPage(flags byte, number int, packets ...[]byte) []byte {
	var lacing, body []byte
	for _, p := range packets {
		body = append(body, p...)
		n := len(p)
		for ; n >= 255; n -= 255 {
			lacing = append(lacing, 255)
		}
		lacing = append(lacing, byte(n))
	}
	head := slices.Concat([]byte("OggS\x00"), []byte{flags}, make([]byte, 8), le(7), le(number), le(0), []byte{byte(len(lacing))}, lacing, body)
	binary.LittleEndian.PutUint32(head[22:], checksum(head))
	return head
}

func comments(head string, texts ...string) []byte {
	all := slices.Concat([]byte(head), le(len(secret)), []byte(secret), le(len(texts)))
	for _, t := range texts {
		all = slices.Concat(all, le(len(t)), []byte(t))
	}
	return all
}

func element(id string, body []byte) []byte {
	return slices.Concat([]byte(id), []byte{0x10 | byte(len(body)>>24), byte(len(body) >> 16), byte(len(body) >> 8), byte(len(body))}, body)
}

func id3() []byte {
	return slices.Concat([]byte("ID3\x04\x00\x00\x00\x00\x00"), []byte{byte(len(secret))}, []byte(secret))
}

var files = map[string][]byte{
	"mp4": film(),
	"mp3": slices.Concat(id3(), id3(), []byte("\xff\xfb\x90\x00"), []byte(sound),
		[]byte(secret), []byte("APETAGEX"), le(2000), le(32+len(secret)), le(1), le(0), make([]byte, 8),
		[]byte("TAG"), []byte(secret), make([]byte, 125-len(secret))),
	"aac":  slices.Concat(id3(), []byte("\xff\xf1\x50\x80"), []byte(sound)),
	"wav":  riffFile("WAVE", chunk("fmt ", "0123456789abcdef"), chunk("LIST", "INFO"+secret), chunk("bext", secret), chunk("id3 ", secret), chunk("data", sound), chunk("iXML", secret)),
	"avi":  riffFile("AVI ", slices.Concat([]byte("LIST"), le(4+8+len(secret)+len(secret)%2+8+4), []byte("hdrl"), chunk("IDIT", secret), chunk("avih", "1234")), chunk("LIST", "movi"+sound), chunk("LIST", "INFO"+secret)),
	"flac": slices.Concat([]byte("fLaC"), flacBlock(0, "stream info"), flacBlock(4, secret), flacBlock(6, secret), flacBlock(2, secret), flacBlock(0x81, secret), []byte(sound)),
	"ogg":  slices.Concat(oggPage(2, 0, []byte("\x01vorbis")), oggPage(0, 1, comments("\x03vorbis", "ARTIST="+secret, "X"), []byte("\x05vorbis")), oggPage(4, 2, []byte(sound))),
	"opus": slices.Concat(oggPage(2, 0, []byte("OpusHead")), oggPage(0, 1, append(comments("OpusTags", "METADATA_BLOCK_PICTURE="+strings.Repeat(secret, 9)), secret...)), oggPage(4, 2, []byte(sound))),
	"webm": slices.Concat(element("\x1a\x45\xdf\xa3", []byte("webm")), element("\x18\x53\x80\x67", slices.Concat(
		element("\x15\x49\xa9\x66", slices.Concat(element("\x7b\xa9", []byte(secret)), element("\x4d\x80", []byte(secret)), element("\x44\x61", []byte(secret)))),
		element("\x16\x54\xae\x6b", element("\xae", element("\x53\x6e", []byte(secret)))),
		element("\x12\x54\xc3\x67", []byte(secret)), element("\xec", []byte(secret)),
		element("\x1f\x43\xb6\x75", []byte(sound))))),
}

func clean(t testing.TB, data []byte) (*File, []byte) {
	t.Helper()
	f, err := Inspect(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	out, err := io.ReadAll(f.Reader(bytes.NewReader(data)))
	if err != nil || int64(len(out)) != f.Size() {
		t.Fatalf("%d bytes of %d: %v", len(out), f.Size(), err)
	}
	return f, out
}

// TestNothingStays fails if a tag of any format is left, or a byte of what a reader
// sees and hears is not.
func TestNothingStays(t *testing.T) {
	for name, data := range files {
		f, out := clean(t, data)
		if len(f.Found) == 0 {
			t.Errorf("%s: nothing found", name)
		}
		for _, word := range []string{"Nguy", "105.8542", "trường"} {
			if bytes.Contains(out, []byte(word)) {
				t.Errorf("%s: %q stays", name, word)
			}
		}
		if !bytes.Contains(out, []byte(sound)) {
			t.Errorf("%s: what readers see is gone", name)
		}
		if again, second := clean(t, out); len(again.Found) > 0 || !bytes.Equal(out, second) {
			t.Errorf("%s: a clean file has %v", name, again.Found)
		}
	}
}

// TestPlace fails if a place is not told by itself.
func TestPlace(t *testing.T) {
	f, out := clean(t, film())
	if !slices.Contains(f.Found, Place) || !slices.Contains(f.Found, Time) {
		t.Error(f.Found)
	}
	if len(out) != len(film()) {
		t.Error("offsets have moved")
	}
}

// TestShifted fails if a table that points out of the file is followed.
func TestShifted(t *testing.T) {
	data := film()
	at := bytes.LastIndex(data, []byte("stco"))
	binary.BigEndian.PutUint32(data[at+12:], uint32(len(data)))
	if _, err := Inspect(bytes.NewReader(data), int64(len(data))); !errors.Is(err, ErrBroken) {
		t.Error(err)
	}
}

// TestRefused fails if a file that nobody can vouch for passes.
func TestRefused(t *testing.T) {
	for name, c := range map[string]struct {
		data []byte
		want error
	}{
		"text":              {[]byte("a text that is no film at all"), ErrUnknown},
		"empty":             {nil, ErrUnknown},
		"html":              {[]byte("<!doctype html><p>x"), ErrUnknown},
		"cut film":          {film()[:len(film())-9], ErrBroken},
		"cut tag":           {id3()[:20], ErrBroken},
		"compressed header": {slices.Concat(atom("ftyp", []byte("isom")), atom("moov", atom("cmov", be(0)))), ErrBroken},
		"many boxes":        {slices.Concat(atom("ftyp", []byte("isom")), bytes.Repeat(atom("free"), mostParts+1)), ErrTooMany},
		"flac in ogg":       {slices.Concat(oggPage(2, 0, []byte("\x7fFLAC")), oggPage(0, 1, append([]byte{4}, comments("\x00\x00\x00")...))), ErrUnknown},
	} {
		if _, err := Inspect(bytes.NewReader(c.data), int64(len(c.data))); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestEveryCut cuts each file at each place: it is refused or clean.
func TestEveryCut(t *testing.T) {
	for name, data := range files {
		for n := range data {
			f, err := Inspect(bytes.NewReader(data[:n]), int64(n))
			if err != nil {
				continue
			}
			out, err := io.ReadAll(f.Reader(bytes.NewReader(data[:n])))
			if err != nil || int64(len(out)) != f.Size() {
				t.Errorf("%s cut at %d: %v", name, n, err)
			}
		}
	}
}

func FuzzInspect(f *testing.F) {
	for _, data := range files {
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		file, err := Inspect(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			return
		}
		out, err := io.ReadAll(file.Reader(bytes.NewReader(data)))
		if err != nil || int64(len(out)) != file.Size() {
			t.Fatalf("%d of %d bytes: %v", len(out), file.Size(), err)
		}
	})
}

// TestReaderAnywhere: a part that is read from any place is that of the whole, as a
// player needs it which jumps.
func TestReaderAnywhere(t *testing.T) {
	data := film()
	f, err := Inspect(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	whole, err := io.ReadAll(f.Reader(bytes.NewReader(data)))
	if err != nil || bytes.Contains(whole, []byte("trường")) {
		t.Fatal(err, "not clean")
	}
	r := f.Reader(bytes.NewReader(data))
	for at := 0; at < len(whole); at += 3 {
		for _, n := range []int{1, 7, 64} {
			part := make([]byte, min(n, len(whole)-at))
			if _, err := r.ReadAt(part, int64(at)); err != nil && err != io.EOF || !bytes.Equal(part, whole[at:at+len(part)]) {
				t.Fatalf("%d bytes at %d: %q, want %q: %v", n, at, part, whole[at:at+len(part)], err)
			}
		}
	}
}

// A film in a form that browsers do not play is named by it.
func TestUnplayed(t *testing.T) {
	mp4 := func(form string) []byte {
		start := atom("ftyp", []byte("isom"))
		table := atom("stbl", atom("stsd", be(0), be(1), atom(form, make([]byte, 8))), atom("stsz", be(0), be(1), be(0)), atom("stsc", be(0), be(0)), atom("stco", be(0), be(0)))
		return slices.Concat(start, atom("moov", atom("mvhd", make([]byte, 100)), atom("trak", atom("tkhd", make([]byte, 84)), atom("mdia", atom("mdhd", make([]byte, 24)), handler("vide"), atom("minf", table)))))
	}
	mkv := func(codec string) []byte {
		name := slices.Concat([]byte{0x86, byte(0x80 | len(codec))}, []byte(codec))
		entry := slices.Concat([]byte{0xAE, byte(0x80 | len(name))}, name)
		tracks := slices.Concat([]byte{0x16, 0x54, 0xAE, 0x6B, byte(0x80 | len(entry))}, entry)
		return slices.Concat([]byte{0x1A, 0x45, 0xDF, 0xA3, 0x80, 0x18, 0x53, 0x80, 0x67, byte(0x80 | len(tracks))}, tracks)
	}
	for _, c := range []struct {
		data []byte
		want string
	}{
		{mp4("avc1"), ""}, {mp4("av01"), ""}, {mp4("hvc1"), "HEVC (H.265)"}, {mp4("mp4v"), "MPEG-4 Visual"}, {mp4("apcn"), "ProRes"},
		{mkv("V_VP9"), ""}, {mkv("A_OPUS"), ""}, {mkv("V_MPEGH/ISO/HEVC"), "Matroska, HEVC (H.265)"}, {mkv("V_MPEG4/ISO/AVC"), "Matroska, V_MPEG4/ISO/AVC"},
		{[]byte("RIFF\x04\x00\x00\x00AVI "), "AVI"}, {[]byte("RIFF\x04\x00\x00\x00WAVE"), ""},
	} {
		f, err := Inspect(bytes.NewReader(c.data), int64(len(c.data)))
		if err != nil || f.Unplayed != c.want {
			t.Errorf("%q: %+v, %v", c.want, f, err)
		}
	}
}

// TestMarked: a remark stands in the file, wherever it is read from, and all else is as it
// was: cleaned again, it is the file without the remark.
func TestMarked(t *testing.T) {
	const remark = "Giọng máy & <espeak-ng>"
	odd := riffFile("WAVE", chunk("fmt ", strings.Repeat("x", 16)), chunk("data", "abc"))
	for name, data := range map[string][]byte{
		"mp3": []byte("\xff\xfb\x90\x00" + strings.Repeat("sound", 90)), "wav": odd, "odd wav": odd[:len(odd)-1], "mp4": film(),
		"opus": slices.Concat(oggPage(2, 0, []byte("OpusHead")), oggPage(0, 1, comments("OpusTags", "TITLE=x")), oggPage(4, 2, []byte(sound))),
		// The setup of Vorbis stands on the page of the comments.
		"vorbis": slices.Concat(oggPage(2, 0, []byte("\x01vorbis")), oggPage(0, 1, append(comments("\x03vorbis"), 1), bytes.Repeat([]byte("s"), 600)), oggPage(4, 2, []byte(sound))),
		"full":   slices.Concat(oggPage(2, 0, []byte("OpusHead")), oggPage(0, 1, append(comments("OpusTags"), make([]byte, 255-len(comments("OpusTags")))...)), oggPage(4, 2, []byte(sound))),
	} {
		f, clean := clean(t, data)
		marked, ok := f.Marked(remark)
		if !ok {
			t.Errorf("%s cannot be marked", name)
			continue
		}
		r := marked.Reader(bytes.NewReader(data))
		whole, err := io.ReadAll(r)
		if err != nil || int64(len(whole)) != marked.Size() {
			t.Fatalf("%s: %d of %d bytes: %v", name, len(whole), marked.Size(), err)
		}
		if !bytes.Contains(whole, []byte(remark)) && !bytes.Contains(whole, []byte("Giọng máy &amp; &lt;espeak-ng&gt;")) {
			t.Errorf("%s has no remark", name)
		}
		for at := range whole {
			part := make([]byte, min(9, len(whole)-at))
			if _, err := r.ReadAt(part, int64(at)); err != nil && err != io.EOF || !bytes.Equal(part, whole[at:at+len(part)]) {
				t.Fatalf("%s: %q at %d, want %q: %v", name, part, at, whole[at:at+len(part)], err)
			}
		}
		again, err := Inspect(bytes.NewReader(whole), int64(len(whole)))
		if err != nil || !slices.Contains(again.Found, Tags) {
			t.Errorf("%s: the remark is not found: %v", name, err)
			continue
		}
		if again.Format == "ogg" {
			checkPages(t, name, whole)
		}
		if name == "mp3" {
			if got, _ := io.ReadAll(again.Reader(bytes.NewReader(whole))); !bytes.Equal(got, clean) {
				t.Errorf("%s: the sound is another", name)
			}
		}
	}
}

// checkPages fails unless each page of an Ogg has the sum of its bytes.
func checkPages(t *testing.T, name string, file []byte) {
	t.Helper()
	for len(file) > 0 {
		lacing := file[27 : 27+int(file[26])]
		size := 27 + len(lacing)
		for _, n := range lacing {
			size += int(n)
		}
		page := slices.Clone(file[:size])
		sum := binary.LittleEndian.Uint32(page[22:])
		clear(page[22:26])
		if checksum(page) != sum {
			t.Errorf("%s: a page has another sum", name)
		}
		file = file[size:]
	}
}

// TestUnmarked fails if a file says that it is marked and is not: a format without a place
// for the remark, and an Ogg whose page of comments is full.
func TestUnmarked(t *testing.T) {
	full := slices.Concat(oggPage(2, 0, []byte("OpusHead")), oggPage(0, 1, append(comments("OpusTags"), make([]byte, 65000-len(comments("OpusTags")))...)), oggPage(4, 2, []byte(sound)))
	for name, data := range map[string][]byte{"webm": files["webm"], "full": full} {
		f, want := clean(t, data)
		marked, ok := f.Marked("Giọng máy" + strings.Repeat("x", 300))
		got, err := io.ReadAll(marked.Reader(bytes.NewReader(data)))
		if ok || err != nil || !bytes.Equal(got, want) {
			t.Error(name, ok, err)
		}
	}
}
