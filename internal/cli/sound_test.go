package cli

import (
	"encoding/binary"
	"os"

	"github.com/rogpeppe/go-internal/testscript"
)

// sound writes a tenth of a second of silence as a WAV file.
func sound(ts *testscript.TestScript, _ bool, args []string) {
	data := make([]byte, 800)
	for i := range data {
		data[i] = 0x80
	}
	head := append([]byte("RIFF"), 0, 0, 0, 0)
	binary.LittleEndian.PutUint32(head[4:], uint32(36+len(data)))
	head = append(head, "WAVEfmt \x10\x00\x00\x00\x01\x00\x01\x00\x40\x1f\x00\x00\x40\x1f\x00\x00\x01\x00\x08\x00data"...)
	head = binary.LittleEndian.AppendUint32(head, uint32(len(data)))
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), append(head, data...), 0o666))
}
