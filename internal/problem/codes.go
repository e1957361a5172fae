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

	SourceLinkNotFollowed Code = "source.link-not-followed"
	SourceLinkOutside     Code = "source.link-outside"
	SourceLinkBroken      Code = "source.link-broken"
	SourceSameName        Code = "source.same-name"
	SourceBadName         Code = "source.bad-name"
	SourceNotUTF8         Code = "source.not-utf8"
	SourceBinary          Code = "source.binary"
	SourceLegacy          Code = "source.legacy"

	PictureUnsafeSVG   Code = "picture.unsafe-svg"
	PictureExternalSVG Code = "picture.external-svg"
	PictureBrokenSVG   Code = "picture.broken-svg"
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

	SourceLinkNotFollowed: Warning,
	SourceLinkOutside:     Error,
	SourceLinkBroken:      Warning,
	SourceSameName:        Error,
	SourceBadName:         Error,
	SourceNotUTF8:         Error,
	SourceBinary:          Error,
	SourceLegacy:          Error,

	PictureUnsafeSVG:   Error,
	PictureExternalSVG: Error,
	PictureBrokenSVG:   Error,
}
