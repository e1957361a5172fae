package content

import (
	"loa/internal/base/problem"
	"loa/internal/base/tomlfile"
)

// foreign are keys of Hugo, Zola, Jekyll, Docusaurus, MkDocs and others, and what says the
// same here.
var foreign = map[string]string{
	"description": "summary", "excerpt": "summary", "lead": "summary", "abstract": "summary",
	"lastmod": "updated", "last_modified_at": "updated", "last_update": "updated", "modified": "updated", "updatedDate": "updated",
	"pubDate": "date", "publishDate": "publish", "publishdate": "publish", "expiryDate": "expires", "expirydate": "expires", "published": "draft",
	"tags": "topics", "tag": "topics", "categories": "topics", "category": "topics", "taxonomies": "topics",
	"author": "authors", "url": "aliases", "permalink": "aliases", "redirect_from": "aliases",
	"order": "weight", "nav_order": "weight", "sidebar_position": "weight",
	"thumbnail": "image", "cover": "image", "featured_image": "image", "heroImage": "image", "banner": "image", "template": "layout", "type": "layout",
}

// ForeignKey is the key that says the same as one of another program; "" for none.
func ForeignKey(key string) string { return foreign[key] }

// foreignKeys suggests the key that another program's key stands for. It has to stand at
// the top of the front matter.
func foreignKeys(problems []problem.Problem, doc *tomlfile.Doc) []problem.Problem {
	for _, p := range problems {
		key, ok := p.Args["key"].(string)
		if meant := foreign[key]; ok && meant != "" && p.Code == problem.FrontMatterUnknownKey && p.Place == doc.KeyPlace(key) {
			p.Args["suggestion"] = meant
		}
	}
	return problems
}
