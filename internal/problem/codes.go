package problem

// The codes, by area. Each has its words in words/vi.txt and words/en.txt and
// a case among the tests' broken sites.
const (
	FrontMatterUnknownKey Code = "front-matter.unknown-key"
	FrontMatterMissing    Code = "front-matter.missing"
	FrontMatterUnclosed   Code = "front-matter.unclosed"
	FrontMatterYAML       Code = "front-matter.yaml"
	FrontMatterNoTitle    Code = "front-matter.no-title"

	OutputNotOurs   Code = "output.not-ours"
	OutputSymlink   Code = "output.symlink"
	OutputInSources Code = "output.in-sources"
	OutputHoldsSite Code = "output.holds-site"
)

// severities holds the default severity of every code.
var severities = map[Code]Severity{
	FrontMatterUnknownKey: Error,
	FrontMatterMissing:    Error,
	FrontMatterUnclosed:   Error,
	FrontMatterYAML:       Error,
	FrontMatterNoTitle:    Error,

	OutputNotOurs:   Error,
	OutputSymlink:   Error,
	OutputInSources: Error,
	OutputHoldsSite: Error,
}
