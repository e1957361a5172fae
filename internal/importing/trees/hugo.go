package trees

import (
	"path"
	"slices"
	"strings"

	"loa/internal/base/pattern"
	"loa/internal/importing/foreign"
)

var hugoSettings = []string{"hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json", "config/_default/hugo.toml", "config/_default/hugo.yaml", "config/_default/config.toml", "config/_default/config.yaml", "config.toml", "config.yaml", "config.yml", "config.json"}

// hugo tells languages by the end of a file's name or by a folder for each, as its settings
// say; a folder with index.md is a page with its files.
var hugo = program{
	name: "hugo",
	is: func(t *tree) bool {
		found := slices.ContainsFunc(hugoSettings, t.Has)
		return found && len(t.Under("content")) > 0 && !zolaSettings.MatchString(t.script("config.toml")) && !t.Has("_config.yml")
	},
	open: func(t *tree) {
		settings := t.settings(hugoSettings...)
		languages := tableAt(settings, "languages")
		if languages == nil {
			languages = t.settings("config/_default/languages.toml", "config/_default/languages.yaml", "config/_default/languages.yml")
		}
		if languages == nil {
			languages = t.languageFiles()
		}
		standard := textAt(settings, "defaultContentLanguage")
		if standard == "" {
			standard = textAt(settings, "languageCode")
			if len(languages) > 0 {
				standard = "en"
			}
		}
		t.declare(standard, keysOf(languages)...)
		t.at(textAt(settings, "baseURL"))
		t.hugo, t.prefixed, t.static = true, true, []string{"static", "assets"}
		inFolders := settings["defaultContentLanguageInSubdir"] == true || settings["defaultcontentlanguageinsubdir"] == true
		t.hugoRoots(settings, languages, inFolders)
		patterns := tableAt(settings, "permalinks")
		t.address = func(t *tree, p *foreign.Page, r root, key string, values map[string]any) string {
			prefix := r.at
			if r.language == "" && p.Language != "" && (p.Language != t.language || inFolders) {
				prefix = "/" + strings.ToLower(p.Language) + "/"
			}
			section, _, _ := strings.Cut(key, "/")
			pattern := textAt(patterns, section)
			if table := tableAt(patterns, "page"); table != nil {
				pattern = textAt(table, section)
			}
			if strings.Contains(pattern, ":year") && p.Date == "" {
				pattern = ""
			}
			if pattern != "" && p.Kind == foreign.Article {
				return path.Join(prefix, permalink(pattern, p, key, word(values, "slug"))) + "/"
			}
			return folderAddress(prefix, strings.ToLower(hugoKey(key)), word(values, "slug"))
		}
	},
}

// languageFiles are the settings of languages that have a file each.
func (t *tree) languageFiles() map[string]any {
	all := map[string]any{}
	for _, name := range t.Under("config/_default") {
		if m := languageFile.FindStringSubmatch(name); m != nil {
			if table := t.settings("config/_default/" + name); table != nil {
				all[m[1]] = table
			}
		}
	}
	return all
}

var languageFile = pattern.New(`^languages\.([A-Za-z-]+)\.(?:toml|ya?ml|json)$`)

// hugoKey is a page's path in an address: spaces are hyphens.
func hugoKey(key string) string { return strings.ReplaceAll(key, " ", "-") }

// hugoRoots are the folders of pages: one, or one for each language.
func (t *tree) hugoRoots(settings, languages map[string]any, inFolders bool) {
	for _, tag := range keysOf(languages) {
		table, _ := languages[tag].(map[string]any)
		folder := strings.Trim(textAt(table, "contentDir"), "/")
		if folder == "" {
			continue
		}
		at := "/" + strings.ToLower(tag) + "/"
		if foreign.Language(tag) == t.language && !inFolders {
			at = "/"
		}
		t.roots = append(t.roots, root{folder: folder, language: foreign.Language(tag), at: at})
	}
	folder := strings.Trim(textAt(settings, "contentDir"), "/")
	if folder == "" {
		folder = "content"
	}
	slices.SortFunc(t.roots, func(a, b root) int { return len(b.folder) - len(a.folder) })
	t.roots = append(t.roots, root{folder: folder, at: "/"})
}

var token = pattern.New(`:[a-z]+`)

// permalink fills a pattern of addresses.
func permalink(pattern string, p *foreign.Page, key, slug string) string {
	name := path.Base(strings.TrimSuffix(key, "/index"))
	if slug == "" {
		slug = name
	}
	day := p.Date + "0000-00-00"
	return token.ReplaceAllStringFunc(pattern, func(t string) string {
		switch t {
		case ":year":
			return day[:4]
		case ":month":
			return day[5:7]
		case ":day":
			return day[8:10]
		case ":slug", ":title":
			return slug
		case ":filename", ":contentbasename":
			return name
		case ":section":
			section, _, _ := strings.Cut(key, "/")
			return section
		case ":sections":
			return path.Dir(key)
		case ":categories":
			return ""
		}
		return t
	})
}
