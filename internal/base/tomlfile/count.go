package tomlfile

// Values counts the marks that a value of a text begins after: , = [ and {, those within
// strings too. The text has at most so many values, lists and tables. Beyond is where the
// first mark after the first most ones stands, or -1.
func Values(text []byte, most int) (n, beyond int) {
	beyond = -1
	for i, c := range text {
		switch c {
		case ',', '=', '[', '{':
			if n++; n == most+1 {
				beyond = i
			}
		}
	}
	return n, beyond
}
