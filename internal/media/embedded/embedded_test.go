package embedded

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/url"
	"slices"
	"strings"
	"testing"
)

// noise stands for a photograph.
func noise(seed uint64, n int) []byte {
	r := rand.New(rand.NewPCG(seed, 1))
	data := make([]byte, n)
	for i := range data {
		data[i] = byte(r.Uint32())
	}
	return data
}

func packed(t *testing.T, name string, data []byte) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(data); err != nil || z.Close() != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// lines divides a text into lines of n letters.
func lines(text string, n int, end string) string {
	var all []string
	for line := range slices.Chunk([]byte(text), n) {
		all = append(all, string(line))
	}
	return strings.Join(all, end)
}

func squeezed(t *testing.T, how string, data []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	var w io.WriteCloser = gzip.NewWriter(&b)
	if how == "zlib" {
		w = zlib.NewWriter(&b)
	}
	_, err := w.Write(data)
	if err = errors.Join(err, w.Close()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestIn(t *testing.T) {
	photo, other := noise(1, 5000), noise(2, 5000)
	small := []byte("GIF89a-small")
	var f Finder
	f.Add(1, photo)
	f.Add(2, small)
	coded := base64.StdEncoding.EncodeToString(photo)
	wrapped := strings.Join(slices.Collect(slices.Values(strings.SplitAfterN(coded, "A", 20))), "\n  ")
	svg := `<svg><image href="data:image/jpeg;base64,` + coded + `"/></svg>`
	for name, c := range map[string]struct {
		data []byte
		want []int
	}{
		"a copy":                    {photo, []int{1}},
		"a small copy":              {small, []int{2}},
		"without metadata":          {slices.Concat([]byte("\xff\xd8"), photo[800:]), []int{1}},
		"in a PDF":                  {slices.Concat([]byte("%PDF-1.4 stream\n"), photo, []byte("\nendstream")), []int{1}},
		"behind 256 KiB":            {slices.Concat(make([]byte, 262_100), photo), []int{1}},
		"in an SVG":                 {[]byte(svg), []int{1}},
		"in capitals":               {[]byte(strings.Replace(svg, "data:image/jpeg;base64", "DATA:IMAGE/JPEG;BASE64", 1)), []int{1}},
		"in lines":                  {[]byte(`x { background: url(data:image/png;base64,` + wrapped + `) }`), []int{1}},
		"in references":             {[]byte(`<img src="data:image/png;base64,` + strings.ReplaceAll(coded, "+", "&#43;") + `">`), []int{1}},
		"in percent":                {[]byte(`<img src='data:image/png;base64,` + url.PathEscape(coded) + `'>`), []int{1}},
		"all in percent":            {[]byte(`<img src='data:image/png,` + strings.ReplaceAll(url.QueryEscape(string(photo)), "+", "%20") + `'>`), []int{1}},
		"in Markdown":               {[]byte(`![a](data:image/jpeg;base64,` + coded + `)`), []int{1}},
		"a drawing in a page":       {[]byte(`<img src="data:image/svg+xml;base64,` + base64.StdEncoding.EncodeToString([]byte(svg)) + `">`), []int{1}},
		"in DOCX":                   {packed(t, "word/media/image1.jpeg", photo), []int{1}},
		"in a ZIP in a ZIP":         {packed(t, "a.epub", packed(t, "b.svg", []byte(svg))), []int{1}},
		"in a ZIP behind a picture": {slices.Concat(other, packed(t, "a.jpg", photo)), []int{1}},
		"in a letter":               {[]byte("Content-Transfer-Encoding: base64\r\n\r\n" + lines(coded, 76, "\r\n") + "\r\n--x--\r\n"), []int{1}},
		"in a card":                 {[]byte("BEGIN:VCARD\r\nPHOTO;ENCODING=b;TYPE=JPEG:" + lines(coded, 70, "\r\n ") + "\r\nEND:VCARD\r\n"), []int{1}},
		"in a table":                {[]byte("ten,anh\nAn," + coded + "\n"), []int{1}},
		"in JSON":                   {[]byte(`{"anh":"` + strings.ReplaceAll(coded, "/", `\/`) + `"}`), []int{1}},
		"for addresses":             {[]byte(`{"anh":"` + base64.RawURLEncoding.EncodeToString(photo) + `"}`), []int{1}},
		"in RTF":                    {[]byte(`{\rtf1{\pict\jpegblip\picw640 ` + lines(hex.EncodeToString(photo), 128, "\r\n") + `}}`), []int{1}},
		"in escapes of CSS":         {[]byte(`a{background:url(\64 ata:image/jpeg;base64,` + coded + `)}`), []int{1}},
		"packed":                    {squeezed(t, "gzip", photo), []int{1}},
		"in a packed archive":       {squeezed(t, "gzip", slices.Concat(make([]byte, 512), photo)), []int{1}},
		"packed in a PDF":           {slices.Concat([]byte("%PDF-1.4\n<</Filter[/FlateDecode/DCTDecode]>>stream\r\n"), squeezed(t, "zlib", photo), []byte("\nendstream")), []int{1}},
		"in digits in a PDF":        {[]byte("%PDF-1.4\n<</Filter[/ASCIIHexDecode/DCTDecode]>>stream\n" + strings.ToUpper(hex.EncodeToString(photo)) + ">\nendstream"), []int{1}},
		"another in a letter":       {[]byte("\r\n\r\n" + lines(base64.StdEncoding.EncodeToString(other), 76, "\r\n")), nil},
		"both":                      {slices.Concat(photo, []byte(`"data:image/gif;base64,`+base64.StdEncoding.EncodeToString(small)+`"`)), []int{1, 2}},
		"another":                   {other, nil},
		"another in an SVG":         {[]byte(`<image href="data:image/png;base64,` + base64.StdEncoding.EncodeToString(other) + `"/>`), nil},
		"its first half":            {photo[:2500], nil},
		"cut off":                   {photo[:4999], nil},
		"nothing":                   {nil, nil},
		"broken ZIP":                {[]byte("PK\x03\x04xxxx"), nil},
	} {
		if got, whole := f.In(bytes.NewReader(c.data), int64(len(c.data))); !slices.Equal(got, c.want) || !whole {
			t.Errorf("%s: %v, want %v, whole %v", name, got, c.want, whole)
		}
	}
}

// What a bound kept from being searched is told; what lies before it is found.
func TestInTellsWhatIsCut(t *testing.T) {
	photo := noise(1, 5000)
	var f Finder
	f.Add(1, photo)
	address := `"data:image/jpeg;base64,` + base64.StdEncoding.EncodeToString(photo) + `"`
	pad := func(n int) []byte { return bytes.Repeat([]byte(" "), n) }
	deep := func(n int) []byte {
		data := photo
		for range n {
			data = packed(t, "a.zip", data)
		}
		return data
	}
	looks := slices.Concat(pad(5000), bytes.Repeat(photo[2500:2500+probe], mostDoubts+1))
	for name, c := range map[string]struct {
		data  []byte
		want  []int
		whole bool
	}{
		"three deep":                      {deep(deepest), []int{1}, true},
		"four deep":                       {deep(deepest + 1), []int{1}, false}, // noise is not packed, and found as it is,
		"an address four deep":            {packed(t, "a", packed(t, "b", packed(t, "c", []byte(address)))), nil, false},
		"behind 32 MiB":                   {slices.Concat(pad(mostText+10), []byte(address)), []int{1}, true},
		"across 32 MiB":                   {slices.Concat(pad(mostText-30), []byte(address)), []int{1}, true},
		"its head across 32 MiB":          {slices.Concat(pad(mostText-4), []byte(address)), []int{1}, true},
		"an address of 33 MiB":            {slices.Concat([]byte(address+`"data:x;base64,`), bytes.Repeat([]byte("A"), mostText)), []int{1}, false},
		"a packed file of 64 MiB":         {packed(t, "a", make([]byte, mostEntry)), nil, false},
		"places that look like a picture": {looks, nil, false},
	} {
		if got, whole := f.In(bytes.NewReader(c.data), int64(len(c.data))); !slices.Equal(got, c.want) || whole != c.whole {
			t.Errorf("%s: %v, want %v, whole %v", name, got, c.want, whole)
		}
	}
}

func TestBlank(t *testing.T) {
	photo := noise(1, 500)
	address := "data:image/jpeg;base64," + base64.StdEncoding.EncodeToString(photo)
	harmless := "data:image/png;base64," + base64.StdEncoding.EncodeToString(noise(2, 500))
	text := fmt.Sprintf(`a { background: url("%s") } b { background: url(%s) } c`, address, harmless)
	got, changed := Blank([]byte(text), func(data []byte) bool { return bytes.Equal(data, photo) })
	if want := strings.Replace(text, address, empty, 1); !changed || string(got) != want {
		t.Errorf("%v %s", changed, got)
	}
	if got, changed := Blank([]byte(text), func([]byte) bool { return false }); changed || string(got) != text {
		t.Error("a text without such a picture is changed")
	}
}

func FuzzIn(f *testing.F) {
	photo := noise(1, 600)
	f.Add([]byte("data:image/png;base64,AAAA"))
	f.Add([]byte("data:,%zz&#x;"))
	f.Fuzz(func(t *testing.T, data []byte) {
		var finder Finder
		finder.Add(1, photo)
		with := slices.Concat(data, photo)
		if found, _ := finder.In(bytes.NewReader(with), int64(len(with))); !slices.Equal(found, []int{1}) {
			t.Error("the picture is not found")
		}
		Blank(data, func([]byte) bool { return true })
	})
}
