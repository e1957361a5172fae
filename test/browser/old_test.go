package browser

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/css"
	ecma "github.com/tdewolff/parse/v2/js"

	"loa/test/ownsite"
)

// old looks at every kind of page as a browser of 2020 draws it: Chrome 80, Safari
// 13. Of the style sheet there is what stands in no cascade layer.
func (h *house) old(t *testing.T) {
	own := &house{public: h.public, chrome: h.chrome}
	host := ownsite.Host(h.public)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if path.Ext(r.URL.Path) != ".css" {
			host.ServeHTTP(w, r)
			return
		}
		answer := httptest.NewRecorder()
		host.ServeHTTP(answer, r)
		w.Header().Set("Content-Type", "text/css")
		w.Write(unlayered(t, answer.Body.Bytes()))
	}))
	t.Cleanup(server.Close)
	own.url = server.URL
	for _, address := range ownsite.Kinds() {
		t.Run(strings.Trim(address, "/"), func(t *testing.T) {
			t.Parallel()
			b := own.tab(t)
			b.see(look{width: 320, height: 640})
			b.visit(address)
			for what, script := range map[string]string{"over the edge": wider, "box": boxes} {
				for _, found := range ask[[]string](b, script) {
					t.Errorf("%s: %s: %s", address, what, found)
				}
			}
			b.want("the page has a style", `getComputedStyle(document.body).backgroundColor === 'rgb(253, 247, 236)'`)
		})
	}
}

// unlayered is what a browser without cascade layers makes of a style sheet. All of
// that has to be in words which browsers of 2020 know.
func unlayered(t *testing.T, sheet []byte) []byte {
	var out bytes.Buffer
	p := css.NewParser(parse.NewInputBytes(bytes.Clone(sheet)), false)
	layers, supports, depth := 0, 0, 0
	write := func(data []byte, end string) {
		out.Write(data)
		for _, v := range p.Values() {
			out.Write(v.Data)
		}
		out.WriteString(end)
	}
	for {
		grammar, _, data := p.Next()
		switch {
		case grammar == css.ErrorGrammar:
			if p.Err() != io.EOF {
				t.Error(p.Err())
			}
			return out.Bytes()
		case grammar == css.BeginAtRuleGrammar && (layers > 0 || string(data) == "@layer"):
			layers++
		case grammar == css.EndAtRuleGrammar && layers > 0:
			layers--
		case layers > 0 || grammar == css.AtRuleGrammar && string(data) == "@layer":
		case grammar == css.BeginAtRuleGrammar && string(data) == "@supports":
			supports, depth = depth+1, depth+1 // true there
		case grammar == css.BeginAtRuleGrammar:
			depth++
			write(data, "{")
		case grammar == css.EndAtRuleGrammar:
			if depth != supports {
				out.WriteString("}")
			}
			depth--
		case grammar == css.BeginRulesetGrammar || grammar == css.QualifiedRuleGrammar:
			if depth == 0 {
				t.Errorf("a rule stands in no layer: %s", values(p))
			}
			if late := lateSelector.FindString(values(p)); late != "" {
				t.Errorf("%s in %s: not known in 2020", late, values(p))
			}
			write(nil, map[bool]string{true: "{", false: ","}[grammar == css.BeginRulesetGrammar])
		case grammar == css.EndRulesetGrammar:
			out.WriteString("}")
		case grammar == css.DeclarationGrammar:
			if late := lateProperty.FindString(string(data)); late != "" {
				t.Errorf("%s: not known in 2020", late)
			}
			if late := lateValue.FindString(values(p)); late != "" {
				t.Errorf("%s: %s: not known in 2020", data, late)
			}
			write(append(bytes.Clone(data), ':'), ";")
		}
	}
}

func values(p *css.Parser) string {
	var b strings.Builder
	for _, v := range p.Values() {
		b.Write(v.Data)
	}
	return b.String()
}

var (
	lateSelector = regexp.MustCompile(`:(is|where|has|focus-visible|any-link)\b|:not\([^)]*,`)
	lateProperty = regexp.MustCompile(`^(inset.*|(margin|padding|border)-(inline|block)|gap|aspect-ratio|accent-color|text-wrap|container.*|content-visibility|scale|rotate|translate|--.*)$`)
	lateValue    = regexp.MustCompile(`clamp\(|var\(|color-mix\(|light-dark\(|anywhere|\d(d|s|l)v[hw]\b|fit-content|oklch\(`)
)

// TestScriptsLevel: a script that an old browser cannot read does nothing at all, so
// none uses words or calls that came after Chrome 80 and Safari 13.
func TestScriptsLevel(t *testing.T) {
	files, err := filepath.Glob("../../themes/loa/assets/js/*.js")
	if err != nil || len(files) < 5 {
		t.Fatal("no scripts", err)
	}
	deeper, err := filepath.Glob("../../themes/loa/assets/js/*/*.js")
	if err != nil || len(deeper) < 5 {
		t.Fatal("no scripts", err)
	}
	files = append(append(files, deeper...), "../../internal/generator/offline/worker.js", "../../internal/generator/offline/gone.js")
	for _, file := range files {
		script, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, late := range lateWords(script) {
			t.Errorf("%s: %s is not known in 2020", filepath.Base(file), late)
		}
	}
	if found := lateWords([]byte("a ??= b; x?.y; 'a'.replaceAll('b', 'c'); class A { #b = 1 }")); len(found) != 4 {
		t.Errorf("found %q", found)
	}
}

func lateWords(script []byte) (found []string) {
	lexer := ecma.NewLexer(parse.NewInputBytes(bytes.Clone(script)))
	before := ecma.SemicolonToken
	for {
		kind, data := lexer.Next()
		if (kind == ecma.DivToken || kind == ecma.DivEqToken) && !ends(before) {
			kind, data = lexer.RegExp()
		}
		switch kind {
		case ecma.ErrorToken:
			return found
		case ecma.WhitespaceToken, ecma.LineTerminatorToken, ecma.CommentToken, ecma.CommentLineTerminatorToken:
			continue
		case ecma.OptChainToken, ecma.NullishToken, ecma.NullishEqToken, ecma.AndEqToken, ecma.OrEqToken, ecma.PrivateIdentifierToken:
			found = append(found, string(data))
		case ecma.IdentifierToken:
			if lateCalls[string(data)] {
				found = append(found, string(data))
			}
		}
		before = kind
	}
}

// ends reports whether a token may end an operand, so that a slash behind it divides.
func ends(kind ecma.TokenType) bool {
	switch kind {
	case ecma.CloseParenToken, ecma.CloseBracketToken, ecma.CloseBraceToken, ecma.StringToken, ecma.ThisToken:
		return true
	}
	return ecma.IsIdentifierName(kind) && !ecma.IsReservedWord(kind) || ecma.IsNumeric(kind)
}

// lateCalls are names that nothing before 2020 has.
var lateCalls = map[string]bool{"replaceAll": true, "hasOwn": true, "structuredClone": true, "findLast": true, "findLastIndex": true, "toSorted": true, "toReversed": true,
	"replaceChildren": true, "allSettled": true, "checkVisibility": true, "groupBy": true, "randomUUID": true, "WeakRef": true}
