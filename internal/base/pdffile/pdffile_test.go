package pdffile

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"strings"
	"testing"

	"loa/internal/base/officefile"
	"loa/internal/base/pdffile/pdffiletest"
)

func flate(text string) string {
	var out bytes.Buffer
	w := zlib.NewWriter(&out)
	_, _ = w.Write([]byte(text))
	w.Close()
	return out.String()
}

// content is what the first page of a file draws.
func content(t *testing.T, data []byte) string {
	t.Helper()
	f, err := Open(data)
	if err != nil {
		t.Fatal(err)
	}
	pages, err := f.Pages()
	if err != nil || len(pages) == 0 {
		t.Fatal(pages, err)
	}
	text, err := f.Data(f.Stream(pages[0].Dict["Contents"]))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// A file is read by its table, and without one by looking for its objects.
func TestTables(t *testing.T) {
	whole := pdffiletest.Pages("", nil, "BT ET")
	const pagesObject, pageObject = "<</Type/Pages/Kids[4 0 R]/Count 1>> ", "<</Type/Page/Parent 3 0 R/Contents 5 0 R>>"
	head := fmt.Sprintf("3 0 4 %d ", len(pagesObject))
	packed, first := head+pagesObject+pageObject, len(head)
	inPack := "%PDF-1.5\n1 0 obj\n<</Type/Catalog/Pages 3 0 R>>\nendobj\n2 0 obj\n" + pdffiletest.Stream(fmt.Sprintf("/Type/ObjStm/N 2/First %d/Filter/FlateDecode", first), flate(packed)) + "\nendobj\n5 0 obj\n" + pdffiletest.Stream("", "BT ET") + "\nendobj\ntrailer <</Root 1 0 R>>"
	for name, data := range map[string][]byte{
		"whole":                whole,
		"rubbish before":       append([]byte("xyz\n"), whole...),
		"no table":             whole[:bytes.Index(whole, []byte("xref"))],
		"wrong places":         bytes.Replace(whole, []byte("000000"), []byte("000009"), 3),
		"wrong place of table": bytes.Replace(whole, []byte("startxref\n"), []byte("startxref\n9"), 1),
		"wrong length":         bytes.Replace(whole, []byte("/Length 5"), []byte("/Length 7"), 1),
		"stream of objects":    []byte(inPack),
	} {
		if got := content(t, data); got != "BT ET" {
			t.Errorf("%s: %q", name, got)
		}
	}
}

func TestFilters(t *testing.T) {
	predicted := "\x02\x01\x02\x03\x02\x01\x01\x01" // each row is what is above it and so much
	for name, c := range map[string]struct{ dictionary, data, want string }{
		"flate":              {"/Filter/FlateDecode", flate("abc"), "abc"},
		"flate that ends":    {"/Filter/FlateDecode", flate(strings.Repeat("abc", 50))[:14], "abc"},
		"hexadecimal":        {"/Filter/ASCIIHexDecode", "61 62 6>", "ab`"},
		"base 85":            {"/Filter[/ASCII85Decode]", "@:E^~>", "abc"},
		"runs":               {"/Filter/RunLengthDecode", "\x01ab\xfec\x80", "abccc"},
		"two":                {"/Filter[/AHx/Fl]", fmt.Sprintf("%x>", flate("abc")), "abc"},
		"LZW":                {"/Filter/LZWDecode", "\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01", "-----A---B"},
		"predictor":          {"/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 3>>", flate(predicted), "\x01\x02\x03\x02\x03\x04"},
		"predictor of TIFF":  {"/Filter/FlateDecode/DecodeParms<</Predictor 2/Columns 3>>", flate("\x01\x01\x01"), "\x01\x02\x03"},
		"reference to width": {"/Filter/FlateDecode/DecodeParms[<</Predictor 15/Columns 3>>]", flate("\x00abc"), "abc"},
	} {
		data := pdffiletest.Build("<</Pages 2 0 R>>", "<</Kids[3 0 R]>>", "<</Contents 4 0 R>>", pdffiletest.Stream(c.dictionary, c.data))
		if got := content(t, data); !strings.HasPrefix(got, c.want) || name != "flate that ends" && got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// What would take more than its length lets expect is refused or left out.
func TestBounds(t *testing.T) {
	bomb := flate(strings.Repeat("\x00", mostPart+1))
	f, err := Open(pdffiletest.Build("<</Pages 2 0 R>>", "<</Kids[3 0 R]>>", "<</Contents 4 0 R>>", pdffiletest.Stream("/Filter/FlateDecode", bomb)))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Data(f.Stream(Ref{4, 0})); !errors.Is(err, officefile.ErrTooLarge) {
		t.Error(err)
	}
	for name, c := range map[string]struct {
		data string
		want error
	}{
		"no file":          {"x", officefile.ErrNot},
		"empty":            {"%PDF-1.4", officefile.ErrNot},
		"open string":      {"%PDF-1.4 0 0 obj<<(\\", officefile.ErrNot},
		"itself":           {string(pdffiletest.Build("<</Pages 2 0 R>>", "2 0 R")), officefile.ErrNot},
		"another password": {string(pdffiletest.Build("<</Pages 2 0 R>>", "<</Kids[]>>")) + "trailer <</Root 1 0 R/Encrypt<</Filter/Own>>>>", officefile.ErrLocked},
		"too many pages":   {string(pdffiletest.Build("<</Pages 2 0 R>>", "<</Kids["+strings.Repeat("<<>>", mostPages+1)+"]>>")), officefile.ErrTooLarge},
	} {
		data := []byte(c.data)
		if name == "another password" {
			data = bytes.Replace(data, []byte("startxref"), []byte("startxxxx"), 1)
		}
		f, err := Open(data)
		if err == nil {
			_, err = f.Pages()
		}
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	circle, err := Open(pdffiletest.Build("<</Pages 2 0 R>>", "<</Kids[2 0 R 3 0 R 3 0 R]>>", "<</Kids[2 0 R<<>>]>>"))
	if err != nil {
		t.Fatal(err)
	}
	if pages, err := circle.Pages(); err != nil || len(pages) != 1 {
		t.Error(pages, err)
	}
	deep, err := Open(pdffiletest.Build("<</Pages 2 0 R>>", "<</Kids[]>>", strings.Repeat("[", 1<<20)))
	if err != nil {
		t.Fatal(err)
	}
	deep.Resolve(Ref{3, 0})
}

// An operator has what stands before it, and a picture in the content is no operators.
func TestEach(t *testing.T) {
	f := &File{tokens: 1000, content: 1000}
	var got []string
	err := f.Each([]byte("1 -.5 m\n(a\\(\\)\\101\\\nb) Tj <4 1> Tj [(a) 2 /N#20x] TJ BI /W 1 ID \x00EI\xff EI Q"), func(o Operator) error {
		text := fmt.Sprint(o.Operands, o.Name)
		if o.Inline != nil {
			text = fmt.Sprintf("%q", o.Inline.raw)
		}
		got = append(got, text)
		return nil
	})
	if want := `[1 -0.5]m,[a()Ab]Tj,[A]Tj,[[a 2 N x]]TJ,"\x00EI\xff",[]Q`; err != nil || strings.ReplaceAll(strings.Join(got, ","), "] ", "]") != want {
		t.Errorf("%v\n%s\n%s", err, strings.Join(got, ","), want)
	}
	if err := (&File{tokens: 2, content: 100}).Each([]byte("1 2 3 4 m"), func(Operator) error { return nil }); !errors.Is(err, officefile.ErrTooLarge) {
		t.Error(err)
	}
}

// Whatever a file says, reading it ends.
func FuzzOpen(f *testing.F) {
	f.Add(pdffiletest.Pages(pdffiletest.Fonts, nil, "BT (a) Tj ET"))
	f.Add(pdffiletest.Build("<</Pages 2 0 R>>", "<</Kids[3 0 R]>>", "<</Contents 4 0 R>>", pdffiletest.Stream("/Filter[/LZW/A85/RL]", "x")))
	f.Fuzz(func(t *testing.T, data []byte) {
		file, err := Open(data)
		if err != nil {
			return
		}
		pages, _ := file.Pages()
		for _, p := range pages[:min(len(pages), 10)] {
			content, _ := file.Data(file.Stream(p.Dict["Contents"]))
			_ = file.Each(content, func(Operator) error { return nil })
		}
	})
}
