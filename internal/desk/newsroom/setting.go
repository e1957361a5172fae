package newsroom

import (
	"net/netip"
	"slices"
	"strconv"
	"strings"

	"loa/internal/base/pattern"
	"loa/internal/base/tomlfile"
	"loa/internal/generator/config"
	"loa/internal/office/host"
)

// setting is a value of site.toml that the form of the settings asks for.
type setting struct {
	path  []string
	word  string // its label is set-WORD, its help set-WORD-help where there is one
	kind  settingKind
	text  func(*config.Settings) config.Text // of a text in each language
	value func(*config.Settings) string      // of any other; "" for none
	name  string                             // of what it belongs to, for those that a site has several of
	own   string                             // id of a setting of a row, which has no path of its own; else ""
	offer func(*request) []choice            // what a choice is made from
}

// choice is a value and what people call it.
type choice struct{ Value, Name string }

type settingKind string

const (
	inLanguages settingKind = "languages" // an input for each language of the site
	oneLine     settingKind = "text"
	anAddress   settingKind = "address" // of a page on the web
	aNumber     settingKind = "number"
	aFlag       settingKind = "flag"
	aPicture    settingKind = "picture" // a file of static/
	aChoice     settingKind = "choice"  // one of those that are offered, or none
)

// id names the inputs of a setting.
func (s setting) id() string {
	if s.own != "" {
		return s.own
	}
	return "s." + strings.Join(s.path, ".")
}

// settingsGroup is a part of the form.
type settingsGroup struct {
	word string
	all  []setting
}

// groupsFor are the parts of the form for the settings of a site, in order.
func groupsFor(s *config.Settings) []settingsGroup {
	return []settingsGroup{
		{"site", []setting{
			{path: []string{"title"}, word: "title", kind: inLanguages, text: func(s *config.Settings) config.Text { return s.Title }},
			{path: []string{"base_url"}, word: "address", kind: anAddress, value: func(s *config.Settings) string { return s.BaseURL }},
			{path: []string{"newsroom", "approve"}, word: "approve", kind: aFlag, value: func(s *config.Settings) string { return truth(s.Newsroom.Approve) }},
		}},
		{"organization", organization()},
		{"languages", languageSettings(s)},
		{"topics", topicSettings(s)},
		{"audiences", termSettings("audiences", s.Audiences)},
		{"levels", termSettings("levels", s.Levels)},
		{"units", unitSettings(s)},
		{"targets", targetSettings(s)},
		{"office", []setting{
			{path: []string{"office", "remote"}, word: "office-remote", kind: oneLine, value: func(s *config.Settings) string { return s.Office.Remote }},
			{path: []string{"office", "host"}, word: "office-host", kind: aChoice, value: func(s *config.Settings) string { return s.Office.Host }, offer: hostsOf},
		}},
	}
}

func organization() []setting {
	table := "organization"
	text := func(key string, of func(config.Organization) config.Text) setting {
		return setting{path: []string{table, key}, word: "org-" + key, kind: inLanguages, text: func(s *config.Settings) config.Text { return of(s.Organization) }}
	}
	line := func(key string, of func(config.Organization) string) setting {
		return setting{path: []string{table, key}, word: "org-" + strings.ReplaceAll(key, "_", "-"), kind: oneLine, value: func(s *config.Settings) string { return of(s.Organization) }}
	}
	address := func(key string, of func(config.Organization) string) setting {
		one := line(key, of)
		one.kind = anAddress
		return one
	}
	logo := line("logo", func(o config.Organization) string { return o.Logo })
	logo.kind = aPicture
	return []setting{
		text("name", func(o config.Organization) config.Text { return o.Name }),
		text("parent", func(o config.Organization) config.Text { return o.Parent }),
		text("address", func(o config.Organization) config.Text { return o.Address }),
		line("phone", func(o config.Organization) string { return o.Phone }),
		line("email", func(o config.Organization) string { return o.Email }),
		address("url", func(o config.Organization) string { return o.URL }),
		text("responsible", func(o config.Organization) config.Text { return o.Responsible }),
		text("licence", func(o config.Organization) config.Text { return o.Licence }),
		address("licence_url", func(o config.Organization) string { return o.LicenceURL }),
		logo,
	}
}

// termSettings are the names of a vocabulary.
func termSettings(table string, of config.Vocabulary) []setting {
	var all []setting
	for _, t := range of {
		all = append(all, setting{path: []string{table, t.Key, "name"}, word: "term", name: t.Key, kind: inLanguages, text: func(*config.Settings) config.Text { return t.Name }})
	}
	return all
}

// topicSettings are the names of the topics and the pictogram of each.
func topicSettings(s *config.Settings) []setting {
	var all []setting
	for i, name := range termSettings("topics", s.Topics) {
		all = append(all, name, setting{path: []string{"topics", name.name, "extra", "icon"}, word: "icon", name: name.name, kind: aChoice, value: func(*config.Settings) string {
			icon, _ := s.Topics[i].Extra["icon"].(string)
			return icon
		}, offer: iconsOf})
	}
	return all
}

// iconsOf are the pictograms that the theme draws, by the names that people understand.
func iconsOf(q *request) []choice {
	var all []choice
	if q.now.Project.Theme == nil { // it cannot be read
		return nil
	}
	for _, name := range q.now.Project.Theme.Icons() {
		shown := name
		if word := "icon-" + name; q.words.Has(word) {
			shown = q.say(word)
		}
		all = append(all, choice{name, shown})
	}
	return all
}

// unitSettings are the names of the units and the level of each.
func unitSettings(s *config.Settings) []setting {
	var all []setting
	for i, name := range termSettings("units", s.Units) {
		all = append(all, name, setting{path: []string{"units", name.name, "level"}, word: "level", name: name.name, kind: aChoice, value: func(*config.Settings) string { return s.Units[i].Level }, offer: levelsOf})
	}
	return all
}

// levelsOf are the levels that a unit may have.
func levelsOf(q *request) []choice {
	var all []choice
	first := q.now.Project.Settings.DefaultLanguage
	for _, l := range q.now.Project.Settings.Levels {
		all = append(all, choice{l.Key, l.Name.In(first, first)})
	}
	return all
}

// hostsOf are the programs of Git hosts that know reviews.
func hostsOf(*request) []choice {
	return []choice{{string(host.Forgejo), "Forgejo"}, {string(host.Gitea), "Gitea"}, {string(host.GitLab), "GitLab"}, {string(host.GitHub), "GitHub"}}
}

// targetKeys are the keys of a target that the form asks for, by its type.
var targetKeys = map[string][]string{
	"folder": {"path"}, "sftp": {"host", "port", "user", "path", "host_key"}, "ftp": {"host", "port", "user", "path", "certificate"}, "s3": {"host", "bucket", "path"},
}

func targetSettings(s *config.Settings) []setting {
	var all []setting
	for _, t := range s.Deploy {
		for _, key := range targetKeys[t.Type] {
			kind := oneLine
			if key == "port" {
				kind = aNumber
			}
			all = append(all, setting{path: []string{"deploy", t.Key, key}, word: "target-" + strings.ReplaceAll(key, "_", "-"), name: t.Key, kind: kind, value: func(s *config.Settings) string {
				t, _ := s.Deploy.Find(t.Key)
				return targetValue(t, key)
			}})
		}
	}
	return all
}

func targetValue(t config.Target, key string) string {
	port := ""
	if t.Port != 0 {
		port = strconv.Itoa(t.Port)
	}
	return map[string]string{"path": t.Path, "host": t.Host, "port": port, "user": t.User, "host_key": t.HostKey, "certificate": t.Certificate, "bucket": t.Bucket}[key]
}

func truth(on bool) string {
	if on {
		return "true"
	}
	return ""
}

// ownText is what a text says in one language itself. A text that is the same in all
// languages is shown once, in the first.
func ownText(t config.Text, tag, first string) string {
	if len(t.Languages()) == 0 && tag != first {
		return ""
	}
	text, other := t.From(tag, tag)
	if other != "" {
		return ""
	}
	return text
}

// answers are what a form says that its inputs are to be, by their id, where the file
// says now.
type answers func(id, now string) string

// take writes what was typed into a text of site.toml; false if that cannot be done.
func (s setting) take(text []byte, settings *config.Settings, typed answers) ([]byte, bool) {
	if s.kind == inLanguages {
		return s.takeTexts(text, settings, typed)
	}
	now := s.value(settings)
	sent := typed(s.id(), now)
	if sent == now {
		return text, true
	}
	switch {
	case sent == "":
		return tomlfile.Remove(text, s.path)
	case s.kind == anAddress:
		sent = tomlfile.Quote(withScheme(sent))
	case s.kind == oneLine || s.kind == aPicture || s.kind == aChoice:
		sent = tomlfile.Quote(sent)
	case s.kind == aNumber:
		n, err := strconv.Atoi(sent)
		if err != nil {
			return nil, false
		}
		sent = strconv.Itoa(n)
	}
	return tomlfile.Set(text, s.path, sent)
}

// webHost is how an address begins that people write without https://: a name with a dot.
var webHost = pattern.New(`^[\pL\pN-]+(\.[\pL\pN-]+)+(:\d+)?(/|$)`)

// withScheme is an address as people say it with the https:// that they leave out.
func withScheme(address string) string {
	address = strings.TrimSpace(address)
	host, _, _ := strings.Cut(address, "/")
	host, _, _ = strings.Cut(host, ":")
	if _, err := netip.ParseAddr(host); err == nil || !webHost.MatchString(address) { // machines of an office rarely have certificates
		return address
	}
	return "https://" + address
}

// takeTexts writes a text in the languages that it has: the same for all as one string,
// else each under its tag.
func (s setting) takeTexts(text []byte, settings *config.Settings, typed answers) ([]byte, bool) {
	was, first := s.text(settings), settings.DefaultLanguage
	single := len(was.Languages()) == 0
	var table []string
	inFirst := "" // what the text is to say in the first language
	changed := false
	ok := true
	for _, l := range settings.Languages {
		now := ownText(was, l.Tag, first)
		sent := typed(s.id()+"."+l.Tag, now)
		if l.Tag == first {
			inFirst = sent
		}
		if sent != "" {
			table = append(table, l.Tag+" = "+tomlfile.Quote(sent)) // a tag has letters, digits and hyphens alone
		}
		if sent == now {
			continue
		}
		changed = true
		switch path := append(slices.Clone(s.path), l.Tag); {
		case single || !ok:
		case sent == "":
			text, ok = tomlfile.Remove(text, path)
		default:
			text, ok = tomlfile.Set(text, path, tomlfile.Quote(sent))
		}
	}
	switch {
	case !changed || !single:
		return text, ok
	case len(table) == 0:
		return tomlfile.Remove(text, s.path)
	case len(table) == 1 && inFirst != "":
		return tomlfile.Set(text, s.path, tomlfile.Quote(inFirst))
	}
	return tomlfile.Set(text, s.path, "{ "+strings.Join(table, ", ")+" }")
}
