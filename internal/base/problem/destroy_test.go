package problem

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// A hint does not tell people to delete files, pages or pictures: what is told may be
// the effect of something else, and the file the only copy. The codes below may, each for
// its reason.
func TestHintsDestroyNothing(t *testing.T) {
	allowed := map[string]string{
		"consent.expired":       "a picture without consent must go from the page",
		"consent.withdrawn":     "as consent.expired",
		"limit.workbook":        "pictures in a sheet of numbers",
		"file.runs-on-server":   "a program, taken out of what is published",
		"file.runs-on-computer": "as file.runs-on-server",
		"budget.css":            "rules of a style sheet",
		"budget.js":             "lines of a script",
		"output.symlink":        "a link, not the folder that it leads to",
		"translation.bad-stamp": "a line that Loa writes again",
		"output.not-ours":       "a folder that a build wrote, and renaming is offered, too",
	}
	destroys := map[string]*regexp.Regexp{
		"en": regexp.MustCompile(`(?i)\b(delete|remove)\b[^.;:]{0,40}\b(files?|pages?|pictures?|folders?|translations?)\b`),
		"vi": regexp.MustCompile(`(?i)(xoá|xóa|bỏ)( hẳn| luôn| cả)? (các |một |những )?(tệp|bài|ảnh|thư mục|bản dịch)([^\pL]|$)`),
	}
	used := map[string]bool{}
	for language, words := range destroys {
		data, err := os.ReadFile("words/" + language + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		code := ""
		for line := range strings.Lines(string(data)) {
			if strings.HasPrefix(line, "[") {
				code = strings.Trim(line, "[]\n")
			}
			if !strings.HasPrefix(line, "? ") || !words.MatchString(line) {
				continue
			}
			if used[code] = true; allowed[code] == "" {
				t.Errorf("%s (%s) tells to delete: %s", code, language, line)
			}
		}
	}
	for code := range allowed {
		if !used[code] {
			t.Errorf("%s is allowed and tells nothing of the kind", code)
		}
	}
}
