package consent

import (
	"path"
	"slices"
	"strings"

	"loa/internal/base/fold"
	"loa/internal/base/problem"
	"loa/internal/base/tomlfile"
	"loa/internal/media/avmeta"
)

// DecodeTOML reads one [[picture]] or [[recording]].
func (e *Entry) DecodeTOML(v tomlfile.Value) []problem.Problem {
	type plain Entry // without this method
	read := plain{Children: true}
	problems := slices.DeleteFunc(v.Decode(&read), func(p problem.Problem) bool {
		key, _ := p.Args["key"].(string)
		return strings.HasSuffix(string(p.Code), ".unknown-key") && private(key)
	})
	if heard(read.File) && (read.Voice == adult || read.Voice == machine) { // nobody is seen
		read.Children = false
		v.At("children").Decode(&read.Children)
	}
	*e = Entry(read)
	e.at = v.Place()
	for _, key := range v.Keys() {
		if private(key) {
			problems = append(problems, v.At(key).KeyProblem(problem.ConsentPrivateKey, problem.Args{"key": key}))
		}
	}
	if e.File == "" {
		return append(problems, v.Problem(problem.ConsentUnnamed, nil))
	}
	e.File, e.at = clean(e.File), v.At("file").Place()
	if e.Voice != "" && !avmeta.Named(e.File) {
		problems = append(problems, v.At("voice").KeyProblem(problem.TOMLUnknownKey, problem.Args{"key": "voice"}))
	}
	return append(problems, e.check(v)...)
}

// heard reports whether a file is a sound, which shows nobody. A film may show children
// whoever speaks in it.
func heard(file string) bool {
	return slices.Contains([]string{".mp3", ".m4a", ".m4b", ".mka", ".aac", ".ogg", ".oga", ".opus", ".flac", ".wav"}, strings.ToLower(path.Ext(file)))
}

func (e *Entry) check(v tomlfile.Value) []problem.Problem {
	var problems []problem.Problem
	switch {
	case e.Voice != "" && !slices.Contains(Voices(), e.Voice):
		problems = append(problems, v.At("voice").Problem(problem.ConsentVoice, problem.Args{"value": e.Voice, "known": Voices()}))
	case e.Consent == "" && e.Voice == adult && !e.Children:
		problems = append(problems, v.At("file").Problem(problem.ConsentVoiceNumber, problem.Args{"file": e.File}))
	case e.Consent == "" && e.asked():
		problems = append(problems, v.At("file").Problem(problem.ConsentNoNumber, problem.Args{"file": e.File}))
	case e.Consent != "" && !Opaque(e.Consent):
		problems = append(problems, v.At("consent").Problem(problem.ConsentNumber, problem.Args{"value": e.Consent}))
	}
	known := []string{Web, Disk}
	for i, carrier := range e.Scope {
		if !slices.Contains(known, carrier) {
			problems = append(problems, v.At("scope").At(i).Problem(problem.ConsentScope, problem.Args{"value": carrier, "known": known}))
		}
	}
	return problems
}

// private reports whether a key asks for what says who the child is. Its words
// count, alone and together, without marks: ho_ten, "Họ tên" and child-name alike.
func private(key string) bool {
	words := strings.FieldsFunc(fold.Slug(key), func(r rune) bool { return r == '-' || r == '_' })
	if slices.Contains(keys, key) {
		return false
	}
	return slices.ContainsFunc(append(words, strings.Join(words, "")), func(word string) bool { return slices.Contains(identifying, word) })
}

// keys are those of an entry.
var keys = []string{"file", "children", "voice", "consent", "scope", "until", "withdrawn"}

// identifying are the words that lead to a person: name, relations, birth, place,
// school, health, papers, numbers; in Vietnamese and English.
var identifying = []string{
	"name", "names", "ten", "fullname", "nickname", "child", "kid", "student", "pupil", "person", "people", "who",
	"be", "tre", "em", "chau", "hocsinh", "nguoi", "treem",
	"parent", "parents", "mother", "father", "guardian", "cha", "me", "bo", "phuhuynh", "giamho",
	"age", "tuoi", "birth", "birthday", "born", "dob", "ngaysinh",
	"address", "diachi", "home", "nha", "village", "thon", "school", "truong", "class", "lop",
	"phone", "tel", "dienthoai", "sdt", "email", "zalo", "facebook",
	"cccd", "cmnd", "identity", "passport", "health", "benh", "gender", "gioitinh",
}

// Opaque reports whether a number says nothing about a person: letters of the
// alphabet, digits and marks with a digit among them, and no run of digits as long
// as a telephone or identity number.
func Opaque(number string) bool {
	digits, run := 0, 0
	for _, r := range number {
		switch {
		case '0' <= r && r <= '9':
			digits++
			if run++; run >= 9 {
				return false
			}
		case 'a' <= r && r <= 'z', 'A' <= r && r <= 'Z', strings.ContainsRune("-_./", r):
			run = 0
		default:
			return false
		}
	}
	return digits > 0 && len(number) <= 40
}

// nearest finds what a path that leads nowhere may have meant.
func nearest(file string, files []string) string {
	for _, f := range files {
		if path.Base(f) == path.Base(file) {
			return f
		}
	}
	near, _ := fold.Nearest(file, files)
	return near
}
