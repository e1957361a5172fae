package browser

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"loa/internal/network/front/fronttest"
)

// frontSite writes the front of a network into a folder.
func frontSite(t testing.TB) string {
	dir := t.TempDir()
	for _, f := range fronttest.Make(t) {
		full := filepath.Join(dir, filepath.FromSlash(f.Path))
		if err := os.MkdirAll(filepath.Dir(full), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, f.Data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// TestFront: the front of a network has no fault of access, on phones and wide screens, light
// and dark; its searches find without marks; without scripts all units are there.
func TestFront(t *testing.T) {
	h := openOn(t, frontSite)
	for _, path := range []string{"/", "/tinh/cao-bang/", "/tinh/thanh-pho-ho-chi-minh/", "/lich/", "/tim/"} {
		b := h.tab(t)
		b.see(look{width: 360, reduced: true})
		b.visit(path)
		b.accessible(path)
		if wide := ask[bool](b, `document.documentElement.scrollWidth > innerWidth`); wide {
			t.Errorf("%s sticks out", path)
		}
	}
	for _, c := range []struct {
		path, typed string
		want        []string
	}{
		{"/", "dong khe", []string{"Đông Khê https://dong-khe.example.vn/"}},
		{"/", "cu nho", []string{"Cũ & nhỏ https://an-lac.example.vn/"}},
		{"/", "lao cai", []string{"Chưa có ", "Hai <b> https://hai.example.vn/"}},
		{"/tim/", "first aid", []string{"First aid for drowning https://an-lac.example.vn/en/first-aid/"}},
		{"/tim/", "khong co", nil},
	} {
		b := h.tab(t)
		b.see(look{width: 360})
		b.visit(c.path)
		ask[any](b, `document.getElementById('q').focus()`)
		b.typed(c.typed)
		b.wait(`document.getElementById('said').textContent !== '' && document.getElementById('q').value === ` + quoted(c.typed))
		got := ask[[]string](b, `[...document.querySelectorAll('#found li')].map(li => li.firstChild.textContent + ' ' + (li.firstChild.href || ''))`)
		if !slices.Equal(got, c.want) {
			t.Errorf("%s, %q: %q", c.path, c.typed, got)
		}
		if c.typed == "cu nho" {
			b.accessible(c.path + " with results")
		}
	}
	b := h.tab(t)
	b.see(look{width: 360, noScript: true})
	b.visit("/")
	if links := ask[int](b, `document.querySelectorAll('main a').length`); links != 4 || ask[bool](b, `document.querySelector('form').offsetHeight > 0`) {
		t.Errorf("%d provinces without scripts", links)
	}
}
