package content

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"loa/internal/base/problem"
	"loa/internal/base/tomlfile"
)

// Every list of a front matter has a bound, also one that joins later.
func TestListsHaveABound(t *testing.T) {
	most := problem.MaxValues.Most
	repeat := Repeat{}
	front := Front{Cascade: &Inherited{}, Event: &EventTable{Repeat: &repeat}, Document: &DocumentTable{}}
	var lists []string
	visit := func(list reflect.Value, path []any) {
		lists = append(lists, strings.Trim(strings.ReplaceAll(fmt.Sprint(path), " ", "."), "[]"))
		list.Set(reflect.MakeSlice(list.Type(), most+1, most+1))
	}
	eachList(reflect.ValueOf(&front).Elem(), nil, visit)
	for _, want := range []string{"topics", "audience", "authors", "hotlines", "sources", "cascade.topics", "event.repeat.except", "event.repeat.moved", "document.files"} {
		if !strings.Contains(" "+strings.Join(lists, " ")+" ", " "+want+" ") {
			t.Errorf("the list %s is not found among %v", want, lists)
		}
	}
	doc, _ := tomlfile.Parse(tomlfile.Source{})
	if found := cutLists(&front, doc); len(found) != len(lists)-1 { // aliases have their own
		t.Errorf("%d problems for %d lists", len(found), len(lists))
	}
	if len(front.Topics) != most || len(front.Cascade.Authors) != most || len(repeat.Except) != most || len(front.Aliases) != most+1 {
		t.Error("a list was not cut, or the wrong one")
	}
	if more := cutLists(&front, doc); more != nil {
		t.Error(more)
	}
}
