package picture

import (
	"bytes"
	"encoding/base64"
	"encoding/xml"
	"net/url"
	"strings"

	"loa/internal/base/pattern"
)

// stripSVG takes comments and <metadata> out of a drawing, mends what is certain, and takes out the names of files
// and folders that drawing programs note; pictures in it lose their metadata. What
// is no well-formed XML comes back as it is: CheckSVG refuses it.
func stripSVG(data []byte) ([]byte, error) {
	data = mendSVG(data)
	var cuts []cut
	d := newSVG(bytes.NewReader(data))
	depth, began := 0, 0 // within <metadata>
	for {
		start := int(d.InputOffset())
		token, err := d.RawToken()
		if err != nil {
			break
		}
		end := int(d.InputOffset())
		switch t := token.(type) {
		case xml.Comment:
			if depth == 0 {
				cuts = append(cuts, cut{start, end})
			}
		case xml.StartElement:
			if depth > 0 || t.Name.Local == "metadata" {
				if depth++; depth == 1 {
					began = start
				}
			}
		case xml.EndElement:
			if depth > 0 {
				if depth--; depth == 0 {
					cuts = append(cuts, cut{began, end})
				}
			}
		}
	}
	out := without(data, cuts)
	return cleanEmbedded(noted.ReplaceAll(out, nil))
}

// noted are the attributes in which drawing programs keep where a file lay, and what its
// author called layers. None of them changes how the drawing looks.
var noted = pattern.New(`\s(?:(?:sodipodi|inkscape|serif):[\w.-]+|data-name|xml:base)\s*=\s*(?:"[^"]*"|'[^']*')`)

type cut struct{ start, end int }

// without leaves out some stretches, which are in order.
func without(data []byte, cuts []cut) []byte {
	out := make([]byte, 0, len(data))
	at := 0
	for _, c := range cuts {
		out = append(out, data[at:c.start]...)
		at = c.end
	}
	return append(out, data[at:]...)
}

var embeddedPicture = pattern.New(`(?i)(data:\s*image/[a-z+]+[^,"'<>]*;base64,)((?:[a-z0-9+/=\s]|%[0-9a-f]{2}|&#[^;]{1,6};)+)`)

// cleanEmbedded strips the pictures that stand within addresses.
func cleanEmbedded(data []byte) ([]byte, error) {
	var failed error
	out := embeddedPicture.ReplaceAllFunc(data, func(address []byte) []byte {
		parts := embeddedPicture.FindSubmatch(address)
		clean, err := cleanBase64(string(parts[2]))
		if err != nil {
			failed = err
			return nil
		}
		return append(bytes.Clone(parts[1]), clean...)
	})
	if failed != nil {
		return nil, failed
	}
	return out, nil
}

var blanks = pattern.New(`(?i)\s|%(?:0a|0d|09|20)|&#(?:10|13|9|32|x0*a|x0*d|x0*9|x20);`)

func cleanBase64(text string) (string, error) {
	text = blanks.ReplaceAllString(text, "")
	if plain, err := url.PathUnescape(text); err == nil {
		text = plain
	}
	picture, err := base64.RawStdEncoding.DecodeString(strings.TrimRight(text, "="))
	if err != nil {
		return "", broken("a picture in the drawing")
	}
	if picture, err = Strip("", picture); err != nil {
		return "", err
	}
	return base64.StdEncoding.EncodeToString(picture), nil
}
