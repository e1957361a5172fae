package htmlimport

import "testing"

// Notes of Word, of LibreOffice and of Google Docs are notes.
func TestNotes(t *testing.T) {
	for name, in := range map[string]string{
		"Google Docs": `<p><span>A</span><sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup><span> b</span><sup><a href="#edn1">[2]</a></sup></p>` +
			`<div><p><a href="#ftnt_ref1" id="ftnt1">[1]</a><span>C</span></p></div><div id=edn1><p>D</div>`,
		"Google Docs with a line": `<p>A<sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup> b<sup><a href="#edn1">[2]</a></sup></p><hr class="c3">` +
			`<div><p><a href="#ftnt_ref1" id="ftnt1">[1]</a><span>C</span></p></div><div id=edn1><p>D</div>`,
		"Word": `<p>A<a href="#_ftn1" name="_ftnref1">[1]</a> b<a href="#_edn1" name="_ednref1">[i]</a></p>` +
			`<div id=ftn1><p><a href="#_ftnref1" name="_ftn1">[1]</a> C</div><div id=edn1><p><a href="#_ednref1" name="_edn1">[i]</a> D</div>`,
		"LibreOffice": `<p>A<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a> b<a class="sdendnoteanc" name="sdendnote1anc" href="#sdendnote1sym"><sup>i</sup></a></p>` +
			`<div id="sdfootnote1"><p class="sdfootnote"><a class="sdfootnotesym" name="sdfootnote1sym" href="#sdfootnote1anc">1</a>C</p></div>` +
			`<div id="sdendnote1"><p class="sdendnote"><a class="sdendnotesym" name="sdendnote1sym" href="#sdendnote1anc">i</a>D</p></div>`,
	} {
		if got := Convert(in).Markdown; got != "A[^1] b[^e1]\n\n[^1]: C\n\n[^e1]: D\n" {
			t.Errorf("%s: %q", name, got)
		}
	}
}

// A line stays where it parts texts.
func TestLineInText(t *testing.T) {
	const in = `<p>A<a href="#ftnt1">[1]</a></p><hr><p>B</p><hr><p><a href="#ftnt_ref1" id="ftnt1">[1]</a>C</p>`
	if got := Convert(in).Markdown; got != "A[^1]\n\n---\n\nB\n\n[^1]: C\n" {
		t.Error(got)
	}
}
