package browser

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// large is the site with more shown of its pages than a device can have unasked.
func large(t *testing.T, prefix string) *host {
	s := newHost(t, prefix)
	s.put("site.toml", offlineSite(prefix)["site.toml"]+"[offline]\nbudget = \"1KB\"\n")
	long := strings.Repeat("## Chữ của một đề mục trong bài viết dài\n\nChữ.\n\n", 50)
	for i, topic := range []string{`["nuoc"]`, `["lua"]`, `["nuoc", "lua"]`, "[]"} {
		for n := range 15 {
			s.put(fmt.Sprintf("content/dai/%d-%d.md", i, n), fmt.Sprintf("+++\ntitle = \"Truyện %s %d\"\ntopics = %s\n+++\n%s", []string{"ao", "bếp", "chung", "riêng"}[i], n, topic, long))
		}
	}
	for n := range 3 {
		s.put(fmt.Sprintf("content/cap/%d.md", n), fmt.Sprintf("+++\ntitle = \"Sơ cứu %d\"\nemergency = true\n+++\nGọi 115.\n", n))
	}
	s.put("content/luon.md", "+++\ntitle = \"Mang theo\"\noffline = \"always\"\n+++\nChữ.\n")
	s.build()
	return s
}

// searchSaved: without a network a reader of a large site finds what is saved, and is
// told that it is no more than that.
func (h *house) searchSaved(t *testing.T, s *host) {
	b := h.tab(t)
	b.see(look{width: 400})
	b.open(s.url("ngoai-tuyen/"))
	b.until("the topics are offered", `document.querySelectorAll('.keeps li').length === 2`)
	without := func(found map[string]string) {
		t.Helper()
		s.stop()
		b.open(s.url("tim-kiem/"))
		for query, want := range found {
			got := b.find(query)
			if want == "" && len(got) > 0 || want != "" && !slices.Contains(got, s.prefix+want) {
				t.Errorf("%s: %q, want %q", query, got, want)
			}
			if told := ask[string](b, `document.querySelector('#search [role=status]').textContent`); !strings.Contains(told, "chỉ tìm trong phần đã lưu") {
				t.Errorf("%s: told is %q", query, told)
			}
		}
		s.start()
		b.open(s.url("ngoai-tuyen/"))
		b.until("the topics are offered again", `document.querySelectorAll('.keeps li').length === 2`)
	}
	without(map[string]string{"so cuu 1": "cap/1/", "truyen ao": "", "mang theo": "luon/"}) // what is saved at once
	b.pressKeep("Lưu về máy: Nước")
	b.until("the topic is saved", `[...document.querySelectorAll('.keeps li')].some(li => /Nước/.test(li.innerText) && /đã lưu (\d+)\/\1/.test(li.innerText))`)
	without(map[string]string{"truyen ao 7": "dai/0-7/", "chung 12": "dai/2-12/", "riêng": "", "bep": ""})
	b.pressKeep("Lưu về máy: Lửa")
	b.until("both are saved", `[...document.querySelectorAll('.keeps li')].every(li => /đã lưu (\d+)\/\1/.test(li.innerText))`)
	without(map[string]string{"bep 14": "dai/1-14/", "ao 7": "dai/0-7/", "riêng": ""})
}

// searchUpdated: a search page that is open while the site is updated knows the pages by
// their new numbers, and an update that breaks off leaves what the reader had.
func (h *house) searchUpdated(t *testing.T, s *host) {
	b := h.tab(t)
	b.see(look{width: 400})
	b.open(s.url("ngoai-tuyen/"))
	b.until("the topics are offered", `document.querySelectorAll('.keeps li').length === 2`)
	b.pressKeep("Lưu về máy: Nước")
	b.until("the topic is saved", `[...document.querySelectorAll('.keeps li')].some(li => /Nước/.test(li.innerText) && /đã lưu (\d+)\/\1/.test(li.innerText))`)
	update := func(name, title string) {
		s.put("content/dai/"+name+".md", "+++\ntitle = \""+title+"\"\ntopics = [\"nuoc\"]\n+++\nChữ.\n")
		s.build()
		b.arrived()
		ask[string](b, `loaOrder({order: 'fill'}).then(() => '')`)
	}
	find := func(query, want string) {
		t.Helper()
		if got := b.find(query); !slices.Contains(got, s.prefix+want) {
			t.Errorf("%s: %q, want %q", query, got, want)
		}
	}
	b.open(s.url("tim-kiem/"))
	find("chung 12", "dai/2-12/")
	update("0-0a", "Truyện suối")
	s.stop()
	find("truyen ao 7", "dai/0-7/")
	find("suoi", "dai/0-0a/")

	s.start()
	b.open(s.url("tim-kiem/"))
	s.breaking("dai/")
	update("0-0b", "Truyện thác")
	s.stop()
	b.open(s.url("tim-kiem/"))
	find("truyen ao 7", "dai/0-7/")
	find("suoi", "dai/0-0a/")
}
