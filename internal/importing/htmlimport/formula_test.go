package htmlimport

import (
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// What stands above or below the line never becomes a part of the number or the word
// before it.
func TestRaised(t *testing.T) {
	for in, want := range map[string]string{
		"10<sup>-3</sup> mg":                            "10⁻³ mg",
		"10<sup>−3</sup>, 10<sup>–6</sup>":              "10⁻³, 10⁻⁶",
		"10<sup>6,5</sup> và":                           "10^6,5 và",
		"10<sup>6,5</sup>mg":                            "10^6,5 mg",
		"10<sup>6.5</sup>3":                             "10^6.5 3",
		"2<sup>n</sup>, 2<sup>n+1</sup>, 2<sup>x</sup>": "2ⁿ, 2ⁿ⁺¹, 2^x",
		"Ca<sup>2+</sup>, SO<sub>4</sub><sup>2-</sup>":  "Ca²⁺, SO₄²⁻",
		"38<sup>o</sup>C, 38<sup>0</sup>C, 38 <sup>o</sup>C, 38<sup>oC</sup>, 38<sup>0</sup> C": "38°C, 38°C, 38 °C, 38°C, 38° C",
		"góc 45<sup>o</sup>, 10<sup>0</sup> = 1":                                                "góc 45°, 10⁰ = 1",
		"1<sup>st</sup>, 2<sup>nd</sup>, M<sup>me</sup>, n<sup>o</sup> 5":                       "1st, 2nd, Mme, nº 5",
		"10<sup>-</sup><sup>3</sup>, 10<b><sup>-</sup></b><sup>3</sup>":                         "10⁻³, 10⁻³",
		"chú thích<sup>a</sup>, chú thích<sup>(1)</sup>, chú thích<sup>*</sup>":                 "chú thích^a, chú thích⁽¹⁾, chú thích\\*",
		"log<sub>2,5</sub>8, x<sub>i</sub>, V<sub>max</sub>, H<sub>2</sub>O":                    "log_2,5 8, xi, Vmax, H₂O",
		"10<span style=\"vertical-align:super\">5</span> con":                                   "10⁵ con",
		"<sup>1</sup> Theo WHO, <sup>a</sup> Theo":                                              "¹ Theo WHO, a Theo",
		"số<sup>[1]</sup>": "số\\[1]",
		"2<sup>a b</sup>":  "2^(a b)",
	} {
		if got := Convert("<p>" + in + "</p>"); strings.TrimSpace(got.Markdown) != want {
			t.Errorf("%s: %q, want %q", in, got.Markdown, want)
		}
	}
	if got := Convert("<table><tr><td>10<sup>6,5</sup></td><td>b</td></tr><tr><td>10<sup>5</sup></td><td>d</td></tr></table><pre>10<sup>5</sup></pre>").Markdown; got != "| 10^6,5 | b |\n|---|---|\n| 10⁵ | d |\n\n```\n10⁵\n```\n" {
		t.Error(got)
	}
}

// Formulas of web pages stand on the line; those that could be read as others are told.
func TestFormulas(t *testing.T) {
	frac := func(a, b string) string { return "<mfrac><mn>" + a + "</mn><mn>" + b + "</mn></mfrac>" }
	for in, want := range map[string]string{
		frac("1", "2"):                                                         "1/2",
		"<mn>1</mn>" + frac("1", "2"):                                          "1 1/2",
		"<mn>1</mn><mo>\u2064</mo>" + frac("1", "2"):                           "1 1/2",
		frac("1", "2") + "<mn>3</mn>":                                          "1/2 3",
		"<mn>2</mn><mo>\u2062</mo><mn>3</mn>":                                  "2·3",
		"<mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mn>2</mn></mfrac>": "(a+b)/2",
		"<mfrac>" + frac("1", "2") + "<mn>3</mn></mfrac>":                      "(1/2)/3",
		"<msup><mn>10</mn><mn>5</mn></msup>":                                   "10⁵",
		"<msup><mn>10</mn><mrow><mo>-</mo><mn>6,5</mn></mrow></msup>":          "10^-6,5",
		"<msup>" + frac("1", "2") + "<mn>2</mn></msup>":                        "(1/2)²",
		"<msub><mi>C</mi><mn>2</mn></msub>":                                    "C₂",
		"<msubsup><mi>x</mi><mn>1</mn><mn>2</mn></msubsup>":                    "x₁²",
		"<msqrt><mn>16</mn></msqrt>":                                           "√16",
		"<msqrt><mi>a</mi><mo>+</mo><mi>b</mi></msqrt>":                        "√(a+b)",
		"<mroot><mn>27</mn><mn>3</mn></mroot>":                                 "∛27",
		"<mfenced><mi>a</mi><mi>b</mi></mfenced>":                              "(a,b)",
		"<munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover><mi>i</mi>": "∑\\_(i=1)^n i",
		"<mover><mi>x</mi><mo>̄</mo></mover>":                                                         "x̄",
		"<munder><mi>x</mi><mo>_</mo></munder>":                                                       "x̲",
		"<mover><mi>x</mi><mo>¯</mo></mover>":                                                         "x̅",
		"<mmultiscripts><mi>C</mi><mprescripts/><mn>6</mn><mn>14</mn></mmultiscripts>":                "¹⁴₆C",
		"<msup><mn>38</mn><mo>∘</mo></msup><mi>C</mi>":                                                "38°C",
		"<semantics><mrow>" + frac("3", "4") + "</mrow><annotation>\\frac34</annotation></semantics>": "3/4",
		"<mtext>liều = </mtext>" + frac("1", "2"):                                                     "liều = 1/2",
	} {
		got := Convert("<p>uống <math>" + in + "</math> viên</p>")
		if got.Markdown != "uống "+want+" viên\n" || len(got.Lost) > 0 {
			t.Errorf("%s: %q %v, want %q", in, got.Markdown, got.Lost, want)
		}
	}
	for in, want := range map[string]string{
		"<p>2<math>" + frac("1", "2") + "</math></p>":    "2 1/2\n",
		"<p><math>" + frac("1", "2") + "</math>3</p>":    "1/2 3\n",
		"<p><math>" + frac("1", "2") + "</math>viên</p>": "1/2viên\n",
	} {
		if got := Convert(in).Markdown; got != want {
			t.Errorf("%s: %q, want %q", in, got, want)
		}
	}
	told := Convert("<p>A <math><mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>2</mn></mtd></mtr></mtable></math> B</p>")
	if told.Markdown != "A 1 , 2 B\n" || len(told.Lost) != 1 || told.Lost[0].Kind != Formula {
		t.Error(told)
	}
}

var digitRuns = regexp.MustCompile(`[0-9]+`)

// However numbers stand beside, above and below one another: all come out, in order,
// and no two of them become one.
func TestNumbersStay(t *testing.T) {
	plain := strings.NewReplacer("⁰", " 0 ", "¹", " 1 ", "²", " 2 ", "³", " 3 ", "⁴", " 4 ", "⁵", " 5 ", "⁶", " 6 ", "⁷", " 7 ", "⁸", " 8 ", "⁹", " 9 ",
		"₀", " 0 ", "₁", " 1 ", "₂", " 2 ", "₃", " 3 ", "₄", " 4 ", "₅", " 5 ", "₆", " 6 ", "₇", " 7 ", "₈", " 8 ", "₉", " 9 ")
	for seed := range uint64(3000) {
		r := rand.New(rand.NewPCG(seed, 2))
		var want []string
		number := func() string { // of one digit, so that two glued together are seen
			want = append(want, strconv.Itoa(1+r.IntN(9)))
			return want[len(want)-1]
		}
		var formula func(depth int) string
		formula = func(depth int) string {
			if depth == 0 {
				return "<mn>" + number() + "</mn>"
			}
			two := func(name string) string {
				return "<" + name + ">" + formula(depth-1) + formula(depth-1) + "</" + name + ">"
			}
			switch r.IntN(5) {
			case 0:
				return two("mfrac")
			case 1:
				return two("msup")
			case 2:
				return two("msub")
			case 3:
				return "<msqrt>" + formula(depth-1) + "</msqrt>"
			}
			return "<mrow>" + formula(depth-1) + "<mo>+</mo>" + formula(depth-1) + "</mrow>"
		}
		var in strings.Builder
		apart := true // a number may follow
		for range 1 + r.IntN(6) {
			switch n := r.IntN(5); {
			case n == 1 && strings.HasSuffix(in.String(), "</sup>"):
				continue
			case n == 0 && apart:
				in.WriteString(number())
				apart = false
				continue
			case n == 1:
				in.WriteString("<sup>" + number() + "," + number() + "</sup>")
			case n == 2:
				in.WriteString("<sub>" + number() + "</sub>mg ")
			case n == 3:
				in.WriteString("<math>" + formula(r.IntN(3)) + "</math>")
			default:
				in.WriteString(" và ")
			}
			apart = true
		}
		got := digitRuns.FindAllString(plain.Replace(Convert("<p>"+in.String()+"</p>").Markdown), -1)
		if !slices.Equal(got, want) {
			t.Fatalf("seed %d: %s: %q gives %v, want %v", seed, in.String(), Convert("<p>"+in.String()+"</p>").Markdown, got, want)
		}
	}
}
