package sourceedit

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// page is a file with a front matter and a text.
func page(front, text string) string { return "+++\n" + front + "+++\n" + text }

// TestMerge is the table of what two people may do to one page at once.
func TestMerge(t *testing.T) {
	const front = "title = \"Rào ao\" # ngắn\nsummary = \"Cũ\"\ntopics = [\"nuoc\"]\n\n[event]\nstart = 2026-06-06T08:00:00\nplace = \"Bể bơi\"\n"
	const text = "\nMột.\n\n## Hai\n\nBa.\n\n- bốn\n- năm\n"
	base := page(front, text)
	code := page("title = \"A\"\n", "\nMột.\n\n```\na\n\nb\n```\n\nHai.\n")
	edit := func(pairs ...string) string {
		next := base
		for i := 0; i < len(pairs); i += 2 {
			if !strings.Contains(next, pairs[i]) {
				t.Fatalf("%q is not in the page", pairs[i])
			}
			next = strings.Replace(next, pairs[i], pairs[i+1], 1)
		}
		return next
	}
	for name, c := range map[string]struct{ mine, theirs, want string }{ // "" where they touch
		"nothing":                          {base, base, base},
		"only mine":                        {edit("Một", "1"), base, edit("Một", "1")},
		"only theirs":                      {base, edit("Một", "1"), edit("Một", "1")},
		"the same":                         {edit("Một", "1"), edit("Một", "1"), edit("Một", "1")},
		"two blocks apart":                 {edit("Một", "1"), edit("năm", "5"), edit("Một", "1", "năm", "5")},
		"two blocks beside each other":     {edit("## Hai", "## 2"), edit("Ba.", "3."), edit("## Hai", "## 2", "Ba.", "3.")},
		"one block":                        {edit("bốn", "4"), edit("năm", "5"), ""},
		"a block more at the end":          {base + "\nSáu.\n", edit("Một", "1"), edit("Một", "1") + "\nSáu.\n"},
		"the end, without a line end":      {base + "\nSáu.", edit("năm", "5"), edit("năm", "5") + "\nSáu.\n"},
		"a block more at the beginning":    {edit("\nMột", "\nKhông.\n\nMột"), edit("năm", "5"), edit("\nMột", "\nKhông.\n\nMột", "năm", "5")},
		"two more at different places":     {edit("\n## Hai", "\nMới.\n\n## Hai"), base + "\nSáu.\n", edit("\n## Hai", "\nMới.\n\n## Hai") + "\nSáu.\n"},
		"two more at one place":            {base + "\nSáu.\n", base + "\nBảy.\n", ""},
		"a block gone":                     {edit("Ba.\n\n", ""), edit("Một", "1"), edit("Ba.\n\n", "", "Một", "1")},
		"gone and changed":                 {edit("Ba.\n\n", ""), edit("Ba.", "3."), ""},
		"a key and the text":               {edit("Cũ", "Mới"), edit("Một", "1"), edit("Cũ", "Mới", "Một", "1")},
		"keys beside each other":           {edit("Rào ao", "Rào giếng"), edit("Cũ", "Mới"), edit("Rào ao", "Rào giếng", "Cũ", "Mới")},
		"keys of one table":                {edit("Bể bơi", "Nhà văn hoá"), edit("T08", "T09"), edit("Bể bơi", "Nhà văn hoá", "T08", "T09")},
		"one key":                          {edit("Cũ", "Mới"), edit("Cũ", "Mới hơn"), ""},
		"one key, the same":                {edit("Cũ", "Mới"), edit("Cũ", "Mới"), edit("Cũ", "Mới")},
		"one list":                         {edit(`"nuoc"`, `"nuoc", "he"`), edit(`"nuoc"`, `"lua"`), ""},
		"a key more":                       {edit("topics", "draft = true\ntopics"), edit("Cũ", "Mới"), edit("Cũ", "Mới", "topics = [\"nuoc\"]\n", "topics = [\"nuoc\"]\ndraft = true\n")},
		"a key gone":                       {edit("summary = \"Cũ\"\n", ""), edit("Bể bơi", "Sân"), edit("summary = \"Cũ\"\n", "", "Bể bơi", "Sân")},
		"a key gone and changed":           {edit("summary = \"Cũ\"\n", ""), edit("Cũ", "Mới"), ""},
		"a table gone":                     {edit("\n[event]\nstart = 2026-06-06T08:00:00\nplace = \"Bể bơi\"\n", ""), edit("Một", "1"), ""},
		"a remark of theirs":               {edit("Cũ", "Mới"), edit("# ngắn", "# rất ngắn"), edit("Cũ", "Mới", "# ngắn", "# rất ngắn")},
		"a list of tables, changed by one": {edit("[event]\n", "[[exception]]\nday = 1\n\n[event]\n"), edit("Một", "1"), ""},
		"an empty table":                   {edit("[event]\n", "[campaign]\n\n[event]\n"), edit("Một", "1"), ""},
		"blank lines within code":          {strings.Replace(code, "a\n\nb", "a\n\n\n\nb", 1), strings.Replace(code, "Hai", "2", 1), strings.Replace(strings.Replace(code, "a\n\nb", "a\n\n\n\nb", 1), "Hai", "2", 1)},
		"one split, one put between":       {page("", "\nA1.\n\nA2.\n\nB1.\n"), page("", "\nA.\n\nB.\n\nN.\n\nC.\n"), ""},
		"boxes that would cross":           {page("", "\n:::note\nA.\n\nB.\n:::\n\nC.\n"), page("", "\nA.\n\n:::tip\nB.\n\nC.\n:::\n"), ""},
		"broken by them":                   {edit("Một", "1"), edit("title =", "title"), ""},
	} {
		from := base
		switch {
		case strings.Contains(c.mine, "```"):
			from = code
		case !strings.Contains(c.mine, "title"):
			from = page("", "\nA.\n\nB.\n\nC.\n")
		}
		got, ok := Merge([]byte(from), []byte(c.mine), []byte(c.theirs))
		if ok != (c.want != "") || ok && string(got.Bytes()) != c.want {
			t.Errorf("%s: %v\n%s\nwant\n%s", name, ok, show(got), c.want)
		}
	}
}

func show(d *Document) string {
	if d == nil {
		return "nothing"
	}
	return string(d.Bytes())
}

// TestMergeKeepsLineEnds: what comes into a file has the line ends of the file.
func TestMergeKeepsLineEnds(t *testing.T) {
	windows := func(s string) []byte { return []byte(strings.ReplaceAll(s, "\n", "\r\n")) }
	base := page("title = \"A\"\n", "\nMột.\n\nHai.\n\nBa.\n")
	got, ok := Merge(windows(base), windows(strings.Replace(base, "Một", "1", 1)), windows(strings.Replace(base, "Ba", "3", 1)))
	if want := string(windows(page("title = \"A\"\n", "\n1.\n\nHai.\n\n3.\n"))); !ok || string(got.Bytes()) != want {
		t.Errorf("%v %q, want %q", ok, show(got), want)
	}
}

// TestMergeLosesNothing changes a page twice at random: a merge holds what each wrote and
// what both kept, nothing that either took away, each in the order of both; whoever is
// mine.
func TestMergeLosesNothing(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	merges := 0
	for step := range 20_000 {
		var base []string
		for i := range 1 + random.IntN(9) {
			base = append(base, fmt.Sprintf("same b%d", i))
		}
		mine, theirs := edited(random, base, "m"), edited(random, base, "t")
		text := func(all []string) []byte {
			return []byte(page("title = \"A\"\n", "\n"+strings.Join(all, "\n\n")+"\n"))
		}
		got, ok := Merge(text(base), text(mine), text(theirs))
		if turned, also := Merge(text(base), text(theirs), text(mine)); also != ok || ok && strings.TrimSpace(show(turned)) != strings.TrimSpace(show(got)) {
			t.Fatalf("%d: %q with %q gives %q, the other way round %q", step, mine, theirs, show(got), show(turned))
		}
		if !ok {
			continue
		}
		merges++
		all := strings.Split(strings.TrimSpace(strings.SplitAfterN(show(got), "+++\n", 3)[2]), "\n\n")
		for _, b := range slices.Concat(base, mine, theirs) {
			want := slices.Contains(mine, b) && slices.Contains(theirs, b) || !slices.Contains(base, b)
			if slices.Contains(all, b) != want {
				t.Fatalf("%d: %q is there: %v; of %q, %q and %q: %q", step, b, !want, base, mine, theirs, all)
			}
		}
		for _, one := range [][]string{mine, theirs} {
			last := -1
			for _, b := range one {
				if at := slices.Index(all, b); at >= 0 {
					if at < last {
						t.Fatalf("%d: %q is out of order: %q and %q: %q", step, b, mine, theirs, all)
					}
					last = at
				}
			}
		}
	}
	if merges < 5000 {
		t.Errorf("only %d of the changes could be merged", merges)
	}
}

// edited changes, takes out and puts in some blocks.
func edited(random *rand.Rand, base []string, who string) []string {
	var all []string
	for i, b := range base {
		switch random.IntN(12) {
		case 0:
			all = append(all, fmt.Sprintf("same %s%d", who, i))
		case 1:
		case 2:
			all = append(all, fmt.Sprintf("new %sbefore%d", who, i), b)
		default:
			all = append(all, b)
		}
	}
	return all
}

func FuzzMerge(f *testing.F) {
	f.Add(page("title = \"A\"\n", "\nMột.\n"), page("title = \"B\"\n", "\nMột.\n"), page("title = \"A\"\n", "\nHai.\n"))
	f.Fuzz(func(t *testing.T, base, mine, theirs string) {
		if got, ok := Merge([]byte(base), []byte(mine), []byte(theirs)); ok {
			if _, reads := Parse(got.Bytes()); !reads {
				t.Errorf("the merge cannot be read: %q", got.Bytes())
			}
		}
		if got, ok := Merge([]byte(base), []byte(base), []byte(theirs)); ok && show(got) != theirs {
			t.Errorf("without a change of mine theirs is %q", show(got))
		}
	})
}
