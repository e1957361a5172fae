package problem

// The codes, by area. Each has its words in words/vi.txt and words/en.txt and
// a case among the tests' broken sites.
const (
	FrontMatterUnknownKey Code = "front-matter.unknown-key"
	FrontMatterMissing    Code = "front-matter.missing"
	FrontMatterUnclosed   Code = "front-matter.unclosed"
	FrontMatterYAML       Code = "front-matter.yaml"
	FrontMatterNoTitle    Code = "front-matter.no-title"

	FrontMatterKeyBelowTable Code = "front-matter.key-below-table"

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

	FrontMatterSlug         Code = "front-matter.slug"
	FrontMatterExpiresFirst Code = "front-matter.expires-before-publish"
	FrontMatterTwoKinds     Code = "front-matter.two-kinds"
	FrontMatterUnknownValue Code = "front-matter.unknown-value"
	EntryLanguage           Code = "entry.language-suffix"
	EntryTwice              Code = "entry.twice"
	UnknownTopic            Code = "topic.unknown"
	UnknownAudience         Code = "audience.unknown"
	UnknownLevel            Code = "level.unknown"
	UnknownUnit             Code = "unit.unknown"
	UnknownHotline          Code = "hotline.unknown"
	CascadeOutsideSection   Code = "front-matter.cascade-outside-section"
	DocumentNoNumber        Code = "document.no-number"
	EventLunar              Code = "event.lunar"
	EventNoStart            Code = "event.no-start"
	EventEndsBeforeStart    Code = "event.ends-before-start"
	EventRepeatEvery        Code = "event.repeat-every"
	EventNth                Code = "event.nth"
	EventMonthDay           Code = "event.month-day"
	EventUntilBeforeStart   Code = "event.until-before-start"
	SectionNoIndex          Code = "section.no-index"
	AddressTaken            Code = "address.taken"
	AliasForm               Code = "alias.form"
	AliasServerOnly         Code = "alias.server-only"
	CampaignUnknown         Code = "campaign.unknown"
	DocumentUnknown         Code = "document.unknown"
	MenuPage                Code = "site.menu-page"
	TermPage                Code = "site.term-page"
	LinkNotFound            Code = "link.not-found"
	LinkNotLive             Code = "link.not-live"
	LinkNoAnchor            Code = "link.no-anchor"
	FileMissing             Code = "file.missing"
	FileUnused              Code = "file.unused"
	FileUnreadable          Code = "picture.unreadable"
	ReviewPast              Code = "review.past"
	ThemeMissing            Code = "theme.missing"
	ThemeTemplate           Code = "theme.template"
	ThemeLayout             Code = "theme.layout"
	StringMissing           Code = "theme.string-missing"
	BudgetHTML              Code = "budget.html"
	DataUnreadable          Code = "data.unreadable"
	DataTwice               Code = "data.twice"

	TOMLNoQuotes      Code = "toml.no-quotes"
	TOMLInnerQuotes   Code = "toml.inner-quotes"
	TOMLOpenQuote     Code = "toml.open-quote"
	TOMLOpenBracket   Code = "toml.open-bracket"
	TOMLOpenHeader    Code = "toml.open-header"
	TOMLBackslash     Code = "toml.backslash"
	TOMLDuplicateKey  Code = "toml.duplicate-key"
	TOMLBadDate       Code = "toml.bad-date"
	TOMLNoValue       Code = "toml.no-value"
	TOMLNoEquals      Code = "toml.no-equals"
	TOMLSyntax        Code = "toml.syntax"
	TOMLWrongType     Code = "toml.wrong-type"
	TOMLUnknownKey    Code = "toml.unknown-key"
	TOMLKeyBelowTable Code = "toml.key-below-table"
)

// severities holds the default severity of every code.
var severities = map[Code]Severity{
	FrontMatterUnknownKey: Error,
	FrontMatterMissing:    Error,
	FrontMatterUnclosed:   Error,
	FrontMatterYAML:       Error,
	FrontMatterNoTitle:    Error,

	FrontMatterKeyBelowTable: Error,

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

	FrontMatterSlug:         Error,
	FrontMatterExpiresFirst: Error,
	FrontMatterTwoKinds:     Error,
	FrontMatterUnknownValue: Error,
	EntryLanguage:           Error,
	EntryTwice:              Error,
	UnknownTopic:            Error,
	UnknownAudience:         Error,
	UnknownLevel:            Error,
	UnknownUnit:             Error,
	UnknownHotline:          Error,
	CascadeOutsideSection:   Error,
	DocumentNoNumber:        Error,
	EventLunar:              Error,
	EventNoStart:            Error,
	EventEndsBeforeStart:    Error,
	EventRepeatEvery:        Error,
	EventNth:                Error,
	EventMonthDay:           Error,
	EventUntilBeforeStart:   Error,
	SectionNoIndex:          Warning,
	AddressTaken:            Error,
	AliasForm:               Error,
	AliasServerOnly:         Warning,
	CampaignUnknown:         Error,
	DocumentUnknown:         Warning,
	MenuPage:                Error,
	TermPage:                Error,
	LinkNotFound:            Error,
	LinkNotLive:             Warning,
	LinkNoAnchor:            Error,
	FileMissing:             Error,
	FileUnused:              Warning,
	FileUnreadable:          Error,
	ReviewPast:              Warning,
	ThemeMissing:            Error,
	ThemeTemplate:           Error,
	ThemeLayout:             Error,
	StringMissing:           Warning,
	BudgetHTML:              Warning,
	DataUnreadable:          Error,
	DataTwice:               Error,

	TOMLNoQuotes:      Error,
	TOMLInnerQuotes:   Error,
	TOMLOpenQuote:     Error,
	TOMLOpenBracket:   Error,
	TOMLOpenHeader:    Error,
	TOMLBackslash:     Error,
	TOMLDuplicateKey:  Error,
	TOMLBadDate:       Error,
	TOMLNoValue:       Error,
	TOMLNoEquals:      Error,
	TOMLSyntax:        Error,
	TOMLWrongType:     Error,
	TOMLUnknownKey:    Error,
	TOMLKeyBelowTable: Error,
}
