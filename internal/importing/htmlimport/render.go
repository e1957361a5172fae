package htmlimport

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/JohannesKaufmann/html-to-markdown/v2/converter"
	"github.com/JohannesKaufmann/html-to-markdown/v2/marker"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/base"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/commonmark"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/table"
	"golang.org/x/net/html"
)

// render writes the tree as Markdown, its headings moved by some levels. Texts
// are escaped in the tree, by what our dialect reads; the converter knows only
// CommonMark.
func render(root *html.Node, moved int) string {
	c := converter.NewConverter(
		converter.WithEscapeMode(converter.EscapeModeDisabled),
	)
	for _, plugin := range []converter.Plugin{
		base.NewBasePlugin(),
		commonmark.NewCommonmarkPlugin(commonmark.WithHorizontalRule("---"), commonmark.WithListEndComment(false)),
		table.NewTablePlugin(table.WithCellPaddingBehavior(table.CellPaddingBehaviorMinimal)),
		dialect{moved},
	} {
		c.Register.Plugin(plugin)
	}
	joinTexts(root)
	text, err := c.ConvertNode(root)
	if err != nil {
		panic("clip: " + err.Error()) // the plugins are constants
	}
	text = bytes.TrimSpace(text)
	if len(text) == 0 {
		return ""
	}
	return angles.Replace(string(text)) + "\n"
}

// joinTexts makes one node of texts that follow each other, as those of looks that
// leave no mark do. The converter does so too, but copies all before it each time.
func joinTexts(parent *html.Node) {
	for n := parent.FirstChild; n != nil; n = n.NextSibling {
		if n.Type != html.TextNode {
			joinTexts(n)
			continue
		}
		var text strings.Builder
		text.WriteString(n.Data)
		for next := n.NextSibling; next != nil && next.Type == html.TextNode; next = n.NextSibling {
			text.WriteString(next.Data)
			parent.RemoveChild(next)
		}
		n.Data = text.String()
	}
}

// dialect is what Loa writes in its own way.
type dialect struct{ moved int }

func (dialect) Name() string { return "loa" }

func (d dialect) Init(c *converter.Converter) error {
	first := converter.PriorityEarly
	for level := 1; level <= 6; level++ {
		c.Register.RendererFor("h"+strconv.Itoa(level), converter.TagTypeBlock, d.heading, first)
	}
	c.Register.RendererFor("ul", converter.TagTypeBlock, list, first)
	c.Register.RendererFor("ol", converter.TagTypeBlock, list, first)
	for look, marks := range []string{bold: "**", italic: "*", strike: "~~"} {
		c.Register.RendererFor(lookNames[look], converter.TagTypeInline, emphasis(marks), first)
	}
	c.Register.RendererFor("a", converter.TagTypeInline, link, first)
	c.Register.RendererFor("img", converter.TagTypeInline, image, first)
	c.Register.RendererFor("br", converter.TagTypeInline, lineBreak, first)
	c.Register.RendererFor(noteMark, converter.TagTypeInline, mark, first)
	c.Register.RendererFor(noteText, converter.TagTypeBlock, note, first)
	return nil
}

func (d dialect) heading(ctx converter.Context, w converter.Writer, n *html.Node) converter.RenderStatus {
	level := min(max(headingLevel(n)+d.moved, 2), 6)
	var text bytes.Buffer
	ctx.RenderChildNodes(ctx, &text, n)
	w.WriteString("\n\n" + strings.Repeat("#", level) + " ")
	w.Write(bytes.TrimSpace(text.Bytes()))
	w.WriteString("\n\n")
	return converter.RenderSuccess
}

// lineBreak writes the backslash, which editors show and do not strip.
func lineBreak(_ converter.Context, w converter.Writer, _ *html.Node) converter.RenderStatus {
	w.WriteString("\\\n")
	return converter.RenderSuccess
}

// emphasis writes a look with its marks.
func emphasis(marks string) converter.HandleRenderFunc {
	return func(ctx converter.Context, w converter.Writer, n *html.Node) converter.RenderStatus {
		w.WriteString(marks)
		ctx.RenderChildNodes(ctx, w, n)
		w.WriteString(marks)
		return converter.RenderSuccess
	}
}

// link and image write addresses as they are: the converter would encode the
// parameters anew.
func link(ctx converter.Context, w converter.Writer, n *html.Node) converter.RenderStatus {
	w.WriteByte('[')
	ctx.RenderChildNodes(ctx, w, n)
	w.WriteString("](" + attr(n, "href") + ")")
	return converter.RenderSuccess
}

func image(_ converter.Context, w converter.Writer, n *html.Node) converter.RenderStatus {
	w.WriteString("![" + attr(n, "alt") + "](" + attr(n, "src") + ")")
	return converter.RenderSuccess
}

// list writes items without blank lines between them. Of two lists in a row the
// second has the other mark, or they would be one.
func list(ctx converter.Context, w converter.Writer, n *html.Node) converter.RenderStatus {
	number, second := 0, false
	for before := n.PrevSibling; before != nil && before.Data == n.Data; before = before.PrevSibling {
		second = !second
	}
	if n.Data == "ol" {
		number = 1
		if start, err := strconv.Atoi(attr(n, "start")); err == nil && start >= 0 && start < 1e9-1e5 {
			number = start
		}
	}
	w.WriteString("\n\n")
	for item := n.FirstChild; item != nil; item = item.NextSibling {
		w.WriteString(itemMark(n.Data, number, second))
		writeIndented(w, blocks(ctx, item), len(itemMark(n.Data, number, second)))
		w.WriteByte('\n')
		number++
	}
	w.WriteString("\n")
	return converter.RenderSuccess
}

func itemMark(kind string, number int, second bool) string {
	switch {
	case kind == "ul" && second:
		return "* "
	case kind == "ul":
		return "- "
	case second:
		return strconv.Itoa(number) + ") "
	}
	return strconv.Itoa(number) + ". "
}

// blocks writes what is in an item. A list goes right below its paragraph.
func blocks(ctx converter.Context, item *html.Node) []byte {
	var out bytes.Buffer
	for n := item.FirstChild; n != nil; n = n.NextSibling {
		var one bytes.Buffer
		ctx.RenderNodes(ctx, &one, n)
		text := bytes.Trim(one.Bytes(), " \n")
		if len(text) == 0 {
			continue
		}
		switch {
		case out.Len() == 0:
		case (n.Data == "ul" || n.Data == "ol") && n.PrevSibling.Data == "p" && attr(n, "start") <= "1":
			out.WriteByte('\n')
		default:
			out.WriteString("\n\n")
		}
		out.Write(text)
	}
	return bytes.ReplaceAll(out.Bytes(), marker.BytesMarkerCodeBlockNewline, []byte("\n"))
}

func writeIndented(w converter.Writer, text []byte, by int) {
	for i, line := range bytes.Split(text, []byte("\n")) {
		if i > 0 {
			w.WriteByte('\n')
			if len(line) > 0 {
				w.WriteString(strings.Repeat(" ", by))
			}
		}
		w.Write(line)
	}
}

func mark(_ converter.Context, w converter.Writer, n *html.Node) converter.RenderStatus {
	w.WriteString("[^" + attr(n, "id") + "]")
	return converter.RenderSuccess
}

func note(ctx converter.Context, w converter.Writer, n *html.Node) converter.RenderStatus {
	w.WriteString("\n\n[^" + attr(n, "id") + "]: ")
	writeIndented(w, blocks(ctx, n), 4)
	w.WriteString("\n\n")
	return converter.RenderSuccess
}
