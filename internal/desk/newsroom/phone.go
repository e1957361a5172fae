package newsroom

import "net/http"

// showPhone shows the site as wide as a phone, also on another day.
func showPhone(q *request) {
	at := q.now.Home
	if day := q.r.URL.Query().Get("day"); day != "" || q.r.URL.Query().Get("drafts") != "" {
		shown, ok := onDay(q)
		if !ok {
			return
		}
		at = shown.Home
	}
	q.show(http.StatusOK, "phone", sheet{Title: q.say("phone"), Here: "phone", Page: at})
}
