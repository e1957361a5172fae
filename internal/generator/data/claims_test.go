package data

import (
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"loa/internal/base/tomlfile"
)

func TestClaims(t *testing.T) {
	disk := fstest.MapFS{"data/claims.toml": {Data: []byte(`[b]
value = 46.5
year = 2023
source = "WHO"
url = "https://who.example/"
date = 2025-12-17
[b.vi]
says = "46,5%."
about = ["biết bơi", "17 tỉnh|tỉnh"]
[a]
value = 2000
[c]
value = "nhiều"
source = 3
vi = "x"
`)}}
	tables, problems, err := Load(disk)
	if err != nil || len(problems) > 0 {
		t.Fatal(problems, err)
	}
	want := []Claim{
		{Name: "a", Value: 2000, Words: map[string]ClaimWords{}},
		{Name: "b", Value: 46.5, Year: 2023, Source: "WHO", URL: "https://who.example/", Date: tomlfile.Date(2025, 12, 17),
			Words: map[string]ClaimWords{"vi": {Says: "46,5%.", About: []string{"biết bơi", "17 tỉnh|tỉnh"}}}},
		{Name: "c", Words: map[string]ClaimWords{}},
	}
	if diff := cmp.Diff(want, Claims(tables), cmp.Comparer(func(a, b tomlfile.Moment) bool { return a == b })); diff != "" {
		t.Error(diff)
	}
	if got := Claims(map[string]any{"claims": "x"}); got != nil {
		t.Error(got)
	}
}
