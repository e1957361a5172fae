// Package fronttest makes the front of a small network, for tests:
//
//	files := fronttest.Make(t)
//
// It has all that a front can show: units with a site, without one yet and merged into another,
// a province with many, dates of a day, of hours and of several days, one text of several
// sites, names with signs of HTML, and titles in several languages.
package fronttest

import (
	"crypto/sha256"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"loa/internal/base/calendar"
	"loa/internal/base/output"
	"loa/internal/network/front"
	"loa/internal/network/store"
	"loa/internal/network/units"
	"loa/internal/publish/remote"
)

const settings = `units = "units.csv"
[front]
title = "An toàn cho trẻ em"
calendar = ["*"]
search = ["*"]
`

const table = `key,name,province,base_url,successor
an-lac,An Lạc,Cao Bằng,https://an-lac.example.vn/,
dong-khe,Đông Khê,Cao Bằng,https://dong-khe.example.vn/,
cu,Cũ & nhỏ,Cao Bằng,,an-lac
hai,Hai <b>,Lào Cai,https://hai.example.vn/,
chua,Chưa có,Lào Cai,https://chua.example.vn/,
le,Lẻ,,https://le.example.vn/,
`

// many is how many more units one province has.
const many = 30

// Make makes the files of the front as it is on 30 November 2026.
func Make(t testing.TB) []front.File {
	t.Helper()
	disk := fstest.MapFS{"network.toml": {Data: []byte(settings)}}
	var rows strings.Builder
	rows.WriteString(table)
	for i := range many {
		fmt.Fprintf(&rows, "xa-%02d,Xã số %d,Thành phố Hồ Chí Minh,https://xa-%02d.example.vn/,\n", i, i, i)
	}
	disk["units.csv"] = &fstest.MapFile{Data: []byte(rows.String())}
	for _, row := range strings.Split(strings.TrimSpace(rows.String()), "\n")[1:] {
		key, _, _ := strings.Cut(row, ",")
		disk[key+"/site.toml"] = &fstest.MapFile{Data: []byte("title = \"T\"\n")}
	}
	network, found, err := units.Load(disk)
	if err != nil || len(found)+len(network.RowProblems()) > 0 {
		t.Fatal(found, network.RowProblems(), err)
	}
	s, err := store.Open(t.Context(), store.Options{Address: remote.Address{Type: "folder", Path: t.TempDir()}, Dial: remote.Dial})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for _, u := range network.Sites() {
		if u.Key == "chua" {
			continue
		}
		if err := s.Put(t.Context(), record(u), page); err != nil {
			t.Fatal(err)
		}
	}
	today := calendar.DayOf(time.Date(2026, 11, 30, 0, 0, 0, 0, time.UTC))
	gathered, err := front.Gather(t.Context(), front.Options{Network: network, Store: s, Today: today})
	if err != nil {
		t.Fatal(err)
	}
	files, err := gathered.Files()
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// text is the one page of every site.
const text = "<!doctype html><title>T</title>"

func page(string) (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(text)), nil }

// record is what the store has of a unit.
func record(u units.Unit) *store.Record {
	return &store.Record{
		Files: []store.File{{Path: "index.html", SHA256: fmt.Sprintf("%x", sha256.Sum256([]byte(text))), Size: int64(len(text)), Class: output.EntryPoint}},
		Form:  store.Form, Key: u.Key, Name: u.Name, Province: u.Province, Digest: strings.Repeat("0", 64), Day: "2026-11-30", BaseURL: u.BaseURL,
		Titles: []store.Title{
			{Title: "Sơ cứu đuối nước", Language: "vi", Path: "so-cuu/"}, {Title: "First aid for drowning", Language: "en", Path: "en/first-aid/"},
			{Title: "Bài của " + u.Name, Language: "vi", Path: "bai/"},
		},
		Events: []store.Event{
			{Title: "Ngày hội an toàn", Place: "Nhà văn hoá", Start: "2026-12-01", End: "2026-12-03", Path: "ngay-hoi/"},
			{Title: "Tiêm chủng ở " + u.Name, Place: "Trạm y tế", Start: "2026-12-05T08:00:00+07:00", End: "2026-12-05T10:30:00+07:00", Path: "tiem/"},
			{Title: "Họp", Start: "2026-12-12", Path: "hop/"},
		},
	}
}
