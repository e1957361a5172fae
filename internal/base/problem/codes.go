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

	DiskInUse     Code = "disk.in-use"
	DiskReadOnly  Code = "disk.read-only"
	DiskFull      Code = "disk.full"
	DiskProtected Code = "disk.write-protected"
	DiskBadName   Code = "disk.bad-name"
	DiskTooLarge  Code = "disk.too-large"

	SourceDevice          Code = "source.device-name"
	SourceShortcut        Code = "source.shortcut"
	SourceLinkNotFollowed Code = "source.link-not-followed"
	SourceLinkOutside     Code = "source.link-outside"
	SourceLinkBroken      Code = "source.link-broken"
	SourceSameName        Code = "source.same-name"
	SourceBadName         Code = "source.bad-name"
	SourceNotUTF8         Code = "source.not-utf8"
	SourceBinary          Code = "source.binary"
	SourceLegacy          Code = "source.legacy"

	LimitFile         Code = "limit.file"
	LimitSettings     Code = "limit.settings"
	LimitFolders      Code = "limit.folders"
	LimitLanguages    Code = "limit.languages"
	LimitTerms        Code = "limit.terms"
	LimitAliases      Code = "limit.aliases"
	LimitValues       Code = "limit.values"
	LimitKeyDepth     Code = "limit.key-depth"
	LimitSheetColumns Code = "limit.sheet-columns"
	LimitSheetRows    Code = "limit.sheet-rows"
	LimitData         Code = "limit.data"
	LimitAsset        Code = "limit.asset"
	LimitPicture      Code = "limit.picture"
	LimitProblems     Code = "limit.problems"
	LimitNesting      Code = "limit.nesting"
	LimitMarks        Code = "limit.marks"
	LimitColumns      Code = "limit.columns"
	LimitMissingCells Code = "limit.missing-cells"
	LimitNotes        Code = "limit.notes"
	LimitReferences   Code = "limit.references"

	PictureUnsafeSVG   Code = "picture.unsafe-svg"
	PictureExternalSVG Code = "picture.external-svg"
	PictureBrokenSVG   Code = "picture.broken-svg"
	PictureFormat      Code = "picture.format"
	PictureTooLarge    Code = "picture.too-large"
	PictureGPS         Code = "picture.gps"

	ConsentMissing    Code = "consent.missing"
	ConsentWithdrawn  Code = "consent.withdrawn"
	ConsentExpired    Code = "consent.expired"
	ConsentOutOfScope Code = "consent.out-of-scope"
	ConsentInside     Code = "consent.inside"
	ConsentUnsearched Code = "consent.unsearched"
	ConsentUnnamed    Code = "consent.unnamed"
	ConsentNoFile     Code = "consent.no-file"
	ConsentNoNumber   Code = "consent.no-number"
	ConsentNumber     Code = "consent.number"
	ConsentScope      Code = "consent.scope"
	ConsentPrivateKey Code = "consent.private-key"

	FileAuthor Code = "file.author"
	FilePlace  Code = "file.place"

	FileRunsOnServer   Code = "file.runs-on-server"
	FileRunsOnComputer Code = "file.runs-on-computer"
	FileRunsInBrowser  Code = "file.runs-in-browser"
	FileMacros         Code = "file.macros"
	FileSandboxed      Code = "file.sandboxed"
	FileScript         Code = "file.script"

	RecordingUnreadable Code = "recording.unreadable"
	RecordingPlace      Code = "recording.place"
	RecordingTags       Code = "recording.tags"

	FrontMatterSlug         Code = "front-matter.slug"
	FrontMatterExpiresFirst Code = "front-matter.expires-before-publish"
	FrontMatterUpdatedFirst Code = "front-matter.updated-before-date"
	FrontMatterTwoKinds     Code = "front-matter.two-kinds"
	FrontMatterUnknownValue Code = "front-matter.unknown-value"
	EntryLanguage           Code = "entry.language-suffix"
	EntryTwice              Code = "entry.twice"
	UnknownTopic            Code = "topic.unknown"
	UnknownAudience         Code = "audience.unknown"
	UnknownLevel            Code = "level.unknown"
	UnknownUnit             Code = "unit.unknown"
	UnknownHotline          Code = "hotline.unknown"
	ClaimUnknown            Code = "claim.unknown"
	EmergencyUnknown        Code = "emergency.unknown"
	EmergencyIncomplete     Code = "emergency.incomplete"
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
	SectionIndexName        Code = "section.index-name"
	AddressTaken            Code = "address.taken"
	AddressUnusable         Code = "address.unusable"
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
	ThemeFile               Code = "theme.file-missing"
	ThemeString             Code = "theme.no-string"
	ThemeHook               Code = "theme.no-hook"
	StringMissing           Code = "theme.string-missing"
	BudgetHTML              Code = "budget.html"
	BudgetCSS               Code = "budget.css"
	BudgetJS                Code = "budget.js"
	BudgetImage             Code = "budget.image"
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
	TOMLBareKey       Code = "toml.bare-key"
	TOMLSyntax        Code = "toml.syntax"
	TOMLWrongType     Code = "toml.wrong-type"
	TOMLUnknownKey    Code = "toml.unknown-key"
	TOMLKeyBelowTable Code = "toml.key-below-table"

	MarkdownH1           Code = "markdown.h1"
	MarkdownHeadingSkips Code = "markdown.heading-skips"
	MarkdownDuplicateID  Code = "markdown.duplicate-id"
	MarkdownRawHTML      Code = "markdown.raw-html"
	MarkdownRefusedHTML  Code = "markdown.refused-html"
	MarkdownNoAlt        Code = "markdown.no-alt"
	MarkdownNoFootnote   Code = "markdown.no-footnote"
	MarkdownShortcode    Code = "markdown.shortcode"
	MarkdownAttributes   Code = "markdown.attributes"
	MarkdownStars        Code = "markdown.stars"
	LinkEmpty            Code = "link.empty"
	LinkScheme           Code = "link.scheme"
	LinkLocalFile        Code = "link.local-file"
	LinkBackslash        Code = "link.backslash"
	DirectiveUnknown     Code = "directive.unknown"
	DirectiveUnknownKey  Code = "directive.unknown-key"
	DirectiveKeyTwice    Code = "directive.key-twice"
	DirectiveMissingKey  Code = "directive.missing-key"
	DirectiveUnclosed    Code = "directive.unclosed"
	DirectiveStrayClose  Code = "directive.stray-close"
	DirectiveMalformed   Code = "directive.malformed"
	DirectiveNeedsBody   Code = "directive.needs-body"
	DirectiveNoBody      Code = "directive.no-body"
	DirectiveInline      Code = "directive.inline"

	ImageOutside Code = "picture.outside"

	SiteMissing            Code = "site.missing"
	SiteNoTitle            Code = "site.no-title"
	SiteNoBaseURL          Code = "site.no-base-url"
	SiteBadBaseURL         Code = "site.bad-base-url"
	SiteBadTimezone        Code = "site.bad-timezone"
	SiteBadTheme           Code = "site.bad-theme"
	SiteBadVersion         Code = "site.bad-version"
	SiteTooNew             Code = "site.too-new"
	SiteSecurityContact    Code = "site.security-contact"
	SiteSecurityNoEnd      Code = "site.security-no-end"
	SiteSecurityExpires    Code = "site.security-expires"
	SiteSecurityPath       Code = "site.security-path"
	SiteUnknownKey         Code = "site.unknown-key"
	SiteKeyBelowTable      Code = "site.key-below-table"
	SiteUnknownValue       Code = "site.unknown-value"
	SiteOutOfRange         Code = "site.out-of-range"
	SiteBadLanguage        Code = "site.bad-language"
	SiteUndeclaredLanguage Code = "site.undeclared-language"
	SiteDefaultLanguage    Code = "site.default-language"
	SiteBadFallback        Code = "site.bad-fallback"
	SiteFallbackCycle      Code = "site.fallback-cycle"
	SiteBadHotline         Code = "site.bad-hotline"
	SiteHotlineLabel       Code = "site.hotline-label"
	SiteMenuItem           Code = "site.menu-item"
	SiteBadKey             Code = "site.bad-key"
	SiteValidRange         Code = "site.valid-range"
	SiteMergeCycle         Code = "site.merge-cycle"
	SiteBadSize            Code = "site.bad-size"
	SiteBadScript          Code = "site.bad-script"
	SiteSecret             Code = "site.secret"
	SiteTarget             Code = "site.target"
	SiteTargetHost         Code = "site.target-host"
	SiteUnknownCode        Code = "site.unknown-code"

	EventOutOfRange   Code = "event.out-of-range"
	EventNotTogether  Code = "event.not-together"
	EventNoOccurrence Code = "event.no-occurrence"
	EventNever        Code = "event.never"
	EventTwice        Code = "event.date-twice"
	EventUpdated      Code = "event.changed-without-updated"
	EventEndTime      Code = "event.end-with-time"
	DocumentTwice     Code = "document.twice"
	DocumentCircle    Code = "document.circle"
	DocumentEndsFirst Code = "document.ends-before-effective"
	SheetHeading      Code = "sheet.heading"
	SheetColumn       Code = "sheet.unknown-column"
	SheetCell         Code = "sheet.cell"
	SheetMissing      Code = "sheet.empty-cell"
	SheetTwice        Code = "sheet.twice"
	SheetColumnTwice  Code = "sheet.column-twice"
	SheetUpdated      Code = "sheet.changed-without-updated"
	SheetGone         Code = "sheet.row-gone"
	SheetWeekday      Code = "sheet.weekday"
	SheetEndsBefore   Code = "sheet.ends-before-start"
	SheetNoStart      Code = "sheet.no-start"
	SheetWorkbook     Code = "sheet.workbook"

	TranslationStale    Code = "translation.stale"
	TranslationUnmarked Code = "translation.unmarked"
	TranslationOrphan   Code = "translation.orphan"
	TranslationMissing  Code = "translation.missing"
	TranslationStamp    Code = "translation.bad-stamp"
	TranslationTimes    Code = "translation.other-times"
	TranslationNumbers  Code = "translation.other-numbers"
	StringUnused        Code = "theme.string-unused"
	StringPlaceholder   Code = "theme.string-placeholder"
	StringPlural        Code = "theme.string-plural"

	SheetWord Code = "sheet.unknown-word"

	DirectiveNoQuestion Code = "directive.no-question"
	DirectiveNoAnswer   Code = "directive.no-answer"

	BudgetPage Code = "budget.page"
	BudgetFeed Code = "budget.feed"

	OfflineBudget Code = "offline.budget"
	OfflineCore   Code = "offline.core"

	PackLeftOut  Code = "pack.left-out"
	PackTooLarge Code = "pack.too-large"

	AllowMalformed   Code = "allow.malformed"
	AllowNoReason    Code = "allow.no-reason"
	AllowUnknownCode Code = "allow.unknown-code"
	AllowUnused      Code = "allow.unused"

	// Of a check alone.
	EmptySection    Code = "markdown.empty-section"
	LinkOwnSite     Code = "link.own-site"
	LinkIntranet    Code = "link.intranet"
	LinkVague       Code = "link.vague-words"
	PageOrphan      Code = "page.orphan"
	PageExpired     Code = "page.expired"
	PageSameTitle   Code = "page.same-title"
	PageSameSummary Code = "page.same-summary"
	TextFigure      Code = "text.unsourced-figure"
	TextPhone       Code = "text.unknown-phone"
	TextDistrict    Code = "text.old-district"
	TextUpcoming    Code = "text.past-upcoming"
	TextClaim       Code = "text.other-figure"
	TextIdentity    Code = "text.identity-number"
	FirstAidLong    Code = "first-aid.long-sentence"
	FirstAidVague   Code = "first-aid.vague-act"
	FirstAidSource  Code = "first-aid.vague-source"
	FirstAidNumber  Code = "first-aid.other-number"
	FirstAidPromise Code = "first-aid.promise"
	SiteCheckPath   Code = "site.check-path"
	HTMLNesting     Code = "html.nesting"
	HTMLUnclosed    Code = "html.unclosed"
	HTMLStrayEnd    Code = "html.stray-end"
	HTMLDuplicateID Code = "html.duplicate-id"
	HTMLNoLabel     Code = "html.no-label"
	HTMLNoName      Code = "html.no-name"
	HTMLReference   Code = "html.dangling-reference"

	// Of a check that asks other hosts.
	OutsideDead     Code = "outside.dead"
	OutsideMoved    Code = "outside.moved"
	OutsideFailing  Code = "outside.failing"
	OutsideNoAnswer Code = "outside.no-answer"
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

	DiskInUse:     Error,
	DiskReadOnly:  Error,
	DiskFull:      Error,
	DiskProtected: Error,
	DiskBadName:   Error,
	DiskTooLarge:  Error,

	SourceDevice:          Error,
	SourceShortcut:        Warning,
	SourceLinkNotFollowed: Warning,
	SourceLinkOutside:     Error,
	SourceLinkBroken:      Warning,
	SourceSameName:        Error,
	SourceBadName:         Error,
	SourceNotUTF8:         Error,
	SourceBinary:          Error,
	SourceLegacy:          Error,

	LimitFile:         Error,
	LimitSettings:     Error,
	LimitFolders:      Error,
	LimitLanguages:    Error,
	LimitTerms:        Error,
	LimitAliases:      Error,
	LimitValues:       Error,
	LimitKeyDepth:     Error,
	LimitSheetColumns: Error,
	LimitSheetRows:    Error,
	LimitData:         Error,
	LimitAsset:        Error,
	LimitPicture:      Error,
	LimitProblems:     Warning, // an error if it stands for one
	LimitNesting:      Error,
	LimitMarks:        Error,
	LimitColumns:      Error,
	LimitMissingCells: Error,
	LimitNotes:        Error,
	LimitReferences:   Error,

	PictureUnsafeSVG:   Error,
	PictureExternalSVG: Error,
	PictureBrokenSVG:   Error,
	PictureFormat:      Error,
	PictureTooLarge:    Error,
	PictureGPS:         Warning,

	ConsentMissing:    Error,
	ConsentWithdrawn:  Warning,
	ConsentExpired:    Warning,
	ConsentOutOfScope: Warning,
	ConsentInside:     Warning,
	ConsentUnsearched: Warning,
	ConsentUnnamed:    Error,
	ConsentNoFile:     Warning,
	ConsentNoNumber:   Error,
	ConsentNumber:     Error,
	ConsentScope:      Error,
	ConsentPrivateKey: Error,

	FileAuthor: Warning,
	FilePlace:  Warning,

	FileRunsOnServer:   Error,
	FileRunsOnComputer: Error,
	FileRunsInBrowser:  Error,
	FileMacros:         Error,
	FileSandboxed:      Warning,
	FileScript:         Warning,

	RecordingUnreadable: Error,
	RecordingPlace:      Warning,
	RecordingTags:       Warning,

	FrontMatterSlug:         Error,
	FrontMatterExpiresFirst: Error,
	FrontMatterUpdatedFirst: Warning,
	FrontMatterTwoKinds:     Error,
	FrontMatterUnknownValue: Error,
	EntryLanguage:           Error,
	EntryTwice:              Error,
	UnknownTopic:            Error,
	UnknownAudience:         Error,
	UnknownLevel:            Error,
	UnknownUnit:             Error,
	UnknownHotline:          Error,
	ClaimUnknown:            Error,
	EmergencyUnknown:        Error,
	EmergencyIncomplete:     Error,
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
	SectionIndexName:        Error,
	AddressTaken:            Error,
	AddressUnusable:         Error,
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
	ThemeFile:               Error,
	ThemeString:             Error,
	ThemeHook:               Warning,
	StringMissing:           Warning,
	BudgetHTML:              Warning,
	BudgetCSS:               Warning,
	BudgetJS:                Warning,
	BudgetImage:             Warning,
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
	TOMLBareKey:       Error,
	TOMLSyntax:        Error,
	TOMLWrongType:     Error,
	TOMLUnknownKey:    Error,
	TOMLKeyBelowTable: Error,

	MarkdownH1:           Warning,
	MarkdownHeadingSkips: Warning,
	MarkdownDuplicateID:  Error,
	MarkdownRawHTML:      Warning,
	MarkdownRefusedHTML:  Warning,
	MarkdownNoAlt:        Warning,
	MarkdownNoFootnote:   Warning,
	MarkdownShortcode:    Warning,
	MarkdownAttributes:   Warning,
	MarkdownStars:        Warning,
	LinkEmpty:            Error,
	LinkScheme:           Error,
	LinkLocalFile:        Error,
	LinkBackslash:        Warning,
	DirectiveUnknown:     Error,
	DirectiveUnknownKey:  Error,
	DirectiveKeyTwice:    Error,
	DirectiveMissingKey:  Error,
	DirectiveUnclosed:    Error,
	DirectiveStrayClose:  Warning,
	DirectiveMalformed:   Error,
	DirectiveNeedsBody:   Error,
	DirectiveNoBody:      Error,
	DirectiveInline:      Warning,

	ImageOutside: Error,

	SiteMissing:            Error,
	SiteNoTitle:            Error,
	SiteNoBaseURL:          Error,
	SiteBadBaseURL:         Error,
	SiteBadTimezone:        Error,
	SiteBadTheme:           Error,
	SiteBadVersion:         Error,
	SiteTooNew:             Error,
	SiteSecurityContact:    Error,
	SiteSecurityNoEnd:      Warning,
	SiteSecurityExpires:    Warning,
	SiteSecurityPath:       Warning,
	SiteUnknownKey:         Error,
	SiteKeyBelowTable:      Error,
	SiteUnknownValue:       Error,
	SiteOutOfRange:         Error,
	SiteBadLanguage:        Error,
	SiteUndeclaredLanguage: Error,
	SiteDefaultLanguage:    Error,
	SiteBadFallback:        Error,
	SiteFallbackCycle:      Error,
	SiteBadHotline:         Error,
	SiteHotlineLabel:       Error,
	SiteMenuItem:           Error,
	SiteBadKey:             Error,
	SiteValidRange:         Error,
	SiteMergeCycle:         Error,
	SiteBadSize:            Error,
	SiteBadScript:          Error,
	SiteSecret:             Error,
	SiteTarget:             Error,
	SiteTargetHost:         Error,
	SiteUnknownCode:        Error,

	EventOutOfRange:   Error,
	EventNotTogether:  Error,
	EventNoOccurrence: Warning,
	EventNever:        Error,
	EventTwice:        Warning,
	EventUpdated:      Warning,
	EventEndTime:      Warning,
	DocumentTwice:     Error,
	DocumentCircle:    Error,
	DocumentEndsFirst: Error,
	SheetHeading:      Error,
	SheetColumn:       Warning,
	SheetCell:         Error,
	SheetMissing:      Error,
	SheetTwice:        Error,
	SheetColumnTwice:  Warning,
	SheetUpdated:      Warning,
	SheetGone:         Warning,
	SheetWeekday:      Warning,
	SheetEndsBefore:   Error,
	SheetNoStart:      Error,
	SheetWorkbook:     Error,

	TranslationStale:    Warning,
	TranslationUnmarked: Warning,
	TranslationOrphan:   Warning,
	TranslationMissing:  Warning,
	TranslationStamp:    Error,
	TranslationTimes:    Warning,
	TranslationNumbers:  Warning,
	StringUnused:        Warning,
	StringPlaceholder:   Warning,
	StringPlural:        Warning,

	SheetWord: Error,

	DirectiveNoQuestion: Warning,
	DirectiveNoAnswer:   Warning,

	BudgetPage: Warning,
	BudgetFeed: Warning,

	OfflineBudget: Warning,
	OfflineCore:   Warning,

	PackLeftOut:  Warning,
	PackTooLarge: Warning,

	AllowMalformed:   Warning,
	AllowNoReason:    Warning,
	AllowUnknownCode: Warning,
	AllowUnused:      Warning,

	EmptySection:    Warning,
	LinkOwnSite:     Warning,
	LinkIntranet:    Warning,
	LinkVague:       Warning,
	PageOrphan:      Warning,
	PageExpired:     Warning,
	PageSameTitle:   Warning,
	PageSameSummary: Warning,
	TextFigure:      Warning,
	TextPhone:       Warning,
	TextDistrict:    Warning,
	TextUpcoming:    Warning,
	TextIdentity:    Warning,
	TextClaim:       Warning,
	FirstAidLong:    Warning,
	FirstAidVague:   Warning,
	FirstAidSource:  Warning,
	FirstAidNumber:  Warning,
	FirstAidPromise: Warning,
	SiteCheckPath:   Error,
	HTMLNesting:     Warning,
	HTMLUnclosed:    Warning,
	HTMLStrayEnd:    Warning,
	HTMLDuplicateID: Warning,
	HTMLNoLabel:     Warning,
	HTMLNoName:      Warning,
	HTMLReference:   Warning,

	OutsideDead:     Warning,
	OutsideMoved:    Warning,
	OutsideFailing:  Warning,
	OutsideNoAnswer: Warning,
}
