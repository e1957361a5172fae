package picture

import (
	"bytes"
	"encoding/binary"
	"slices"
)

// The layout of a colour profile (ICC.1:2022, section 7).
const (
	iccHeader    = 128
	iccEntry     = 12
	mostICCTags  = 200
	mostICCBytes = 4 << 20
)

// iccColours are the tags by which colours are reckoned (ICC.1:2022, section 9.2; the
// last is of ICC.2). All others describe: what a screen is called and its serial number,
// who calibrated it and when.
var iccColours = []string{
	"wtpt", "bkpt", "rXYZ", "gXYZ", "bXYZ", "rTRC", "gTRC", "bTRC", "kTRC", "chad", "chrm", "lumi", "tech", "meas",
	"A2B0", "A2B1", "A2B2", "A2B3", "B2A0", "B2A1", "B2A2", "B2A3", "D2B0", "D2B1", "D2B2", "D2B3", "B2D0", "B2D1", "B2D2", "B2D3",
	"gamt", "pre0", "pre1", "pre2", "rig0", "rig2", "cicp",
}

// iccPrivate are the parts of the header that tell of the device, the program and the
// day: where they begin and end (section 7.2).
var iccPrivate = [][2]int{{4, 8}, {24, 36}, {48, 64}, {80, 128}}

// bareProfile returns a colour profile of the same length in which everything that is
// not needed for its colours is zero. The result is nil for what is no such profile:
// browsers then assume sRGB, as they do for what they cannot read.
func bareProfile(profile []byte) []byte {
	if len(profile) < iccHeader+4 || len(profile) > mostICCBytes || string(profile[36:40]) != "acsp" {
		return nil
	}
	count := binary.BigEndian.Uint32(profile[iccHeader:])
	table := iccHeader + 4
	if count > mostICCTags || table+int(count)*iccEntry > len(profile) {
		return nil
	}
	table += int(count) * iccEntry
	bare := make([]byte, len(profile))
	copy(bare, profile[:table])
	for _, part := range iccPrivate {
		clear(bare[part[0]:part[1]])
	}
	for entry := range slices.Chunk(profile[iccHeader+4:table], iccEntry) {
		at, size := int64(binary.BigEndian.Uint32(entry[4:])), int64(binary.BigEndian.Uint32(entry[8:]))
		if at < int64(table) || at+size > int64(len(profile)) {
			return nil
		}
		value := profile[at : at+size]
		if !slices.Contains(iccColours, string(entry[:4])) {
			value = value[:iccForm(value)]
		}
		copy(bare[at:], value)
	}
	return bare
}

// iccForm is how much of a describing value is its form: what it is and how many texts
// of which length it has, so that a reader finds empty texts instead of a broken value
// (section 10.15, and 6.5.17 of ICC.1:2001 for desc). Of other values nothing is.
func iccForm(value []byte) int {
	if len(value) < 16 {
		return 0
	}
	switch string(value[:4]) {
	case "text":
		return 8
	case "desc":
		return 12
	case "mluc":
		return min(16+12*int(min(binary.BigEndian.Uint32(value[8:]), 100)), len(value))
	}
	return 0
}

// profileHead is the magic, the number of a part from 1 on, and how many there are.
const profileHead = len(profileMagic) + 2

// withBareProfile returns a JPEG whose colour profile, which may be divided among
// several segments, is bare. A profile that cannot be read loses its magic, so that its
// segments are no longer kept.
func withBareProfile(data []byte) []byte {
	data = bytes.Clone(data)
	parts := profileParts(data)
	var whole []byte
	for _, part := range parts {
		whole = append(whole, part[profileHead:]...)
	}
	bare := bareProfile(whole)
	for _, part := range parts {
		if bare == nil {
			clear(part)
			continue
		}
		bare = bare[copy(part[profileHead:], bare):]
	}
	return data
}

// profileParts are the segments of a colour profile in their order, within data.
func profileParts(data []byte) [][]byte {
	var parts [][]byte
	for rest := data[2:]; ; {
		s, after, err := nextSegment(rest)
		if err != nil || s.marker == markerEOI {
			break
		}
		if s.marker == markerAPP2 && len(s.payload) >= profileHead && bytes.HasPrefix(s.payload, []byte(profileMagic)) {
			parts = append(parts, s.payload)
		}
		rest = after
	}
	slices.SortStableFunc(parts, func(a, b []byte) int { return int(a[len(profileMagic)]) - int(b[len(profileMagic)]) })
	return parts
}
