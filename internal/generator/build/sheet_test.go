package build

import "testing"

// A spreadsheet that changes is read again with its section, and what a text cites
// with its text.
func TestWithReadsSheetsAndCitations(t *testing.T) {
	dir := begun(t)
	const table = "content/lich/lich.csv"
	put(t, dir, "content/lich/_index.md", "+++\ntitle = \"Lịch\"\nevents_from = \"lich.csv\"\n+++\n")
	put(t, dir, table, "Tên;Ngày\nHọp;10/6/2026\n")
	put(t, dir, "content/so-7.md", "+++\ntitle = \"Số 7\"\n[document]\nnumber = \"7/KH\"\n+++\n\nVăn bản.\n")
	put(t, dir, "content/tin.md", "+++\ntitle = \"Tin\"\nsummary = \"Tin.\"\n+++\n\nTin.\n")
	p := load(t, dir)
	for _, change := range [][2]string{
		{table, "Tên;Ngày\nHọp;11/6/2026\nBơi;12/6/2026\n"},
		{table, "Tên;Ngày\nHọp;x\n"},
		{table, "Tên;Ngày\nHọp;13/6/2026\n"},
		{"content/tin.md", "+++\ntitle = \"Tin\"\nsummary = \"Tin.\"\n+++\n\n::document{number=\"7/KH\"}\n"},
	} {
		put(t, dir, change[0], change[1])
		next, err := p.With([]string{change[0]})
		if err != nil {
			t.Fatal(err)
		}
		p = next
		if change[1] != "Tên;Ngày\nHọp;x\n" { // a faulty one keeps the last that was whole
			compare(t, p, load(t, dir))
		}
	}
	if len(p.Site.Editions[0].Calendar.Activities) != 1 || len(p.Site.Editions[0].DocumentPage("7/KH").CitedBy()) != 1 {
		t.Error("the last change is not there")
	}
}
