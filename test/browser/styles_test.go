package browser

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/css"
)

// declaration is a property and its value, as CSS.supports takes them.
type declaration [2]string

// styles holds the style sheets that are published against a parser, which must
// find no fault, and every declaration of a rule against the browser, which must
// know it. Minifying may make a fault of what was none.
func (h *house) styles(t *testing.T) {
	sheets, err := filepath.Glob(filepath.Join(h.public, "assets", "*.css"))
	if err != nil || len(sheets) == 0 {
		t.Fatal("the site has no style sheet: ", err)
	}
	for _, sheet := range sheets {
		data, err := os.ReadFile(sheet)
		if err != nil {
			t.Fatal(err)
		}
		name := filepath.Base(sheet)
		declared, faults := declarations(data)
		for _, fault := range faults {
			t.Errorf("%s: %s", name, fault)
		}
		for _, d := range h.unknown(t, declared) {
			t.Errorf("%s: Chromium does not know “%s:%s”", name, d[0], d[1])
		}
		t.Logf("%s: %d declarations", name, len(declared))
		if len(declared) < 300 { // the theme's has over a thousand
			t.Errorf("%s: only %d declarations were looked at", name, len(declared))
		}
		for _, property := range beyondColours(data) {
			t.Errorf("%s: “%s” of the dark scheme is no colour, and axe looks at colours alone there", name, property)
		}
	}
}

// unknown are the declarations that the browser would pass over.
func (h *house) unknown(t *testing.T, all []declaration) []declaration {
	b := h.tab(t)
	b.visit("/")
	list, err := json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	return ask[[]declaration](b, string(list)+".filter(([name, value]) => !CSS.supports(name, value))")
}

// declarations are those of a sheet's rules, and what its parser stumbles over.
// What other blocks hold (@font-face, @page) are descriptors, not properties.
func declarations(sheet []byte) (declared []declaration, faults []string) {
	p := css.NewParser(parse.NewInputBytes(bytes.Clone(sheet)), false)
	inRule := []bool{false}
	for {
		grammar, _, name := p.Next()
		switch grammar {
		case css.ErrorGrammar:
			if p.Err() == io.EOF && !p.HasParseError() {
				return declared, faults
			}
			if faults = append(faults, p.Err().Error()); !p.HasParseError() {
				return declared, faults
			}
		case css.BeginAtRuleGrammar:
			inRule = append(inRule, inRule[len(inRule)-1])
		case css.BeginRulesetGrammar:
			inRule = append(inRule, true)
		case css.EndAtRuleGrammar, css.EndRulesetGrammar:
			inRule = inRule[:len(inRule)-1]
		case css.DeclarationGrammar:
			if inRule[len(inRule)-1] {
				declared = append(declared, declaration{string(name), valueOf(p.Values())})
			}
		}
	}
}

// valueOf joins a value's tokens, without the mark of importance.
func valueOf(tokens []css.Token) string {
	var b bytes.Buffer
	for _, t := range tokens {
		if t.TokenType == css.DelimToken && string(t.Data) == "!" {
			break
		}
		b.Write(t.Data)
	}
	return b.String()
}

// beyondColours are the properties that a sheet sets in the dark scheme but for colours,
// custom properties and filters of pictures.
func beyondColours(sheet []byte) (found []string) {
	p := css.NewParser(parse.NewInputBytes(bytes.Clone(sheet)), false)
	depth, dark := 0, 0 // the depth at which a block of the dark scheme began
	for {
		grammar, _, name := p.Next()
		switch grammar {
		case css.ErrorGrammar:
			return found
		case css.BeginAtRuleGrammar:
			if depth++; dark == 0 && strings.Contains(valueOf(p.Values()), "prefers-color-scheme:dark") {
				dark = depth
			}
		case css.EndAtRuleGrammar:
			if depth == dark {
				dark = 0
			}
			depth--
		case css.DeclarationGrammar:
			if dark > 0 && !ofColour.Match(name) {
				found = append(found, string(name))
			}
		}
	}
}

var ofColour = regexp.MustCompile(`^(--.*|.*color.*|background|fill|stroke|filter|box-shadow|opacity)$`)

// TestDeclarations: the look at style sheets itself finds what is wrong.
func TestDeclarations(t *testing.T) {
	declared, faults := declarations([]byte("@font-face{font-family:x}a{color:red!important;margin:0 1px}@media print{b{c:d}}"))
	if got, _ := json.Marshal(declared); string(got) != `[["color","red"],["margin","0 1px"],["c","d"]]` || len(faults) != 0 {
		t.Errorf("%s %q", got, faults)
	}
	if found := beyondColours([]byte("@media (prefers-color-scheme:dark){a{color:red;display:none}}b{display:none}")); len(found) != 1 || found[0] != "display" {
		t.Errorf("in the dark: %q", found)
	}
	for _, bad := range []string{"a{color}", "a{color:red}}b{}", "a{:red}"} {
		if _, faults := declarations([]byte(bad)); len(faults) == 0 {
			t.Errorf("%q has no fault", bad)
		}
	}
}
