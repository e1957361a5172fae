// Command made writes a made-up network: units over shared articles, for measurements and for
// the tests on a cluster.
//
//	go run ./test/network/made -units 500 -articles 200 folder
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strings"
)

func main() {
	count := flag.Int("units", 100, "how many units")
	articles := flag.Int("articles", 200, "how many shared articles, each in two languages")
	wrong := flag.String("wrong", "", "the key of a unit with an error in its content")
	flag.Parse()
	if flag.NArg() != 1 {
		log.Fatal("made: name the folder")
	}
	m := maker{dir: flag.Arg(0)}
	m.network(*count)
	m.shared(*articles)
	for i := range *count {
		m.unit(i, *wrong)
	}
	if m.err != nil {
		log.Fatal(m.err)
	}
}

// provinces is how many the units are in.
const provinces = 34

// maker writes files and keeps the first error.
type maker struct {
	dir string
	err error
}

func (m *maker) write(name, text string) {
	full := filepath.Join(m.dir, filepath.FromSlash(name))
	if m.err == nil {
		m.err = os.MkdirAll(filepath.Dir(full), 0o777)
	}
	if m.err == nil {
		m.err = os.WriteFile(full, []byte(text), 0o666)
	}
}

func key(i int) string { return fmt.Sprintf("xa-%04d", i) }

func (m *maker) network(count int) {
	m.write("network.toml", `units = "units.csv"
folder = "xa/{key}"
layers = ["chung", "tinh/{province}"]
base_url = "https://{key}.example.vn/"
target = "web"

[deploy.web]
type = "folder"
path = "../web/{key}"
`)
	var rows strings.Builder
	rows.WriteString("key,name,province,police_phone\n")
	for i := range count {
		fmt.Fprintf(&rows, "%s,Xã số %d,tinh-%02d,02%08d\n", key(i), i, i%provinces, i)
	}
	m.write("units.csv", rows.String())
	for i := range provinces {
		m.write(fmt.Sprintf("tinh/tinh-%02d/content/tinh.md", i), fmt.Sprintf("+++\ntitle = \"Tỉnh số %d\"\n+++\n\nThông tin của tỉnh.\n", i))
	}
}

// sentences are what the texts are made of.
var sentences = map[string][]string{
	"":    {"Luôn để mắt tới trẻ khi ở gần nước.", "Gọi người lớn đến giúp ngay.", "Dạy trẻ bơi từ sớm và mặc áo phao khi đi thuyền.", "Che giếng, bể chứa và hố nước quanh nhà."},
	".en": {"Always keep an eye on children near water.", "Call an adult for help at once.", "Teach children to swim early.", "Cover wells, tanks and pits around the house."},
}

func (m *maker) shared(articles int) {
	for _, language := range []string{"", ".en"} {
		for s := range 10 {
			m.write(fmt.Sprintf("chung/content/muc-%d/_index%s.md", s, language), fmt.Sprintf("+++\ntitle = \"Mục %d%s\"\n+++\n\nCác bài của mục này.\n", s, language))
		}
		for a := range articles {
			var text strings.Builder
			fmt.Fprintf(&text, "+++\ntitle = \"Bài số %d%s\"\nsummary = \"Tóm tắt của bài số %d%s.\"\n+++\n\n", a, language, a, language)
			for p := range 8 {
				fmt.Fprintf(&text, "## Phần %d\n\n", p+1)
				for n := range 6 {
					text.WriteString(sentences[language][(a+p*3+n)%4] + " ")
				}
				text.WriteString("\n\n- Một\n- Hai\n\n")
			}
			m.write(fmt.Sprintf("chung/content/muc-%d/bai-%03d%s.md", a%10, a, language), text.String())
		}
	}
}

func (m *maker) unit(i int, wrong string) {
	k := key(i)
	m.write("xa/"+k+"/site.toml", fmt.Sprintf("title = \"Trẻ em xã số %d\"\ndefault_language = \"vi\"\n\n[languages.vi]\nname = \"Tiếng Việt\"\n\n[languages.en]\nname = \"English\"\n", i))
	m.write("xa/"+k+"/content/lich/_index.md", "+++\ntitle = \"Lịch\"\n+++\n")
	m.write("xa/"+k+"/content/lich/hop.md", fmt.Sprintf("+++\ntitle = \"Tiêm chủng xã số %d\"\n\n[event]\nstart = 2026-12-%02dT08:00:00\nplace = \"Trạm y tế\"\n+++\n\nMang theo sổ.\n", i, 1+i%28))
	if i%10 == 0 {
		m.write("xa/"+k+"/content/muc-0/bai-000.md", fmt.Sprintf("+++\ntitle = \"Bài riêng của xã số %d\"\nsummary = \"Bài riêng.\"\n+++\n\nChữ riêng của xã số %d.\n", i, i))
	}
	if k == wrong {
		m.write("xa/"+k+"/content/sai.md", "+++\ntitel = \"Sai\"\n+++\n\nChữ.\n")
	}
}
