package spoken

import "strings"

var viDigits = []string{"không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"}

// viCardinal is a number in words, by the rules of mươi, mốt, tư, lăm and linh.
func viCardinal(n uint64) string {
	if n == 0 {
		return viDigits[0]
	}
	return strings.Join(viGroups(nil, n, false), " ")
}

// viGroups appends the words of a number above 0; full is set where larger groups stand
// before it, whose absent hundreds are then said (2024: hai nghìn không trăm hai mươi tư).
func viGroups(all []string, n uint64, full bool) []string {
	for _, group := range []struct {
		value uint64
		name  string
	}{{1e9, "tỷ"}, {1e6, "triệu"}, {1e3, "nghìn"}} {
		if n >= group.value {
			all = append(viGroups(all, n/group.value, full), group.name)
			n, full = n%group.value, true
		}
	}
	if n == 0 {
		return all
	}
	hundreds, tens, ones := n/100, n/10%10, n%10
	if hundreds > 0 || full {
		all = append(all, viDigits[hundreds], "trăm")
		full = true
	}
	switch {
	case tens == 1:
		all = append(all, "mười")
	case tens > 1:
		all = append(all, viDigits[tens], "mươi")
	case ones > 0 && full:
		all = append(all, "linh")
	}
	switch {
	case ones == 0:
		return all
	case ones == 1 && tens > 1:
		return append(all, "mốt")
	case ones == 4 && tens > 1:
		return append(all, "tư")
	case ones == 5 && tens > 0:
		return append(all, "lăm")
	}
	return append(all, viDigits[ones])
}

// viOrdered is a number after thứ and tháng, where four is tư.
func viOrdered(n uint64) string {
	if n == 4 {
		return "tư"
	}
	return viCardinal(n)
}

// viSpelled are digits one by one.
func viSpelled(s string) string {
	var all []string
	for i := 0; i < len(s); i++ {
		if '0' <= s[i] && s[i] <= '9' {
			all = append(all, viDigits[s[i]-'0'])
		}
	}
	return strings.Join(all, " ")
}

// viOrdinal is thứ nhất, thứ hai, thứ tư.
func viOrdinal(n uint64) string {
	if n == 1 {
		return "thứ nhất"
	}
	return "thứ " + viOrdered(n)
}
