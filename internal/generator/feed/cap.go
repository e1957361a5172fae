package feed

import (
	"encoding/xml"
	"net/url"
	"path"
	"strings"
	"time"

	"loa/internal/base/fold"
	"loa/internal/generator/config"
	"loa/internal/generator/site"
	"loa/internal/generator/warning"
)

const capType = "application/cap+xml"

// capAlert is a message of the Common Alerting Protocol 1.2 (OASIS, 2010), with the
// elements in the order that its schema asks for.
type capAlert struct {
	XMLName    xml.Name  `xml:"urn:oasis:names:tc:emergency:cap:1.2 alert"`
	Identifier string    `xml:"identifier"`
	Sender     string    `xml:"sender"`
	Sent       string    `xml:"sent"`
	Status     string    `xml:"status"`
	MsgType    string    `xml:"msgType"`
	Scope      string    `xml:"scope"`
	Infos      []capInfo `xml:"info"`
}

type capInfo struct {
	Language    string    `xml:"language"`
	Category    string    `xml:"category"`
	Event       string    `xml:"event"`
	Urgency     string    `xml:"urgency"`
	Severity    string    `xml:"severity"`
	Certainty   string    `xml:"certainty"`
	Onset       string    `xml:"onset,omitempty"`
	Expires     string    `xml:"expires"`
	SenderName  string    `xml:"senderName"`
	Headline    string    `xml:"headline"`
	Description string    `xml:"description,omitempty"`
	Instruction string    `xml:"instruction,omitempty"`
	Web         string    `xml:"web,omitempty"`
	Contact     string    `xml:"contact,omitempty"`
	Areas       []capArea `xml:"area"`
}

type capArea struct {
	Desc string `xml:"areaDesc"`
}

// capLevels are urgency, severity and certainty (CAP 1.2, 3.2.2) of each level.
func capLevels(l warning.Level) (urgency, severity, certainty string) {
	switch l {
	case warning.Emergency:
		return "Immediate", "Extreme", "Observed"
	case warning.Serious:
		return "Expected", "Severe", "Likely"
	}
	return "Expected", "Minor", "Unknown"
}

// CAPPath is the CAP file of a warning, from the output folder. A mended warning has
// another one.
func CAPPath(w *warning.Warning) string {
	name, digest := strings.TrimSuffix(w.ID, path.Ext(w.ID)), path.Ext(w.ID)
	return "warnings/" + fold.Slug(name) + digest + ".xml"
}

// CAP writes a warning for programs: sirens, broadcasters, collectors of warnings. Each
// language that the warning has is an info of its own.
func CAP(s *site.Site, w *warning.Warning) []byte {
	host := s.Settings.BaseURL
	if u, err := url.Parse(host); err == nil {
		host = u.Host
	}
	a := capAlert{Identifier: host + "." + strings.TrimSuffix(path.Base(CAPPath(w)), ".xml"), Sender: host, Sent: capTime(w.SentBy(s.Now)), Status: "Actual", MsgType: "Alert", Scope: "Public"}
	for _, words := range w.Words {
		a.Infos = append(a.Infos, capInfoOf(s, w, words))
	}
	return xmlFile(a)
}

func capInfoOf(s *site.Site, w *warning.Warning, words warning.Words) capInfo {
	in := func(t config.Text) string { return t.In(words.Language, s.Settings.DefaultLanguage) }
	i := capInfo{Language: words.Language, Category: "Safety", Event: words.Title, Expires: capTime(w.Until), SenderName: in(s.Settings.Organization.Name),
		Headline: words.Title, Description: words.Text, Instruction: strings.Join(words.Do, "\n"), Contact: w.Call}
	i.Urgency, i.Severity, i.Certainty = capLevels(w.Level)
	if i.SenderName == "" {
		i.SenderName = in(s.Settings.Title)
	}
	if !w.From.IsZero() {
		i.Onset = capTime(w.From)
	}
	for _, e := range s.Editions {
		if p := e.WarningPage(w); p != nil && (i.Web == "" || strings.EqualFold(e.Language.Tag, words.Language)) {
			i.Web = s.Settings.BaseURL + p.Path
		}
	}
	for _, key := range w.Units {
		if unit, ok := s.Settings.Units.Find(key); ok {
			i.Areas = append(i.Areas, capArea{in(unit.Name)})
		}
	}
	if len(i.Areas) == 0 { // all whom the site speaks to
		i.Areas = []capArea{{i.SenderName}}
	}
	return i
}

// capTime writes a moment as CAP 1.2 asks (3.3.2): with an offset, and never with “Z”.
func capTime(t time.Time) string {
	text := t.Format("2006-01-02T15:04:05-07:00")
	if strings.HasSuffix(text, "+00:00") {
		return strings.TrimSuffix(text, "+00:00") + "-00:00"
	}
	return text
}
