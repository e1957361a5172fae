package content

// most is how many parts are aligned; of a file with more, which nobody writes
// by hand, all have changed.
const most = 2000

// compare finds the parts that are new or other than before, and how many of
// the old ones are gone without another in their place. It aligns the two lists
// by their longest common subsequence.
func compare(old []uint16, parts []Part) (changed []Part, gone int) {
	for len(old) > 0 && len(parts) > 0 && old[0] == parts[0].digits {
		old, parts = old[1:], parts[1:]
	}
	for len(old) > 0 && len(parts) > 0 && old[len(old)-1] == parts[len(parts)-1].digits {
		old, parts = old[:len(old)-1], parts[:len(parts)-1]
	}
	if len(old) > most || len(parts) > most {
		return parts, 0
	}
	length := common(old, parts)
	for i, j := 0, 0; i < len(old) || j < len(parts); {
		switch {
		case i < len(old) && j < len(parts) && old[i] == parts[j].digits:
			i, j = i+1, j+1
		case j == len(parts) || i < len(old) && length[i+1][j] >= length[i][j+1]:
			gone++
			i++
		default:
			changed = append(changed, parts[j])
			j++
		}
	}
	return changed, max(0, gone-len(changed))
}

// common is the table of the lengths of what the ends of both lists share.
func common(old []uint16, parts []Part) [][]int {
	length := make([][]int, len(old)+1)
	for i := range length {
		length[i] = make([]int, len(parts)+1)
	}
	for i := len(old) - 1; i >= 0; i-- {
		for j := len(parts) - 1; j >= 0; j-- {
			length[i][j] = max(length[i+1][j], length[i][j+1])
			if old[i] == parts[j].digits {
				length[i][j] = length[i+1][j+1] + 1
			}
		}
	}
	return length
}
