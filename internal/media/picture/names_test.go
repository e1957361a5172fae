package picture

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/png"
	"strings"
	"testing"
)

// TestNamesOfProfilesAndLayers: what a program or a screen was called does not leave
// with a picture, and the picture can still be read.
func TestNamesOfProfilesAndLayers(t *testing.T) {
	svg := `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8" inkscape:export-filename="/home/an/x.png" sodipodi:docname="an.svg"><g data-name="Be An" inkscape:label='An' serif:id="An"><path d="M0 0h8"/></g></svg>`
	clean, err := Strip("a.svg", []byte(svg))
	if err != nil || strings.Contains(strings.ToLower(string(clean)), "an") || !bytes.Contains(clean, []byte(`<path d="M0 0h8"/>`)) {
		t.Errorf("%s %v", clean, err)
	}
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 4, 4))); err != nil {
		t.Fatal(err)
	}
	profile := "iCCPMan hinh cua An\x00\x00" + string(deflated(t, profileWith("a screen")))
	chunk := append(binary.BigEndian.AppendUint32(nil, uint32(len(profile)-4)), profile...)
	chunk = binary.BigEndian.AppendUint32(chunk, crc32.ChecksumIEEE([]byte(profile)))
	named := append(append(bytes.Clone(b.Bytes()[:33]), chunk...), b.Bytes()[33:]...)
	clean, err = Strip("a.png", named)
	if err != nil || bytes.Contains(clean, []byte("cua An")) || !bytes.Contains(clean, []byte("iCCPx\x00\x00")) {
		t.Errorf("%q %v", clean, err)
	}
	if _, err := png.Decode(bytes.NewReader(clean)); err != nil {
		t.Error(err)
	}
}
