package htmlimport

import "testing"

// A formula that a page holds twice comes in once: KaTeX and MathJax write letters beside the MathML, Wikipedia a
// picture in front of MathML that it hides.
func TestFormulaOnce(t *testing.T) {
	const half = `<math><semantics><mfrac><mn>1</mn><mn>2</mn></mfrac><annotation encoding="application/x-tex">\frac{1}{2}</annotation></semantics></math>`
	for name, in := range map[string]string{
		"KaTeX":     `<span class="katex"><span class="katex-mathml">` + half + `</span><span class="katex-html" aria-hidden="true"><span>1</span><span>2</span></span></span>`,
		"MathJax 2": `<span class="MathJax"><nobr aria-hidden="true"><span>1</span><span>2</span></nobr><span class="MJX_Assistive_MathML">` + half + `</span></span>`,
		"MathJax 3": `<mjx-container><mjx-math aria-hidden="true"><mjx-c></mjx-c></mjx-math> <mjx-assistive-mml>` + half + `</mjx-assistive-mml></mjx-container>`,
		"Wikipedia": `<span class="mwe-math-element"><span style="display: none;">` + half + `</span><img src="https://a.example/x.svg" class="mwe-math-fallback-image-inline" aria-hidden="true" alt="{\frac 12}"></span>`,
	} {
		got := Convert(`<p>Uống ` + in + ` viên</p>`)
		if got.Markdown != "Uống 1/2 viên\n" || len(got.Lost) != 0 {
			t.Errorf("%s: %q %v", name, got.Markdown, got.Lost)
		}
	}
	for in, want := range map[string]string{
		`a <span style="display:none">` + half + `</span>b`: "a b\n", // hidden, and nothing in its place
		half + ` gói <span aria-hidden="true">x</span>`:     "1/2 gói x\n",
		`<p><span aria-hidden=true>x</span> a`:              "x a\n",
	} {
		if got := Convert(in).Markdown; got != want {
			t.Errorf("%s: %q, want %q", in, got, want)
		}
	}
}

// What a page lifts by a length stands above the line, and signs that were typed for a raised o mean degrees.
func TestLifted(t *testing.T) {
	for in, want := range map[string]string{
		`10<span style="vertical-align:30%">-3</span>`:                                     "10⁻³\n",
		`10<span style="vertical-align:0.5em;font-size:60%">6,5</span>`:                    "10^6,5\n",
		`CO<span style="vertical-align:-25%">2</span>`:                                     "CO₂\n",
		`H<span style="vertical-align:-3pt">2</span>O`:                                     "H₂O\n",
		`m<span style="vertical-align:5px">2</span>`:                                       "m²\n",
		`10<span style="vertical-align:-1px">3</span>`:                                     "103\n",
		`10<span style="vertical-align:middle">3</span>`:                                   "103\n",
		`38<sup>º</sup>C, 38<sup>˚</sup>C, 38<sup>°</sup>C, 45<sup>º</sup>, 1<sup>o</sup>`: "38°C, 38°C, 38°C, 45°, 1°\n",
	} {
		if got := Convert("<p>" + in).Markdown; got != want {
			t.Errorf("%s: %q, want %q", in, got, want)
		}
	}
}
