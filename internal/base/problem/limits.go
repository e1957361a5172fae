package problem

// Limit is the most that an input may have of one thing, so that its cost in time and
// memory has a bound. Who reads the input compares before it takes memory, and tells of
// more than that with Over.
type Limit struct {
	Code Code   // told of more than Most
	Most int    // of Of
	Of   string // what is counted, and of what, for docs/limits.md
	Why  string // what more of it would cost
	size bool   // Of is bytes
}

// The limits. Each is far beyond what an author needs, and has its words under its code.
// A new one is a variable here and its line in Limits.
var (
	MaxFile = Limit{
		LimitFile, 4_000_000, "bytes of a text file: Markdown, TOML, JSON, CSV, and the styles and scripts of a theme",
		"a text is held in memory whole, and its HTML beside it", true,
	}
	MaxSettings = Limit{
		LimitSettings, 500_000, "bytes of front matter, of site.toml, and of a template, the strings or the settings of a theme",
		"each key and each action takes a hundred times the room of its text", true,
	}
	MaxFolders = Limit{
		LimitFolders, 20, "folders that stand in each other, below content, data or static",
		"each is a part of every address below it, and a line of the path that pages show", false,
	}
	MaxAliases = Limit{
		LimitAliases, 500, "old addresses (aliases) of an entry",
		"each is a page of its own", false,
	}
	MaxValues = Limit{
		LimitValues, 300, "values of a list in front matter: topics, authors, sources, days left out",
		"each is looked up and compared with the others", false,
	}
	MaxKeyDepth = Limit{
		LimitKeyDepth, 16, "parts of a key (a.b.c), and lists and tables that stand in each other, in TOML and JSON",
		"each level copies the path above it", false,
	}
	MaxSheetColumns = Limit{
		LimitSheetColumns, 200, "columns of a table: of a CSV file, of a sheet",
		"each heading is compared with the others, and stands in every row", false,
	}
	MaxSheetRows = Limit{
		LimitSheetRows, 50_000, "rows of a table: of a CSV file, of a sheet",
		"each is a table of its own in memory", false,
	}
	MaxWorkbook = Limit{
		LimitWorkbook, 16_000_000, "bytes of a workbook (.xlsx, .ods, .xls)",
		"it is held in memory whole, and unpacks to many times as much", true,
	}
	MaxData = Limit{
		LimitData, 16_000_000, "bytes of all files of data/ together",
		"all are held in memory, as tables", true,
	}
	MaxTableValues = Limit{
		LimitTableValues, 400_000, "values in the files of data/ together: the cells and rows of CSV, and in TOML and JSON the marks , = [ {",
		"each takes up to two hundred times the room of its text, and more while it is read", false,
	}
	MaxAsset = Limit{
		LimitAsset, 16_000_000, "bytes of one file below a theme's assets/: a font, a picture",
		"it is held in memory whole", true,
	}
	MaxPicture = Limit{
		LimitPicture, 64_000_000, "bytes of a picture",
		"it is held in memory whole", true,
	}
	MaxProblems = Limit{
		LimitProblems, 1000, "problems told of one file; errors before warnings",
		"nobody reads more, and each takes memory and time to show", false,
	}
	MaxLanguages = Limit{
		LimitLanguages, 30, "languages of a site",
		"each makes every page once more, with the address of each other version", false,
	}
	MaxTerms = Limit{
		LimitTerms, 300, "terms of a vocabulary: topics, audiences, levels, units",
		"each has a page, and pages list them", false,
	}
	MaxNesting = Limit{
		LimitNesting, 32, "blocks of Markdown that stand in each other: lists, quotations, directives",
		"each line is tried against every block around it, and a directive copies what is in it", false,
	}
	MaxMarks = Limit{
		LimitMarks, 1000, "marks (* _ ~ ` [ ] <) in one block of Markdown",
		"marks look for their partners through the whole block", false,
	}
	MaxColumns = Limit{
		LimitColumns, 200, "columns of a table in Markdown",
		"a row is filled up to the width of the table", false,
	}
	MaxMissingCells = Limit{
		LimitMissingCells, 10_000, "cells that the tables of a body lack at the ends of their rows",
		"a cell that is not written costs as much as one that is", false,
	}
	MaxNotes = Limit{
		LimitNotes, 1000, "footnotes of a body",
		"each mark looks through the notes", false,
	}
	MaxReferences = Limit{
		LimitReferences, 256_000, "bytes that a body's links take from definitions ([name]: address)",
		"an address defined once can be used ten thousand times", true,
	}
	MaxLayers = Limit{
		LimitLayers, 8, "folders in one of the lists content, data, static and warnings.folders of site.toml",
		"each file is looked for in all of them", false,
	}
	MaxWarnings = Limit{
		LimitWarnings, 12, "warnings at a time (warnings/)",
		"each stands on every page, and nobody reads more", false,
	}
	MaxUnits = Limit{
		LimitUnits, 20_000, "units of a network (network.toml)",
		"each is a site of its own, with a record and a shard", false,
	}
	MaxReach = Limit{
		LimitReach, 64_000_000, "bytes of a month's figures of readers (data/reach/)",
		"each line is held in memory", true,
	}
)

// Limits lists all, in the order of docs/limits.md.
func Limits() []Limit {
	return []Limit{
		MaxFile, MaxSettings, MaxFolders, MaxLanguages, MaxTerms, MaxAliases, MaxValues, MaxKeyDepth,
		MaxSheetColumns, MaxSheetRows, MaxWorkbook, MaxData, MaxTableValues, MaxAsset, MaxPicture, MaxProblems,
		MaxNesting, MaxMarks, MaxColumns, MaxMissingCells, MaxNotes, MaxReferences, MaxWarnings, MaxLayers, MaxReach, MaxUnits,
	}
}

// Over tells of more than the limit, at a place.
func (l Limit) Over(at Place) Problem {
	var most any = l.Most
	if l.size {
		most = Size(l.Most)
	}
	return New(l.Code, at, Args{"most": most})
}
