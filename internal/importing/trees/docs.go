package trees

import (
	"path"
	"slices"
	"strings"

	"loa/internal/base/pattern"
	"loa/internal/importing/foreign"
)

var docusaurusSettings = []string{"docusaurus.config.js", "docusaurus.config.ts", "docusaurus.config.mjs", "docusaurus.config.cjs"}

// numbered is what orders files by their names and is no part of an address.
var numbered = pattern.New(`(^|/)\d+[-_. ]+`)

// docusaurus keeps the default language in docs and blog, the others in a folder of i18n
// for each, with the same names below.
var docusaurus = program{
	name: "docusaurus",
	is:   func(t *tree) bool { return slices.ContainsFunc(docusaurusSettings, t.Has) },
	open: func(t *tree) {
		script := t.script(docusaurusSettings...)
		standard := quotedIn(script, "defaultLocale")
		if standard == "" {
			standard = "en"
		}
		var others []string
		for _, name := range t.Under("i18n") {
			if tag, _, ok := strings.Cut(name, "/"); ok && !slices.Contains(others, tag) {
				others = append(others, tag)
			}
		}
		t.declare(standard, others...)
		t.at(strings.TrimSuffix(quotedIn(script, "url"), "/") + "/" + strings.TrimPrefix(quotedIn(script, "baseUrl"), "/"))
		t.static = []string{"static"}
		docs := quotedIn(script, "routeBasePath")
		if docs == "" || docs == "blog" {
			docs = "docs"
		}
		folder := strings.Trim(strings.TrimPrefix(quotedIn(script, "path"), "./"), "/")
		if folder == "" || folder == "blog" {
			folder = "docs"
		}
		kinds := []struct{ folder, plugin, at, section string }{
			{folder, "docusaurus-plugin-content-docs/current", path.Join("/", docs) + "/", "docs"},
			{"blog", "docusaurus-plugin-content-blog", "/blog/", "blog"},
			{"src/pages", "docusaurus-plugin-content-pages", "/", ""},
		}
		for _, k := range kinds {
			at := strings.ReplaceAll(k.at, "//", "/")
			t.roots = append(t.roots, root{folder: k.folder, at: at, section: k.section, language: t.language})
			for _, tag := range others {
				if tag != standard {
					t.roots = append(t.roots, root{folder: path.Join("i18n", tag, k.plugin), at: "/" + tag + at, section: k.section, language: foreign.Language(tag)})
				}
			}
		}
		t.address = docusaurusAddress
	},
}

func docusaurusAddress(t *tree, p *foreign.Page, r root, key string, values map[string]any) string {
	slug := word(values, "slug")
	if m := dated.FindStringSubmatch(path.Base(strings.TrimSuffix(key, "/index"))); m != nil && r.section == "blog" {
		if p.Date == "" {
			p.Date = foreign.Date(m[1])
		}
		if slug != "" {
			return path.Join(r.at, slug)
		}
		return r.at + strings.ReplaceAll(m[1], "-", "/") + "/" + m[2]
	}
	bare := numbered.ReplaceAllString(key, "$1")
	switch {
	case strings.HasPrefix(slug, "/"):
		return path.Join(r.at, slug)
	case slug != "":
		return path.Join(r.at, path.Dir(bare), slug)
	}
	if id := word(values, "id"); id != "" && path.Base(bare) != "index" {
		bare = path.Join(path.Dir(bare), id)
	}
	if len(strings.Split(bare, "/")) > 1 && path.Base(bare) == path.Base(path.Dir(bare)) { // a page named as its folder
		bare = path.Dir(bare)
	}
	return strings.TrimSuffix(folderAddress(r.at, bare, ""), "/")
}

// mkdocs tells languages by the end of a file's name, or with docs_structure: folder by a
// folder for each.
var mkdocs = program{
	name: "mkdocs",
	is:   func(t *tree) bool { return t.Has("mkdocs.yml") || t.Has("mkdocs.yaml") },
	open: func(t *tree) {
		settings := t.settings("mkdocs.yml", "mkdocs.yaml")
		folder := strings.Trim(strings.TrimPrefix(textAt(settings, "docs_dir"), "./"), "/")
		if folder == "" {
			folder = "docs"
		}
		standard, others, inFolders := mkdocsLanguages(settings)
		if standard == "" {
			standard = textAt(tableAt(settings, "theme"), "language")
		}
		if len(others) == 0 && len(foldersNamedAsLanguages(t, folder)) > 0 {
			others, inFolders = foldersNamedAsLanguages(t, folder), true
		}
		t.declare(standard, others...)
		t.at(textAt(settings, "site_url"))
		t.inFolders, t.prefixed, t.static = inFolders, true, []string{folder}
		t.roots = []root{{folder: folder, at: "/"}}
		t.address = pretty
		t.menu = mkdocsMenu(settings["nav"])
	},
}

// mkdocsLanguages reads the settings of mkdocs-static-i18n, old and new.
func mkdocsLanguages(settings map[string]any) (standard string, others []string, inFolders bool) {
	plugins, _ := settings["plugins"].([]any)
	for _, one := range plugins {
		table, _ := one.(map[string]any)
		i18n := tableAt(table, "i18n")
		if i18n == nil {
			continue
		}
		standard, inFolders = textAt(i18n, "default_language"), textAt(i18n, "docs_structure") == "folder"
		switch languages := i18n["languages"].(type) {
		case map[string]any:
			others = keysOf(languages)
		case []any:
			for _, l := range languages {
				language, _ := l.(map[string]any)
				tag := textAt(language, "locale")
				others = append(others, tag)
				if language["default"] == true {
					standard = tag
				}
			}
		}
	}
	return standard, others, inFolders
}

// mkdocsMenu is the first level of nav.
func mkdocsMenu(nav any) []foreign.Link {
	var menu []foreign.Link
	entries, _ := nav.([]any)
	for _, one := range entries {
		table, _ := one.(map[string]any)
		for _, name := range keysOf(table) {
			address, _ := table[name].(string)
			menu = append(menu, foreign.Link{Name: name, Address: address})
		}
	}
	return menu
}

var (
	astroSettings = []string{"astro.config.mjs", "astro.config.ts", "astro.config.js"}
	localesIn     = pattern.New(`(?s)\blocales\s*:\s*\{(.*)`)
	localeKey     = pattern.New(`(?m)^\s*(?:['"]?([A-Za-z]{2,3}(?:-[A-Za-z]{2,4})?)['"]?|(root))\s*:\s*\{`)
	rootLanguage  = pattern.New(`(?s)\broot\s*:\s*\{[^}]*\blang\s*:\s*['"]([^'"]+)['"]`)
)

// starlight has a folder for each language; that of the default one may be missing.
var starlight = program{
	name: "starlight",
	is: func(t *tree) bool {
		return len(t.Under("src/content/docs")) > 0 && slices.ContainsFunc(astroSettings, t.Has)
	},
	open: func(t *tree) {
		script := t.script(astroSettings...)
		others := foldersNamedAsLanguages(t, "src/content/docs")
		if m := localesIn.FindStringSubmatch(script); m != nil {
			for _, key := range localeKey.FindAllStringSubmatch(m[1], -1) {
				if key[1] != "" && slices.ContainsFunc(t.Under("src/content/docs"), func(name string) bool { return strings.HasPrefix(name, strings.ToLower(key[1])+"/") }) {
					others = append(others, key[1])
				}
			}
		}
		standard := quotedIn(script, "defaultLocale")
		if m := rootLanguage.FindStringSubmatch(script); m != nil {
			standard = m[1]
		}
		if standard == "" || standard == "root" {
			standard = "en"
		}
		t.declare(standard, others...)
		t.at(quotedIn(script, "site"))
		t.inFolders, t.static = len(others) > 0, []string{"public", "src/content/docs"}
		t.roots = []root{{folder: "src/content/docs", at: "/"}}
		inFolder := slices.ContainsFunc(others, func(tag string) bool { return foreign.Language(tag) == t.language })
		t.address = func(t *tree, p *foreign.Page, r root, key string, values map[string]any) string {
			prefix := "/"
			if p.Language != "" && (p.Language != t.language || inFolder) {
				prefix = "/" + strings.ToLower(p.Language) + "/"
			}
			if slug := word(values, "slug"); slug != "" {
				return "/" + strings.Trim(slug, "/") + "/"
			}
			return strings.ToLower(folderAddress(prefix, key, ""))
		}
	},
}
