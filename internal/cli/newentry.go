package cli

import (
	"context"
	"strings"

	"loa/internal/base/problem"
	"loa/internal/desk/scaffold"
	"loa/internal/generator/config"
	"loa/internal/generator/content"
)

// entryFlags are what every kind of entry has.
type entryFlags struct {
	Path         string   `arg:"" optional:""`
	Title        string   `placeholder:"TEXT"`
	Section      string   `placeholder:"FOLDER"`
	SectionTitle string   `placeholder:"TEXT"`
	Topic        []string `placeholder:"KEY"`
	Audience     []string `placeholder:"KEY"`
	Level        string   `placeholder:"KEY"`
	Unit         string   `placeholder:"KEY"`
}

type newArticle struct{ entryFlags }

type newEvent struct {
	entryFlags
	Start     string `placeholder:"WHEN"`
	End       string `placeholder:"WHEN"`
	Place     string `placeholder:"TEXT"`
	Organizer string `placeholder:"TEXT"`
	Repeat    string `placeholder:"TEXT"`
}

type newCampaign struct {
	entryFlags
	Slogan string `placeholder:"TEXT"`
	Start  string `placeholder:"DATE"`
	End    string `placeholder:"DATE"`
}

type newDocument struct {
	entryFlags
	Number   string   `placeholder:"TEXT"`
	Type     string   `placeholder:"TEXT"`
	Issuer   string   `placeholder:"TEXT"`
	Issued   string   `placeholder:"DATE"`
	Attached []string `name:"file" placeholder:"FILE"`
}

// Run starts an article.
func (n *newArticle) Run(ctx context.Context, c *Common, v *voice, s *Env) error {
	e, err := n.begin(ctx, c, v, s, content.Article, "")
	if err != nil {
		return err
	}
	defer e.site.Close()
	return e.finish()
}

// Run starts an event.
func (n *newEvent) Run(ctx context.Context, c *Common, v *voice, s *Env) error {
	e, err := n.begin(ctx, c, v, s, content.Event, n.Start+n.End+n.Place+n.Organizer+n.Repeat)
	if err != nil {
		return err
	}
	defer e.site.Close()
	f := &e.form
	err = e.put(
		question{key: "start", flag: "--start", given: n.Start, needed: true, take: e.moment(&f.Start, false)},
		question{key: "end", flag: "--end", given: n.End, take: e.moment(&f.End, true)},
		question{key: "repeat", flag: "--repeat", given: n.Repeat, take: e.repeat},
		question{key: "place", flag: "--place", given: n.Place, take: text(&f.Place)},
		question{key: "organizer", flag: "--organizer", given: n.Organizer, take: text(&f.Organizer)},
	)
	if err != nil {
		return err
	}
	return e.finish()
}

// Run starts a campaign.
func (n *newCampaign) Run(ctx context.Context, c *Common, v *voice, s *Env) error {
	e, err := n.begin(ctx, c, v, s, content.Campaign, n.Slogan+n.Start+n.End)
	if err != nil {
		return err
	}
	defer e.site.Close()
	f := &e.form
	err = e.put(
		question{key: "slogan", flag: "--slogan", given: n.Slogan, take: text(&f.Slogan)},
		question{key: "first-day", flag: "--start", given: n.Start, needed: true, take: e.day(&f.Start)},
		question{key: "last-day", flag: "--end", given: n.End, needed: true, take: e.day(&f.End)},
	)
	if err != nil {
		return err
	}
	return e.finish()
}

// Run starts a document.
func (n *newDocument) Run(ctx context.Context, c *Common, v *voice, s *Env) error {
	files := strings.Join(n.Attached, ";")
	e, err := n.begin(ctx, c, v, s, content.Document, n.Number+n.Type+n.Issuer+n.Issued+files)
	if err != nil {
		return err
	}
	defer e.site.Close()
	f := &e.form
	err = e.put(
		question{key: "number", flag: "--number", given: n.Number, needed: true, take: text(&f.Number)},
		question{key: "type", flag: "--type", given: n.Type, take: text(&f.Type)},
		question{key: "issuer", flag: "--issuer", given: n.Issuer, take: text(&f.Issuer)},
		question{key: "issued", flag: "--issued", given: n.Issued, take: e.day(&f.Issued)},
		question{key: "files", flag: "--file", given: files, take: e.files},
	)
	if err != nil {
		return err
	}
	return e.finish()
}

// entry is a new entry on its way.
type entry struct {
	*interview
	site         *scaffold.Site
	flags        *entryFlags
	form         scaffold.Form
	file         string // where it will lie
	section      string
	sectionTitle string
}

// begin asks what every kind of entry has.
func (n *entryFlags) begin(ctx context.Context, c *Common, v *voice, s *Env, kind content.Kind, more string) (*entry, error) {
	o, err := c.options(v, s)
	if err != nil {
		return nil, err
	}
	site, err := s.layered(c.Source)
	if err != nil {
		return nil, v.refused(err)
	}
	topics, audience := strings.Join(n.Topic, ","), strings.Join(n.Audience, ",")
	script := n.Title+n.Section+n.SectionTitle+topics+audience+n.Level+n.Unit+more != ""
	known := site.Settings()
	e := &entry{interview: answering(ctx, v, s, script), site: site, flags: n,
		form: scaffold.Form{Kind: kind, Today: o.Now.In(known.Zone)}}
	if o.Fixed {
		e.form.Today = o.Now
	}
	if err := e.put(question{key: "title." + string(kind), flag: "--title", given: n.Title, needed: true, take: text(&e.form.Title)}); err != nil {
		return nil, err
	}
	if err := e.place(); err != nil {
		return nil, err
	}
	f := &e.form
	return e, e.put(
		e.term("topics", "--topic", topics, known.Topics, list(&f.Topics)),
		e.term("audience", "--audience", audience, known.Audiences, list(&f.Audience)),
		e.term("level", "--level", n.Level, known.Levels, text(&f.Level)),
		e.term("unit", "--unit", n.Unit, known.Units, text(&f.Unit)),
	)
}

// place finds out where the entry will lie: where the person said, or in the
// section that they choose, under a name that the title gives.
func (e *entry) place() (err error) {
	if e.flags.Path != "" {
		if e.file, err = e.site.At(e.flags.Path); err != nil {
			return e.v.refused(err)
		}
	} else if err := e.choose(); err != nil {
		return err
	}
	if err := e.site.Free(e.file); err != nil { // better now than after ten answers
		return e.v.refused(err)
	}
	if e.site.HasSection(e.file) {
		return nil
	}
	e.sectionTitle = e.flags.SectionTitle
	return e.put(question{key: "section-title", flag: "--section-title", given: e.flags.SectionTitle, take: text(&e.sectionTitle)})
}

func (e *entry) choose() error {
	sections, usual, err := e.site.Sections(e.form.Kind)
	if err != nil {
		return err
	}
	q := question{key: "section", folders: true, flag: "--section", given: e.flags.Section, needed: len(sections) > 0, usual: usual, take: text(&e.section)}
	for _, s := range sections {
		q.choices = append(q.choices, choice{s.Folder, s.Title})
	}
	if len(sections) == 0 && e.flags.Section == "" {
		e.section = ""
	} else if err := e.put(q); err != nil {
		return err
	}
	e.file, err = e.site.In(e.section, e.form.Title)
	return e.v.refused(err)
}

// term is the question for a word of a vocabulary. A site without the
// vocabulary is not asked.
func (e *entry) term(key, flag, given string, known config.Vocabulary, take func(string) error) question {
	q := question{key: key, flag: flag, given: given, several: key == "topics" || key == "audience", take: take}
	site := e.site.Settings()
	for _, term := range known {
		q.choices = append(q.choices, choice{term.Key, term.Name.In(e.v.Language, site.DefaultLanguage)})
	}
	if len(known) == 0 {
		q.take = func(string) error { return &scaffold.Refusal{Key: "no-vocabulary"} }
		q.absent = true
	}
	return q
}

// finish writes the file and says what comes next.
func (e *entry) finish() error {
	begun, err := e.site.Begin(e.file, e.form, e.v.Language, e.sectionTitle)
	if err != nil {
		return e.v.refused(err)
	}
	if begun.Section != "" {
		e.v.Tell("begun-section", problem.Args{"file": begun.Section})
	}
	for _, file := range begun.Files {
		e.v.Tell("begun-file", problem.Args{"file": file})
	}
	e.v.Tell("begun", problem.Args{"file": begun.File})
	e.v.Tell("begun-next", nil)
	return nil
}
