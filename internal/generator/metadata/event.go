package metadata

import "time"

// Event is an event and its next date.
type Event struct {
	Start, End time.Time // End is zero when it is not known; included for whole days
	AllDay     bool
	MovedFrom  time.Time // zero if it was not moved
	Status     string    // confirmed, tentative, cancelled, moved
	Place      string
	Organizer  string
}

type event struct {
	Type        string `json:"@type"`
	Name        string `json:"name"`
	Description string `json:"description,omitempty"`
	URL         string `json:"url"`
	Start       string `json:"startDate,omitempty"`
	Previous    string `json:"previousStartDate,omitempty"`
	End         string `json:"endDate,omitempty"`
	Status      string `json:"eventStatus"`
	Attendance  string `json:"eventAttendanceMode"`
	Location    *thing `json:"location,omitempty"`
	Organizer   *thing `json:"organizer,omitempty"`
}

// eventStatus is schema.org's word for a status.
func eventStatus(status string) string {
	switch status {
	case "cancelled":
		return "https://schema.org/EventCancelled"
	case "moved":
		return "https://schema.org/EventRescheduled"
	}
	return "https://schema.org/EventScheduled"
}

func (e Event) schema(p Page) any {
	s := &event{Type: "Event", Name: p.Title, Description: p.Summary, URL: p.Canonical, Status: eventStatus(e.Status),
		Attendance: "https://schema.org/OfflineEventAttendanceMode", Start: moment(e.Start), End: moment(e.End), Previous: moment(e.MovedFrom)}
	if e.AllDay {
		s.Start, s.End = day(e.Start), day(e.End)
	}
	if e.Place != "" {
		s.Location = &thing{Type: "Place", Name: e.Place}
	}
	if e.Organizer != "" {
		s.Organizer = &thing{Type: "Organization", Name: e.Organizer}
	}
	return s
}
