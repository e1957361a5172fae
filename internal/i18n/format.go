package i18n

import (
	"fmt"
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
	weekday := int(t.Weekday()+6)%7 + 1
	return strings.NewReplacer(
		"{day}", strconv.Itoa(t.Day()), "{dd}", fmt.Sprintf("%02d", t.Day()),
		"{month}", strconv.Itoa(int(t.Month())), "{mm}", fmt.Sprintf("%02d", int(t.Month())),
		"{year}", strconv.Itoa(t.Year()),
		"{monthname}", c.entries["month-"+strconv.Itoa(int(t.Month()))].Text,
		"{weekday}", c.entries["weekday-"+strconv.Itoa(weekday)].Text,
		"{wd}", c.entries["wd-"+strconv.Itoa(weekday)].Text,
	).Replace(pattern), nil
}

// Number writes a number as the language does: 1.234 in Vietnamese.
func (c *Catalogue) Number(n any) string {
	if i, ok := n.(int); ok && i > -1000 && i < 1000 {
		return strconv.Itoa(i)
	}
	return message.NewPrinter(language.Make(c.Tag)).Sprint(number.Decimal(n))
}

// Bytes writes a file size for people: 12 KB, 3,4 MB. A KB is 1000 bytes.
func (c *Catalogue) Bytes(n int64) string {
	printer := message.NewPrinter(language.Make(c.Tag))
	switch {
	case n < 1000:
		return printer.Sprint(number.Decimal(n)) + " B"
	case n < 1_000_000:
		return printer.Sprint(number.Decimal((n+500)/1000)) + " KB"
	}
	return printer.Sprint(number.Decimal(float64(n)/1e6, number.MaxFractionDigits(1))) + " MB"
}
