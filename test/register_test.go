package test

import (
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"strconv"
	"strings"
	"testing"

	"loa/themes"
)

// registered is a row of the register's data.
type registered struct {
	Number, Title, Language, Type, Issuer, Signer, Issued, Effective, Status, Replaces, URL string

	ValidTo    string `json:"valid_to"`
	ReplacedBy string `json:"replaced_by"`
	Files      []struct {
		URL, SHA256 string
		Size        int
	}
}

// The register's two files hold the same rows, and what they and a document's page
// say of a file is so of the one that is published.
func TestRegister(t *testing.T) {
	o := site(t, "sites/register-chain", "2026-06-15")
	o.Builtin = themes.FS
	run(t, o)
	files := read(t, o.Out)
	var rows []registered
	if err := json.Unmarshal([]byte(files["van-ban/register.json"]), &rows); err != nil {
		t.Fatal(err)
	}
	table, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(files["van-ban/register.csv"], "\uFEFF"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != 5 || len(table) != len(rows)+1 {
		t.Fatalf("%d rows as JSON and %d as CSV of 5 documents", len(rows), len(table)-1)
	}
	attached := 0
	for i, row := range rows {
		want := map[string]string{"number": row.Number, "title": row.Title, "type": row.Type, "issuer": row.Issuer, "signer": row.Signer, "issued": row.Issued,
			"effective": row.Effective, "valid_to": row.ValidTo, "status": row.Status, "replaces": row.Replaces, "replaced_by": row.ReplacedBy, "url": row.URL, "language": row.Language}
		for _, f := range row.Files {
			attached++
			want["file"], want["size"], want["sha256"] = f.URL, strconv.Itoa(f.Size), f.SHA256
			published := files[strings.TrimPrefix(f.URL, "https://vi.example/")]
			sum := sha256.Sum256([]byte(published))
			if published == "" || f.Size != len(published) || f.SHA256 != hex.EncodeToString(sum[:]) {
				t.Errorf("%s is said to have %d bytes and the sum %s; it has %d and %x", f.URL, f.Size, f.SHA256, len(published), sum)
			}
			page := files[strings.TrimPrefix(row.URL, "https://vi.example/")+"index.html"]
			if !strings.Contains(page, f.SHA256) || !strings.Contains(page, "13 B") {
				t.Errorf("%s does not show the size and the sum of its file", row.URL)
			}
		}
		for j, column := range table[0] {
			if got := table[i+1][j]; got != want[column] {
				t.Errorf("%s of %s: %q as CSV, %q as JSON", column, row.Number, got, want[column])
			}
		}
	}
	if attached == 0 {
		t.Error("no document has a file")
	}
}
