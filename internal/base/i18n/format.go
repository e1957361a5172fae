package i18n

import (
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/language"
	"golang.org/x/text/message"
	"golang.org/x/text/number"
)

// Date writes a day by the pattern "date-<style>" of the catalogue, or as
// 2006-01-02 for the style "iso". The zero time gives "".
func (c *Catalogue) Date(t time.Time, style string) (string, error) {
	if t.IsZero() {
		return "", nil
	}
	switch style {
	case "iso":
		return t.Format(time.DateOnly), nil
	case "time":
		return t.Format("15:04"), nil
	}
	pattern, err := c.Say("date-" + style)
	if err != nil || !strings.Contains(pattern, "{") {
		return pattern, err
	}
	return c.expand(pattern, t), nil
}

// expand fills a pattern's {placeholders}; one that is not known stays as it is.
func (c *Catalogue) expand(pattern string, t time.Time) string {
	year, month, day := t.Date()
	var b strings.Builder
	for pattern != "" {
		before, rest, open := strings.Cut(pattern, "{")
		b.WriteString(before)
		name, after, whole := strings.Cut(rest, "}")
		if !open || !whole {
			b.WriteString(pattern[len(before):])
			break
		}
		pattern = after
		switch name {
		case "day":
			b.WriteString(strconv.Itoa(day))
		case "dd":
			b.WriteString(twoDigits(day))
		case "month":
			b.WriteString(strconv.Itoa(int(month)))
		case "mm":
			b.WriteString(twoDigits(int(month)))
		case "month0":
			b.WriteString(paperMonth(int(month)))
		case "year":
			b.WriteString(strconv.Itoa(year))
		case "monthname":
			b.WriteString(c.entries["month-"+strconv.Itoa(int(month))].Text)
		case "weekday", "wd":
			b.WriteString(c.entries[name+"-"+strconv.Itoa(int(t.Weekday()+6)%7+1)].Text)
		default:
			b.WriteString("{" + name + "}")
		}
	}
	return b.String()
}

// DateForm is the pattern "date-<style>" as a script can fill it: in place of {monthname},
// {weekday} and {wd} stand their names, from January and from Monday, as {Tháng Giêng|…}.
// The months in English stay {monthname}: every browser knows them, and English pages are
// many.
func (c *Catalogue) DateForm(style string) (string, error) {
	pattern, err := c.Say("date-" + style)
	for _, name := range []struct {
		placeholder, key string
		count            int
	}{{"{monthname}", "month", 12}, {"{weekday}", "weekday", 7}, {"{wd}", "wd", 7}} {
		if names := strings.Join(c.numbered(name.key, name.count), "|"); names != englishMonths {
			pattern = strings.ReplaceAll(pattern, name.placeholder, "{"+names+"}")
		}
	}
	return pattern, err
}

const englishMonths = "January|February|March|April|May|June|July|August|September|October|November|December"

// numbered are the strings key-1 to key-n.
func (c *Catalogue) numbered(key string, n int) []string {
	texts := make([]string, n)
	for i := range texts {
		texts[i] = c.entries[key+"-"+strconv.Itoa(i+1)].Text
	}
	return texts
}

// paperMonth is a month as Vietnamese papers write it after “tháng”: with a zero before
// January and February alone (Decree 30/2020/NĐ-CP, annex I, part I, II.4).
func paperMonth(n int) string {
	if n < 3 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}

func twoDigits(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}

// printer writes numbers as the language does, in the digits 0 to 9 whatever the
// language: dates, times and the numbers to call are in these.
func (c *Catalogue) printer() *message.Printer {
	tag := language.Make(c.like)
	if latin, err := tag.SetTypeForKey("nu", "latn"); err == nil {
		tag = latin
	}
	return message.NewPrinter(tag)
}

// Number writes a number as the language does: 1.234 in Vietnamese.
func (c *Catalogue) Number(n any) string {
	if i, ok := n.(int); ok && i > -1000 && i < 1000 {
		return strconv.Itoa(i)
	}
	return c.printer().Sprint(number.Decimal(n))
}

// Bytes writes a file size for people: 12 KB, 3,4 MB. A KB is 1000 bytes.
func (c *Catalogue) Bytes(n int64) string {
	printer := c.printer()
	switch {
	case n < 1000:
		return printer.Sprint(number.Decimal(n)) + " B"
	case n < 1_000_000:
		return printer.Sprint(number.Decimal((n+500)/1000)) + " KB"
	}
	return printer.Sprint(number.Decimal(float64(n)/1e6, number.MaxFractionDigits(1))) + " MB"
}
