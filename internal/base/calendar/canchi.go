package calendar

// The ten stems (can) and twelve branches (chi) that name the lunar years by turns, sixty names in all.
var (
	stems    = [10]string{"Giáp", "Ất", "Bính", "Đinh", "Mậu", "Kỷ", "Canh", "Tân", "Nhâm", "Quý"}
	branches = [12]string{"Tý", "Sửu", "Dần", "Mão", "Thìn", "Tỵ", "Ngọ", "Mùi", "Thân", "Dậu", "Tuất", "Hợi"}
)

// YearName returns the name of a lunar year: 2014 is "Giáp Ngọ". The year 4 was Giáp Tý.
func YearName(year int) string {
	return stems[floorMod(year-4, 10)] + " " + branches[floorMod(year-4, 12)]
}

// floorMod is the remainder that is never negative.
func floorMod(a, n int) int { return ((a % n) + n) % n }
