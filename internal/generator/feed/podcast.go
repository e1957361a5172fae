package feed

import (
	"bytes"
	"encoding/xml"
	"strings"
	"time"

	"loa/internal/base/i18n"
	"loa/internal/generator/site"
	"loa/internal/media/recording"
)

// Enclosure is a recording as players load it.
type Enclosure struct {
	URL     string
	Size    int64 // in bytes
	Type    string
	Machine string // the program that speaks; "" for a person
}

type podcast struct {
	XMLName xml.Name       `xml:"rss"`
	Version string         `xml:"version,attr"`
	Atom    string         `xml:"xmlns:atom,attr"`
	Itunes  string         `xml:"xmlns:itunes,attr"`
	Channel podcastChannel `xml:"channel"`
}

type podcastChannel struct {
	Title       string          `xml:"title"`
	Link        string          `xml:"link"`
	Self        atomLink        `xml:"atom:link"`
	Description string          `xml:"description"`
	Language    string          `xml:"language"`
	Author      string          `xml:"itunes:author"`
	Explicit    bool            `xml:"itunes:explicit"`
	Category    podcastCategory `xml:"itunes:category"`
	Items       []podcastItem   `xml:"item"`
}

type podcastCategory struct {
	Text string `xml:"text,attr"`
}

type podcastItem struct {
	Title       string           `xml:"title"`
	Link        string           `xml:"link"`
	GUID        podcastGUID      `xml:"guid"`
	Published   string           `xml:"pubDate"`
	Description string           `xml:"description,omitempty"`
	Enclosure   podcastEnclosure `xml:"enclosure"`
	Author      string           `xml:"itunes:author"`
}

type podcastGUID struct {
	Permanent bool   `xml:"isPermaLink,attr"`
	Value     string `xml:",chardata"`
}

type podcastEnclosure struct {
	URL    string `xml:"url,attr"`
	Length int64  `xml:"length,attr"`
	Type   string `xml:"type,attr"`
}

// Podcast writes the podcast of a list in a language (RSS 2.0 with the namespaces of Atom
// and of podcast directories): the recordings of its entries, the newest first. enclosure
// gives the recording as it is published, false for one that must not be heard.
func Podcast(s *site.Site, list *site.Page, language string, enclosure func(site.Recording) (Enclosure, bool)) []byte {
	who := author(s, list.Edition)
	name := title(s, list)
	if language != list.Edition.Language.Tag {
		name += " (" + i18n.OwnName(language) + ")"
	}
	c := podcastChannel{
		Title: name, Link: s.Settings.BaseURL + list.Path, Description: name, Language: language, Author: who,
		Self:     atomLink{Rel: "self", Type: "application/rss+xml", Href: s.Settings.BaseURL + list.PodcastPath(language)},
		Category: podcastCategory{"Kids & Family"},
	}
	if text := subtitle(list); text != "" {
		c.Description = text
	}
	sounds := map[*site.Page]Enclosure{}
	heard := func(p *site.Page) bool {
		r, ok := p.InPodcast(language)
		if ok {
			sounds[p], ok = enclosure(r)
		}
		return ok
	}
	for _, p := range newest(list, heard) {
		c.Items = append(c.Items, episode(s, p, language, who, sounds[p]))
	}
	var out bytes.Buffer
	out.WriteString(xml.Header)
	doc := podcast{Version: "2.0", Atom: "http://www.w3.org/2005/Atom", Itunes: "http://www.itunes.com/dtds/podcast-1.0.dtd", Channel: c}
	if err := xml.NewEncoder(&out).Encode(doc); err != nil {
		panic("feed: " + err.Error()) // a struct of strings always encodes
	}
	return out.Bytes()
}

func episode(s *site.Site, p *site.Page, language, who string, sound Enclosure) podcastItem {
	address := s.Settings.BaseURL + p.Path
	item := podcastItem{
		Title: p.Title, Link: address, GUID: podcastGUID{Value: address + "#" + language},
		Published: p.Date().Format(time.RFC1123Z), Description: p.Summary(), Author: who,
		Enclosure: podcastEnclosure{sound.URL, sound.Size, sound.Type},
	}
	if sound.Machine != "" { // listeners are told that it is a machine
		item.Author = sound.Machine
		item.Description = strings.TrimSpace(item.Description + " (" + recording.Remark(sound.Machine) + ")")
	}
	return item
}
