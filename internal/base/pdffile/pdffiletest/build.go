// Package pdffiletest makes PDF files for tests.
package pdffiletest

import (
	"bytes"
	"fmt"
	"strings"
)

// Build writes a file of objects, of which the first is the catalogue, with a right table.
func Build(objects ...string) []byte {
	var out bytes.Buffer
	out.WriteString("%PDF-1.7\n")
	at := make([]int, len(objects))
	for i, o := range objects {
		at[i] = out.Len()
		fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	table := out.Len()
	fmt.Fprintf(&out, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, offset := range at {
		fmt.Fprintf(&out, "%010d 00000 n \n", offset)
	}
	fmt.Fprintf(&out, "trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, table)
	return out.Bytes()
}

// Stream is a stream object with what its dictionary says beside its length.
func Stream(dictionary, data string) string {
	return fmt.Sprintf("<<%s/Length %d>>\nstream\n%s\nendstream", dictionary, len(data), data)
}

// Pages writes a file of pages by their contents. Resources is what their dictionary of resources holds;
// more are objects from number 3 on, to which it may refer.
func Pages(resources string, more []string, contents ...string) []byte {
	objects := []string{"<</Type/Catalog/Pages 2 0 R>>", ""}
	objects = append(objects, more...)
	var kids strings.Builder
	for _, c := range contents {
		n := len(objects) + 1
		fmt.Fprintf(&kids, "%d 0 R ", n)
		objects = append(objects, fmt.Sprintf("<</Type/Page/Parent 2 0 R/Contents %d 0 R>>", n+1), Stream("", c))
	}
	objects[1] = fmt.Sprintf("<</Type/Pages/Kids[%s]/Count %d/MediaBox[0 0 600 800]/Resources<<%s>>>>", kids.String(), len(contents), resources)
	return Build(objects...)
}

// Fonts is a dictionary of resources with a regular font F and a bold one B.
const Fonts = "/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>/B<</Type/Font/Subtype/Type1/BaseFont/Courier-Bold/Encoding/WinAnsiEncoding>>>>"

// Line shows a text at a place in a font.
func Line(font string, size, x, y int, text string) string {
	return fmt.Sprintf("BT /%s %d Tf %d %d Td (%s) Tj ET\n", font, size, x, y, strings.NewReplacer("(", `\(`, ")", `\)`).Replace(text))
}
