package avmeta

import (
	"encoding/binary"
	"slices"
)

// oggComments are the comments of a stream (Vorbis comments; RFC 7845, 5.2), cleaned, on a
// page that holds all of them.
type oggComments struct {
	page  page
	data  []byte // of the page
	first int    // of the lacing: where the packet begins
	skip  int64  // from the body of the page to the packet, in bytes
	size  int    // of the packet
	count int    // where in the packet the number of comments stands
	end   int    // where in it the comments end
}

// with is the page with one more comment; nil if there are no comments to add to, or the
// page has no room.
func (c *oggComments) with(remark string) *insert {
	if c == nil {
		return nil
	}
	body := c.data[c.page.body-c.page.at:]
	packet := body[c.skip : c.skip+int64(c.size)]
	text := "DESCRIPTION=" + remark
	longer := slices.Concat(packet[:c.end], binary.LittleEndian.AppendUint32(nil, uint32(len(text))), []byte(text), packet[c.end:])
	count := longer[c.count:]
	binary.LittleEndian.PutUint32(count, binary.LittleEndian.Uint32(count)+1)
	lacing := slices.Concat(c.page.lacing[:c.first], laced(len(longer)), c.page.lacing[c.first+c.size/255+1:])
	if len(lacing) > 255 {
		return nil
	}
	data := slices.Concat(c.data[:26], []byte{byte(len(lacing))}, lacing, body[:c.skip], longer, body[c.skip+int64(c.size):])
	clear(data[22:26])
	binary.LittleEndian.PutUint32(data[22:], checksum(data))
	return &insert{c.page.at, c.page.end, data}
}

// laced is how a page says that a packet is so long (RFC 3533, 5).
func laced(size int) []byte {
	return append(slices.Repeat([]byte{255}, size/255), byte(size%255))
}
