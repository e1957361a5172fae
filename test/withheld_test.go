package test

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"slices"
	"strings"
	"testing"

	"loa/internal/base/problem"
)

// zipped is a file that is built like a ZIP file, as DOCX and EPUB are.
func zipped(t *testing.T, name, data string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write([]byte(data)); err != nil || z.Close() != nil {
		t.Fatal(err)
	}
	return b.String()
}

// hidden is a site with a photograph wherever its bytes may stand. Without the ledger
// all of it is published.
func hidden(t *testing.T, photo string) tree {
	address := "data:image/jpeg;base64," + base64.StdEncoding.EncodeToString([]byte(photo))
	drawing := `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><image width="8" height="8" href="` + address + `"/></svg>`
	return tree{
		"site.toml":                      "title = \"Trang\"\nbase_url = \"https://vi.example/\"\ntheme = \"rieng\"\n[offline]\nenabled = false\n[check]\n\"file.sandboxed\" = \"off\"\n",
		"themes/rieng/theme.toml":        "extends = \"loa\"\n",
		"themes/rieng/assets/rieng.css":  "a { background: url(" + address + ") }",
		"themes/rieng/static/nen.css":    "a { background: url('" + address + "') }",
		"themes/rieng/layouts/home.html": `<main><img src="` + address + `" alt="x">{{.Body}}</main>`,
		"content/_index.md":              "+++\ntitle = \"Trang\"\n+++\n![Hình](hinh.svg) [Bài](bai.docx) [Sách](sach.epub) [Tệp](x.txt) [Khác](khac.docx)\n",
		"content/goc.jpg":                photo,
		"content/hinh.svg":               drawing,
		"content/x.txt":                  photo,
		"content/bai.docx":               zipped(t, "word/media/image1.jpeg", photo),
		"content/sach.epub":              zipped(t, "OEBPS/bia.svg", drawing),
		"content/khac.docx":              zipped(t, "word/document.xml", "<w/>"),
		"static/x.dat":                   photo,
		"static/hinh.svg":                drawing,
		"static/to.pdf":                  "%PDF-1.4\n1 0 obj <</Filter /DCTDecode>> stream\n" + photo + "\nendstream",
		"static/trang.html":              `<img src="` + address + `">`,
		"static/goi.zip":                 zipped(t, "trong.zip", zipped(t, "a/anh.jpg", photo)),
	}
}

// shows lists the files that hold the photograph, with or without its metadata, and all
// that are packed.
func shows(files tree, photo string) []string {
	coded := base64.StdEncoding.EncodeToString([]byte(photo))
	var all []string
	for name, data := range files {
		holds := strings.Contains(data, photo[len(photo)/2:len(photo)/2+200]) || strings.Contains(data, coded[len(coded)/2:len(coded)/2+200])
		if holds || strings.HasPrefix(data, "PK") { // khac.docx alone, if nothing is published
			all = append(all, name)
		}
	}
	return all
}

// TestWithheldBytes: a photograph whose consent was withdrawn is nowhere in the site
// and its packs, in whatever file its bytes stand.
func TestWithheldBytes(t *testing.T) {
	photo := taggedJPEG(t, 120, 90, 1)
	photo = strings.TrimSuffix(photo, noted) // what hangs behind a picture is no part of it
	withdrawn := "[[picture]]\nfile = \"content/goc.jpg\"\nconsent = \"1\"\nwithdrawn = 2026-06-01\n"
	for ledger, published := range map[string]bool{"": true, withdrawn: false} {
		files := hidden(t, photo)
		files["data/consent.toml"] = ledger
		o := options(t, t.TempDir(), "2026-06-15")
		write(t, o.Dir, files)
		result := run(t, o)
		if result.Stopped {
			t.Fatal(lines(result.Problems))
		}
		out := read(t, o.Out)
		if found := shows(out, photo); (len(found) > 5) != published || !published && len(found) > 1 {
			t.Errorf("published %v: %q", published, found)
		}
		if out["khac.docx"] == "" {
			t.Error("a file without the picture is missing")
		}
		told := lines(slices.DeleteFunc(slices.Clone(result.Problems), func(p problem.Problem) bool { return p.Code == problem.FilePlace }))
		for _, name := range []string{"content/_index.md:4", "static/to.pdf", "static/trang.html", "static/goi.zip", "themes/rieng/static/nen.css", "index.html"} {
			if strings.Contains(told, name) == published {
				t.Errorf("published %v, and %s is told: %s", published, name, told)
			}
		}
		if n := strings.Count(told, string(problem.ConsentInside)); n < 9 && !published {
			t.Errorf("told %d times: %s", n, told)
		}
		if !published && !(result.Withdrawn.Holds("bai.docx") && result.Withdrawn.Holds("x.dat")) {
			t.Error("what must leave the host first is not told")
		}
		pack := packOf(t, o.Dir, nil)
		if found := shows(pack, photo); (len(found) > 5) != published || !published && len(found) > 1 {
			t.Errorf("packed %v: %q", published, found)
		}
	}
}
