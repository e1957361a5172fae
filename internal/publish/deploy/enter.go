package deploy

import (
	"context"
	"errors"
	"strings"

	"loa/internal/base/approval"
	"loa/internal/publish/remote"
)

// Field names one of the secrets that a place needs.
type Field string

// The secrets of places.
const (
	Password   Field = "password"
	Passphrase Field = "passphrase" // of the key file
	KeyID      Field = "key-id"     // of a bucket
	Key        Field = "key"
)

// Question asks a person for the secrets of a place.
type Question struct {
	Place   approval.Action
	Fields  []Field
	Refused bool // the place did not accept those that it was given
}

// Answer is what a person typed.
type Answer struct {
	Secrets map[Field]string
	Keep    bool // in the system's keyring, once the place has accepted them
}

// Secrets keeps what people typed, by the place that it is for. A keyring does.
type Secrets interface {
	Read(place string) map[string]string
	Keep(place string, fields map[string]string) bool
	Hold(place string, fields map[string]string) error
	Forget(place string) error
}

// enter reaches the place: with the secrets of the environment, with those that the
// machine keeps, and at last with those that a person types. What is kept is read only
// once the place asks for it, since the system may show its owner a question.
func (r *release) enter(ctx context.Context, a remote.Address, place approval.Action) error {
	err := r.dial(ctx, a)
	fields := asked(a, err)
	if fields == nil || place.Secret == "" {
		return err
	}
	if r.options.Secrets != nil {
		if kept := r.options.Secrets.Read(place.String()); kept != nil {
			fill(&a.Secrets, kept)
			err = r.dial(ctx, a)
		}
	}
	for typed := map[string]string{}; r.options.AskSecrets != nil; {
		if fields = asked(a, err); fields == nil {
			return err
		}
		answer, ok := r.options.AskSecrets(Question{Place: place, Fields: fields, Refused: !lacks(err)})
		if !ok || ctx.Err() != nil {
			return err
		}
		for field, text := range answer.Secrets {
			typed[string(field)] = text
		}
		fill(&a.Secrets, typed)
		if err = r.dial(ctx, a); err == nil {
			r.keepTyped(place, typed, answer.Keep)
		}
	}
	return err
}

// dial tries to reach the place. A port that is closed is told at once: nothing opens it
// while somebody waits.
func (r *release) dial(ctx context.Context, a remote.Address) error {
	open := func(err error) bool { return remote.TroubleOf(err) != remote.ClosedPort }
	return r.insistWhile(ctx, open, func() (err error) { r.place, err = r.options.Dial(ctx, a); return err })
}

// lacks reports whether a place could not even be asked, for want of a secret.
func lacks(err error) bool {
	var refused *remote.Refused
	return errors.As(err, &refused) && refused.Reason == remote.NoSecret
}

// asked are the secrets that would mend an error; nil if none would.
func asked(a remote.Address, err error) []Field {
	var refused *remote.Refused
	if !errors.As(err, &refused) {
		return nil
	}
	switch {
	case refused.Reason == remote.WrongPhrase, lacks(err) && strings.HasSuffix(refused.Detail, "_PASSPHRASE"):
		return []Field{Passphrase}
	case refused.Reason != remote.WrongLogin && refused.Reason != remote.NoSecret:
		return nil
	case a.Type == "s3":
		return []Field{KeyID, Key}
	}
	return []Field{Password}
}

// fill puts secrets in the place of those that an address has.
func fill(s *remote.Secrets, fields map[string]string) {
	for field, into := range map[Field]*string{Password: &s.Password, Passphrase: &s.Passphrase, KeyID: &s.KeyID, Key: &s.Key} {
		if text, ok := fields[string(field)]; ok {
			*into = text
		}
	}
}

// keepTyped keeps secrets that the place has accepted, and tells if the machine could not
// do with them what the person asked for.
func (r *release) keepTyped(place approval.Action, typed map[string]string, lasting bool) {
	if r.options.Secrets == nil {
		return
	}
	done := false
	if lasting {
		done = r.options.Secrets.Keep(place.String(), typed)
	} else {
		done = r.options.Secrets.Hold(place.String(), typed) == nil
	}
	if !done && r.options.Unkept != nil {
		r.options.Unkept(lasting)
	}
}
