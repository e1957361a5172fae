package scaffold

import "testing"

// Keys of other programs become those that say the same; what has no form here stays.
func TestAdopted(t *testing.T) {
	for text, want := range map[string]string{
		"title = \"A\"\ndescription = \"x\"\nlastmod = 2026-05-20\ntags = [\"Đuối nước\", \"b\"]\ncategories = \"b\"\n": "title = \"A\"\nsummary = \"x\"\nupdated = 2026-05-20\ntopics = [\"b\", \"duoi-nuoc\"]\n",
		"title = \"A\"\nsummary = \"y\"\ndescription = \"x\"\n":                                                         "title = \"A\"\nsummary = \"y\"\ndescription = \"x\"\n",
		"title = \"A\"\nauthor = \"K.C\"\nredirect_from = [\"/a\", \"/b\"]\naliases = [\"/c\"]\n":                       "title = \"A\"\nauthors = [\"K.C\"]\naliases = [\"/c\", \"/a\", \"/b\"]\n",
		"title = \"A\"\npublished = false\nsidebar_position = 3\nimage = \"a.jpg\"\ncover = \"b.jpg\"\n":                "title = \"A\"\ndraft = true\nweight = 3\nimage = \"a.jpg\"\ncover = \"b.jpg\"\n",
		"title = \"A\"\npermalink = \"/:year/:title\"\nurl = \"https://x.example/\"\n":                                  "title = \"A\"\npermalink = \"/:year/:title\"\nurl = \"https://x.example/\"\n",
	} {
		if got := order(t, string(adopted([]byte("+++\n"+text+"+++\n\nChữ.\n")))); got != order(t, "+++\n"+want+"+++\n\nChữ.\n") {
			t.Errorf("%s\ngives\n%s\nwant\n%s", text, got, want)
		}
	}
	if got := string(adopted([]byte("Chữ.\n"))); got != "Chữ.\n" {
		t.Error(got)
	}
}

// order is an entry with its keys in order.
func order(t *testing.T, text string) string {
	t.Helper()
	mended, problems := mended("a.md", []byte(text), "", false)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return string(mended)
}
