package tmplcompile

import (
	"cmp"
	"reflect"
	"slices"
	"text/template/parse"
)

// loop is a {{range}}: its body and where index and element go.
type loop struct {
	pipe           expr
	body, none     steps
	index, element int // slots; -1 for none
}

func (c *compiler) loop(n *parse.RangeNode) (step, error) {
	defer func(n int) { c.scope = c.scope[:n] }(len(c.scope))
	l := loop{index: -1, element: -1}
	var err error
	if l.pipe, err = c.pipe(n.Pipe); err != nil { // which declares the variables
		return nil, err
	}
	if names := n.Pipe.Decl; len(names) > 0 {
		if l.element, err = c.slot(names[len(names)-1].Ident[0]); err != nil {
			return nil, err
		}
		if len(names) > 1 {
			if l.index, err = c.slot(names[0].Ident[0]); err != nil {
				return nil, err
			}
		}
	}
	if l.body, err = c.list(n.List); err != nil {
		return nil, err
	}
	if l.none, err = c.list(n.ElseList); err != nil {
		return nil, err
	}
	return l.run, nil
}

func (l *loop) run(r *run, dot reflect.Value) flow {
	v, ok := l.pipe(r, dot)
	if !ok {
		return failed
	}
	v, null := indirect(v)
	if null {
		return failed
	}
	ran, went := false, next
	switch v.Kind() {
	case reflect.Invalid:
	case reflect.Slice, reflect.Array:
		ran, went = v.Len() > 0, l.list(r, v)
	case reflect.Map:
		ran, went = v.Len() > 0, l.table(r, v)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		ran, went = v.Int() > 0, l.count(r, v)
	default: // channels, functions and unsigned numbers are left to html/template
		return failed
	}
	if !ran && went == next {
		return l.none.run(r, dot)
	}
	return went
}

// turn runs the body once. It goes on with next, whatever the body said of it.
func (l *loop) turn(r *run, index, element reflect.Value) flow {
	if l.index >= 0 {
		r.vars[r.base+l.index] = index
	}
	if l.element >= 0 {
		r.vars[r.base+l.element] = element
	}
	if went := l.body.run(r, element); went != goOn {
		return went
	}
	return next
}

func (l *loop) list(r *run, list reflect.Value) flow {
	for i := range list.Len() {
		var index reflect.Value
		if l.index >= 0 {
			index = reflect.ValueOf(i)
		}
		if went := l.turn(r, index, list.Index(i)); went != next {
			return over(went)
		}
	}
	return next
}

func (l *loop) count(r *run, n reflect.Value) flow {
	if l.index >= 0 {
		return failed
	}
	for i := range n.Int() {
		if went := l.turn(r, reflect.Value{}, reflect.ValueOf(i).Convert(n.Type())); went != next {
			return over(went)
		}
	}
	return next
}

// table runs over a map in the order of its keys.
func (l *loop) table(r *run, table reflect.Value) flow {
	var order func(a, b reflect.Value) int
	switch table.Type().Key().Kind() {
	case reflect.String:
		order = func(a, b reflect.Value) int { return cmp.Compare(a.String(), b.String()) }
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		order = func(a, b reflect.Value) int { return cmp.Compare(a.Int(), b.Int()) }
	default:
		return failed
	}
	keys := table.MapKeys()
	slices.SortFunc(keys, order)
	for _, key := range keys {
		if went := l.turn(r, key, table.MapIndex(key)); went != next {
			return over(went)
		}
	}
	return next
}

// over is how a loop ends that one of its turns ended.
func over(went flow) flow {
	if went == leave {
		return next
	}
	return went
}
