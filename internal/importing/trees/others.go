package trees

import (
	"path"
	"strings"

	"loa/internal/base/pattern"
	"loa/internal/importing/foreign"
)

var zolaSettings = pattern.New(`(?m)^\s*base_url\s*=`)

// zola has the layout of Hugo; its links begin with @/.
var zola = program{
	name: "zola",
	is: func(t *tree) bool {
		return len(t.Under("content")) > 0 && (zolaSettings.MatchString(t.script("config.toml")) || zolaSettings.MatchString(t.script("zola.toml")))
	},
	open: func(t *tree) {
		settings := t.settings("config.toml", "zola.toml")
		standard := textAt(settings, "default_language")
		if standard == "" {
			standard = "en"
		}
		t.declare(standard, keysOf(tableAt(settings, "languages"))...)
		t.at(textAt(settings, "base_url"))
		t.hugo, t.prefixed, t.static = true, true, []string{"static"}
		t.roots = []root{{folder: "content", at: "/"}}
		t.address = func(t *tree, p *foreign.Page, r root, key string, values map[string]any) string {
			if m := dated.FindStringSubmatch(path.Base(key)); m != nil { // the day leaves the address
				if p.Date == "" {
					p.Date = foreign.Date(m[1])
				}
				key = path.Join(path.Dir(key), m[2])
			}
			return pretty(t, p, r, key, values)
		}
	},
}

// dated is a name that begins with a day.
var dated = pattern.New(`^(\d{4}-\d{1,2}-\d{1,2})[-_](.+)$`)

// jekyll keeps posts with their day in the name, in _posts of any folder, collections in
// folders with a line before their names, and pages anywhere.
var jekyll = program{
	name: "jekyll",
	is:   func(t *tree) bool { return t.Has("_config.yml") || t.Has("_config.yaml") || t.Has("_config.toml") },
	open: func(t *tree) {
		t.remarks = true
		settings := t.settings("_config.yml", "_config.yaml", "_config.toml")
		languages := list(settings["languages"])
		standard := textAt(settings, "lang")
		if standard == "" {
			standard = textAt(settings, "default_lang")
		}
		if standard == "" && len(languages) > 0 {
			standard = languages[0]
		}
		t.declare(standard, languages...)
		if t.at(textAt(settings, "url") + textAt(settings, "baseurl")); t.base == nil {
			t.atHome()
		}
		t.static, t.inFolders, t.prefixed = []string{"", "assets"}, len(languages) > 1, len(languages) > 1
		t.roots = []root{{at: "/"}}
		t.skip = []string{"_includes", "_layouts", "_site", "_sass", "_plugins", "_drafts", "README.md", "CONTRIBUTING.md", "LICENSE.md", "CODE_OF_CONDUCT.md", "CHANGELOG.md"}
		for _, name := range list(settings["exclude"]) {
			t.skip = append(t.skip, strings.Trim(strings.TrimPrefix(name, "./"), "/"))
		}
		pattern, collections := textAt(settings, "permalink"), tableAt(settings, "collections")
		t.place = jekyllPlace
		t.address = func(t *tree, p *foreign.Page, r root, key string, values map[string]any) string {
			if name, below, ok := strings.Cut(key, "/"); ok && strings.HasPrefix(name, "_") && name != "_posts" {
				if collection := tableAt(collections, name[1:]); collection != nil {
					return collectionAddress(textAt(collection, "permalink"), pattern, name[1:], below)
				}
			}
			return jekyllAddress(t, p, key, pattern, values)
		}
	},
}

// jekyllPlace takes the line off the names of collections, and the day off those of posts.
func jekyllPlace(t *tree, p *foreign.Page, r root, key string) {
	if m := dated.FindStringSubmatch(path.Base(key)); m != nil {
		if p.Date == "" {
			p.Date = foreign.Date(m[1])
		}
		key = path.Join(path.Dir(key), m[2])
	}
	parts := strings.Split(key, "/")
	for i, part := range parts {
		parts[i] = strings.TrimPrefix(part, "_")
	}
	key = strings.Join(parts, "/")
	switch dir, name := path.Dir(key), path.Base(key); {
	case key == "index":
		p.Kind = foreign.Home
	case name == "index" && t.hasMore(p.File):
		p.Kind, p.Folder = foreign.Section, dir
	case name == "index":
		p.Folder, p.Name = strings.TrimPrefix(path.Dir(dir), "."), path.Base(dir)
	default:
		p.Folder, p.Name = strings.TrimPrefix(dir, "."), name
	}
}

// collectionAddress is the address of a page of a collection, by the pattern of the collection or of the site.
func collectionAddress(own, site, collection, below string) string {
	switch {
	case own != "":
	case site == "pretty" || strings.HasSuffix(site, "/"):
		own = "/:collection/:path/"
	default:
		own = "/:collection/:path:output_ext"
	}
	name := path.Base(below)
	return "/" + strings.TrimPrefix(strings.NewReplacer(":collection", collection, ":path", below, ":name", name, ":title", name, ":slug", name, ":output_ext", ".html").Replace(own), "/")
}

func jekyllAddress(t *tree, p *foreign.Page, key, pattern string, values map[string]any) string {
	prefix := "/"
	if t.prefixed && p.Language != "" && p.Language != t.language {
		prefix = "/" + p.Language + "/"
	}
	m := dated.FindStringSubmatch(path.Base(key))
	post := m != nil && strings.Contains("/"+key, "/_posts/")
	switch {
	case post:
		form, known := map[string]string{"": "/:categories/:year/:month/:day/:title.html", "date": "/:categories/:year/:month/:day/:title.html", "pretty": "/:categories/:year/:month/:day/:title/", "none": "/:categories/:title.html"}[pattern]
		if !known {
			form = pattern
		}
		categories := strings.Join(append(list(values["categories"]), list(values["category"])...), "/")
		form = strings.Replace(form, ":categories", strings.ToLower(categories), 1)
		address := path.Join(prefix, permalink(form, p, m[2], word(values, "slug")))
		if strings.HasSuffix(form, "/") {
			address += "/"
		}
		return address
	case path.Base(key) == "index":
		return prefix + strings.TrimPrefix(strings.TrimSuffix(key, "index"), "/")
	case pattern == "pretty" || strings.HasSuffix(pattern, "/"):
		return prefix + strings.TrimPrefix(key, "_") + "/"
	}
	return prefix + strings.TrimPrefix(key, "_") + ".html"
}

var eleventySettings = []string{".eleventy.js", "eleventy.config.js", "eleventy.config.mjs", "eleventy.config.cjs", "eleventy.config.ts"}

// eleventy makes a page of every text below its input folder.
var eleventy = program{
	name: "eleventy",
	is:   func(t *tree) bool { return t.script(eleventySettings...) != "" },
	open: func(t *tree) {
		t.remarks = true
		script := t.script(eleventySettings...)
		folder := strings.Trim(strings.TrimPrefix(quotedIn(script, "input"), "./"), "/")
		if folder == "." {
			folder = ""
		}
		t.atHome()
		standard := quotedIn(script, "defaultLanguage")
		t.declare(standard, foldersNamedAsLanguages(t, folder)...)
		t.inFolders, t.prefixed = len(t.languages) > 1, false
		t.static = []string{folder, path.Join(folder, "public"), "public", path.Join(folder, "static")}
		t.roots = []root{{folder: folder, at: "/"}}
		t.skip = []string{"_includes", "_site", "_data", "_layouts", "README.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE.md"}
		t.address = func(t *tree, p *foreign.Page, r root, key string, values map[string]any) string {
			if m := dated.FindStringSubmatch(path.Base(key)); m != nil {
				if p.Date == "" {
					p.Date = foreign.Date(m[1])
				}
				key = path.Join(path.Dir(key), m[2])
			}
			if p.Language != "" {
				return folderAddress("/"+p.Language+"/", key, "")
			}
			return folderAddress("/", key, "")
		}
	},
}

// foldersNamedAsLanguages are the folders at the top of one whose names are tags of
// languages, if there are several.
func foldersNamedAsLanguages(t *tree, folder string) []string {
	seen := map[string]bool{}
	var found []string
	for _, below := range t.Under(folder) {
		first, _, deeper := strings.Cut(below, "/")
		if deeper && !seen[first] && pageEnding.MatchString(below) && languageFolder.MatchString(first) && foreign.Language(first) != "" {
			found = append(found, first)
		}
		seen[first] = true
	}
	if len(found) < 2 {
		return nil
	}
	return found
}

var languageFolder = pattern.New(`^[a-z]{2}(?:[-_][A-Za-z]{2,4})?$`)
