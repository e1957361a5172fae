package newsroom

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"loa/internal/base/problem"
	"loa/internal/base/tomlfile"
	"loa/internal/desk/sourceedit"
	"loa/internal/generator/build"
	"loa/internal/generator/config"
)

// settler changes the settings of the site by a form.
type settler struct {
	store *store
	album *album
}

type settingsPage struct {
	Sum    string
	Groups []shownGroup
	Types  []string // of targets
	Tags   []choice // languages that can be added
	New    map[string]string

	WrongLanguage string // why the one that is chosen cannot be added
}

type shownGroup struct {
	Word   string
	Title  string
	Fields []shownSetting
	Rows   []shownRow
	Closed bool // a list that is not written as tables
	Line   bool // takes the names of new ones, one a line
}

// shownSetting is an input of the form.
type shownSetting struct {
	ID, Label, Help, Value, Wrong string
	Kind                          settingKind
	Head                          string // begins what belongs together
	Choices                       []choice
	Was                           string // what the file says
}

// Lines reports whether the text has line breaks, which a browser takes out of an input
// of one line.
func (s shownSetting) Lines() bool { return strings.ContainsAny(s.Was+s.Value, "\r\n") }

// show is the form with what site.toml says.
func (s *settler) show(q *request) {
	text, err := s.store.folder.ReadSettings()
	if err != nil {
		q.broken(err)
		return
	}
	note := ""
	if q.r.URL.Query().Get("done") != "" {
		note = q.say("done-saved")
	}
	s.page(q, http.StatusOK, text, nil, sheet{Note: note})
}

// page shows the form over a text. wrong says what is the matter with an input, by its
// id; what was typed stays, all else is what the text says.
func (s *settler) page(q *request, status int, text []byte, wrong map[string]string, top sheet) {
	settings, _ := config.Load(tomlfile.Source{File: sourceedit.Settings, Text: text})
	view := settingsPage{Sum: sourceedit.Sum(text), Types: []string{"folder", "sftp", "ftp"}, New: map[string]string{}}
	for _, g := range groupsFor(settings) {
		shown := shownGroup{Word: g.word, Title: q.say("set-part-" + g.word), Line: slices.Contains(vocabularies, g.word)}
		for _, one := range g.all {
			for i, in := range settingInputs(q, one, settings) {
				in.Value = typedSetting(q, in.ID, in.Was)
				if i == 0 {
					in.Wrong = wrong[one.id()]
				}
				if in.Wrong != "" {
					top.Wrong = append(top.Wrong, wrongAt(in))
				}
				shown.Fields = append(shown.Fields, in)
			}
		}
		view.Groups = append(view.Groups, shown)
	}
	for _, l := range rowLists {
		view.Groups = append(view.Groups, l.shown(q, text, settings))
	}
	view.Tags = newLanguages(settings)
	view.New[newLanguage] = q.r.PostFormValue(newLanguage)
	if view.WrongLanguage = wrong[newLanguage]; view.WrongLanguage != "" {
		top.Wrong = append(top.Wrong, wrongAt(shownSetting{ID: newLanguage, Label: q.say("set-new-language"), Wrong: view.WrongLanguage}))
	}
	for _, v := range vocabularies {
		view.New["new."+v] = q.r.PostFormValue("new." + v)
	}
	for _, id := range []string{"new.target", "new.type", "new.host", "new.user", "new.path"} {
		view.New[id] = q.r.PostFormValue(id)
	}
	top.Title, top.Here, top.Page = q.say("settings"), "settings", view
	q.show(status, "settings", top)
}

func wrongAt(in shownSetting) wrong { return wrong{At: "#" + in.ID, Label: in.Label, Why: in.Wrong} }

// settingInputs are the inputs of a setting, with what the file says.
func settingInputs(q *request, one setting, s *config.Settings) []shownSetting {
	in := shownSetting{ID: one.id(), Label: q.say("set-" + one.word), Kind: one.kind, Head: one.name}
	if help := "set-" + one.word + "-help"; q.words.Has(help) {
		in.Help = q.say(help)
	}
	if one.kind != inLanguages {
		in.Was = one.value(s)
		if one.kind == aPicture {
			in.Choices = stillPictures(q, in.Was)
		} else if one.offer != nil {
			in.Choices = with(one.offer(q), in.Was)
		}
		return []shownSetting{in}
	}
	var all []shownSetting
	for _, l := range s.Languages {
		each := in
		each.ID += "." + l.Tag
		if each.Was = ownText(one.text(s), l.Tag, s.DefaultLanguage); len(s.Languages) > 1 {
			each.Label += " (" + languageName(q.now.Project, l.Tag) + ")"
		}
		all = append(all, each)
	}
	return all
}

// stillPictures are the pictures of static/, for the logo.
func stillPictures(q *request, now string) []choice {
	var all []choice
	for _, f := range pictureFiles(q.now.Project) {
		if name, is := strings.CutPrefix(f.Path, "static/"); is {
			all = append(all, choice{name, name})
		}
	}
	all = with(all, now)
	slices.SortFunc(all, func(a, b choice) int { return strings.Compare(a.Name, b.Name) })
	return all
}

// with are choices among which is the one that the file has.
func with(all []choice, now string) []choice {
	if now != "" && !slices.ContainsFunc(all, func(c choice) bool { return c.Value == now }) {
		all = append(all, choice{now, now})
	}
	return all
}

// save writes what was typed into site.toml, if the site could be built with it.
func (s *settler) save(q *request) {
	before, err := s.store.folder.ReadSettings()
	if err != nil {
		q.broken(err)
		return
	}
	if sourceedit.Sum(before) != q.r.PostFormValue("sum") {
		s.page(q, http.StatusConflict, before, nil, sheet{Bad: q.say("settings-changed")})
		return
	}
	next, wrong := s.typed(q, before)
	if len(wrong) == 0 {
		if wrong, err = s.judged(q, before, next); err != nil {
			q.broken(err)
			return
		}
	}
	if len(wrong) == 0 {
		next, wrong = s.withLogo(q, next)
	}
	if len(wrong) > 0 {
		s.page(q, http.StatusUnprocessableEntity, before, wrong, sheet{Bad: q.say("refused-fields") + " " + wrong[""]})
		return
	}
	switch err := s.store.folder.WriteSettings(sourceedit.Sum(before), next); {
	case errors.Is(err, sourceedit.ErrChanged):
		s.page(q, http.StatusConflict, before, nil, sheet{Bad: q.say("settings-changed")})
	case err != nil:
		s.page(q, http.StatusInternalServerError, before, nil, sheet{Bad: unwritten(q, sourceedit.Settings, err)})
	default:
		q.taken(sourceedit.Settings)
		q.to("settings", query("done", "1"))
	}
}

// withLogo is the text with the logo that the form sent, if it sent one: all else of the
// form is taken by then, so that no picture lies there which nobody uses.
func (s *settler) withLogo(q *request, text []byte) ([]byte, map[string]string) {
	name, why := s.takeLogo(q)
	if name == "" && why == "" {
		return text, nil
	}
	settings, _ := config.Load(tomlfile.Source{File: sourceedit.Settings, Text: text})
	one := logoSetting(groupsFor(settings))
	if why == "" {
		if next, ok := one.take(text, settings, func(string, string) string { return name }); ok {
			return next, nil
		}
		why = q.say("settings-untaken")
	}
	return text, map[string]string{one.id(): why}
}

// typed is the text with what was typed in it.
func (s *settler) typed(q *request, before []byte) (next []byte, wrong map[string]string) {
	settings, _ := config.Load(tomlfile.Source{File: sourceedit.Settings, Text: before})
	next, wrong = before, map[string]string{}
	for _, g := range groupsFor(settings) {
		for _, one := range g.all {
			after, ok := one.take(next, settings, func(id, now string) string { return typedSetting(q, id, now) })
			if !ok {
				wrong[one.id()] = q.say("settings-untaken")
				continue
			}
			next = after
		}
	}
	for _, l := range rowLists {
		if after, ok := l.take(q, before, next, settings); ok {
			next = after
		} else {
			wrong[""] += q.say("settings-rows-untaken", "name", q.say("set-part-"+l.name))
		}
	}
	for _, block := range append(addedLanguage(q, settings, before), s.added(q, settings, wrong)...) {
		next = append(append(slices.Clip(next), lineBreak(next)...), block...)
	}
	return next, wrong
}

// typedSetting is what an input is to be: what a person typed into it. If the form did not
// ask for it, or came back as it was shown, it is what the file says now: that may be
// the work of somebody else.
func typedSetting(q *request, id, now string) string {
	was := q.r.PostForm["was."+id]
	sent := lined(q.r.PostFormValue(id))
	if len(was) == 0 || sent == lined(was[0]) {
		return now
	}
	return strings.TrimSpace(sent)
}

// added are the tables of new terms and of a new place to publish to.
func (s *settler) added(q *request, settings *config.Settings, wrong map[string]string) (blocks []string) {
	line := func(id string) string { return strings.TrimSpace(q.r.PostFormValue(id)) }
	blocks = s.addedTerms(q, settings, wrong)
	name := line("new.target")
	if name == "" && line("new.host")+line("new.path") == "" {
		return blocks
	}
	key := sourceedit.Name(name, "noi-dang")
	if _, there := settings.Deploy.Find(key); there {
		wrong[""] += q.say("settings-there", "name", name)
	}
	block := "[deploy." + key + "]\ntype = " + tomlfile.Quote(line("new.type")) + "\n"
	for _, one := range []string{"host", "user", "path"} {
		if value := line("new." + one); value != "" {
			block += one + " = " + tomlfile.Quote(value) + "\n"
		}
	}
	return append(blocks, block)
}

// vocabularies are the tables of terms, to which the form adds by lines of names.
var vocabularies = []string{"topics", "audiences", "levels", "units"}

// addedTerms are the tables of new terms, one a line.
func (s *settler) addedTerms(q *request, settings *config.Settings, wrong map[string]string) (blocks []string) {
	known := map[string]config.Vocabulary{"topics": settings.Topics, "audiences": settings.Audiences, "levels": settings.Levels, "units": settings.Units}
	for _, table := range vocabularies {
		seen := map[string]bool{}
		for line := range strings.SplitSeq(lined(q.r.PostFormValue("new."+table)), "\n") {
			name := strings.Join(strings.Fields(line), " ")
			if name == "" {
				continue
			}
			key := sourceedit.Name(name, "muc")
			if _, there := known[table].Find(key); there || seen[key] {
				wrong[""] += q.say("settings-there", "name", name) + " "
				continue
			}
			seen[key] = true
			blocks = append(blocks, "["+table+"."+key+"]\nname = "+tomlfile.Quote(name)+"\n")
		}
	}
	return blocks
}

// lineBreak is what stands between a text and a table that is added to it.
func lineBreak(text []byte) string {
	switch {
	case len(text) == 0:
		return ""
	case text[len(text)-1] != '\n':
		return "\n\n"
	}
	return "\n"
}

// judged reads the text with the reader of the build, and the site with it: what is an error
// then and is none now is said beside the input that it is about, else above the form, by "".
// What a page or a file says is about the language that was added, if one was.
func (s *settler) judged(q *request, before, next []byte) (map[string]string, error) {
	settings, added := addedFaults(before, next)
	if len(added) == 0 {
		var err error
		imagined := func(text []byte) build.Imagined { return build.Imagined{File: sourceedit.Settings, Text: text} }
		if added, err = q.now.Adds(imagined(before), imagined(next)); err != nil {
			return nil, err
		}
	}
	wrong := map[string]string{}
	for _, p := range added {
		if p.Code == problem.ApprovalNotBegun {
			continue // the newsroom asks next which texts count as approved
		}
		id, said := inputAt(settings, p.Place), strings.TrimSuffix(sentence(q, p), ".")+"."
		if p.Place.File != sourceedit.Settings {
			said = q.say("at-other", "title", titleOf(q, p.Place.File), "said", said)
			if languageAdded(q, before) {
				id = newLanguage
			}
		}
		wrong[id] = strings.TrimSpace(wrong[id] + " " + said)
	}
	return wrong, nil
}

// addedFaults are the errors of a text of site.toml alone that another has not, and its
// settings.
func addedFaults(before, next []byte) (*config.Settings, []problem.Problem) {
	read := func(text []byte) (*config.Settings, []problem.Problem) {
		return config.Load(tomlfile.Source{File: sourceedit.Settings, Text: text})
	}
	name := func(p problem.Problem) string { return fmt.Sprint(p.Code, p.Args) }
	_, old := read(before)
	settings, found := read(next)
	known := map[string]bool{}
	for _, p := range old {
		known[name(p)] = true
	}
	return settings, slices.DeleteFunc(found, func(p problem.Problem) bool { return p.Severity != problem.Error || known[name(p)] })
}

// inputAt is the input of the setting that stands at a place of site.toml; "" for none.
func inputAt(settings *config.Settings, place problem.Place) string {
	if place.File != sourceedit.Settings || place.Line == 0 {
		return ""
	}
	for _, g := range groupsFor(settings) {
		for _, one := range g.all {
			if settings.Place(anyPath(one.path)...).Line == place.Line {
				return one.id()
			}
		}
	}
	return ""
}

func anyPath(path []string) []any {
	var all []any
	for _, key := range path {
		all = append(all, key)
	}
	return all
}
