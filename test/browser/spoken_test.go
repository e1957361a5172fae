package browser

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/chromedp"
)

// spoken is the page as the browser hands it to a screen reader, in the order of
// reading: "note", "text: This page …", "heading: …".
func (b *tab) spoken() []string {
	b.t.Helper()
	var tree accessibility.GetFullAXTreeResult
	b.do(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		got, err := cdp.Call(ctx, t, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{})
		tree = got
		return err
	}))
	byID := map[accessibility.NodeID]*accessibility.Node{}
	for _, n := range tree.Nodes {
		byID[n.NodeID] = n
	}
	var lines []string
	var walk func(*accessibility.Node)
	walk = func(n *accessibility.Node) {
		if !n.Ignored {
			switch role := text(n.Role); role {
			case "StaticText":
				lines = append(lines, "text: "+strings.TrimSpace(text(n.Name)))
			case "InlineTextBox", "none", "generic", "paragraph":
			default:
				lines = append(lines, strings.TrimSuffix(role+": "+text(n.Name), ": "))
			}
		}
		for _, id := range n.ChildIDs {
			if child := byID[id]; child != nil {
				walk(child)
			}
		}
	}
	if len(tree.Nodes) > 0 {
		walk(tree.Nodes[0])
	}
	return lines
}

func text(v *accessibility.Value) string {
	var s string
	if v != nil {
		json.Unmarshal([]byte(v.Value), &s) // a role or a name is always a string
	}
	return s
}

// hearsFirst fails unless the first thing in the page's text that a screen reader
// says is a note with these words.
func (b *tab) hearsFirst(words string) {
	b.t.Helper()
	lines := b.spoken()
	start := slices.IndexFunc(lines, func(line string) bool { return strings.HasPrefix(line, "main") })
	if start < 0 || len(lines) < start+3 || lines[start+1] != "note" || !strings.Contains(lines[start+2], words) {
		b.t.Errorf("a screen reader is not told first that %q:\n%s", words, strings.Join(lines[max(start, 0):], "\n"))
	}
}
