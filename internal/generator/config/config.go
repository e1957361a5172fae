// Package config reads site.toml: the settings of a site as types, checked,
// with their defaults filled in.
//
//	settings, problems := config.Load(tomlfile.Source{File: "site.toml", Text: text})
//	name := settings.Title.In("en", settings.DefaultLanguage)
//
// A site without site.toml has no Text: Load then says how to begin, and
// returns the defaults.
package config

import (
	"slices"
	"time"
	_ "time/tzdata" // Windows machines have no time zones of their own

	"loa/internal/base/problem"
	"loa/internal/base/tomlfile"
)

// Settings is site.toml. What the file leaves out has its default.
type Settings struct {
	Title           Text           `toml:"title"`
	BaseURL         string         `toml:"base_url"` // absolute, ends in "/"; "" if the author gave no usable one
	Timezone        string         `toml:"timezone"`
	Theme           string         `toml:"theme"`
	DefaultLanguage string         `toml:"default_language"`
	Requires        string         `toml:"requires"`
	Content         []string       `toml:"content"` // folders of entries, see Layers; none: the site's own alone
	Data            []string       `toml:"data"`
	Static          []string       `toml:"static"`
	Languages       Languages      `toml:"languages"` // the default one first, then in the order of the file
	Hotlines        []Hotline      `toml:"hotlines"`
	Topics          Vocabulary     `toml:"topics"`
	Audiences       Vocabulary     `toml:"audiences"`
	Levels          Vocabulary     `toml:"levels"`
	Units           Vocabulary     `toml:"units"`
	Unit            Unit           `toml:"unit"` // the site's own, for texts with local = true
	Menu            []MenuItem     `toml:"menu"`
	Organization    Organization   `toml:"organization"`
	Lists           Lists          `toml:"lists"`
	Measure         Measure        `toml:"measure"`
	URLs            URLs           `toml:"urls"`
	Offline         Offline        `toml:"offline"`
	Budget          Budget         `toml:"budget"`
	Check           Check          `toml:"check"`
	Markdown        Markdown       `toml:"markdown"`
	Images          Images         `toml:"images"`
	Files           Files          `toml:"files"`
	Share           Share          `toml:"share"`
	Outlets         Outlets        `toml:"outlets"`
	Audio           Audio          `toml:"audio"`
	Search          Search         `toml:"search"`
	Deploy          Targets        `toml:"deploy"`
	Newsroom        Newsroom       `toml:"newsroom"`
	Reach           Reach          `toml:"reach"`
	Warnings        Warnings       `toml:"warnings"`
	Office          Office         `toml:"office"`
	Extra           map[string]any `toml:"extra"`

	// LeftOut are tags of languages that site.toml declares and a network gives this site not:
	// their texts are passed over.
	LeftOut []string `toml:"-"`

	Zone *time.Location `toml:"-"` // Timezone, loaded; never nil

	doc *tomlfile.Doc
}

// Place returns where a setting stands in site.toml, as in
// Place("menu", 0, "page"). A missing one gives its nearest parent.
func (s *Settings) Place(path ...any) problem.Place { return s.doc.Place(path...) }

// KeyPlace returns where a setting's key stands.
func (s *Settings) KeyPlace(path ...any) problem.Place { return s.doc.KeyPlace(path...) }

// Load reads the settings. They are usable (defaults where something is
// missing or wrong), whatever the problems say.
func Load(src tomlfile.Source) (*Settings, []problem.Problem) {
	src.Area = "site"
	doc, problems := tomlfile.Parse(src)
	s := defaults()
	s.doc = doc
	if len(src.Text) == 0 {
		problems = append(problems, problem.New(problem.SiteMissing, problem.Place{File: src.File}, nil))
		(&checker{Settings: s}).languages()
		return s, problems
	}
	whole := len(problems) == 0
	tableLost := slices.ContainsFunc(problems, func(p problem.Problem) bool { return p.Code == problem.TOMLOpenHeader })
	problems = append(problems, doc.Decode(s)...)
	c := checker{Settings: s, whole: whole}
	c.all()
	if tableLost { // what names it would be told as mistakes: the default language, a menu
		return s, problems
	}
	return s, append(problems, c.problems...)
}

// defaults is a site.toml in which nothing stands.
func defaults() *Settings {
	return &Settings{
		Timezone: "Asia/Ho_Chi_Minh",
		Theme:    "loa",
		Lists:    Lists{PageSize: 20, Related: 5},
		Offline:  Offline{Enabled: true, Budget: 2 * megabyte, Single: 2 * megabyte},
		Budget:   Budget{HTML: 14 * kilobyte, Page: 250 * kilobyte},
		Images:   Images{Quality: 75},
		Share:    Share{Buttons: []string{"zalo", "facebook", "copy"}},
		Outlets:  Outlets{Pace: 200, Minutes: 5},
		Search:   Search{Enabled: true},
		Reach:    Reach{Least: 10},
		Office:   Office{Branch: "main"},
		Zone:     time.UTC,
	}
}
