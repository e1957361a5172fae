// Command preview measures how fast the preview follows its author, on a made
// site, over HTTP as a browser would see it:
//
//	go run ./test/preview                    10,000 articles, the median of 9
//	go run ./test/preview -pages 2000 -n 5
//
// It prints a table. As a browser does, the program waits for the preview to say
// that the page may have changed, then asks for it. The times begin when the file
// has been written, and end when an answer has the new words.
package main

import (
	"bufio"
	"cmp"
	"context"
	"flag"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"loa/internal/base/source"
	"loa/internal/desk/serve"
	"loa/internal/generator/build"
	"loa/internal/generator/content"
	"loa/test/corpus"
	"loa/themes"
)

func main() {
	pages := flag.Int("pages", 10_000, "articles of the site, both languages counted")
	times := flag.Int("n", 9, "how often each is measured")
	flag.Parse()
	if err := measure(os.Stdout, *pages, *times); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// The article that is edited, and a page that has the same topics and so lists
// it as related. The section and the home page list it because it is the newest.
const (
	edited  = "duoi-nuoc/bai-000006"
	related = "duoi-nuoc/bai-000018"
)

// row is one line of the table.
type row struct {
	what  string
	goal  time.Duration
	times []time.Duration
}

func measure(out io.Writer, pages, times int) error {
	dir, err := os.MkdirTemp("", "loa-preview-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	if err := corpus.Write(dir, pages/2); err != nil {
		return err
	}
	first := row{what: "first page after the scan", goal: 500 * time.Millisecond}
	for range times {
		took, err := firstPage(dir)
		if err != nil {
			return err
		}
		first.times = append(first.times, took)
	}
	rows, err := edits(dir, times)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "| %d pages, median of %d | goal | median | least | most |\n| --- | ---: | ---: | ---: | ---: |\n", pages, times)
	for _, r := range append([]row{first}, rows...) {
		slices.Sort(r.times)
		fmt.Fprintf(out, "| %s | %s | %s | %s | %s |\n", r.what, ms(r.goal), ms(r.times[len(r.times)/2]), ms(r.times[0]), ms(r.times[len(r.times)-1]))
	}
	return nil
}

func ms(d time.Duration) string { return fmt.Sprintf("%.1f ms", float64(d.Microseconds())/1000) }

// firstPage starts a preview and asks for the home page; the time that listing
// the files takes is measured apart and taken off.
func firstPage(dir string) (time.Duration, error) {
	begun := time.Now()
	if _, _, err := source.Scan(os.DirFS(dir), content.Root); err != nil {
		return 0, err
	}
	scan := time.Since(begun)
	begun = time.Now()
	p, err := start(dir)
	if err != nil {
		return 0, err
	}
	defer p.stop()
	if _, err := p.get(""); err != nil {
		return 0, err
	}
	return time.Since(begun) - scan, nil
}

// edits measures what an author waits for after saving.
func edits(dir string, times int) ([]row, error) {
	p, err := start(dir)
	if err != nil {
		return nil, err
	}
	defer p.stop()
	if err := p.settle(); err != nil {
		return nil, err
	}
	body := row{what: "edited body, on its page", goal: 30 * time.Millisecond}
	for i := range times {
		took, err := p.edit("Tên đầu", fmt.Sprintf("Câu mới số %d.", i), fmt.Sprintf("Câu mới số %d.", i), edited+"/")
		if err != nil {
			return nil, err
		}
		body.times = append(body.times, took)
	}
	rows := []row{body}
	for _, where := range []struct {
		what  string
		pages []string
	}{
		{"on its page", []string{edited + "/"}}, {"on the home page", []string{""}}, {"on the list of its section", []string{"duoi-nuoc/"}},
		{"on a related page", []string{related + "/"}}, {"on all four", []string{edited + "/", "", "duoi-nuoc/", related + "/"}},
	} {
		r := row{what: "edited title, " + where.what, goal: 120 * time.Millisecond}
		for i := range times {
			title := fmt.Sprintf("Tên %s %d", where.what, i)
			took, err := p.edit(title, "Câu cũ.", title, where.pages...)
			if err != nil {
				return nil, err
			}
			r.times = append(r.times, took)
		}
		rows = append(rows, r)
	}
	return rows, nil
}

// preview is a running preview.
type preview struct {
	dir     string
	address string
	reports chan serve.Report
	stop    func()
}

func start(dir string) (*preview, error) {
	ctx, cancel := context.WithCancel(context.Background())
	p := &preview{dir: dir, reports: make(chan serve.Report, 1000)}
	ready, ended := make(chan string, 1), make(chan error, 1)
	go func() {
		ended <- serve.Run(ctx, serve.Options{
			Build:    build.Options{Dir: dir, Out: filepath.Join(dir, "public"), Builtin: themes.FS, Now: time.Now()},
			Language: "en",
			Ready:    func(at serve.Addresses) { ready <- at.Preview },
			Tell:     func(r serve.Report) { p.reports <- r },
		})
	}()
	p.stop = func() {
		cancel()
		<-ended
	}
	select {
	case p.address = <-ready:
		return p, nil
	case err := <-ended:
		cancel()
		return nil, fmt.Errorf("the preview ended: %w", err)
	}
}

// settle gives the article its place at the head of all lists, and waits until
// the preview has looked through the site.
func (p *preview) settle() error {
	if _, err := p.edit("Tên đầu", "Câu đầu.", "Tên đầu", ""); err != nil {
		return err
	}
	for r := range p.reports {
		if r.Whole {
			return nil
		}
	}
	return nil
}

// edit writes the article, and asks for pages once the first is told of it.
func (p *preview) edit(title, body, words string, pages ...string) (time.Duration, error) {
	text := fmt.Sprintf("+++\ntitle = %q\nsummary = \"Tóm tắt.\"\ndate = 2039-01-01\ntopics = [\"t06\", \"t09\"]\n+++\n\n%s\n", title, body)
	changed, err := p.listen(pages[0])
	if err != nil {
		return 0, err
	}
	file := filepath.Join(p.dir, "content", filepath.FromSlash(edited)+".md")
	whole := filepath.Join(filepath.Dir(file), ".whole") // so that one edit is one change
	if err := os.WriteFile(whole, []byte(text), 0o644); err != nil {
		return 0, err
	}
	if err := os.Rename(whole, file); err != nil {
		return 0, err
	}
	begun := time.Now()
	if err := changed(); err != nil {
		return 0, err
	}
	for _, page := range pages {
		got, err := p.get(page)
		if err != nil {
			return 0, err
		}
		if !strings.Contains(got, words) {
			return 0, fmt.Errorf("/%s does not show %q", page, words)
		}
	}
	return time.Since(begun), nil
}

var stamp = regexp.MustCompile(`data-stamp="([^"]*)"`)

// listen opens the event stream of a page and returns a function that waits
// until the page is to be loaded again.
func (p *preview) listen(page string) (changed func() error, err error) {
	text, err := p.get(page)
	if err != nil {
		return nil, err
	}
	found := stamp.FindStringSubmatch(text)
	if found == nil {
		return nil, fmt.Errorf("/%s has no reload script", page)
	}
	resp, err := http.Get(p.address + "_loa/events?page=/" + page + "&stamp=" + found[1])
	if err != nil {
		return nil, err
	}
	lines := bufio.NewScanner(resp.Body)
	lines.Buffer(nil, 1<<20)
	return func() error {
		defer resp.Body.Close()
		for lines.Scan() {
			if lines.Text() == "event: reload" {
				return nil
			}
		}
		return fmt.Errorf("/%s was not told of the change: %w", page, cmp.Or(lines.Err(), io.ErrUnexpectedEOF))
	}, nil
}

func (p *preview) get(page string) (string, error) {
	resp, err := http.Get(p.address + page)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	return string(data), err
}
