package spoken

import "strings"

var enSmall = strings.Fields("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen")

var enTens = strings.Fields("- - twenty thirty forty fifty sixty seventy eighty ninety")

var enOrdinals = map[string]string{"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth", "twelve": "twelfth"}

// enCardinal is a number in words, with "and" before tens and ones.
func enCardinal(n uint64) string {
	switch {
	case n < 20:
		return enSmall[n]
	case n < 100:
		return spaced(enTens[n/10], unlessZero(n%10, ""))
	case n < 1000:
		return spaced(enSmall[n/100], "hundred", unlessZero(n%100, "and "))
	}
	for _, group := range []struct {
		value uint64
		name  string
	}{{1e18, "quintillion"}, {1e15, "quadrillion"}, {1e12, "trillion"}, {1e9, "billion"}, {1e6, "million"}, {1e3, "thousand"}} {
		if n >= group.value {
			and := ""
			if n%group.value < 100 {
				and = "and "
			}
			return spaced(enCardinal(n/group.value), group.name, unlessZero(n%group.value, and))
		}
	}
	return ""
}

func unlessZero(n uint64, before string) string {
	if n == 0 {
		return ""
	}
	return before + enCardinal(n)
}

// enOrdinal is first, second, twenty first.
func enOrdinal(n uint64) string {
	said := enCardinal(n)
	head, last := "", said
	if i := strings.LastIndexByte(said, ' '); i >= 0 {
		head, last = said[:i+1], said[i+1:]
	}
	switch {
	case enOrdinals[last] != "":
		return head + enOrdinals[last]
	case strings.HasSuffix(last, "y"):
		return head + strings.TrimSuffix(last, "y") + "ieth"
	}
	return head + last + "th"
}

// enYear is a year as it is said: nineteen ninety nine, two thousand and five, twenty
// twenty four.
func enYear(n uint64) string {
	high, low := n/100, n%100
	switch {
	case n < 1000 || n > 2999 || high%10 == 0 && low < 10:
		return enCardinal(n)
	case low == 0:
		return enCardinal(high) + " hundred"
	case low < 10:
		return enCardinal(high) + " oh " + enSmall[low]
	}
	return enCardinal(high) + " " + enCardinal(low)
}

func enSpelled(s string) string {
	var all []string
	for i := 0; i < len(s); i++ {
		if '0' <= s[i] && s[i] <= '9' {
			all = append(all, enSmall[s[i]-'0'])
		}
	}
	return strings.Join(all, " ")
}
