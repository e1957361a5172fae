package feed

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/mmcdole/gofeed"

	"loa/internal/generator/site"
)

// A podcast is read by a reader of feeds that is not ours: its episodes, the newest first,
// each with its sound; one that must not be heard and those of other languages left out.
func TestPodcast(t *testing.T) {
	s := place(t, map[string]string{
		"m/_index.md": "summary = \"Về <nước> & lửa\"", "m/a.md": "date = 2026-05-01", "m/b.md": "date = 2026-06-01", "m/b.en.md": "date = 2026-06-01",
		"m/im.md": "date = 2026-06-02", "m/khong-ngay.md": "", "n/_index.md": "", "n/c.md": "date = 2026-06-03",
	}, "m/a.vi.mp3", "m/b.vi.mp3", "m/b.vi.ogg", "m/b.en.mp3", "m/b.mww.mp3", "m/im.vi.mp3", "m/khong-ngay.vi.mp3", "n/c.mp3")
	list := s.Editions[0].Page("m/_index")
	if got := strings.Join(list.Podcasts(), " "); got != "mww vi" {
		t.Fatalf("the section has podcasts in %q", got)
	}
	if other := s.Editions[0].Page("n/_index").Podcasts(); len(other) > 0 {
		t.Errorf("a section whose sounds have no language has podcasts in %q", other)
	}
	if got := strings.Join(s.Editions[1].Home.Podcasts(), " "); got != "en" {
		t.Errorf("the English edition has podcasts in %q", got)
	}
	sound := func(r site.Recording) (Enclosure, bool) {
		name := strings.TrimPrefix(r.File.Path, "content/")
		return Enclosure{URL: s.Settings.BaseURL + name, Size: 1234, Type: "audio/mpeg"}, name != "m/im.vi.mp3"
	}
	feed, err := gofeed.NewParser().ParseString(string(Podcast(s, list, "vi", sound)))
	if err != nil {
		t.Fatal(err)
	}
	if feed.FeedType != "rss" || feed.FeedVersion != "2.0" || feed.Language != "vi" || feed.Description != "Về <nước> & lửa" ||
		feed.FeedLink != "https://vi.example/duoi/m/podcast.xml" || feed.ITunesExt == nil || feed.ITunesExt.Author != "Trang" || feed.ITunesExt.Explicit != "false" {
		t.Errorf("the podcast says %s %s, %q, %q, %q, %+v", feed.FeedType, feed.FeedVersion, feed.Language, feed.Description, feed.FeedLink, feed.ITunesExt)
	}
	var titles []string
	for _, item := range feed.Items {
		titles = append(titles, item.Title)
		if item.GUID == "" || item.PublishedParsed == nil || len(item.Enclosures) != 1 || item.Enclosures[0].Length != "1234" || item.Enclosures[0].Type != "audio/mpeg" {
			t.Errorf("an episode says %+v", item)
		}
	}
	if got := strings.Join(titles, " "); got != "m/b.md m/a.md" {
		t.Errorf("the episodes are %q", got)
	}
	if feed.Items[0].Enclosures[0].URL != "https://vi.example/duoi/m/b.vi.mp3" || !feed.Items[0].PublishedParsed.Equal(time.Date(2026, 6, 1, 0, 0, 0, 0, s.Settings.Zone)) {
		t.Errorf("the newest is %+v of %s", feed.Items[0].Enclosures[0], feed.Items[0].Published)
	}
	hmong, err := gofeed.NewParser().ParseString(string(Podcast(s, list, "mww", sound)))
	if err != nil || hmong.Language != "mww" || len(hmong.Items) != 1 || !strings.Contains(hmong.Title, "Hmoob") {
		t.Errorf("the podcast in Hmong is %+v, %v", hmong, err)
	}
}

// What is not read aloud takes no place of what is.
func TestPodcastOfManyEntries(t *testing.T) {
	entries := map[string]string{"m/_index.md": "", "m/cu.md": "date = 2020-05-01"}
	for i := range entryLimit {
		entries[fmt.Sprintf("m/moi-%d.md", i)] = "date = 2026-05-01"
	}
	s := place(t, entries, "m/cu.vi.mp3")
	out := string(Podcast(s, s.Editions[0].Page("m/_index"), "vi", func(site.Recording) (Enclosure, bool) { return Enclosure{Machine: "espeak-ng"}, true }))
	if strings.Count(out, "<item>") != 1 || !strings.Contains(out, "m/cu.md") || !strings.Contains(out, "machine voice: espeak-ng") {
		t.Error(out)
	}
}

// A recording is not on the site without the text that is read in it, though the entry is
// there in another language.
func TestRecordingsOfTextsThatSleep(t *testing.T) {
	for front, want := range map[string]int{
		"date = 2026-05-01": 2, "date = 2026-05-01\nexpires = 2026-06-01": 0, "date = 2026-05-01\ndraft = true": 0, "date = 2026-05-01\npublish = 2026-07-01": 0,
	} {
		s := place(t, map[string]string{"m/_index.md": "", "m/a.md": front, "m/a.en.md": "date = 2026-05-01"}, "m/a.mww.mp3", "m/a.vi.mp3")
		got := 0
		for _, e := range s.Editions {
			for _, p := range e.Entries {
				if p.Fallback {
					continue
				}
				got += len(p.Recordings())
				if e.Default() {
					got--
				}
			}
		}
		if got != want {
			t.Errorf("%s: %d recordings, want %d", front, got, want)
		}
	}
}
