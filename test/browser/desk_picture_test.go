package browser

import (
	"encoding/base64"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// where is what a camera notes beside a photograph.
const where = "Exif\x00\x00MM\x00*GPS 21.02,105.80"

// withPlace is a photograph with what its camera noted.
func withPlace(shade uint8) []byte {
	data := wide(shade)
	return []byte(data[:2] + "\xff\xe1\x00" + string(rune(len(where)+2)) + where + data[2:])
}

// dropping lets a file fall on the text, as from a folder's window.
const dropping = `(name, base64) => {
	const bytes = Uint8Array.from(atob(base64), c => c.charCodeAt(0)), data = new DataTransfer(), body = document.getElementById('body');
	data.items.add(new File([bytes], name, {type: 'image/jpeg'}));
	body.dispatchEvent(new DragEvent('dragover', {dataTransfer: data, bubbles: true, cancelable: true}));
	return !body.dispatchEvent(new DragEvent('drop', {dataTransfer: data, bubbles: true, cancelable: true}));
}`

// remembered is what unheard changes.
const remembered = `window.own = window.own || {fetch: window.fetch, token: document.querySelector('#form [name=token]'), file: document.getElementById('picture').dataset};
	own.value = own.value || own.token.value; own.largest = own.largest || own.file.largest; `

// unheard are the ways in which a picture is not taken by the desk itself, and
// what the form says then.
var unheard = map[string]string{
	remembered + "own.token.value = 'of an earlier run'":          "Loa đã khởi động lại",
	remembered + "window.fetch = () => Promise.reject(new Error)": "Loa không trả lời",
	remembered + "own.file.largest = 1":                           "Quá mức nhận một lần",
}

// addPictures: one chosen, one dropped. Each needs a description and an answer
// about the people in it; what the camera noted never reaches the disk.
func (d *desk) addPictures(t *testing.T) {
	b := d.sit(t)
	const folder = "content/nuoc/hoc/"
	source := filepath.Join(t.TempDir(), "Bể Bơi.JPG")
	if err := os.WriteFile(source, withPlace(10), 0o666); err != nil {
		t.Fatal(err)
	}
	b.visit("/edit?file=" + folder + "index.md")
	b.click("Ảnh")
	b.do(chromedp.SetUploadFiles("#picture", []string{source}))
	for set, said := range unheard {
		ask[bool](b, "(() => { "+set+"; return true; })()")
		b.click("Thêm vào bài")
		b.said(said)
		ask[bool](b, "(() => { window.fetch = own.fetch; own.token.value = own.value; own.file.largest = own.largest; return true; })()")
	}
	b.click("Thêm vào bài")
	b.said("hãy mô tả ảnh")
	b.wait("document.activeElement.id === 'alt'")
	b.typed("Các em ở bể bơi")
	b.click("Thêm vào bài")
	b.said("trẻ em nhận ra được không")
	b.click("Không")
	b.fine("picture")
	b.click("Thêm vào bài")
	b.said("Đã thêm ảnh be-boi.jpg")
	b.wait("document.getElementById('body').value.includes('![Các em ở bể bơi](be-boi.jpg)')")
	b.waitTrial("[...document.querySelectorAll('img')].some(i => i.complete && i.naturalWidth > 0 && i.alt === 'Các em ở bể bơi')")

	if !ask[bool](b, "("+dropping+")('Lớp học.jpg', "+quoted(base64.StdEncoding.EncodeToString(withPlace(90)))+")") {
		t.Error("the browser opens what was dropped")
	}
	b.wait("document.activeElement.id === 'alt'")
	b.typed("Lớp học")
	b.click("Có, và đã có giấy đồng ý")
	b.click("Thêm vào bài")
	b.said("hãy ghi số giấy đồng ý")
	b.fill("Số giấy đồng ý", "DY-2026-014")
	b.click("Thêm vào bài")
	b.said("Đã thêm ảnh lop-hoc.jpg")
	b.send("Lưu")
	b.said("Đã lưu")

	for _, name := range []string{"be-boi.jpg", "lop-hoc.jpg"} {
		if data := d.Read(t, folder+name); strings.Contains(data, "GPS") || !strings.HasPrefix(data, "\xff\xd8") {
			t.Errorf("%s is not clean", name)
		}
		if !strings.Contains(d.Read(t, folder+"index.md"), "]("+name+")") {
			t.Errorf("%s is not in the text", name)
		}
	}
	ledger := d.Read(t, "data/consent.toml")
	for _, want := range []string{"be-boi.jpg\"\nchildren = false\n", "lop-hoc.jpg\"\nconsent = \"DY-2026-014\"\n"} {
		if !strings.Contains(ledger, want) {
			t.Errorf("no %q in %s", want, ledger)
		}
	}
}

// people: a picture that came another way than by the form is asked about too.
func (d *desk) people(t *testing.T) {
	b := d.sit(t)
	const file = "content/nuoc/suoi/index.md"
	d.Put(t, "content/nuoc/suoi/suoi.jpg", string(wide(60)))
	d.Put(t, file, "+++\ntitle = \"Suối\"\n+++\n\n![Suối](suoi.jpg)\n")
	b.visit("/people?file=" + file)
	d.reloads(b, "document.querySelector('.people img')")
	b.wait("document.querySelector('.people img').naturalWidth > 0")
	b.click("Có, và đã có giấy đồng ý")
	b.fill("Số giấy đồng ý", "DY-2026-031")
	b.fine("people")
	b.send("Ghi lại")
	b.said("Đã ghi")
	b.waitFor("Không còn ảnh nào phải hỏi")
	b.fine("people all")
	if ledger := d.Read(t, "data/consent.toml"); !strings.HasSuffix(ledger, "suoi.jpg\"\nconsent = \"DY-2026-031\"\n") {
		t.Error(ledger)
	}
}
