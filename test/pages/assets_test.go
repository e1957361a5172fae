package pages

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func each(t *testing.T, public, ending string, check func(name string, data []byte)) {
	count := 0
	filepath.Walk(public, func(name string, _ os.FileInfo, err error) error {
		if err != nil || filepath.Ext(name) != ending {
			return err
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		count++
		check(name, data)
		return nil
	})
	if count == 0 {
		t.Errorf("no %s files", ending)
	}
}

// drawings are well-formed XML and say how large they are.
func drawings(t *testing.T, public string) {
	each(t, public, ".svg", func(name string, data []byte) {
		tokens := xml.NewDecoder(bytes.NewReader(data))
		for {
			token, err := tokens.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Errorf("%s: %v", name, err)
				return
			}
			if start, ok := token.(xml.StartElement); ok && start.Name.Local == "svg" && start.Name.Space != "http://www.w3.org/2000/svg" {
				t.Errorf("%s: no name space", name)
			}
		}
		if !bytes.Contains(data, []byte("viewBox")) {
			t.Errorf("%s has no viewBox", name)
		}
	})
}

// styles: blocks and strings close, every custom property that is used is declared
// there or in a sheet beside it, and every layer is one of those that have an order.
func styles(t *testing.T, public string) {
	var sheets strings.Builder
	each(t, public, ".css", func(_ string, data []byte) { sheets.Write(data) })
	each(t, public, ".css", func(name string, data []byte) {
		css := string(data)
		if strings.Count(css, "{") != strings.Count(css, "}") || strings.Count(css, "(") != strings.Count(css, ")") || strings.Count(css, `"`)%2 != 0 {
			t.Errorf("%s: something is not closed", name)
		}
		for _, use := range strings.Split(css, "var(")[1:] {
			property := use[:strings.IndexAny(use, "),")]
			if !strings.Contains(sheets.String(), property+":") {
				t.Errorf("%s: %s is not declared", name, property)
			}
		}
		for _, part := range strings.Split(css, "@layer ")[1:] {
			for layer := range strings.SplitSeq(part[:strings.IndexAny(part, "{;")], ",") {
				if !slices.Contains([]string{"tokens", "base", "layout", "components", "print"}, strings.TrimSpace(layer)) {
					t.Errorf("%s: layer %s has no place in the order", name, layer)
				}
			}
		}
	})
}
