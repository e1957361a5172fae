package source

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// initials are the consonants a Vietnamese syllable can begin with, longer ones
// first.
const initials = "ngh ng nh gh gi kh ch th tr ph qu b c d đ g h k l m n p r s t v x"

// rimes are the ways a Vietnamese syllable can end, without tones. Those that
// exist only behind qu and gi are among them.
const rimes = " a ac ach ai am an ang anh ao ap at au ay" +
	" ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây" +
	" e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu" +
	" i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu" +
	" o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt" +
	" oc oe oen oeo oet oi om on ong ooc oong op ot" +
	" ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt" +
	" u ua uân uâng uât uây uc uê uêch uênh ui um un ung uôc uôi uôm uôn uông uôt" +
	" up ut uy uya uych uyên uyêt uynh uyp uyt uyu uơ" +
	" ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu" +
	" y ych yêm yên yêng yêt yêu ynh yt yu "

// Syllable reports whether a word can be a Vietnamese syllable, in any case.
func Syllable(word string) bool { return syllable(word) }

// syllable reports whether a word can be a Vietnamese syllable: a known initial
// and rime, at most one tone, and of the tones only sắc and nặng before a final
// c, ch, p or t. Words are what tells a wrong encoding: read in the wrong one,
// hardly any of them stays possible.
func syllable(word string) bool {
	bare, tone, ok := splitTone(word)
	if !ok {
		return false
	}
	if strings.HasSuffix(bare, "c") || strings.HasSuffix(bare, "ch") || strings.HasSuffix(bare, "p") || strings.HasSuffix(bare, "t") {
		if tone != sac && tone != nang {
			return false
		}
	}
	for initial := range strings.FieldsSeq(initials) {
		if rime, ok := strings.CutPrefix(bare, initial); ok && hasRime(rime) {
			return true
		}
	}
	return hasRime(bare)
}

func hasRime(rime string) bool {
	return rime != "" && strings.Contains(rimes, " "+rime+" ")
}

const (
	huyen = '\u0300'
	sac   = '\u0301'
	nga   = '\u0303'
	hoi   = '\u0309'
	nang  = '\u0323'
)

// splitTone returns a word in lower case without its tone, and the tone (0 for
// none). ok is false if it has two.
func splitTone(word string) (bare string, tone rune, ok bool) {
	var b strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(word)) {
		switch r {
		case huyen, sac, nga, hoi, nang:
			if tone != 0 {
				return "", 0, false
			}
			tone = r
		default:
			b.WriteRune(r)
		}
	}
	return norm.NFC.String(b.String()), tone, true
}

// word is a piece of a text and where it stands.
type word struct {
	text   string
	offset int
}

// words are the longest runs of characters for which in is true.
func words(text []byte, in func(rune) bool) iter.Seq[word] {
	return func(yield func(word) bool) {
		start := -1
		for i := 0; i <= len(text); {
			r, size := utf8.DecodeRune(text[i:])
			switch inside := size > 0 && in(r); {
			case inside && start < 0:
				start = i
			case !inside && start >= 0:
				if !yield(word{string(text[start:i]), start}) {
					return
				}
				start = -1
			}
			i += max(size, 1)
		}
	}
}

func letter(r rune) bool { return unicode.IsLetter(r) || unicode.IsMark(r) }

// letterOrSign takes in the signs that stand for letters in TCVN3.
func letterOrSign(r rune) bool { return 0xA1 <= r && r <= 0xFF || letter(r) }

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
