package content

import "reflect"

// Inherit returns the values of an entry with what it leaves out filled from
// the sections above it, the nearest first.
func (in Inherited) Inherit(above ...*Inherited) Inherited {
	for _, cascade := range above {
		if cascade != nil {
			in.Outlets = in.Outlets.over(cascade.Outlets)
			fill(reflect.ValueOf(&in).Elem(), reflect.ValueOf(cascade).Elem())
		}
	}
	return in
}

func fill(into, from reflect.Value) {
	for i := range into.NumField() {
		if into.Field(i).IsZero() {
			into.Field(i).Set(from.Field(i))
		}
	}
}
