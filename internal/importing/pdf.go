package importing

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"loa/internal/base/fold"
	"loa/internal/importing/htmlimport"
	"loa/internal/importing/pdftext"
)

// readPDF reads a PDF. What its layout does not say for certain is told, with the page.
func readPDF(raw []byte) (htmlimport.Result, string) {
	document, err := pdftext.Read(raw)
	switch {
	case errors.Is(err, pdftext.ErrScan):
		return htmlimport.Result{}, "import-scan"
	case errors.Is(err, pdftext.ErrLetters):
		return htmlimport.Result{}, "import-letters"
	}
	if reason := unopened(err); reason != "" {
		return htmlimport.Result{}, reason
	}
	text := convert(document.HTML, document)
	text.Markdown = unwrapped(text.Markdown)
	lose := func(kind htmlimport.Kind, words ...string) {
		if len(words) > 0 {
			text.Lost = append(text.Lost, htmlimport.Loss{Kind: kind, Text: strings.Join(words, ", ")})
		}
	}
	lose(htmlimport.Scan, pages(document.Scans)...)
	lose(htmlimport.Recognized, pages(document.Recognized)...)
	lose(htmlimport.Columns, pages(document.Unsure)...)
	for _, words := range document.Turned {
		lose(htmlimport.Turned, words)
	}
	var unknown []string
	for _, u := range document.Unknown {
		unknown = append(unknown, fmt.Sprintf("%d: %d", u.Page, u.Count))
	}
	lose(htmlimport.Letters, unknown...)
	return text, ""
}

// unwrapped joins the motto and the date of a letter where the narrow column of its head broke them.
func unwrapped(markdown string) string {
	blocks := strings.Split(markdown, "\n\n")
	for i := 0; i+1 < min(len(blocks), headUnits); i++ {
		first, second := blocks[i], blocks[i+1]
		whole := plainText(first) + " " + plainText(second)
		dated := placeDate.MatchString(whole) && !placeDate.MatchString(plainText(first)) && !placeDate.MatchString(plainText(second))
		if fold.Slug(whole) == motto && strings.HasPrefix(second, "**") && strings.HasSuffix(first, "**") {
			whole = strings.TrimSuffix(first, "**") + " " + strings.TrimPrefix(second, "**")
		} else if !dated && fold.Slug(whole) != motto {
			continue
		}
		blocks = slices.Replace(blocks, i, i+2, whole)
	}
	return strings.Join(blocks, "\n\n")
}

func pages(numbers []int) []string {
	var all []string
	for _, n := range numbers {
		all = append(all, strconv.Itoa(n))
	}
	return all
}
