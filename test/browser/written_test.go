package browser

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"testing"
	"time"

	"loa/internal/base/i18n"
	"loa/internal/base/tomlfile"
)

// written: what scripts write of days, numbers and sizes is what the templates write.
func (h *house) written(t *testing.T) {
	for language, page := range map[string]string{"vi": "/", "en": "/en/"} {
		t.Run(language, func(t *testing.T) {
			t.Parallel()
			text, err := os.ReadFile("../../themes/loa/strings/" + language + ".toml")
			if err != nil {
				t.Fatal(err)
			}
			strings, problems := i18n.ParseCatalogue(language, tomlfile.Source{File: language, Text: text})
			if len(problems) > 0 {
				t.Fatal(problems)
			}
			b := h.tab(t)
			b.visit(page)
			b.same("a number", `loaFormat.number(1234567)`, strings.Number(1234567))
			for _, size := range []int64{1499, 345678, 2345678} {
				b.same("a size", fmt.Sprintf(`loaFormat.size(%d)`, size), strings.Bytes(size))
			}
			for day := time.Date(2027, 1, 5, 12, 0, 0, 0, time.UTC); day.Year() == 2027; day = day.AddDate(0, 0, 29) {
				want, err := strings.Date(day, "short")
				if err != nil {
					t.Fatal(err)
				}
				b.same("a day", `loaFormat.day('`+day.Format(time.DateOnly)+`')`, want)
				b.same("a moment", `loaFormat.day('`+day.Format(time.RFC3339)+`')`, want)
			}
		})
	}
}

// same asks what a script writes.
func (b *tab) same(what, script, want string) {
	b.t.Helper()
	if got := ask[string](b, script); got != want {
		b.t.Errorf("%s by %s is %q, the templates write %q", what, script, got, want)
	}
}

// TestWrittenOnce: the browser has its own mind of how a language writes days (11/28/2026
// in English), so that no script asks it.
func TestWrittenOnce(t *testing.T) {
	t.Parallel()
	own := regexp.MustCompile(`toLocale(Date|Time)?String|\bIntl\.`)
	count := 0
	for _, pattern := range []string{"../../themes/loa/assets/js/*.js", "../../themes/loa/assets/js/*/*.js", "../../internal/generator/offline/*.js", "../../internal/desk/newsroom/files/*.js", "../../internal/desk/newsroom/richtext/src/*.js"} {
		files, _ := filepath.Glob(pattern)
		for _, file := range files {
			script, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			count++
			if base := filepath.Base(file); base != "format.js" && base != "rich.js" && own.Match(script) {
				t.Errorf("%s: %s: days and numbers are written by loaFormat", file, own.Find(script))
			}
		}
	}
	if count < 20 {
		t.Error("only", count, "scripts were read")
	}
}
