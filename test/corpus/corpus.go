// Package corpus makes a large site for benchmarks and for trying out the preview.
package corpus

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// The corpus is that of docs/benchmarks.md: articles of about 750 words in two
// languages, with a table, lists, a quote, links to other articles, a picture
// and TOML front matter; one entry in twenty is an event. The same size gives
// the same bytes on every machine.

var syllables = map[string][]string{
	"vi": strings.Fields("trẻ em nước sông hồ ao biển an toàn phao áo cứu người lớn trông nom tầm tay với học bơi kỹ năng hàng rào nắp giếng bể mưa lũ thuyền đò trường lớp cô giáo cha mẹ gia đình xã tỉnh hè nghỉ đi bộ xe đạp máy mũ bảo hiểm đường phố vạch kẻ đèn xanh đỏ vàng gọi điện thoại một hai ba số khẩn cấp bình tĩnh sơ cứu thổi ngạt ép tim không dốc ngược chăn ấm khô ráo bác sĩ trạm y tế cộng đồng phòng tránh tai nạn thương tích đuối bỏng điện ngã độc hóc dị vật nhà cửa bếp núc ổ cắm thuốc cao khoá lại cẩn thận mỗi ngày năm tháng tuần lịch hoạt động"),
	"en": strings.Fields("child children water river lake pond sea safe safety float jacket rescue adult watch within arm reach learn swim skill fence cover well tank rain flood boat ferry school class teacher mother father family commune province summer holiday walk bicycle motorcycle helmet road street crossing light green red yellow call phone one two three number emergency calm first aid breath press chest never upside down blanket warm dry doctor clinic station community prevent accident injury drowning burn power fall poison choke home kitchen socket medicine high lock careful every day year month week calendar activity"),
}

var (
	sections = []string{"duoi-nuoc", "giao-thong", "trong-nha", "bao-ve", "tin-tuc", "lich"}
	topics   = 12
)

// Write writes a site of n articles in two languages into dir.
func Write(dir string, n int) error { return WriteIn(dir, n, "vi", "en") }

// WriteIn writes a site of n articles in each of the languages, the default one
// first. Those that the corpus has no words of are written in English words.
func WriteIn(dir string, n int, languages ...string) error {
	if err := os.MkdirAll(filepath.Join(dir, "static"), 0o755); err != nil {
		return err
	}
	files := map[string]string{"site.toml": settings(languages), "static/ao.svg": `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 400" width="640" height="400"><title>Ao</title><circle cx="320" cy="200" r="120"/></svg>`}
	for i, lang := range languages {
		suffix := suffixOf(i, lang)
		files["content/_index"+suffix+".md"] = fmt.Sprintf("+++\ntitle = \"Home %s\"\n+++\n\nHello.\n", lang)
		for _, s := range sections {
			files["content/"+s+"/_index"+suffix+".md"] = fmt.Sprintf("+++\ntitle = \"Section %s %s\"\n+++\n\nAbout.\n", s, lang)
		}
	}
	for path, text := range files {
		if err := write(dir, path, text); err != nil {
			return err
		}
	}
	for i := range n {
		for l, lang := range languages {
			if err := write(dir, "content/"+name(i)+suffixOf(l, lang)+".md", article(i, n, lang)); err != nil {
				return err
			}
		}
	}
	return nil
}

func write(dir, path, text string) error {
	full := filepath.Join(dir, filepath.FromSlash(path))
	if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
		return err
	}
	return os.WriteFile(full, []byte(text), 0o644)
}

func suffixOf(index int, language string) string {
	if index == 0 {
		return ""
	}
	return "." + language
}

// WriteEvents writes a site of n activities that repeat, in Vietnamese: swimming classes of a
// season, monthly meetings, days of the lunar year, at three levels in twenty communes. Without
// repeats the same pages are articles.
func WriteEvents(dir string, n int, repeats bool) error {
	if err := WriteIn(dir, 0, "vi"); err != nil {
		return err
	}
	words := "[levels.province]\nname = \"Cấp tỉnh\"\n\n[levels.commune]\nname = \"Cấp xã\"\n\n[levels.school]\nname = \"Nhà trường\"\n\n"
	for i := range communes {
		words += fmt.Sprintf("[units.xa-%02d]\nname = \"Xã %d\"\nlevel = \"commune\"\n\n", i, i)
	}
	if err := write(dir, "site.toml", settings([]string{"vi"})+words); err != nil {
		return err
	}
	for i := range n {
		text, table := article(i, n, "vi"), ""
		if text = withoutEvent(text); repeats {
			table = repeating(i)
		}
		text = strings.Replace(text, "+++\n\n", fmt.Sprintf("level = %q\nunit = \"xa-%02d\"\n%s+++\n\n", levels[i%len(levels)], i%communes, table), 1)
		if err := write(dir, "content/"+name(i)+".md", text); err != nil {
			return err
		}
	}
	return nil
}

const communes = 20

var levels = []string{"province", "commune", "school"}

// withoutEvent takes the table out that one article in twenty has.
func withoutEvent(text string) string {
	from := strings.Index(text, "[event]\n")
	if from < 0 {
		return text
	}
	return text[:from] + text[from+strings.Index(text[from:], "+++"):]
}

// repeating is the i-th table of an event.
func repeating(i int) string {
	r := rand.New(rand.NewPCG(uint64(i), 5))
	day := time.Date(2025, 9, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, r.IntN(600))
	date := day.Format(time.DateOnly)
	hour := 7 + r.IntN(10)
	timed := fmt.Sprintf("start = %sT%02d:30:00\nend = %sT%02d:00:00\n", date, hour, date, hour+2)
	weekday := strings.ToLower(day.Format("Mon"))
	table := "[event]\nplace = \"Nhà văn hoá\"\norganizer = \"Đoàn xã\"\n"
	switch i % 5 {
	case 0, 1:
		until := day.AddDate(0, 0, 7*(6+r.IntN(20)))
		return table + timed + fmt.Sprintf("repeat = { every = \"week\", days = [%q], until = %s, except = [%s] }\n", weekday, until.Format(time.DateOnly), day.AddDate(0, 0, 14).Format(time.DateOnly))
	case 2:
		return table + timed + fmt.Sprintf("repeat = { every = \"week\", step = 2, count = 8, moved = [{ from = %s, to = %s }] }\n", day.AddDate(0, 0, 14).Format(time.DateOnly), day.AddDate(0, 0, 15).Format(time.DateOnly))
	case 3:
		nth := (day.Day()-1)/7 + 1
		return table + timed + fmt.Sprintf("repeat = { every = \"month\", nth = [\"%d %s\"], count = 12 }\n", nth, weekday)
	}
	return table + fmt.Sprintf("start = %02d:00:00\nend = %02d:30:00\nlunar = \"%d/%d\"\n", hour, hour+1, 1+r.IntN(29), 1+r.IntN(12))
}

// Name is the path of an article below the content folder, without its ending.
func Name(i int) string { return name(i) }

func settings(languages []string) string {
	var b strings.Builder
	b.WriteString("title = " + words(languages, "Thử tốc độ", "Speed trial") + "\nbase_url = \"https://example.org/\"\n\n[check]\n\"translation.unmarked\" = \"off\"\n\n")
	for i, lang := range languages {
		fmt.Fprintf(&b, "[languages.%s]\nname = %q\n", lang, map[string]string{"vi": "Tiếng Việt", "en": "English"}[lang])
		if i > 0 {
			fmt.Fprintf(&b, "fallback = %q\n", languages[0])
		}
		b.WriteString("\n")
	}
	for _, number := range []string{"111", "112", "113", "114", "115"} {
		fmt.Fprintf(&b, "[[hotlines]]\nnumber = %q\nlabel = %s\n\n", number, words(languages, "Đường dây "+number, "Line "+number))
	}
	for i := range topics {
		fmt.Fprintf(&b, "[topics.t%02d]\nname = %s\n\n", i, words(languages, fmt.Sprintf("Chủ đề %d", i), fmt.Sprintf("Topic %d", i)))
	}
	for _, s := range sections {
		fmt.Fprintf(&b, "[[menu]]\npage = \"%s/_index.md\"\n\n", s)
	}
	return b.String()
}

// words is a table by language, of a site without English one string.
func words(languages []string, vi, en string) string {
	if len(languages) == 1 {
		return strconv.Quote(vi)
	}
	return fmt.Sprintf("{ vi = %q, en = %q }", vi, en)
}

func name(i int) string {
	return fmt.Sprintf("%s/bai-%06d", sections[i%len(sections)], i)
}

func article(i, n int, lang string) string {
	r := rand.New(rand.NewPCG(uint64(i), uint64(len(lang)+int(lang[0]))))
	words := syllables[lang]
	if words == nil {
		words = syllables["en"]
	}
	sentence := func(n int) string {
		picked := make([]string, n)
		for j := range picked {
			picked[j] = words[r.IntN(len(words))]
		}
		first := []rune(picked[0])
		picked[0] = strings.ToUpper(string(first[:1])) + string(first[1:])
		return strings.Join(picked, " ") + "."
	}
	paragraph := func(sentences int) string {
		var b strings.Builder
		for range sentences {
			b.WriteString(sentence(8+r.IntN(10)) + " ")
		}
		return strings.TrimSpace(b.String())
	}
	link := func() string { return fmt.Sprintf("[%s](/%s.md)", sentence(3), name(r.IntN(n))) }
	var b strings.Builder
	day := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, r.IntN(2300))
	fmt.Fprintf(&b, "+++\ntitle = \"%s %d\"\nsummary = \"%s\"\ndate = %s\ntopics = [\"t%02d\", \"t%02d\"]\nauthors = [\"K.C\"]\n", strings.TrimSuffix(sentence(6), "."), i, sentence(16), day.Format(time.DateOnly), i%topics, (i*7+3)%topics)
	if i%20 == 0 {
		fmt.Fprintf(&b, "[event]\nstart = %sT08:00:00\nend = %sT11:00:00\nplace = \"Nhà văn hoá\"\n", day.Format(time.DateOnly), day.Format(time.DateOnly))
	}
	b.WriteString("+++\n\n" + paragraph(4) + "\n\n")
	for s := range 4 {
		fmt.Fprintf(&b, "## %s\n\n%s %s\n\n%s\n\n", strings.TrimSuffix(sentence(5), "."), paragraph(4), link(), paragraph(3))
		switch s {
		case 0:
			for range 5 {
				fmt.Fprintf(&b, "- %s **%s**\n", sentence(8), sentence(3))
			}
		case 1:
			fmt.Fprintf(&b, "| %s | %s | %s |\n|---|---|---|\n", words[0], words[1], words[2])
			for range 5 {
				fmt.Fprintf(&b, "| %s | %s | %d |\n", sentence(3), sentence(4), r.IntN(1000))
			}
		case 2:
			fmt.Fprintf(&b, "> %s\n\n![%s](/ao.svg)\n", paragraph(2), sentence(5))
		case 3:
			for j := range 5 {
				fmt.Fprintf(&b, "%d. %s %s\n", j+1, sentence(9), link())
			}
		}
		b.WriteString("\n")
	}
	return b.String()
}
