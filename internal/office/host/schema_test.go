package host

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"loa/internal/office/host/hosttest"
)

// Every field that is read of an answer is one that the host's own library declares.
func TestFieldsAreThoseOfTheHosts(t *testing.T) {
	read := map[string]map[string]any{
		"gitea":  {"user": giteaUser{}, "review": giteaPull{}, "opinion": giteaReview{}, "comment": giteaComment{}},
		"github": {"user": githubUser{}, "review": githubPull{}, "opinion": githubReview{}, "comment": githubComment{}, "remark": githubRemark{}},
		"gitlab": {"user": gitlabUser{}, "review": gitlabMerge{}, "thread": gitlabThread{}, "remark": gitlabNote{}},
	}
	for kind, parts := range read {
		schema := hosttest.SchemaOf(kind)
		n := 0
		for part, value := range parts {
			n += fieldsIn(t, schema[part], kind+" "+part, "", reflect.TypeOf(value))
		}
		if n < 15 {
			t.Errorf("only %d fields of %s were compared", n, kind)
		}
	}
}

func fieldsIn(t *testing.T, known map[string]string, where, path string, of reflect.Type) (n int) {
	for of.Kind() == reflect.Pointer || of.Kind() == reflect.Slice {
		if of.Kind() == reflect.Slice {
			path += "[]"
		}
		of = of.Elem()
	}
	if of.Kind() != reflect.Struct || of == reflect.TypeFor[time.Time]() || strings.Count(path, ".") >= 2 {
		return 0
	}
	for i := range of.NumField() {
		name := strings.TrimPrefix(path+"."+of.Field(i).Tag.Get("json"), ".")
		if known[name] == "" {
			t.Errorf("%s has no %s", where, name)
		}
		n += 1 + fieldsIn(t, known, where, name, of.Field(i).Type)
	}
	return n
}
