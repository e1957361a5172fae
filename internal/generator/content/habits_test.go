package content

import (
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
)

// habits are what keyboards, editors and tidy colleagues do to a text without
// changing what it says. Each takes and returns a whole file.
var habits = map[string]func(*rand.Rand, string) string{
	"nfd": func(_ *rand.Rand, s string) string { return norm.NFD.String(s) },
	"nfc": func(_ *rand.Rand, s string) string { return norm.NFC.String(s) },
	"crlf": func(_ *rand.Rand, s string) string {
		return strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\n", "\r\n")
	},
	"mark": func(_ *rand.Rand, s string) string { return "\ufeff" + strings.TrimPrefix(s, "\ufeff") },
	"trailing space": func(r *rand.Rand, s string) string {
		lines := strings.Split(s, "\n")
		for i := range lines {
			if r.IntN(3) == 0 {
				end := strings.TrimSuffix(lines[i], "\r")
				lines[i] = end + " \t "[:r.IntN(4)] + lines[i][len(end):]
			}
		}
		return strings.Join(lines, "\n")
	},
	"empty lines at the end": func(r *rand.Rand, s string) string { return strings.TrimRight(s, "\r\n") + "\n\n\n"[:r.IntN(4)] },
	"order of the front matter": func(r *rand.Rand, s string) string {
		return ofFront(s, func(lines []string) []string {
			top := 0 // lines of one key each: what stands above the first table and over no line end
			for top < len(lines) && !strings.HasPrefix(lines[top], "[") && strings.Contains(lines[top], "=") {
				top++
			}
			if top < len(lines) && !strings.HasPrefix(lines[top], "[") {
				return lines // a value over several lines
			}
			r.Shuffle(top, func(i, j int) { lines[i], lines[j] = lines[j], lines[i] })
			return lines
		})
	},
	"placing": func(_ *rand.Rand, s string) string {
		return ofFront(s, func(lines []string) []string {
			return append([]string{"publish = 2026-01-01", "# a note"}, lines...)
		})
	},
	"typography": func(r *rand.Rand, s string) string {
		return ofBody(s, strings.NewReplacer("...", "…", "'", "’", " – ", " - ", "“", `"`, "”", `"`, "một ", "một\u00a0", ", ", ",\u00a0").Replace)
	},
	"two spaces after a full stop": func(_ *rand.Rand, s string) string {
		return ofBody(s, func(b string) string { return strings.ReplaceAll(b, ". ", ".  ") })
	},
}

// ofFront changes the lines between the +++.
func ofFront(text string, change func([]string) []string) string {
	parts := strings.SplitN(text, "+++", 3)
	end := "\n"
	if strings.Contains(parts[1], "\r\n") {
		end = "\r\n"
	}
	lines := change(strings.Split(strings.Trim(parts[1], "\r\n"), end))
	return parts[0] + "+++" + end + strings.Join(lines, end) + end + "+++" + parts[2]
}

func ofBody(text string, change func(string) string) string {
	parts := strings.SplitN(text, "+++", 3)
	return parts[0] + "+++" + parts[1] + "+++" + change(parts[2])
}

// Whatever habits meet in a file of the project's own site, its translations
// stay current; one other digit in it, in a hotline or a date of an event,
// makes them stale.
func TestHabitsAndDigits(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 4))
	count := 0
	err := fs.WalkDir(os.DirFS("../../../content"), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(name) != ".md" {
			return err
		}
		data, err := os.ReadFile("../../../content/" + name)
		if err != nil {
			return err
		}
		count++
		text := string(data)
		want, _ := stampOf(t, text)
		for range 4 {
			changed, did := text, ""
			names := slices.Sorted(maps.Keys(habits))
			r.Shuffle(len(names), func(i, j int) { names[i], names[j] = names[j], names[i] })
			for _, habit := range names[:r.IntN(len(names)+1)] {
				if habit != "placing" || !strings.Contains(text, "\npublish") {
					changed, did = habits[habit](r, changed), did+habit+", "
				}
			}
			if got, _ := stampOf(t, changed); got.Whole != want.Whole {
				t.Errorf("%s: %s make it stale", name, did)
			}
		}
		if other, ok := otherDigit(r, text); ok {
			if got, _ := stampOf(t, other); got.Whole == want.Whole {
				t.Errorf("%s: another digit leaves it current", name)
			}
		}
		return nil
	})
	if err != nil || count < 50 {
		t.Fatal(count, err)
	}
}

// otherDigit changes one digit of the body or of the hotlines.
func otherDigit(r *rand.Rand, text string) (string, bool) {
	var digits []int
	from := strings.Index(text, "\n+++")
	if hotlines := strings.Index(text, "\nhotlines"); hotlines > 0 && r.IntN(2) == 0 {
		from = hotlines
		text = text[:from] + strings.Replace(text[from:], "1", "9", 1)
		return text, true
	}
	for i := from; i < len(text); i++ {
		if text[i] >= '0' && text[i] <= '9' {
			digits = append(digits, i)
		}
	}
	if len(digits) == 0 {
		return "", false
	}
	at := digits[r.IntN(len(digits))]
	return text[:at] + string('0'+(text[at]-'0'+1+byte(r.IntN(9)))%10) + text[at+1:], true
}
