package picture

import (
	"bytes"
	"encoding/binary"
)

// stripICO cleans the PNG pictures that an icon file holds; the others in it are
// plain pixels. Directory and places are made anew, so nothing hides between them.
func stripICO(data []byte) ([]byte, error) {
	if len(data) < 6 {
		return nil, broken("cut off in the header")
	}
	count := int(binary.LittleEndian.Uint16(data[4:]))
	directory := 6 + 16*count
	if count == 0 || directory > len(data) {
		return nil, broken("cut off in the directory")
	}
	out := bytes.Clone(data[:directory])
	for i := range count {
		entry := out[6+16*i:][:16]
		size, at := int64(binary.LittleEndian.Uint32(entry[8:])), int64(binary.LittleEndian.Uint32(entry[12:]))
		if at+size > int64(len(data)) {
			return nil, broken("cut off in a picture")
		}
		one := data[at : at+size]
		if bytes.HasPrefix(one, []byte(pngMagic)) {
			var err error
			if one, err = stripPNG(one); err != nil {
				return nil, err
			}
		}
		binary.LittleEndian.PutUint32(entry[8:], uint32(len(one)))
		binary.LittleEndian.PutUint32(entry[12:], uint32(len(out)))
		out = append(out, one...)
	}
	return out, nil
}
