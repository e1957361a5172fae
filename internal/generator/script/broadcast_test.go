package script

import (
	"slices"
	"strings"
	"testing"
	"time"

	"loa/internal/generator/script/ssmltest"
)

func paragraphs(all ...string) []Paragraph {
	var list []Paragraph
	for _, s := range all {
		act := strings.HasPrefix(s, "!")
		list = append(list, Paragraph{Sentences: strings.Split(strings.TrimPrefix(s, "!"), "|"), Act: act})
	}
	return list
}

func flat(b Bulletin) []string {
	var all []string
	for _, p := range b.Paragraphs {
		all = append(all, p.Sentences...)
	}
	return all
}

func TestBroadcasts(t *testing.T) {
	v := NewVoice("vi", nil)
	b := Broadcast{Title: "Lũ quét", Station: "Đài truyền thanh xã mẫu", Updated: "01/6/2026", Script: Script{Paragraphs: paragraphs("Mưa lớn.", "!Lên chỗ cao.", "Nghe đài.")},
		Hotlines: []Hotline{{"114", "cứu nạn"}, {"115", "cấp cứu"}}}
	got := v.Bulletins(b, Pace{200}, 0)
	want := []string{"Xin kính chào bà con và các em.", "Đây là Đài truyền thanh xã mẫu.", "Bài phát thanh: Lũ quét.", "Bài cập nhật ngày một tháng sáu năm hai nghìn không trăm hai mươi sáu.",
		"Mưa lớn.", "Lên chỗ cao.", "Nghe đài.",
		"Khi cần giúp, hãy gọi: một một bốn, cứu nạn; một một năm, cấp cứu.", "Bài phát thanh đến đây là hết.", "Xin cảm ơn bà con và các em đã lắng nghe."}
	if len(got) != 1 || !slices.Equal(flat(got[0]), want) {
		t.Errorf("%q", flat(got[0]))
	}

	b.Priority = Urgent
	said := flat(v.Bulletins(b, Pace{200}, 0)[0])
	act := slices.Index(said, "Lên chỗ cao.")
	again := slices.Index(said, "Xin nhắc lại.")
	if said[0] != "Thông báo khẩn cấp." || act < 0 || act > slices.Index(said, "Mưa lớn.") || again < 0 || said[again+1] != "Lên chỗ cao." {
		t.Errorf("an emergency is %q", said)
	}
	b.Script.Paragraphs = paragraphs("Mưa lớn.", "Nghe đài.")
	if said = flat(v.Bulletins(b, Pace{200}, 0)[0]); strings.Count(strings.Join(said, " "), "Nghe đài.") != 2 {
		t.Errorf("an emergency in which nothing is marked as what to do is %q", said)
	}
	b.Priority = Important
	if said = flat(v.Bulletins(b, Pace{200}, 0)[0]); said[2] != "Thông báo quan trọng." {
		t.Errorf("a priority is %q", said)
	}
}

// Bulletins are no longer than they may, hold every sentence once, in order, and end
// where paragraphs do.
func TestBulletins(t *testing.T) {
	for _, language := range []string{"vi", "en"} {
		v := NewVoice(language, nil)
		var body []Paragraph
		for i := range 30 {
			body = append(body, Paragraph{Sentences: []string{strings.Repeat("mot hai ba ", 20+i) + ".", "Het " + strings.Repeat("x", i+1) + "."}})
		}
		b := Broadcast{Title: "Bài", Script: Script{Paragraphs: body}}
		most := 2 * time.Minute
		var said []string
		all := v.Bulletins(b, Pace{200}, most)
		for i, one := range all {
			if one.Length > most || one.Number != i+1 {
				t.Errorf("%s: bulletin %d takes %v", language, one.Number, one.Length)
			}
			for _, p := range one.Paragraphs[1 : len(one.Paragraphs)-1] {
				said = append(said, p.Sentences...)
			}
		}
		if len(all) < 5 || !slices.Equal(said, flat(Bulletin{Paragraphs: body})) {
			t.Errorf("%s: %d bulletins hold %d sentences", language, len(all), len(said))
		}
		long := Broadcast{Title: "Bài", Script: Script{Paragraphs: []Paragraph{{Sentences: []string{strings.Repeat("mot ", 900)}}}}}
		if all := v.Bulletins(long, Pace{200}, time.Minute); len(all) != 1 || all[0].Length <= time.Minute {
			t.Errorf("a paragraph that is too long makes %d bulletins", len(all))
		}
	}
}

func TestSSML(t *testing.T) {
	v := NewVoice("vi", nil)
	b := Broadcast{Title: "A & <b> \x01", Script: Script{Paragraphs: paragraphs("Một <b>.", "Hai & ba.", strings.Repeat("bốn ", 300)+".")}}
	data := string(SSML("vi", v.Bulletins(b, Pace{200}, 30*time.Second)))
	if err := ssmltest.Check([]byte(data)); err != nil {
		t.Errorf("%v in\n%s", err, data)
	}
	if strings.Count(data, "<break time=") == 0 || strings.Count(data, "<s>") < 5 || !strings.Contains(data, "Một &lt;b&gt;.") {
		t.Error(data)
	}
}
