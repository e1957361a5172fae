package picture

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"errors"
	"io"
	"slices"
	"testing"
)

// profileWith is a colour profile with a text in every place that a program, a screen or
// a person may have written to: header, description, copyright, make and model, a tag
// that nobody knows, between the tags and behind them.
func profileWith(text string) []byte {
	o := binary.BigEndian
	tags := []struct{ name, value string }{
		{"desc", "desc\x00\x00\x00\x00" + string(o.AppendUint32(nil, uint32(len(text)+1))) + text + "\x00"},
		{"cprt", "mluc\x00\x00\x00\x00\x00\x00\x00\x01\x00\x00\x00\x0cviVN" + string(o.AppendUint32(nil, uint32(len(text)))) + "\x00\x00\x00\x1c" + text},
		{"mmod", "mmod\x00\x00\x00\x00" + text},
		{"meta", text},
		{"rXYZ", "XYZ \x00\x00\x00\x00\x00\x00\x6f\xa2\x00\x00\x38\xf5\x00\x00\x03\x90"},
		{"rTRC", "curv\x00\x00\x00\x00\x00\x00\x00\x01\x02\x33\x00\x00"},
	}
	profile := make([]byte, iccHeader, 1024)
	copy(profile[4:], text[:4])
	copy(profile[12:], "mntrRGB XYZ ")
	copy(profile[36:], "acsp")
	copy(profile[48:], text[:8])
	copy(profile[100:], text)
	profile = o.AppendUint32(profile, uint32(len(tags)))
	at := iccHeader + 4 + len(tags)*iccEntry
	for _, tag := range tags {
		profile = o.AppendUint32(o.AppendUint32(append(profile, tag.name...), uint32(at)), uint32(len(tag.value)))
		at += len(tag.value) + len(text)
	}
	for _, tag := range tags {
		profile = append(append(profile, tag.value...), text...)
	}
	o.PutUint32(profile, uint32(len(profile)))
	return profile
}

func deflated(t *testing.T, data []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	_, err := w.Write(data)
	if err = errors.Join(err, w.Close()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func inflated(t *testing.T, packed []byte) []byte {
	t.Helper()
	r, err := zlib.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestBareProfile(t *testing.T) {
	profile := profileWith(secret)
	bare := bareProfile(profile)
	if len(bare) != len(profile) || bytes.Contains(bare, []byte(secret[:4])) {
		t.Fatalf("%q", bare)
	}
	for _, kept := range []string{"mntrRGB XYZ ", "acsp", "rXYZ", "\x00\x00\x6f\xa2\x00\x00\x38\xf5\x00\x00\x03\x90", "curv\x00\x00\x00\x00\x00\x00\x00\x01\x02\x33", "mluc\x00\x00\x00\x00\x00\x00\x00\x01\x00\x00\x00\x0cviVN"} {
		if !bytes.Contains(bare, []byte(kept)) {
			t.Errorf("%q is gone", kept)
		}
	}
	if again := bareProfile(bare); !bytes.Equal(again, bare) {
		t.Error("a bare profile changes")
	}
	for n := range profile {
		_ = bareProfile(profile[:n]) // must not panic
	}
	for _, broken := range [][]byte{nil, []byte(secret), profile[:iccHeader], slices.Concat(profile[:iccHeader], []byte("\xff\xff\xff\xff"), profile[iccHeader+4:])} {
		if got := bareProfile(broken); got != nil {
			t.Errorf("%q of what is no profile", got)
		}
	}
}

// What a profile tells of its screen leaves with no format, nor does one that cannot be
// read.
func TestProfilesInPictures(t *testing.T) {
	profile := profileWith(secret)
	half := len(profile) / 2
	part := func(n byte, data []byte) segment {
		return segment{marker: markerAPP2, payload: append([]byte(profileMagic+string([]byte{n, 2})), data...)}
	}
	packed := func(data []byte) []byte {
		plain, chunk := pngOf(t), newPNGChunk("iCCP", append([]byte("x\x00\x00"), deflated(t, data)...))
		return slices.Concat(plain[:33], chunk, plain[33:]) // behind the header
	}
	for name, c := range map[string]struct {
		data  []byte
		holds bool
	}{
		"a.jpg":              {jpegWith(t, part(1, profile[:half]), part(2, profile[half:])), true},
		"the last first.jpg": {jpegWith(t, part(2, profile[half:]), part(1, profile[:half])), true},
		"broken.jpg":         {jpegWith(t, part(1, []byte(secret))), false},
		"a.png":              {packed(profile), true},
		"broken.png":         {packed([]byte(secret)), false},
		"a.webp":             {webpOf(t, riffChunk("ICCP", profile)), true},
		"broken.webp":        {webpOf(t, riffChunk("ICCP", []byte(secret))), false},
	} {
		got, err := Strip(name, c.data)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		var kept []byte
		for _, part := range profileParts(slices.Concat(got, []byte{0xFF, markerEOI})) {
			kept = append(kept, part[profileHead:]...)
		}
		for kind, body := range pngChunks(got) {
			if kind == "iCCP" {
				kept = inflated(t, body[3:])
			}
		}
		for kind, body := range webpChunks(got) {
			if kind == "ICCP" {
				kept = append(kept, body...)
			}
		}
		if bytes.Contains(got, []byte(secret)) || bytes.Contains(kept, []byte(secret)) {
			t.Errorf("%s: the texts stay", name)
		}
		if bytes.Contains(kept, []byte("rXYZ")) != c.holds {
			t.Errorf("%s: colours %v, want %v", name, !c.holds, c.holds)
		}
		samePixels(t, name, c.data, got)
	}
}
