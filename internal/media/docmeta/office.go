package docmeta

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"io"

	"loa/internal/base/zipfile"
)

// mostXML is how much of one file of properties is unpacked, in bytes.
const mostXML = 1 << 20

// properties are the files of properties in Office Open XML and in OpenDocument, with
// the elements of each that name people.
var properties = map[string]map[string]string{
	"docProps/core.xml": {"creator": "dc:creator", "lastModifiedBy": "cp:lastModifiedBy"},
	"docProps/app.xml":  {"Manager": "Manager"},
	"meta.xml":          {"initial-creator": "meta:initial-creator", "creator": "dc:creator", "printed-by": "meta:printed-by"},
}

func office(r io.ReaderAt, size int64) ([]Field, error) {
	archive, err := zipfile.Open(r, size)
	if errors.Is(err, zip.ErrFormat) || errors.Is(err, zip.ErrAlgorithm) || errors.Is(err, zipfile.ErrTooMany) {
		return nil, nil // no such file after all, or locked with a password
	}
	if err != nil {
		return nil, err
	}
	var fields []Field
	for _, f := range archive.File {
		if wanted := properties[f.Name]; wanted != nil {
			fields = append(fields, inXML(f, wanted)...)
		}
	}
	return fields, nil
}

// inXML reads the wanted elements of one file, as far as it can be read.
func inXML(f *zip.File, wanted map[string]string) []Field {
	packed, err := f.Open()
	if err != nil {
		return nil
	}
	defer packed.Close()
	d := xml.NewDecoder(io.LimitReader(packed, mostXML))
	d.Strict = false
	var fields []Field
	name := ""
	for {
		token, err := d.Token()
		if err != nil {
			return fields
		}
		switch t := token.(type) {
		case xml.StartElement:
			name = wanted[t.Name.Local]
		case xml.CharData:
			if name != "" {
				fields = append(fields, Field{name, string(t)})
			}
		case xml.EndElement:
			name = ""
		}
	}
}
