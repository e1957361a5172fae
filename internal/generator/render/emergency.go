package render

import (
	"maps"
	"slices"

	"loa/internal/base/fold"
	"loa/internal/base/problem"
	"loa/internal/generator/markdown"
)

// emergencyTable is the file of data/ that says whom to call in which danger.
// Many pages speak of the same danger; one table keeps them from disagreeing.
const emergencyTable = "emergencies"

// Emergency is what the directive emergency shows of one danger.
type Emergency struct {
	Call       string    // whom to call, in one sentence
	Say        string    // what to say on the phone
	Unanswered string    // what to do if nobody answers or no car comes
	Language   *Language // of these words
}

// emergency resolves the directive emergency: the numbers and words of a danger.
func (h *host) emergency(use markdown.Use, d *Directive) []problem.Problem {
	key := use.Value("danger")
	if use.Name != "emergency" || key == "" {
		return nil
	}
	dangers := tableOf(h.e.site.Data[emergencyTable])
	danger, known := dangers[key].(map[string]any)
	if !known {
		args := problem.Args{"value": key, "known": slices.Sorted(maps.Keys(dangers))}
		if near, ok := fold.Nearest(key, slices.Sorted(maps.Keys(dangers))); ok {
			args["suggestion"] = near
		}
		return []problem.Problem{problem.New(problem.EmergencyUnknown, use.At("danger"), args)}
	}
	asked := stringsOf(danger["numbers"])
	d.Numbers = h.e.maker.hotlines(asked)
	d.Emergency = h.e.maker.emergency(danger)
	at := problem.Place{File: "data/" + emergencyTable + ".toml"}
	var problems []problem.Problem
	for _, number := range asked {
		if len(h.e.maker.hotlines([]string{number})) == 0 {
			problems = append(problems, problem.New(problem.UnknownHotline, at, problem.Args{"number": number}))
		}
	}
	for _, missing := range lacking(asked, d.Emergency) {
		problems = append(problems, problem.New(problem.EmergencyIncomplete, at, problem.Args{"danger": key, "key": missing}))
	}
	return problems
}

// emergency is what a danger's table says in the reader's language; where it
// says nothing, in the site's default language.
func (sm *siteMaker) emergency(danger map[string]any) *Emergency {
	for _, tag := range []string{sm.language.Tag, sm.placed.Settings.DefaultLanguage} {
		words := tableOf(danger[tag])
		if len(words) == 0 {
			continue
		}
		of := &Emergency{Call: stringOf(words["call"]), Say: stringOf(words["say"]), Unanswered: stringOf(words["unanswered"]), Language: sm.language}
		if other := sm.other(tag); other != nil {
			of.Language = other
		}
		return of
	}
	return nil
}

// lacking names the keys without which a reader would not know what to do.
func lacking(numbers []string, of *Emergency) []string {
	var keys []string
	if len(numbers) == 0 {
		keys = append(keys, "numbers")
	}
	if of == nil || of.Call == "" {
		keys = append(keys, "call")
	}
	if of == nil || of.Unanswered == "" {
		keys = append(keys, "unanswered")
	}
	return keys
}

func tableOf(value any) map[string]any {
	t, _ := value.(map[string]any)
	return t
}

func stringOf(value any) string {
	s, _ := value.(string)
	return s
}

func stringsOf(value any) []string {
	list, _ := value.([]any)
	var all []string
	for _, one := range list {
		if s := stringOf(one); s != "" {
			all = append(all, s)
		}
	}
	return all
}
