package newsroom

import (
	"net/http"
	"strconv"

	"loa/internal/publish/deploy"
	"loa/internal/publish/keyring"
)

// secretsPage asks for what a place needs to let the site in.
type secretsPage struct {
	Place   string
	Fields  []deploy.Field
	Refused bool
	Longest int
}

func secretsOf(question deploy.Question) *secretsPage {
	return &secretsPage{Place: question.Place.String(), Fields: question.Fields, Refused: question.Refused, Longest: keyring.Longest}
}

// unlock takes the password that a release waits for. It must be meant for the place that
// waits, and is never shown again.
func (p *publisher) unlock(q *request) {
	j := p.of(q.r.PostFormValue("job"))
	if j == nil {
		q.to("publish", nil)
		return
	}
	if q.r.PostFormValue("do") != "open" {
		j.stop()
		q.to("publish", query("job", strconv.Itoa(j.ID)))
		return
	}
	open := j.asks()
	if q.r.PostFormValue("place") != open.Place.String() {
		q.fail(http.StatusConflict, "allow-other")
		return
	}
	answer := deploy.Answer{Secrets: map[deploy.Field]string{}, Keep: q.r.PostFormValue("keep") != ""}
	for _, field := range open.Fields {
		text := q.r.PostFormValue("secret-" + string(field))
		if text == "" || len(text) > keyring.Longest {
			q.fail(http.StatusUnprocessableEntity, "secret-length", "most", keyring.Longest)
			return
		}
		answer.Secrets[field] = text
	}
	j.give(answer)
	q.to("publish", query("job", strconv.Itoa(j.ID)))
}

// asks is the question for secrets that is open; the zero question if none is.
func (j *job) asks() deploy.Question {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.step != unlocking {
		return deploy.Question{}
	}
	return j.question
}

// give answers the question for secrets.
func (j *job) give(a deploy.Answer) {
	j.mu.Lock()
	j.typed = a
	j.mu.Unlock()
	j.reply(unlocking, true)
}

// given takes the answer out of the job, which does not keep it.
func (j *job) given() deploy.Answer {
	j.mu.Lock()
	defer j.mu.Unlock()
	a := j.typed
	j.typed = deploy.Answer{}
	return a
}
