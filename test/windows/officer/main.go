// Command officer uses the newsroom as the browser of an officer does, by its forms
// alone: makes an article, sends a photo, saves a text, follows the preview and
// publishes.
//
//	officer -link FILE -edit FILE PHOTO TARGET
//	officer -link FILE                            only looks in
//
// The first file is one into which the program under test has its link written, as
// soon as it opens the browser; the second is a text that is edited behind the
// newsroom's back.
package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"net/http"
	"net/http/cookiejar"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"
)

// patience is how long the officer waits for what must come.
const patience = 2 * time.Minute

func main() {
	link := flag.String("link", "", "a file that will hold the newsroom's link")
	edit := flag.String("edit", "", "a text of the site that is edited by another program")
	flag.Parse()
	if err := live(*link, *edit, flag.Arg(0), flag.Arg(1)); err != nil {
		fmt.Fprintln(os.Stderr, "officer:", err)
		os.Exit(1)
	}
}

func live(link, edit, photo, target string) error {
	b, err := enter(link)
	if err != nil || photo == "" {
		return err
	}
	for _, do := range []func() error{
		func() error { return b.write(photo) },
		func() error { return b.editElsewhere(edit) },
		func() error { return b.publish(target) },
	} {
		if err := do(); err != nil {
			return err
		}
	}
	return nil
}

// enter waits until the program has opened the browser, and follows the link.
func enter(file string) (*browser, error) {
	var link string
	err := await("the browser is opened", func() (bool, error) {
		text, err := os.ReadFile(file)
		link = strings.TrimSpace(string(text))
		return err == nil && link != "", nil
	})
	if err != nil {
		return nil, err
	}
	jar, err := cookiejar.New(nil)
	if err != nil {
		return nil, err
	}
	b := &browser{client: &http.Client{Jar: jar, Timeout: patience}}
	if b.own, _, _ = strings.Cut(link, "/?"); b.own == link {
		return nil, fmt.Errorf("no link of a newsroom: %q", link)
	}
	page, err := b.get(link)
	if err != nil {
		return nil, err
	}
	for _, address := range regexp.MustCompile(`http://127\.0\.0\.1:\d+`).FindAllString(page.text, -1) {
		if address != b.own {
			b.preview = address
			return b, nil
		}
	}
	return nil, errors.New("the newsroom does not name the preview")
}

const text = "Áo phao vừa người, cài đủ khoá.\r\n\r\n![Áo phao](ao-phao.png)\r\n"

// write makes an article with a photo and saves it.
func (b *browser) write(photo string) error {
	data, err := os.ReadFile(photo)
	if err != nil {
		return err
	}
	page, err := b.get(b.own + "/new")
	if err != nil {
		return err
	}
	if page, err = b.submit(page, "/new", answers{"title": "Đi đò phải mặc áo phao", "kind": "article", "section": "duoi-nuoc"}); err != nil {
		return err
	}
	sent := answers{"do": "picture", "alt": "Áo phao", "people": "none"}
	if page, err = b.submit(page, "/edit", sent, file{"picture", "Áo Phao.PNG", data}); err != nil {
		return err
	}
	saved := answers{"do": "save", "body": text, "f.summary": "Mặc áo phao trước khi lên đò.", "f.draft": ""}
	if _, err = b.submit(page, "/edit", saved); err != nil {
		return err
	}
	return b.shows("/duoi-nuoc/di-do-phai-mac-ao-phao/", "cài đủ khoá")
}

// editElsewhere changes a text as another program does, and waits until the preview
// has seen it.
func (b *browser) editElsewhere(name string) error {
	data, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	const added = "Gọi 111 khi cần giúp."
	if err := os.WriteFile(name, append(data, "\r\n"+added+"\r\n"...), 0o666); err != nil {
		return err
	}
	return b.shows("/duoi-nuoc/"+strings.TrimSuffix(filepath.Base(name), ".md")+"/", added)
}

// shows waits until a page of the preview holds a text.
func (b *browser) shows(path, want string) error {
	return await(fmt.Sprintf("%s shows %q", path, want), func() (bool, error) {
		answer, err := b.client.Get(b.preview + path)
		if err != nil {
			return false, err
		}
		defer answer.Body.Close()
		var body bytes.Buffer
		_, err = body.ReadFrom(answer.Body)
		return answer.StatusCode == http.StatusOK && strings.Contains(body.String(), want), err
	})
}

// publish sends the site to a place, allows that and says yes.
func (b *browser) publish(target string) error {
	page, err := b.get(b.own + "/publish")
	if err != nil {
		return err
	}
	if page, err = b.submit(page, "/publish", answers{"target": target}); err != nil {
		return err
	}
	job := page.url
	return await("the release is done", func() (bool, error) {
		if page, err = b.get(job); err != nil {
			return false, err
		}
		switch {
		case page.has("/publish/allow", "job"):
			_, err = b.submit(page, "/publish/allow", answers{"do": "allow"})
		case strings.Contains(page.text, `value="yes"`):
			_, err = b.submit(page, "/publish", answers{"do": "yes"})
		case strings.Contains(page.text, `data-job=`):
		case strings.Contains(page.text, "đã xuất bản"):
			return true, nil
		default:
			err = fmt.Errorf("the release has ended: %s", page.text)
		}
		return false, err
	})
}

// await asks until something is so.
func await(what string, done func() (bool, error)) error {
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(100 * time.Millisecond) {
		if ok, err := done(); ok || err != nil {
			return err
		}
	}
	return fmt.Errorf("it never came that %s", what)
}
