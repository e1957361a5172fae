package newsroom

import (
	"fmt"
	"net/http"
	"time"

	"loa/internal/reach/report"
)

type reachPage struct{ Months []reachMonth }

// reachMonth is a month of which there are figures.
type reachMonth struct {
	Month string // 2026-11
	Name  string
}

// mostMonths is how many months the page lists.
const mostMonths = 36

// showReach lists the reports of months, the newest first.
func showReach(q *request) {
	var page reachPage
	there := map[string]bool{}
	for key := range q.now.Project.Reach {
		there[key.Month()] = true
	}
	first := time.Date(q.today().Year(), q.today().Month(), 1, 0, 0, 0, 0, time.UTC)
	for i := range mostMonths {
		month := first.AddDate(0, -i, 0).Format("2006-01")
		if there[month] {
			page.Months = append(page.Months, reachMonth{month, month[5:] + "/" + month[:4]})
		}
	}
	q.show(http.StatusOK, "reach", sheet{Title: q.say("reach"), Here: "reach", Page: page})
}

// showReport answers with the report of a month: as a page, or as a file to keep. The page
// brings its own style and no script.
func showReport(q *request) {
	month, form := q.r.URL.Query().Get("month"), q.r.URL.Query().Get("as")
	if _, err := time.Parse("2006-01", month); err != nil || q.now.Project.Site == nil {
		q.fail(http.StatusNotFound, "not-found")
		return
	}
	made := report.Of(q.now.Project.Site, q.now.Project.Reach, month)
	write, kind := made.HTML, "text/html; charset=utf-8"
	switch form {
	case "csv":
		write, kind = made.CSV, "text/csv; charset=utf-8"
	case "xlsx":
		write, kind = made.XLSX, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	default:
		form = ""
	}
	data, err := write(q.words.Language)
	if err != nil {
		q.broken(err)
		return
	}
	head := q.w.Header()
	head.Set("Content-Type", kind)
	if form == "" {
		head.Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
	} else {
		head.Set("Content-Disposition", fmt.Sprintf("attachment; filename=%q", "luot-xem-"+month+"."+form))
	}
	_, _ = q.w.Write(data)
}
